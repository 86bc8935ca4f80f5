"""What this room does when a piece is released, changed or dropped: same transaction, no own decision."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.utils import timezone

from eigenstimme.channels import signals as channel_signals
from eigenstimme.channels.models import Channel
from eigenstimme.mandates.signals import briefing_confirmed, mandate_ended, mandate_replaced
from eigenstimme.media.models import Asset, attach
from eigenstimme.media.signals import withheld
from eigenstimme.people.actor import Actor
from eigenstimme.people.rights import decide
from eigenstimme.plan.actions import Release
from eigenstimme.plan.errors import AlreadyOut
from eigenstimme.plan.models import Piece, Variant
from eigenstimme.plan.models.piece import Outgoing, whole
from eigenstimme.plan.signals import dropped, edited, released, variant_removed
from eigenstimme.publishing import outcomes
from eigenstimme.publishing.authorisation import is_still_the_variant, may_not_show
from eigenstimme.publishing.models import WAITING, Publication, State
from eigenstimme.publishing.queries import planned_under
from eigenstimme.publishing.reasons import Reason

PUBLIC = (State.SENDING, State.SENT, State.UNCLEAR)


def connect() -> None:
    released.connect(on_released)
    edited.connect(on_edited)
    dropped.connect(on_dropped)
    variant_removed.connect(on_variant_removed)
    mandate_replaced.connect(on_mandate_replaced)
    mandate_ended.connect(on_mandate_ended)
    briefing_confirmed.connect(on_briefing_confirmed)
    channel_signals.closed.connect(on_channel_closed)
    withheld.connect(on_withheld)


def on_released(sender: type[Piece], piece: Piece, release: Release, **_kwargs: Any) -> None:
    for variant in whole(piece.variants.all()):
        _plan(variant, release)


def _plan(variant: Variant, release: Release) -> None:
    """A publication for each post of the variant; what stands still and never went out is authorised anew."""
    rows = variant.publications.exclude(state=State.WITHDRAWN).select_for_update().order_by("part")
    existing = {publication.part: publication for publication in rows}
    planned: dict[int, Publication] = {}
    for part, post in variant.outgoing.items():
        publication = existing.pop(part, None) or Publication(
            company_id=variant.piece.company_id, channel=variant.channel, variant=variant, part=part
        )
        publication.follows = planned[post.below] if post.below is not None else None
        planned[part] = publication
        if publication.state not in PUBLIC:
            _authorise(publication, post, variant, release)
    for gone in existing.values():  # the thread is shorter now; of what is public nothing can be gone
        outcomes.withdrawn(gone)


def _authorise(publication: Publication, post: Outgoing, variant: Variant, release: Release) -> None:
    attached = [] if publication.part else variant.shown
    publication.title, publication.text = post.title, post.text
    publication.content_hash = publication.hash_with(attached)
    publication.authorised_by_id = release.by
    publication.permission, publication.mandate_id = release.permission, release.mandate_id
    publication.approval = release.approval
    publication.set_time(variant.planned_for or timezone.now(), attached)
    publication.state, publication.reason, publication.detail = State.PLANNED, "", ""
    publication.save()
    attach(publication.attachments, attached)


def on_edited(sender: type[Piece], piece: Piece, actor: Actor, **_kwargs: Any) -> None:
    """What waits is held until it is authorised anew; what is public cannot be changed."""
    for publication in _of_piece(piece):
        if publication.state in PUBLIC and not is_still_the_variant(publication):
            raise AlreadyOut(publication.channel.name)
        if publication.state in WAITING:
            outcomes.held(publication, Reason.CONTENT_CHANGED)


def on_dropped(sender: type[Piece], piece: Piece, actor: Actor, **_kwargs: Any) -> None:
    for publication in _of_piece(piece):
        if publication.state in PUBLIC:
            raise AlreadyOut(publication.channel.name)
        outcomes.withdrawn(publication)


def on_variant_removed(sender: type[Variant], variant: Variant, **_kwargs: Any) -> None:
    publications = variant.publications.select_for_update(of=["self"]).select_related("channel")
    for publication in publications:
        if publication.state in PUBLIC or publication.attempts.filter(handed_over_at__isnull=False).exists():
            raise AlreadyOut(publication.channel.name)
        publication.delete()


def on_mandate_replaced(sender: type[Any], mandate_id: int, **_kwargs: Any) -> None:
    """What its holder may do without it goes on under what allows it now; the rest stays behind, and is held."""
    for piece in Piece.objects.select_for_update(of=["self"]).filter(mandate_id=mandate_id, dropped_at=None):
        author = Actor.of(piece.author)
        answers = [decide(author, "piece.draft", variant.subject()) for variant in piece.variants.all()]
        if answers and all(answers):
            Piece.objects.filter(pk=piece.pk).update(mandate_id=answers[0].mandate_id)
    rows = Publication.objects.select_for_update(of=["self"]).order_by("pk")
    waiting = rows.filter(state__in=WAITING, mandate_id=mandate_id)
    for publication in waiting.select_related("authorised_by__person", "channel__responsible__person"):
        subject = replace(publication.subject(), already_counted=True)
        if answer := decide(Actor.of(publication.authorised_by), publication.permission, subject):
            Publication.objects.filter(pk=publication.pk).update(mandate_id=answer.mandate_id)


def on_mandate_ended(sender: type[Any], mandate_id: int, **_kwargs: Any) -> None:
    """Ending acts at once: what was planned or drafted under it is held."""
    under = planned_under(mandate_id).select_for_update(of=["self"]).order_by("pk")
    for publication in under.select_related("channel__responsible", "company"):
        outcomes.held(publication, Reason.MANDATE_ENDED)


def on_briefing_confirmed(sender: type[Any], mandate_id: int, **_kwargs: Any) -> None:
    """What stood still for nothing else and is not late goes out at its time, after law 4 is asked again."""
    resting = Publication.objects.filter(
        state=State.HELD, reason=Reason.MANDATE_RESTS, mandate_id=mandate_id, due_at__gt=timezone.now()
    )
    for publication in resting.with_authorisation().select_for_update(of=["self"]).order_by("pk"):
        publication.set_time(publication.due_at, publication.attached)
        publication.state, publication.reason = State.PLANNED, ""
        publication.save(update_fields=["state", "reason", "next_at"])
        outcomes.announce([publication])


def on_withheld(sender: type[Asset], asset_ids: list[int], **_kwargs: Any) -> int:
    """What may no longer be shown stops before it goes out. Gives the number of publications that are public."""
    showing = Publication.objects.filter(attachments__asset__in=asset_ids)
    waiting = Publication.objects.filter(pk__in=showing.values("pk"), state__in=WAITING)
    for publication in waiting.with_authorisation().select_for_update(of=["self"]).order_by("pk"):
        if reason := may_not_show(publication, max(publication.due_at, timezone.now())):
            outcomes.held(publication, reason)
    return showing.filter(state=State.SENT).distinct().count()


def on_channel_closed(sender: type[Channel], channel: Channel, **_kwargs: Any) -> None:
    rows = Publication.objects.select_for_update(of=["self"]).order_by("pk")
    waiting = rows.filter(channel=channel, state__in=WAITING)
    for publication in waiting.select_related("channel__responsible", "company"):
        outcomes.held(publication, Reason.DISCONNECTED)


def _of_piece(piece: Piece) -> list[Publication]:
    rows = Publication.objects.select_for_update(of=["self"]).filter(variant__piece=piece).order_by("pk")
    found = rows.exclude(state=State.WITHDRAWN).select_related(
        "channel__responsible", "company", "variant__piece"
    )
    return list(found)
