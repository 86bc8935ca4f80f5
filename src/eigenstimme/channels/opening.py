"""A channel's connector, ready for one task. The only place where credentials are unsealed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.utils import timezone, translation

from eigenstimme.channels import in_house
from eigenstimme.channels.models import Channel
from eigenstimme.channels.refreshing import AHEAD, refresh
from eigenstimme.channels.words import said
from eigenstimme.connectors.types import Connector, NeedsReconnect, Renews
from eigenstimme.core import http, live
from eigenstimme.people.notices import tell


@contextmanager
def opened(channel: Channel, *, ahead: timedelta = AHEAD) -> Iterator[Connector]:
    """Credentials that run out within ``ahead`` are exchanged first; those that are renewed while they are used are
    sealed afterwards, also after a failure. Lost ones mark the channel.
    """
    try:
        refresh(channel, ahead)
    except NeedsReconnect as failure:
        mark_disconnected(channel, failure.reason)
        raise
    with http.client() as client:
        credentials = {**(channel.credentials or {}), **in_house.address(channel.network)}
        connector = channel.connector_class(credentials, channel.settings, client)
        try:
            yield connector
        except NeedsReconnect as failure:
            mark_disconnected(channel, failure.reason)
            raise
        finally:
            if isinstance(connector, Renews) and connector.renewed is not None:
                _seal(channel, dict(connector.renewed))


def _seal(channel: Channel, credentials: dict[str, str]) -> None:
    """Keep renewed credentials, unless a person has connected the channel anew in the meantime."""
    Channel.objects.filter(pk=channel.pk, connected_at=channel.connected_at).update(credentials=credentials)


def mark_disconnected(channel: Channel, reason: str) -> None:
    """The network no longer accepts us. Told once, to whoever is responsible."""
    changed = (
        Channel.objects.connected()
        .filter(pk=channel.pk)
        .update(disconnected_at=timezone.now(), disconnected_reason=reason[:300])
    )
    if changed:
        live.announce(channel.company_id, f"channel:{channel.pk}")
        reader = channel.responsible
        with translation.override(reader.person.language):
            told = said(reason)
        tell(reader, "channel.disconnected", channel.get_absolute_url(), channel=channel.name, reason=told)
