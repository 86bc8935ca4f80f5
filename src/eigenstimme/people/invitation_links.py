"""The link in an invitation: signed, for one row, once, for 14 days."""

from __future__ import annotations

from datetime import timedelta

from django.core import signing
from django.urls import reverse
from django.utils import timezone

from eigenstimme.people.errors import LinkExpired, LinkUsed, LinkWithdrawn, LinkWrong
from eigenstimme.people.models import Invitation

GOOD_FOR = timedelta(days=14)
_SALT = "people.invitation"


def invitation_path(invitation: Invitation) -> str:
    return reverse("people:accept_invitation", args=[signing.dumps(invitation.pk, salt=_SALT)])


def open_link(token: str) -> Invitation:
    """The invitation, if it can be used now. Raises a ``LinkDead`` that says why not."""
    try:
        pk = signing.loads(token, salt=_SALT)
    except signing.BadSignature as error:
        raise LinkWrong from error
    invitation = Invitation.objects.select_related("company", "invited_by__person").filter(pk=pk).first()
    if invitation is None:
        raise LinkWrong
    check_usable(invitation)
    return invitation


def check_usable(invitation: Invitation) -> None:
    if invitation.accepted_at:
        raise LinkUsed
    if invitation.withdrawn_at:
        raise LinkWithdrawn
    if timezone.now() >= invitation.created_at + GOOD_FOR:
        raise LinkExpired(GOOD_FOR.days)
