"""Connecting a channel, connecting again, checking, changing, closing.

Connecting and checking are the only acts in which a person waits for a network; no transaction is open meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from eigenstimme.audit.record import record
from eigenstimme.channels import checking, in_house, signals
from eigenstimme.channels.actions.locked import able, locked
from eigenstimme.channels.actions.time import set_weekly_time, write_promise
from eigenstimme.channels.doubts import Offer
from eigenstimme.channels.errors import (
    AlreadyConnected,
    BetterNot,
    OtherAccount,
    StillPlanned,
)
from eigenstimme.channels.models import Channel, ChannelProfile, account_fields
from eigenstimme.channels.reachable import require_reachable
from eigenstimme.channels.tending import room_of
from eigenstimme.channels.words import said
from eigenstimme.connectors.registry import connector_class
from eigenstimme.connectors.types import Connected, Redirect
from eigenstimme.core import http, live
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Company, Membership
from eigenstimme.people.rights import Subject, require

CountPlanned = Callable[[Channel], int]

_planned_on: CountPlanned = lambda _channel: 0  # noqa: E731 (replaced by publishing at start-up)


def count_planned_with(counter: CountPlanned) -> None:
    """Publishing hands in how many posts wait for their time on a channel."""
    global _planned_on
    _planned_on = counter


def planned_on(channel: Channel) -> int:
    return _planned_on(channel)


@dataclass(frozen=True)
class Wish:
    """What somebody wants to connect, kept while a network asks them for leave.

    ``minutes`` a week is what the responsible person promises it, ``in_all`` what they have for all channels (None: as
    before). ``all_the_same``: somebody has read what speaks against it.
    ``channel_id``: that channel is connected again, and the rest of it stays as it is.
    """

    company_id: int
    network: str
    name: str = ""  # empty: as the account is called
    purpose: str = ""
    responsible_id: int | None = None
    audience: str = ""
    minutes: int = 0
    in_all: int | None = None
    all_the_same: bool = False
    channel_id: int | None = None

    def subject(self) -> Subject:
        return Subject(self.company_id)


def begin(wish: Wish, values: Mapping[str, str], *, return_url: str, actor: Actor) -> Channel | Redirect:
    """Connect with what was typed, or learn where the browser has to go first.

    Waits for the network. Raises ``ChannelError`` (of a new channel also ``BetterNot``) and the failures of connectors.
    """
    require(actor, "channel.manage", wish.subject())
    if wish.channel_id is None and not wish.all_the_same and (doubts := offered(wish).sentences):
        raise BetterNot(doubts)
    if in_house.opener(wish.network):
        return _open_in_house(wish, actor=actor)
    if connector_class(wish.network).limits.fetches_media:
        require_reachable()
    connect = connector_class(wish.network).connect
    with http.client() as client:
        answer = connect.begin(values, http=client, return_url=return_url)
    return answer if isinstance(answer, Redirect) else _establish(wish, answer, actor=actor)


def offered(wish: Wish) -> Offer:
    """The time a new channel would get. Raises ``NotResponsible``."""
    person = able(wish.company_id, wish.responsible_id)
    usual = connector_class(wish.network).weekly_hours * 60
    return Offer(wish.minutes, usual, room_of(person, wish.in_all))


def finish(
    wish: Wish, query: Mapping[str, str], pending: Mapping[str, str], *, return_url: str, actor: Actor
) -> Channel:
    """Connect with what the network sent along when the browser came back. Waits and raises like ``begin``."""
    require(actor, "channel.manage", wish.subject())
    connect = connector_class(wish.network).connect
    with http.client() as client:
        connected = connect.finish(query, pending, http=client, return_url=return_url)
    return _establish(wish, connected, actor=actor)


def check(channel: Channel, *, actor: Actor) -> None:
    """Ask the network whether it still knows us. Waits for it; raises the failures of connectors."""
    decision = require(actor, "channel.manage", channel.subject())
    checking.check(channel)
    with transaction.atomic():
        record(actor, "channel.checked", channel, decision)


@transaction.atomic
def change(
    channel: Channel, *, name: str, purpose: str, responsible: Membership, late_after: timedelta, actor: Actor
) -> None:
    channel = locked(channel)
    decision = require(actor, "channel.manage", channel.subject())
    channel.name, channel.purpose, channel.late_after = name, purpose, late_after
    channel.responsible = able(channel.company_id, responsible.pk)
    channel.save(update_fields=["name", "purpose", "late_after", "responsible"])
    _announce(channel)
    record(actor, "channel.changed", channel, decision, responsible=str(responsible))


@transaction.atomic
def close(channel: Channel, *, with_planned: bool, actor: Actor) -> None:
    """End a channel and forget its credentials; what it published stays.

    Planned posts are held, but only ``with_planned``: raises ``StillPlanned`` otherwise.
    """
    channel = locked(channel)
    decision = require(actor, "channel.manage", channel.subject())
    planned = planned_on(channel)
    if planned and not with_planned:
        raise StillPlanned(planned)
    channel.closed_at, channel.credentials = timezone.now(), None
    channel.save(update_fields=["closed_at", "credentials"])
    signals.closed.send(Channel, channel=channel)
    _announce(channel)
    record(actor, "channel.closed", channel, decision)


# --- helpers ------------------------------------------------------------------------------------------------


@transaction.atomic
def _open_in_house(wish: Wish, *, actor: Actor) -> Channel:
    opener = in_house.opener(wish.network)
    assert opener is not None
    name = wish.name or said(connector_class(wish.network).label)
    return _establish(wish, opener(Company.objects.get(pk=wish.company_id), name), actor=actor)


def _establish(wish: Wish, connected: Connected, *, actor: Actor) -> Channel:
    if wish.channel_id is not None:
        return _connect_again(wish.channel_id, connected, actor=actor)
    try:
        return _connect(wish, connected, actor=actor)
    except IntegrityError as error:
        raise AlreadyConnected(connected.account.handle or connected.account.name) from error


@transaction.atomic
def _connect(wish: Wish, connected: Connected, *, actor: Actor) -> Channel:
    decision = require(actor, "channel.manage", wish.subject())
    offer = offered(wish)
    channel = Channel.objects.create(
        company_id=wish.company_id,
        network=wish.network,
        name=wish.name or connected.account.name[:120],
        purpose=wish.purpose,
        responsible=offer.room.person,
        **account_fields(connected.account),
        **_connection(connected, actor),
    )
    _write_care(channel, wish)
    _announce(channel)
    record(actor, "channel.connected", channel, decision)
    if offer.sentences:
        record(actor, "channel.opened_all_the_same", channel, decision, **offer.on_record)
    return channel


def _write_care(channel: Channel, wish: Wish) -> None:
    """What was answered before the channel was connected."""
    if wish.audience:
        ChannelProfile.objects.create(channel=channel, audience=wish.audience)
    if wish.in_all is not None:
        set_weekly_time(channel.responsible, wish.in_all)
    if wish.minutes:
        write_promise(channel, channel.responsible, wish.minutes)


@transaction.atomic
def _connect_again(channel_id: int, connected: Connected, *, actor: Actor) -> Channel:
    channel = locked(Channel.objects.get(pk=channel_id))
    decision = require(actor, "channel.manage", channel.subject())
    account = account_fields(connected.account)
    if account["remote_id"] != channel.remote_id:
        found = connected.account.handle or connected.account.name
        raise OtherAccount(channel.handle or channel.name, found)
    changes = {**account, **_connection(connected, actor)}
    for field, value in changes.items():
        setattr(channel, field, value)
    channel.save(update_fields=changes)
    _announce(channel)
    record(actor, "channel.reconnected", channel, decision)
    return channel


def _connection(connected: Connected, actor: Actor) -> dict[str, object]:
    """What a fresh connection sets. Its first health check is due in a day, its first messages now."""
    now = timezone.now()
    return {
        "credentials": dict(connected.credentials),
        "settings": dict(connected.settings),
        "connected_by_id": actor.member,
        "connected_at": now,
        "checked_at": now,
        "check_at": now + checking.EVERY,
        "disconnected_at": None,
        "disconnected_reason": "",
    }


def _announce(channel: Channel) -> None:
    live.announce(channel.company_id, f"channel:{channel.pk}")
    live.announce(channel.company_id, "channels")
