"""Is a channel still connected? Asked once a day by itself, and whenever a person wants to know."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from eigenstimme.channels.models import Channel, account_fields
from eigenstimme.channels.opening import opened
from eigenstimme.channels.refreshing import A_WEEK_AHEAD
from eigenstimme.connectors.text import gettext_noop as _
from eigenstimme.connectors.types import NeedsReconnect
from eigenstimme.core import live

EVERY = timedelta(days=1)
AT_ONCE = 100


def check(channel: Channel) -> None:
    """Ask the network whom the credentials speak for, and take over its name and picture.

    Waits for the network. Raises a ``ConnectorFailure``; lost credentials mark the channel first.
    """
    with opened(channel, ahead=A_WEEK_AHEAD) as connector:
        found = account_fields(connector.whoami())
        if found["remote_id"] != channel.remote_id:
            raise NeedsReconnect(_("The access belongs to another account now."))
    Channel.objects.open().filter(pk=channel.pk).update(
        **found, checked_at=timezone.now(), disconnected_at=None, disconnected_reason=""
    )
    live.announce(channel.company_id, f"channel:{channel.pk}")


def tick(now: datetime) -> datetime | None:
    """Hand over the channels whose day is over."""
    from eigenstimme.channels import tasks

    for pk in _claim(now):
        tasks.check_channel.defer(channel_id=pk)
    return None


@transaction.atomic
def _claim(now: datetime) -> list[int]:
    due = Channel.objects.connected().filter(check_at__lte=now).select_for_update(skip_locked=True)
    ids = list(due.values_list("pk", flat=True)[:AT_ONCE])
    if ids:
        Channel.objects.filter(pk__in=ids).update(check_at=now + EVERY)
    return ids
