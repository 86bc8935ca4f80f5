"""Drafting and changing pieces."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from eigenstimme.audit.record import record
from eigenstimme.channels.models import Channel
from eigenstimme.core import live
from eigenstimme.mandates.models import Mandate
from eigenstimme.media.crops import Crop, parsed
from eigenstimme.media.models import Attachment, attach
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Membership
from eigenstimme.people.rights import Decision, Subject, require, require_ours
from eigenstimme.people.signs import signer_of
from eigenstimme.plan.actions.approvals import reopen
from eigenstimme.plan.actions.locked import locked
from eigenstimme.plan.actions.rights import require_to_edit
from eigenstimme.plan.errors import CampaignOver, CannotBeResponsible, Dropped, SignOfAnother, Stale
from eigenstimme.plan.models import Campaign, Format, Idea, LinkRules, Piece, Series, Variant, Version
from eigenstimme.plan.signals import dropped, edited, variant_removed
from eigenstimme.plan.versions import content_of
from eigenstimme.strategy.models import Topic


@dataclass(frozen=True)
class VariantDraft:
    """What one channel has of its own; empty means as in the piece. ``crops`` are by the key of their picture."""

    channel: Channel
    own_title: str = ""
    own_text: str = ""
    own_first_comment: str = ""
    attachments: Sequence[Attachment] = ()
    without_media: bool = False
    own_time: datetime | None = None
    crops: Mapping[int, Crop] = field(default_factory=dict)


@dataclass(frozen=True)
class Draft:
    """Everything a person writes about a piece. ``signed``: with the sign of whoever saves it, or the one it has."""

    title: str
    topic: Topic
    variants: Sequence[VariantDraft]
    text: str = ""
    attachments: Sequence[Attachment] = ()
    planned_for: datetime | None = None
    format: Format | None = None
    raised_class: str = ""
    brief: str = ""
    first_comment: str = ""
    source_url: str = ""
    source_name: str = ""
    source_author: str = ""
    plain_links: bool = False
    signed: bool = False
    responsible: Membership | None = None
    campaign: Campaign | None = None


@transaction.atomic
def draft_piece(
    draft: Draft,
    *,
    idea: Idea | None = None,
    form_key: UUID | None = None,
    author: Membership | None = None,
    series: Series | None = None,
    actor: Actor,
) -> Piece:
    """A new piece. Its responsible own person is the one given, else the author, else the author's contact.

    ``author`` is who wrote it, where that is somebody else than who brings it into the plan.

    The same ``form_key`` a second time (a double click) changes nothing and gives the first piece.
    """
    decision = require_to_draft(draft, actor)
    require_ours(actor, idea, author, series)
    piece = Piece(
        company_id=actor.company_id,
        author_id=author.pk if author else actor.member,
        idea=idea,
        series=series,
        mandate_id=decision.mandate_id,
        form_key=form_key,
    )
    piece.responsible = draft.responsible or _responsible_for(draft, decision, actor)
    try:
        with transaction.atomic():
            _write(piece, draft, actor)
    except IntegrityError:
        if form_key is None:
            raise
        return Piece.objects.get(form_key=form_key, author_id=actor.member)
    _write_variants(piece, draft.variants)
    keep_version(piece, actor)
    live.announce(piece.company_id, "plan")
    record(actor, "piece.drafted", piece, decision)
    return piece


@transaction.atomic
def edit_piece(piece: Piece, draft: Draft, *, revision: int, actor: Actor) -> Piece:
    """Save changes made on top of ``revision``. Other content than before opens every approval again.

    Raises ``Stale`` when someone else saved in between, ``AlreadyOut`` when a changed variant is public, ``Dropped``.
    """
    piece = locked(piece)
    require_to_edit(piece, actor)
    decision = require_to_draft(draft, actor)
    if piece.dropped_at:
        raise Dropped
    if piece.revision != revision:
        raise Stale
    before = piece.content_hash()
    piece.revision += 1
    piece.responsible = draft.responsible or piece.responsible
    _write(piece, draft, actor)
    _write_variants(piece, draft.variants)
    piece = Piece.objects.get(pk=piece.pk)
    keep_version(piece, actor)
    if piece.content_hash() != before:
        reopen(piece, actor=actor)
        edited.send(Piece, piece=piece, actor=actor)
    live.announce(piece.company_id, "plan")
    record(actor, "piece.edited", piece, decision, revision=piece.revision)
    return piece


def draft_of(piece: Piece) -> Draft:
    """The piece as it is saved, as a draft to change; without a query where it came by ``queries.for_reading``."""
    return Draft(
        title=piece.title,
        topic=piece.topic,
        variants=[_variant_draft_of(variant) for variant in _with_all_that_is_theirs(piece)],
        text=piece.text,
        attachments=piece.attached,
        planned_for=piece.planned_for,
        format=piece.format,
        raised_class=piece.raised_class,
        brief=piece.brief,
        first_comment=piece.first_comment,
        source_url=piece.source_url,
        source_name=piece.source_name,
        source_author=piece.source_author,
        plain_links=piece.plain_links,
        signed=piece.signed_by_id is not None,
        responsible=piece.responsible,
        campaign=piece.campaign,
    )


def _with_all_that_is_theirs(piece: Piece) -> Iterable[Variant]:
    fetched = "variants" in getattr(piece, "_prefetched_objects_cache", {})
    variants = piece.variants.select_related("channel__responsible__person")
    return piece.variants.all() if fetched else variants.prefetch_related("attachments__asset")


def _variant_draft_of(variant: Variant) -> VariantDraft:
    return VariantDraft(
        channel=variant.channel,
        own_title=variant.own_title,
        own_text=variant.own_text,
        own_first_comment=variant.own_first_comment,
        attachments=variant.attached,
        without_media=variant.without_media,
        own_time=variant.own_time,
        crops=parsed(variant.crops),
    )


def keep_version(piece: Piece, actor: Actor) -> None:
    """The piece as it is saved now, for comparing and for going back."""
    Version.objects.create(
        piece=piece, number=piece.revision, content=content_of(piece), saved_by_id=actor.member
    )


@transaction.atomic
def drop_piece(piece: Piece, *, actor: Actor) -> None:
    """Take a piece out of the plan, on all its channels; it stays readable. Raises ``AlreadyOut``."""
    piece = locked(piece)
    decision = require_to_edit(piece, actor)
    if piece.dropped_at:
        return
    reopen(piece, actor=actor)
    dropped.send(Piece, piece=piece, actor=actor)
    piece.dropped_at = timezone.now()
    piece.save(update_fields=["dropped_at", "edited_at"])
    live.announce(piece.company_id, "plan")
    record(actor, "piece.dropped", piece, decision)


def require_to_draft(draft: Draft, actor: Actor) -> Decision:
    """The right on every channel of the draft, and on its topic; the first decision names the mandate.

    Raises ``Denied`` or ``CannotBeResponsible``. It asks the rules only: whoever shows beforehand what would happen
    to many drafts asks it for each.
    """
    named = (draft.responsible, draft.campaign, draft.format)
    require_ours(actor, *named, *(each.asset for each in _attached(draft)))
    if draft.responsible and not (draft.responsible.present and draft.responsible.can_be_responsible):
        raise CannotBeResponsible(str(draft.responsible))
    subject = Subject(draft.topic.company_id, topic_id=draft.topic.pk, author_id=actor.membership_id)
    on_topic = require(actor, "piece.draft", subject)
    on_channels = [
        require(actor, "piece.draft", replace(variant.channel.subject(), topic_id=draft.topic.pk))
        for variant in draft.variants
    ]
    return on_channels[0] if on_channels else on_topic


def _attached(draft: Draft) -> list[Attachment]:
    return [*draft.attachments, *(each for variant in draft.variants for each in variant.attachments)]


def _responsible_for(draft: Draft, decision: Decision, actor: Actor) -> Membership:
    """The author if they can be; else who answers for the first channel, else the contact their mandate names."""
    author = Membership.objects.get(pk=actor.member)
    if author.can_be_responsible:
        return author
    if draft.variants:
        return draft.variants[0].channel.responsible
    return Mandate.objects.get(pk=decision.mandate_id or 0).contact


def _write(piece: Piece, draft: Draft, actor: Actor) -> None:
    _sign(piece, draft, actor)
    _put_into_campaign(piece, draft)
    piece.first_comment, piece.plain_links = draft.first_comment, draft.plain_links
    piece.source_url, piece.source_name = draft.source_url, draft.source_name
    piece.source_author = draft.source_author
    piece.title, piece.text = draft.title, draft.text
    piece.topic, piece.format = draft.topic, draft.format
    piece.planned_for, piece.raised_class, piece.brief = draft.planned_for, draft.raised_class, draft.brief
    piece.save()
    attach(piece.attachments, draft.attachments)


def _put_into_campaign(piece: Piece, draft: Draft) -> None:
    """What is closed takes nothing more in; what it holds stays in it."""
    if draft.campaign and draft.campaign.closed_at and draft.campaign.pk != piece.campaign_id:
        raise CampaignOver(str(draft.campaign))
    piece.campaign = draft.campaign


def _sign(piece: Piece, draft: Draft, actor: Actor) -> None:
    """Only with one's own sign, and only own people have one. Words somebody else changes lose the sign they had."""
    _require_no_other_sign(piece, draft, actor)
    if not draft.signed:
        piece.signed_by, piece.sign = None, ""
        return
    if piece.signed_by_id not in (None, actor.membership_id) and _has_its_words(piece, draft):
        return
    writer = Membership.objects.select_related("person").get(pk=actor.member)
    mine = writer.can_be_responsible and piece.signed_by_id in (None, writer.pk)
    piece.signed_by = writer if mine else None
    piece.sign = writer.sign if mine else ""


def _require_no_other_sign(piece: Piece, draft: Draft, actor: Actor) -> None:
    for text in (draft.text, *(variant.own_text for variant in draft.variants)):
        signer = signer_of(text, actor.company_id)
        if signer and signer.pk not in (actor.membership_id, piece.signed_by_id):
            raise SignOfAnother(signer.sign, str(signer))


def _has_its_words(piece: Piece, draft: Draft) -> bool:
    own = {variant.channel.pk: variant.own_text for variant in draft.variants if variant.own_text}
    before = {pk: text for pk, text in piece.variants.values_list("channel_id", "own_text") if text}
    return piece.text == draft.text and own == before


def _stored_marks(piece: Piece, channel: Channel, rules: LinkRules | None) -> dict[str, Any] | None:
    if rules is None or piece.plain_links:
        return None
    campaign = piece.campaign.name if piece.campaign else ""
    marks = rules.marks(channel, topic=piece.topic.name, campaign=campaign, title=piece.title)
    return marks.stored() if marks else None


def _write_variants(piece: Piece, drafts: Sequence[VariantDraft]) -> None:
    """Make the stored variants the drafted ones. One that was ever planned stays as long as it is not withdrawn."""
    stored = {variant.channel_id: variant for variant in piece.variants.select_related("channel")}
    for channel_id in stored.keys() - {draft.channel.pk for draft in drafts}:
        variant_removed.send(Variant, variant=stored[channel_id])
        stored[channel_id].delete()
    rules = LinkRules.objects.filter(company_id=piece.company_id).first()
    for draft in drafts:
        variant = stored.get(draft.channel.pk) or Variant(piece=piece, channel=draft.channel)
        variant.own_title, variant.own_text = draft.own_title, draft.own_text
        variant.own_first_comment, variant.own_time = draft.own_first_comment, draft.own_time
        variant.link_marks = _stored_marks(piece, draft.channel, rules)
        variant.without_media = draft.without_media
        variant.crops = {str(asset): str(crop) for asset, crop in draft.crops.items()}
        variant.save()
        attach(variant.attachments, draft.attachments)
