"""Asking the networks for messages: channels whose time has come are claimed, and a job asks each of them.

The claim moves ``fetch_at`` into the future, so a job that gets lost is simply claimed again.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Min, Q
from django.utils import timezone
from procrastinate.types import JSONValue

from eigenstimme.channels.models import Channel, ChannelQuerySet
from eigenstimme.channels.opening import opened
from eigenstimme.connectors import registry
from eigenstimme.connectors.types import Batch, Connector, ConnectorFailure, Converses, NotSent, Refused
from eigenstimme.inbox.intake import take_in

log = logging.getLogger(__name__)

CLAIM = timedelta(minutes=3)
LONGEST_PAUSE = timedelta(minutes=15)


def tick(now: datetime) -> datetime | None:
    """Hand over every channel that is due; returns the time of the next one."""
    _claim(now)
    following: datetime | None = _conversing().aggregate(Min("fetch_at"))["fetch_at__min"]
    return following


@transaction.atomic
def _claim(now: datetime) -> None:
    from eigenstimme.inbox import tasks

    due = _conversing().filter(Q(fetch_at=None) | Q(fetch_at__lte=now))
    ids = list(due.select_for_update(skip_locked=True, no_key=True).values_list("pk", flat=True))
    if not ids:
        return
    Channel.objects.filter(pk__in=ids).update(fetch_at=now + CLAIM)
    jobs: list[dict[str, JSONValue]] = [{"channel_id": pk} for pk in ids]
    tasks.fetch.batch_defer(*jobs)


def _conversing() -> ChannelQuerySet:
    networks = [name for name in registry.names() if issubclass(registry.connector_class(name), Converses)]
    return Channel.objects.connected().filter(network__in=networks)


def fetch(channel_id: int) -> None:
    """Ask one channel's network. Harmless to call at any time and twice at once."""
    channel = _conversing().select_related("company", "responsible__person").filter(pk=channel_id).first()
    if channel is None:
        return
    try:
        with opened(channel) as connector:
            batch = _conversation_of(connector).fetch(channel.fetch_cursor)
        _store(channel, batch)
    except ConnectorFailure as failure:
        _failed(channel, failure)
    except Exception:  # one odd message must not stop the channel without a word
        log.exception("fetching from channel %s broke", channel_id)
        _failed(channel, Refused("Something unexpected went wrong while fetching messages."))


def _conversation_of(connector: Connector) -> Converses:
    if not isinstance(connector, Converses):
        raise Refused("This network hands out no messages.")
    return connector


@transaction.atomic
def _store(channel: Channel, batch: Batch) -> None:
    """Messages and cursor together: what is stored is never asked for again, what is not is."""
    now = timezone.now()
    take_in(channel, batch, now=now)
    Channel.objects.filter(pk=channel.pk).update(
        fetch_cursor=batch.cursor,
        fetched_at=now,
        fetch_at=now + channel.connector_class.poll_every,
        fetch_error="",
    )


def _failed(channel: Channel, failure: ConnectorFailure) -> None:
    """Keep the reason and wait: as long again as it has been failing, or as the network asks."""
    now = timezone.now()
    failing_for = now - (channel.fetched_at or channel.connected_at)
    pause = min(max(failing_for, channel.connector_class.poll_every), LONGEST_PAUSE)
    if isinstance(failure, NotSent) and failure.retry_after:
        pause = max(pause, failure.retry_after)
    Channel.objects.filter(pk=channel.pk).update(fetch_error=failure.reason[:300], fetch_at=now + pause)
