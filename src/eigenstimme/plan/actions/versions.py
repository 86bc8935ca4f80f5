"""Going back to an older version."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.db import transaction

from eigenstimme.media.crops import parsed
from eigenstimme.media.models import Asset, Attachment
from eigenstimme.people.actor import Actor
from eigenstimme.plan.actions.pieces import Draft, VariantDraft, draft_of, edit_piece
from eigenstimme.plan.models import Piece, Version


@transaction.atomic
def restore_version(version: Version, *, actor: Actor) -> Piece:
    """Words and pictures of an older version become the newest one; topic, time and channels stay as they are now.

    Raises what ``edit_piece`` raises.
    """
    piece = version.piece
    return edit_piece(piece, _restored(version, draft_of(piece)), revision=piece.revision, actor=actor)


def _restored(version: Version, now: Draft) -> Draft:
    content = version.content
    channels = {each["id"]: each for each in content["channels"]}
    assets = _assets(version)
    source_url, source_name, source_author = content.get("source", ("", "", ""))
    return replace(
        now,
        title=content["title"],
        text=content["text"],
        brief=content["brief"],
        first_comment=content.get("first_comment", ""),
        source_url=source_url,
        source_name=source_name,
        source_author=source_author,
        attachments=_attached(content["files"], assets),
        variants=[_restored_variant(each, channels.get(each.channel.pk), assets) for each in now.variants],
    )


def _restored_variant(
    now: VariantDraft, then: dict[str, Any] | None, assets: dict[int, Asset]
) -> VariantDraft:
    """A channel that was not there then has nothing of its own."""
    if then is None:
        return VariantDraft(now.channel, own_time=now.own_time)
    return replace(
        now,
        own_title=then["title"],
        own_text=then["text"],
        own_first_comment=then.get("first_comment", ""),
        attachments=_attached(then["files"], assets),
        without_media=then["without_files"],
        crops=parsed(then.get("crops", {})),
    )


def _assets(version: Version) -> dict[int, Asset]:
    content = version.content
    files = [*content["files"], *(file for channel in content["channels"] for file in channel["files"])]
    company = Asset.objects.kept().filter(company_id=version.piece.company_id)
    return company.in_bulk([file["asset"] for file in files])


def _attached(files: Iterable[dict[str, Any]], assets: dict[int, Asset]) -> list[Attachment]:
    return [Attachment(assets[each["asset"]], each["alt"]) for each in files if each["asset"] in assets]
