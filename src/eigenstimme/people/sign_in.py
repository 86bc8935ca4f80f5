"""Whether a person can sign in at all. It closes when nothing is left for them, and opens with the next invitation."""

from __future__ import annotations

from allauth.usersessions.models import UserSession

from eigenstimme.people.models import Person


def close(person: Person) -> None:
    """No more sign-in, and every open session ends with the next request."""
    Person.objects.filter(pk=person.pk).update(is_active=False)
    for session in UserSession.objects.filter(user_id=person.pk):
        session.end()


def open_again(person: Person) -> None:
    Person.objects.filter(pk=person.pk, is_active=False).update(is_active=True)
