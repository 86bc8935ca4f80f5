"""A piece: its page, and the author's next step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from eigenstimme.people.middleware import ActorRequest
from eigenstimme.people.models import Membership
from eigenstimme.people.rights import Decision, Subject, decide
from eigenstimme.plan import actions, queries
from eigenstimme.plan.belongings import belongings_of
from eigenstimme.plan.errors import PlanError
from eigenstimme.plan.forms.approvals import AnswerForm, HandInForm
from eigenstimme.plan.models import Piece, Variant
from eigenstimme.plan.previews import Preview, previews_of
from eigenstimme.plan.requests import NOTHING, open_requests
from eigenstimme.plan.series import place_of
from eigenstimme.plan.stage import STOPPED, Group, Stage, can_change, stage
from eigenstimme.plan.story import story
from eigenstimme.plan.times import sensible_deadline
from eigenstimme.plan.views.doors import planner
from eigenstimme.plan.working_days import WorkingTime
from eigenstimme.strategy.queries import interested_in, muted_topics, topics_of_my_departments

# --- the page of a piece --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ChannelRow:
    """A variant with its preview and its publication, if there is one."""

    variant: Variant
    preview: Preview
    publication: Any


@planner
@require_safe
def piece_page(request: ActorRequest, pk: int) -> HttpResponse:
    return show_piece(request, fetch(request, pk))


def show_piece(
    request: ActorRequest,
    piece: Piece,
    *,
    hand_in: HandInForm | None = None,
    unfinished: Mapping[int, AnswerForm] = NOTHING,
    error: PlanError | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page, also with a form that could not be taken or an act that could not be done."""
    previews = previews_of(piece)
    now = stage(piece)
    asked = open_requests(piece, request.actor, unfinished)
    context = {
        "piece": piece,
        "stage": now,
        "error": error,
        "rows": [
            ChannelRow(variant, previews[variant.channel_id], _publication(variant))
            for variant in piece.variants.all()
        ],
        "ready": bool(previews) and not any(each.findings for each in previews.values()),
        "may_edit": actions.may_edit(piece, request.actor),
        "place": place_of(piece, request.actor),
        "can_change": can_change(piece),
        "may_draft": decide(request.actor, "piece.draft", Subject(piece.company_id)),
        **_interest(piece, request),
        "belongings": belongings_of(piece, request.actor),
        "sees_campaign": piece.campaign and decide(request.actor, "campaign.read", piece.campaign.subject()),
        "requests": asked,
        "only_waits": bool(asked) and not any(each.may_decide for each in asked),
        "story": story(piece),
        **_next_step(piece, now, request, hand_in),
    }
    return render(request, "plan/piece.html", context, status=status)


def _interest(piece: Piece, request: ActorRequest) -> dict[str, Any]:
    """The departments its topic interests, and whether the reader in one of them wants to hear of it."""
    departments = list(interested_in(piece.topic))
    if not departments:
        return {}
    return {
        "departments": departments,
        "mine": topics_of_my_departments(request.actor),
        "muted": muted_topics(request.actor),
    }


def _next_step(piece: Piece, now: Stage, request: ActorRequest, hand_in: HandInForm | None) -> dict[str, Any]:
    """What an author can do with a piece that is not on its way: let it go out, or ask for approval."""
    if now.group in (Group.ASKED, Group.PLANNED, Group.SENT, Group.DROPPED):
        return {}
    approvers = queries.possible_approvers(piece)
    return {
        "last_answer": next((each for each in piece.approvals.all() if each.wish), None),
        "may_release": actions.may_release(piece, request.actor),
        "goes_out_at_once": _goes_out_at_once(piece),
        "approvers": approvers,
        "no_approver": None if approvers else _why_nobody(piece, request),
        "hand_in": hand_in or _fresh_hand_in(piece, approvers),
    }


def _fresh_hand_in(piece: Piece, approvers: list[Membership]) -> HandInForm:
    times = [variant.planned_for for variant in piece.variants.all() if variant.planned_for]
    deadline = sensible_deadline(timezone.now(), min(times, default=None), WorkingTime.of(piece.company))
    named = piece.responsible if piece.responsible in approvers else next(iter(approvers), None)
    return HandInForm(initial={"approver": named, "deadline": deadline}, approvers=approvers)


def _why_nobody(piece: Piece, request: ActorRequest) -> Decision:
    why = decide(request.actor, "piece.approve", piece.subject())
    if not why:
        return why
    return Decision(
        False, _("Nobody in the company can approve this post yet."), _("Ask the lead to name somebody.")
    )


def _goes_out_at_once(piece: Piece) -> bool:
    return all(not v.planned_for or v.planned_for <= timezone.now() for v in piece.variants.all())


def _publication(variant: Variant) -> Any:
    """The one that counts, of those not withdrawn: the post of a thread that needs somebody, else the first one."""
    publications = sorted(variant.publications.all(), key=lambda each: each.part)
    standing = [each for each in publications if each.state != "withdrawn"]
    return next((each for each in standing if each.state in STOPPED), next(iter(standing), None))


# --- steps ----------------------------------------------------------------------------------------------------


@planner
@require_POST
def request_approval(request: ActorRequest, pk: int) -> HttpResponse:
    piece = fetch(request, pk)
    form = HandInForm(request.POST, approvers=queries.possible_approvers(piece))
    if not form.is_valid():
        return show_piece(request, piece, hand_in=form, status=422)
    chosen = form.cleaned_data
    try:
        approval = actions.hand_in(
            piece,
            approver=chosen["approver"],
            deputy=chosen.get("deputy"),
            deadline=chosen["deadline"],
            actor=request.actor,
        )
    except PlanError as error:
        return show_piece(request, piece, hand_in=form, error=error, status=422)
    messages.success(request, _("%(name)s has been asked for approval.") % {"name": approval.approver})
    return redirect(piece)


@planner
@require_POST
def withdraw_request(request: ActorRequest, pk: int) -> HttpResponse:
    piece = fetch(request, pk)
    actions.withdraw_request(piece, actor=request.actor)
    messages.success(request, _("The request was taken back. You can go on writing."))
    return redirect(piece)


@planner
@require_POST
def release(request: ActorRequest, pk: int) -> HttpResponse:
    piece = fetch(request, pk)
    try:
        actions.release(piece, actor=request.actor)
    except PlanError as error:
        return show_piece(request, piece, error=error, status=422)
    messages.success(request, _("It goes out now.") if _goes_out_at_once(piece) else _("It is planned."))
    return redirect(piece)


@planner
@require_POST
def drop(request: ActorRequest, pk: int) -> HttpResponse:
    piece = fetch(request, pk)
    try:
        actions.drop_piece(piece, actor=request.actor)
    except PlanError as error:
        return show_piece(request, piece, error=error, status=422)
    messages.success(request, _("“%(title)s” was taken out of the plan.") % {"title": piece.title})
    return redirect("calendar:month")


def fetch(request: ActorRequest, pk: int) -> Piece:
    """A piece the reader may see; for everyone else there is none."""
    return get_object_or_404(queries.for_its_page(Piece.objects.visible_to(request.actor)), pk=pk)
