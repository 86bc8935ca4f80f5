"""Who a session belongs to."""

from __future__ import annotations

from allauth.account.auth_backends import AuthenticationBackend

from eigenstimme.people.models import Membership, Person


class Backend(AuthenticationBackend):  # type: ignore[misc]  # allauth is untyped
    """Fetches a person together with their memberships, in one query: every request needs both."""

    def get_user(self, user_id: int) -> Person | None:
        present = Membership.objects.present().filter(person_id=user_id)
        memberships = list(present.select_related("person", "company").order_by("company__name"))
        if not memberships:
            nowhere: Person | None = super().get_user(user_id)
            return nowhere
        person = memberships[0].person
        person.memberships_here = memberships
        return person if self.user_can_authenticate(person) else None
