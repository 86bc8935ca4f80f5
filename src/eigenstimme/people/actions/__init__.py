"""The verbs about people. Each asks for the right, makes the change and records it, in one transaction."""

from eigenstimme.people.actions.company import change_company, switch_self_approval
from eigenstimme.people.actions.farewell import say_goodbye
from eigenstimme.people.actions.founding import Founding, found_company
from eigenstimme.people.actions.invitations import (
    Arrival,
    Invited,
    accept_invitation,
    accept_invitation_as,
    check_addressee,
    invite,
    withdraw_invitation,
)
from eigenstimme.people.actions.memberships import add_machine, change_membership
from eigenstimme.people.actions.profile import ask_for_address, change_address, change_profile, choose_sign

__all__ = [
    "Arrival",
    "Founding",
    "Invited",
    "accept_invitation",
    "accept_invitation_as",
    "add_machine",
    "ask_for_address",
    "change_address",
    "change_company",
    "change_membership",
    "change_profile",
    "check_addressee",
    "choose_sign",
    "found_company",
    "invite",
    "say_goodbye",
    "switch_self_approval",
    "withdraw_invitation",
]
