"""A request for approval as whoever is asked sees it: everything it is about, and whether they may decide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from eigenstimme.people.actor import Actor
from eigenstimme.people.rights import Decision
from eigenstimme.plan.actions import may_answer
from eigenstimme.plan.forms.approvals import AnswerForm
from eigenstimme.plan.models import Approval, Piece
from eigenstimme.plan.previews import PictureUrl, Preview, own_url, previews_of

NOTHING: Mapping[int, AnswerForm] = {}


@dataclass(frozen=True)
class Asked:
    """One open request. ``form`` is fresh, or what was typed and could not be taken."""

    approval: Approval
    piece: Piece
    previews: list[Preview]
    may_decide: Decision
    form: AnswerForm


def asked(
    approval: Approval,
    piece: Piece,
    actor: Actor,
    form: AnswerForm | None = None,
    url: PictureUrl = own_url,
    may_decide: Decision | None = None,
) -> Asked:
    """``approval`` was fetched with whoever asks, ``piece`` with ``queries.for_reading``; ``url`` says where the
    reader gets pictures."""
    fresh = AnswerForm(auto_id=f"answer-{approval.pk}-%s")
    answer = may_answer(approval, actor) if may_decide is None else may_decide
    return Asked(approval, piece, list(previews_of(piece, url).values()), answer, form or fresh)


def open_requests(piece: Piece, actor: Actor, unfinished: Mapping[int, AnswerForm] = NOTHING) -> list[Asked]:
    return [
        asked(approval, piece, actor, unfinished.get(approval.pk))
        for approval in piece.approvals.all()
        if approval.is_open
    ]
