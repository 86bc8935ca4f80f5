from eigenstimme.people.models.company import Company
from eigenstimme.people.models.invitation import Invitation
from eigenstimme.people.models.membership import Kind, Membership
from eigenstimme.people.models.notice import Notice
from eigenstimme.people.models.person import Person

__all__ = ["Company", "Invitation", "Kind", "Membership", "Notice", "Person"]
