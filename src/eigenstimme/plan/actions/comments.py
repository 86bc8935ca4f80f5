"""Talking about a piece: a remark on an exact place of an exact version, answers, and that it is settled."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from eigenstimme.audit.record import record
from eigenstimme.core import live
from eigenstimme.core.difference import moved_to
from eigenstimme.people.actor import Actor
from eigenstimme.people.notices import tell
from eigenstimme.people.rights import Decision, Denied, decide, require
from eigenstimme.plan.actions.rights import may_edit
from eigenstimme.plan.errors import PassageGone
from eigenstimme.plan.models import Comment, Version
from eigenstimme.plan.versions import places


@transaction.atomic
def comment(
    version: Version,
    *,
    text: str,
    place: str = "",
    quote: str = "",
    near: int = 0,
    form_key: UUID | None = None,
    actor: Actor,
) -> Comment:
    """Say something about a version, or about the passage ``quote`` of it; ``near`` helps where it stands twice.

    Author, responsible person and everyone in the talk are told. Raises ``PassageGone`` when the quote is not there.
    """
    decision = require(actor, "plan.read", version.piece.subject())
    place, start = _found(version, place, quote, near) if quote else (place, 0)
    said = Comment(
        piece=version.piece,
        version=version,
        place=place,
        quote=quote,
        start=start,
        text=text,
        author_id=actor.member,
        form_key=form_key,
    )
    return _said(said, decision, actor)


@transaction.atomic
def answer_comment(first: Comment, *, text: str, form_key: UUID | None = None, actor: Actor) -> Comment:
    """Answer in a talk. A settled one is open again."""
    decision = require(actor, "plan.read", first.piece.subject())
    Comment.objects.filter(pk=first.pk).update(settled_at=None, settled_by=None)
    said = Comment(
        piece=first.piece,
        version=first.version,
        answer_to=first,
        text=text,
        author_id=actor.member,
        form_key=form_key,
    )
    return _said(said, decision, actor)


@transaction.atomic
def settle_comment(first: Comment, *, actor: Actor) -> None:
    """Nothing is left to do about it. Its author may say so, and whoever may change the piece."""
    decision = may_settle(first, actor)
    if not decision:
        raise Denied(decision)
    settled = Comment.objects.filter(pk=first.pk, settled_at=None)
    if settled.update(settled_at=timezone.now(), settled_by_id=actor.member):
        live.announce(first.piece.company_id, "plan")
        record(actor, "comment.settled", first.piece, decision)


def may_settle(first: Comment, actor: Actor) -> Decision:
    if first.author_id == actor.membership_id:
        return decide(actor, "plan.read", first.piece.subject())
    return may_edit(first.piece, actor)


def _found(version: Version, place: str, quote: str, near: int) -> tuple[str, int]:
    """Key and start of the passage: in the place that was meant, else wherever it stands first."""
    known = places(version.content)
    for each in sorted(known, key=lambda each: each.key != place):
        start = moved_to(quote, near, each.text)
        if start is not None:
            return each.key, start
    raise PassageGone(quote)


def _said(said: Comment, decision: Decision, actor: Actor) -> Comment:
    try:
        with transaction.atomic():
            said.save()
    except IntegrityError:
        if said.form_key is None:
            raise
        return Comment.objects.get(form_key=said.form_key, author_id=actor.member)
    _tell_the_others(said, actor)
    live.announce(said.piece.company_id, "plan")
    record(actor, "comment.written", said.piece, decision)
    return said


def _tell_the_others(said: Comment, actor: Actor) -> None:
    """The piece's author, its responsible person, and whoever else takes part in the talk."""
    piece, first = said.piece, said.answer_to
    told = {piece.author, piece.responsible}
    if first:
        told |= {first.author, *(each.author for each in first.answers.select_related("author__person"))}
    page = reverse("plan:versions", args=[piece.pk])
    for person in told:
        if person.pk != actor.membership_id:
            tell(person, "comment.written", page, piece=str(piece), name=actor.name, text=said.text)
