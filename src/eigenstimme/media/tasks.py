"""Jobs of this room."""

from __future__ import annotations

import io

from PIL import Image
from procrastinate.contrib.django import app

from eigenstimme.media.likeness import likeness
from eigenstimme.media.models import Asset
from eigenstimme.media.renditions import named


@app.task(queue="media")
def make_renditions(asset_id: int) -> None:
    """What lists show of a file that has just come in, and what it looks like."""
    asset = Asset.objects.kept().filter(pk=asset_id).first()
    if asset is None:
        return
    named(asset, "square")
    with Image.open(io.BytesIO(named(asset, "small").content)) as image:
        Asset.objects.filter(pk=asset_id).update(likeness=likeness(image))
