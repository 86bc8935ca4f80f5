"""A channel in the hands of one act; and who can be named for it."""

from __future__ import annotations

from eigenstimme.channels.errors import AlreadyClosed, NotResponsible
from eigenstimme.channels.models import Channel
from eigenstimme.people.models import Membership


def locked(channel: Channel) -> Channel:
    """Raises ``AlreadyClosed``."""
    rows = Channel.objects.select_for_update(of=["self"]).select_related("responsible__person")
    found = rows.get(pk=channel.pk)
    if found.closed_at:
        raise AlreadyClosed
    return found


def able(company_id: int, membership_id: int | None) -> Membership:
    """The own person who can answer for a channel. Raises ``NotResponsible``."""
    own = Membership.objects.present().own().filter(company_id=company_id).select_related("person")
    found = own.filter(pk=membership_id).first() if membership_id else None
    if found is None:
        raise NotResponsible
    return found
