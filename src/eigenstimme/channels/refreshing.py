"""Access that runs out is exchanged ahead of its end, by whoever uses the channel first, and by nobody else meanwhile.

The row is locked from before the question until the answer is stored: a second worker waits, and then finds it done.
"""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from eigenstimme.channels.models import Channel
from eigenstimme.connectors.types import Connector, Expires, NotSent, OutcomeUnknown
from eigenstimme.core import http

AHEAD = timedelta(minutes=10)
A_WEEK_AHEAD = timedelta(days=7)
"""For the daily check: a network that gives access for weeks is asked while a person still has time to help."""


def refresh(channel: Channel, ahead: timedelta) -> None:
    """Exchange credentials that run out within ``ahead``. Waits for the network.

    Raises ``NeedsReconnect``, and ``NotSent`` when they have run out and the network cannot be reached.
    """
    if not _ends_within(channel, ahead):
        return
    try:
        with transaction.atomic():
            locked = Channel.objects.select_for_update().get(pk=channel.pk)
            if _ends_within(locked, ahead):
                _exchange(locked)
    except (NotSent, OutcomeUnknown) as failure:
        if _ends_within(channel, timedelta()):
            raise NotSent(failure.reason) from failure
    else:
        channel.credentials = locked.credentials


def _exchange(channel: Channel) -> None:
    with http.client() as client:
        connector: Connector = channel.connector_class(channel.credentials or {}, channel.settings, client)
        assert isinstance(connector, Expires)
        channel.credentials = dict(connector.refresh())
    channel.save(update_fields=["credentials"])


def _ends_within(channel: Channel, ahead: timedelta) -> bool:
    kind = channel.connector_class
    if not issubclass(kind, Expires) or not channel.credentials:
        return False
    ends = kind.expires_at(channel.credentials)
    return ends is not None and ends <= timezone.now() + ahead
