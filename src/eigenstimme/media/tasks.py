"""Jobs of this room."""

from __future__ import annotations

from procrastinate.contrib.django import app

from eigenstimme.media.models import Asset
from eigenstimme.media.renditions import rendition


@app.task(queue="media")
def make_renditions(asset_id: int) -> None:
    """What lists show of a file that has just come in."""
    asset = Asset.objects.get(pk=asset_id)
    for name in ("small", "square"):
        rendition(asset, name)
