"""Repeating a piece: the same words at further times, each of them a piece like any other."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from eigenstimme.audit.record import record
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Membership
from eigenstimme.plan.actions.locked import locked
from eigenstimme.plan.actions.pieces import (
    Draft,
    VariantDraft,
    draft_of,
    draft_piece,
    drop_piece,
    edit_piece,
)
from eigenstimme.plan.actions.rights import require_to_edit
from eigenstimme.plan.errors import Dropped, InSeries
from eigenstimme.plan.models import Piece, Series
from eigenstimme.plan.rhythm import Rhythm, on_the_clock
from eigenstimme.plan.series import following, moments_of

WORDS = (
    "title",
    "text",
    "brief",
    "first_comment",
    "attachments",
    "source_url",
    "source_name",
    "source_author",
    "plain_links",
)
WORDS_OF_A_CHANNEL = (
    "own_title",
    "own_text",
    "own_first_comment",
    "attachments",
    "without_media",
    "crops",
)


@transaction.atomic
def repeat_piece(piece: Piece, rhythm: Rhythm, *, form_key: UUID | None = None, actor: Actor) -> Series:
    """Make the pieces of a series, whose first is this one. Each is drafted, approved and changed for itself.

    Raises ``InSeries``, ``Dropped``, what ``series.moments_of`` and ``draft_piece`` raise. The same ``form_key``
    a second time gives the first series.
    """
    piece = locked(piece)
    decision = require_to_edit(piece, actor)
    if piece.series and form_key and piece.series.form_key == form_key:
        return piece.series
    if piece.series_id:
        raise InSeries
    if piece.dropped_at:
        raise Dropped
    moments = moments_of(piece, rhythm)
    series = Series(company_id=piece.company_id, started_by_id=actor.member, form_key=form_key)
    series.rhythm = rhythm
    series.save()
    draft = _to_repeat(piece, actor)
    for at in moments:
        draft_piece(_moved(draft, at, piece), series=series, actor=actor)
    piece.series = series
    piece.save(update_fields=["series", "edited_at"])
    record(actor, "series.started", piece, decision, count=len(moments))
    return series


@transaction.atomic
def carry_on(piece: Piece, *, actor: Actor) -> int:
    """Words and pictures of this piece for all of its series that follow and are not out; says how many changed.

    Time, channels, topic and what they belong to stay. What was approved is asked about again, as after any change.
    Raises what ``edit_piece`` raises.
    """
    piece = locked(piece)
    decision = require_to_edit(piece, actor)
    words = draft_of(piece)
    changed = [_takes_over(each, words, actor) for each in following(piece)]
    record(actor, "series.carried_on", piece, decision, count=sum(changed))
    return sum(changed)


@transaction.atomic
def end_series(piece: Piece, *, actor: Actor) -> int:
    """Drop all that follow and are not out; says how many. Raises what ``drop_piece`` raises."""
    piece = locked(piece)
    decision = require_to_edit(piece, actor)
    dropped = list(following(piece))
    for each in dropped:
        drop_piece(each, actor=actor)
    record(actor, "series.ended", piece, decision, count=len(dropped))
    return len(dropped)


def _to_repeat(piece: Piece, actor: Actor) -> Draft:
    """Without what is out of use by now, and signed only where the actor signed it themselves."""
    draft = draft_of(piece)
    return replace(
        draft,
        variants=[each for each in draft.variants if not each.channel.closed_at],
        format=None if draft.format and draft.format.retired_at else draft.format,
        campaign=None if draft.campaign and draft.campaign.closed_at else draft.campaign,
        signed=piece.signed_by_id is not None and piece.signed_by_id == actor.membership_id,
        responsible=_still_here(draft.responsible),
    )


def _still_here(member: Membership | None) -> Membership | None:
    return member if member and member.present and member.can_be_responsible else None


def _moved(draft: Draft, at: datetime, piece: Piece) -> Draft:
    """At another time; a channel with a time of its own keeps its distance on the clock."""
    zone, first = piece.company.zone, piece.planned_for
    assert first is not None

    def shifted(own: datetime | None) -> datetime | None:
        if own is None:
            return None
        distance = own.astimezone(zone).replace(tzinfo=None) - first.astimezone(zone).replace(tzinfo=None)
        return on_the_clock(at.replace(tzinfo=None) + distance, zone)

    variants = [replace(each, own_time=shifted(each.own_time)) for each in draft.variants]
    return replace(draft, planned_for=at, variants=variants)


def _takes_over(piece: Piece, words: Draft, actor: Actor) -> bool:
    """Whether there was anything to take over."""
    now = draft_of(piece)
    of_channel = {each.channel.pk: each for each in words.variants}
    taken = replace(
        now,
        **{name: getattr(words, name) for name in WORDS},
        variants=[_with_words(each, of_channel.get(each.channel.pk)) for each in now.variants],
    )
    if taken != now:
        edit_piece(piece, taken, revision=piece.revision, actor=actor)
    return taken != now


def _with_words(now: VariantDraft, words: VariantDraft | None) -> VariantDraft:
    return replace(now, **{name: getattr(words, name) for name in WORDS_OF_A_CHANNEL}) if words else now
