"""A channel's connector, ready for one task. The only place where credentials are unsealed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import timezone

from eigenstimme.channels.models import Channel
from eigenstimme.connectors.types import Connector, NeedsReconnect, Renews
from eigenstimme.core import http
from eigenstimme.people.notices import tell


@contextmanager
def opened(channel: Channel) -> Iterator[Connector]:
    """Renewed credentials are sealed afterwards, also after a failure; lost ones mark the channel."""
    with http.client() as client:
        connector = channel.connector_class(channel.credentials or {}, channel.settings, client)
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
        tell(
            channel.responsible,
            "channel.disconnected",
            f"/channels/{channel.pk}/",
            channel=channel.name,
            reason=reason,
        )
