"""Looking through the library."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum

from django.db.models import F, Func

from eigenstimme.media.models import Asset
from eigenstimme.media.models.asset import AssetQuerySet, has_consent
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Membership

MOST_TAGS = 100  # offered for choosing; the search finds the others


class Use(StrEnum):
    USED = "used"
    UNUSED = "unused"


class People(StrEnum):
    SHOWN = "shown"
    NO_CONSENT = "no_consent"
    AGREED = "agreed"


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for; empty means everything."""

    q: str = ""
    kind: str = ""  # "image", "video"
    tag: str = ""
    added_by: Membership | None = None
    use: str = ""
    people: str = ""

    def count(self) -> int:
        """How many filters are set, beside the search words."""
        return sum(bool(getattr(self, field.name)) for field in fields(self) if field.name != "q")


def found(wanted: Wanted, actor: Actor) -> AssetQuerySet:
    """What of the library the actor may see and asks for, the newest first."""
    assets = Asset.objects.visible_to(actor).kept().about(wanted.q)
    if wanted.tag:
        assets = assets.filter(tags__contains=[wanted.tag])
    if wanted.added_by:
        assets = assets.filter(added_by=wanted.added_by)
    if wanted.use:
        assets = assets.used(wanted.use == Use.USED)
    if wanted.people:
        assets = assets.filter(people_shown=True)
    if wanted.people == People.AGREED:
        assets = assets.filter(has_consent())
    if wanted.people == People.NO_CONSENT:
        assets = assets.exclude(has_consent())
    if wanted.kind:
        assets = assets.filter(media_type__startswith=f"{wanted.kind}/")
    return assets


def tags(actor: Actor) -> list[str]:
    """Every tag on what the actor may see."""
    each = Asset.objects.visible_to(actor).kept().annotate(tag=Func(F("tags"), function="unnest"))
    return list(each.order_by("tag").values_list("tag", flat=True).distinct()[:MOST_TAGS])
