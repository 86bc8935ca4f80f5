"""Pictures that look alike: a difference hash, which survives another size, format or quality.

64 bits say for 8 rows of 9 grey squares whether each is darker than its right neighbour. Few different bits: alike.
(Neal Krawetz, "Kind of Like That", 2013.)
"""

from __future__ import annotations

from django.db.models import BigIntegerField, F, Func, QuerySet
from django.db.models.functions import Cast
from PIL import Image

from eigenstimme.media.models import Asset
from eigenstimme.people.actor import Actor

ALIKE = 6  # different bits of 64, at most
SHOWN = 4


def likeness(image: Image.Image) -> int:
    """As PostgreSQL's bigint: with a sign."""
    grey = list(image.convert("L").resize((9, 8), Image.Resampling.LANCZOS).tobytes())
    bits = [grey[at] < grey[at + 1] for row in range(8) for at in range(row * 9, row * 9 + 8)]
    number = sum(bit << place for place, bit in enumerate(bits))
    return number - (1 << 64) if number >> 63 else number


def looks_like(asset: Asset, actor: Actor) -> QuerySet[Asset]:
    """Other files the actor may see that are nearly the same, the likest first. A plain picture is like no other."""
    if asset.likeness in {None, 0, -1}:
        return Asset.objects.none()
    different = Func(
        F("likeness").bitxor(asset.likeness),
        template="bit_count((%(expressions)s)::bit(64))",
        output_field=BigIntegerField(),
    )
    others = Asset.objects.visible_to(actor).kept().exclude(pk=asset.pk).exclude(likeness__in=[0, -1])
    return (
        others.annotate(different=Cast(different, BigIntegerField()))
        .filter(different__lte=ALIKE)
        .order_by("different", "-pk")[:SHOWN]
    )
