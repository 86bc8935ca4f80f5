"""Versions of a piece side by side, and what people say about them."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from eigenstimme.people.middleware import ActorRequest
from eigenstimme.people.rights import Decision
from eigenstimme.plan import actions
from eigenstimme.plan.errors import PlanError
from eigenstimme.plan.forms.comments import AnswerCommentForm, CommentForm
from eigenstimme.plan.models import Comment, Piece, Version
from eigenstimme.plan.versions import compared
from eigenstimme.plan.views.doors import planner


@dataclass(frozen=True)
class Thread:
    """A comment with its answers; ``form`` takes the next one."""

    first: Comment
    answers: list[Comment]
    may_settle: Decision
    form: AnswerCommentForm


@planner
@require_safe
def versions(request: ActorRequest, pk: int) -> HttpResponse:
    return _page(request, _piece(request, pk))


@planner
@require_POST
def comment(request: ActorRequest, pk: int, number: int) -> HttpResponse:
    piece = _piece(request, pk)
    version = get_object_or_404(piece.versions, number=number)
    form = CommentForm(request.POST)
    if not form.is_valid():
        return _page(request, piece, shown=number, form=form, status=422)
    try:
        actions.comment(version, **form.cleaned_data, actor=request.actor)
    except PlanError as error:
        form.add_error("quote", str(error))
        return _page(request, piece, shown=number, form=form, status=422)
    messages.success(request, _("Your comment is there."))
    return redirect("plan:versions", piece.pk)


@planner
@require_POST
def answer(request: ActorRequest, pk: int) -> HttpResponse:
    first = _first(request, pk)
    form = AnswerCommentForm(request.POST)
    if not form.is_valid():
        return _page(request, first.piece, answering={first.pk: form}, status=422)
    actions.answer_comment(first, **form.cleaned_data, actor=request.actor)
    return redirect("plan:versions", first.piece_id)


@planner
@require_POST
def settle(request: ActorRequest, pk: int) -> HttpResponse:
    first = _first(request, pk)
    actions.settle_comment(first, actor=request.actor)
    messages.success(request, _("Settled."))
    return redirect("plan:versions", first.piece_id)


@planner
@require_POST
def restore(request: ActorRequest, pk: int, number: int) -> HttpResponse:
    piece = _piece(request, pk)
    version = get_object_or_404(piece.versions, number=number)
    try:
        actions.restore_version(version, actor=request.actor)
    except PlanError as error:
        messages.warning(request, str(error))
        return redirect("plan:versions", piece.pk)
    messages.success(request, _("The post reads again as in version %(number)s.") % {"number": number})
    return redirect(piece)


# --- helpers --------------------------------------------------------------------------------------------------


def _piece(request: ActorRequest, pk: int) -> Piece:
    visible = Piece.objects.visible_to(request.actor)
    return get_object_or_404(
        visible.select_related("company", "topic", "author", "responsible__person"), pk=pk
    )


def _first(request: ActorRequest, pk: int) -> Comment:
    visible = Comment.objects.visible_to(request.actor).filter(answer_to=None)
    return get_object_or_404(visible.select_related("piece__company", "piece__topic", "version"), pk=pk)


def _page(
    request: ActorRequest,
    piece: Piece,
    *,
    shown: int | None = None,
    form: CommentForm | None = None,
    answering: dict[int, AnswerCommentForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    kept = list(piece.versions.select_related("saved_by__person"))
    new = _chosen(kept, shown or request.GET.get("version"), 0)
    old = _chosen(kept, request.GET.get("against"), kept.index(new) + 1 if new else 0)
    may_edit = actions.may_edit(piece, request.actor)
    threads = _threads(piece, request, may_edit, answering or {})
    context = {
        "piece": piece,
        "versions": kept,
        "new": new,
        "old": old,
        "parts": compared(old.content if old else None, new.content) if new else [],
        "open": [each for each in threads if not each.first.settled_at],
        "settled": [each for each in threads if each.first.settled_at],
        "form": form or CommentForm(initial={"form_key": uuid4()}),
        "may_restore": may_edit if new and new.number != piece.revision else None,
    }
    return render(request, "plan/versions.html", context, status=status)


def _chosen(kept: list[Version], number: int | str | None, otherwise: int) -> Version | None:
    """The version of that number, else the one in that place of the list."""
    for version in kept:
        if str(version.number) == str(number):
            return version
    return kept[otherwise] if otherwise < len(kept) else None


def _threads(
    piece: Piece, request: ActorRequest, may_edit: Decision, answering: dict[int, AnswerCommentForm]
) -> list[Thread]:
    comments = piece.comments.select_related("author__person", "settled_by__person", "version")
    said = list(comments)
    answers: dict[int | None, list[Comment]] = {}
    for each in said:
        answers.setdefault(each.answer_to_id, []).append(each)
    return [
        Thread(
            first,
            answers.get(first.pk, []),
            Decision(True, "") if first.author_id == request.actor.membership_id else may_edit,
            answering.get(first.pk)
            or AnswerCommentForm(auto_id=f"answer-{first.pk}-%s", initial={"form_key": uuid4()}),
        )
        for first in answers.get(None, [])
    ]


def _fresh_answer(first: Comment) -> AnswerCommentForm:
    return AnswerCommentForm(auto_id=f"answer-{first.pk}-%s", initial={"form_key": uuid4()})
