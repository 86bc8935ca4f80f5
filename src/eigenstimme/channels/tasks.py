"""Jobs of this room. They carry ids only and may run twice."""

from __future__ import annotations

from contextlib import suppress

from procrastinate.contrib.django import app

from eigenstimme.channels import checking
from eigenstimme.channels.models import Channel
from eigenstimme.connectors.types import ConnectorFailure


@app.task(queue="fetch")
def check_channel(channel_id: int) -> None:
    """A network that cannot be reached today is asked again tomorrow; lost credentials are told at once."""
    channel = Channel.objects.connected().filter(pk=channel_id).first()
    if channel:
        with suppress(ConnectorFailure):
            checking.check(channel)
