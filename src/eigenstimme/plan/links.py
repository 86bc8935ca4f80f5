"""The link in an approval mail: signed, bound to one request, one person and one content; no sign-in needed."""

from __future__ import annotations

from django.core import signing
from django.urls import reverse

from eigenstimme.people.actor import Actor, Via
from eigenstimme.people.models import Membership
from eigenstimme.plan.models import Approval

_SALT = "plan.approval"


class BadLink(Exception):
    """The link is not ours, or what it was made for is gone."""


def approval_path(approval: Approval, person: Membership) -> str:
    token = signing.dumps([approval.pk, person.pk, approval.content_hash], salt=_SALT)
    return reverse("plan:approval_by_link", args=[token])


def open_link(token: str) -> tuple[Approval, Actor]:
    """The request and the actor the link was made for. The actor's rights are decided anew, like everyone's."""
    try:
        approval_id, membership_id, content_hash = signing.loads(token, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise BadLink from error
    approval = Approval.objects.filter(pk=approval_id, content_hash=content_hash).first()
    member = Membership.objects.select_related("person").filter(pk=membership_id).first()
    if approval is None or member is None:
        raise BadLink
    return approval, Actor.of(member, via=Via.MAIL_LINK)
