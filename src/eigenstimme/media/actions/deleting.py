"""A file is deleted for good (GDPR art. 17). Its row stays, empty, so that what was published with it still reads."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from eigenstimme.audit.record import record
from eigenstimme.core import live
from eigenstimme.media.models import Asset
from eigenstimme.media.models.asset import MIDDLE
from eigenstimme.media.renditions import forget
from eigenstimme.media.uses import Use, uses_of
from eigenstimme.people.actor import Actor
from eigenstimme.people.rights import require

FORGOTTEN: dict[str, Any] = {
    **dict.fromkeys(
        ["file_name", "title", "alt", "captions", "origin", "author", "licence", "licence_note"], ""
    ),
    **dict.fromkeys(["likeness", "duration_ms", "licence_until"]),
    **dict.fromkeys(["focal_x", "focal_y"], MIDDLE),
    **dict.fromkeys(["made_by_ai", "people_shown"], False),
    "tags": [],
}
"""What the row no longer says. Type, size, hashes and the moment of the still stay: by these one sees that a post is
what was authorised."""


class StillNeeded(Exception):
    """It stands in something that has yet to go out: ``uses``."""

    def __init__(self, uses: list[Use]) -> None:
        super().__init__(_("It stands in something that has yet to go out. Please take it out there first."))
        self.uses = uses


@transaction.atomic
def delete_for_good(asset: Asset, *, actor: Actor) -> Asset:
    """The file and everything made from it are gone once this is committed. Raises ``StillNeeded``.

    Whoever has the right sees everything of the company, so no use is overlooked. What is being attached at this
    moment waits for the lock, and ``media.showing`` objects to it afterwards.
    """
    decision = require(actor, "media.manage", asset.subject())
    asset = Asset.objects.select_for_update().get(pk=asset.pk)
    if asset.deleted_at:
        return asset
    if needing := [use for use in uses_of(asset, actor) if use.to_go_out]:
        raise StillNeeded(needing)
    for name, value in FORGOTTEN.items():
        setattr(asset, name, value)
    asset.deleted_at = timezone.now()
    asset.save()
    asset.checks.all().delete()
    transaction.on_commit(partial(clear_away, asset), robust=True)  # else the clock does it
    live.announce(asset.company_id, f"asset:{asset.pk}")
    record(actor, "asset.deleted", asset, decision)
    return asset


def clear_away(asset: Asset) -> None:
    """Remove what lies on the disk of a deleted file; again, if that broke off. The same content under another name
    keeps what both share."""
    asset.file.storage.delete(str(asset.file))
    twins = Asset.objects.kept().filter(company_id=asset.company_id, sha256=asset.sha256)
    if not twins.exists():
        forget(asset)
        _clear_folder(asset)
    Asset.objects.filter(pk=asset.pk).update(file="")


def _clear_folder(asset: Asset) -> None:
    folder = f"{asset.company_id}/{asset.sha256[:2]}"
    if default_storage.exists(folder):
        for name in default_storage.listdir(folder)[1]:
            if name.startswith(asset.sha256):
                default_storage.delete(f"{folder}/{name}")
