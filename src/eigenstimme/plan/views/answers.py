"""Answering requests for approval: from the list, from the piece, and from the link in a mail."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from eigenstimme.media.links import picture_path
from eigenstimme.people.actor import Actor
from eigenstimme.people.middleware import ActorRequest
from eigenstimme.people.models import Membership
from eigenstimme.people.rights import Decision, Denied
from eigenstimme.plan import actions, queries
from eigenstimme.plan.errors import PlanError
from eigenstimme.plan.forms.approvals import AnswerForm
from eigenstimme.plan.links import BadLink, open_link
from eigenstimme.plan.models import Approval, Piece
from eigenstimme.plan.requests import NOTHING, asked
from eigenstimme.plan.views.doors import planner
from eigenstimme.plan.views.pieces import fetch, show_piece

A_PAGE = 8  # each with its whole content
WAYS_BACK = {"approvals": "plan:approvals", "today": "today:today"}
ASKED = Decision(
    True, ""
)  # whoever is asked was able to decide then; whether they still are, the action says


@planner
@require_safe
def approvals(request: ActorRequest) -> HttpResponse:
    return _approvals_page(request)


@planner
@require_POST
def answer(request: ActorRequest, pk: int) -> HttpResponse:
    approval = get_object_or_404(Approval.objects.visible_to(request.actor), pk=pk)
    form = AnswerForm(request.POST)
    from_the_list = request.POST.get("next") == "approvals"
    if not form.is_valid():
        unfinished = {approval.pk: form}
        if from_the_list:
            return _approvals_page(request, unfinished, status=422)
        return show_piece(request, fetch(request, approval.piece_id), unfinished=unfinished, status=422)
    try:
        messages.success(request, _answered(approval, form, request.actor))
    except PlanError as error:
        messages.warning(request, str(error))
    return redirect(WAYS_BACK.get(request.POST.get("next", ""), approval.piece.get_absolute_url()))


@require_http_methods(["GET", "POST"])
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Without signing in: the link says who asks whom for what, their rights are asked anew."""
    try:
        approval, actor = open_link(token)
    except BadLink:
        return render(request, "plan/link_closed.html", {"sentence": _bad_link()}, status=404)
    reader = Membership.objects.select_related("person", "company").get(pk=actor.member)
    with translation.override(reader.person.language), timezone.override(reader.company.zone):
        return _by_link(request, approval, actor)


# --- helpers --------------------------------------------------------------------------------------------------


def _approvals_page(
    request: ActorRequest, unfinished: Mapping[int, AnswerForm] = NOTHING, *, status: int = 200
) -> HttpResponse:
    seen = Approval.objects.visible_to(request.actor)
    mine_to_answer = (
        seen.waiting_for(request.actor).select_related("requested_by__person").order_by("deadline")
    )
    waiting = Paginator(mine_to_answer, A_PAGE).get_page(request.GET.get("page"))
    pieces = _pieces(waiting)
    mine = seen.filter(requested_by_id=request.actor.membership_id).select_related(
        "piece", "approver__person", "deputy__person", "decided_by__person"
    )
    context = {
        "page": waiting,
        "asked": [
            asked(
                approval,
                pieces[approval.piece_id],
                request.actor,
                unfinished.get(approval.pk),
                may_decide=ASKED,
            )
            for approval in waiting
        ],
        "mine": mine[:A_PAGE],
    }
    return render(request, "plan/approvals.html", context, status=status)


def _pieces(approvals: Iterable[Approval]) -> dict[int, Piece]:
    wanted = Piece.objects.filter(pk__in=[approval.piece_id for approval in approvals])
    return {piece.pk: piece for piece in queries.for_reading(wanted)}


def _answered(approval: Approval, form: AnswerForm, actor: Actor) -> str:
    """Decide as the form says; the sentence that thanks."""
    wish = form.cleaned_data["wish"]
    match form.cleaned_data["answer"]:
        case AnswerForm.APPROVE:
            actions.approve(approval, actor=actor)
            return _("“%(title)s” is approved.") % {"title": approval.piece.title}
        case AnswerForm.RETURN:
            actions.return_with_wish(approval, wish=wish, actor=actor)
            return _("“%(title)s” goes back with your wish.") % {"title": approval.piece.title}
        case _:
            actions.refuse(approval, wish=wish, actor=actor)
            return _("“%(title)s” is refused.") % {"title": approval.piece.title}


def _by_link(request: HttpRequest, approval: Approval, actor: Actor) -> HttpResponse:
    may_decide = actions.may_answer(approval, actor)
    if not may_decide:
        return render(request, "plan/link_closed.html", {"decision": may_decide}, status=403)
    if not approval.is_open:
        return render(request, "plan/link_closed.html", {"approval": approval, "actor": actor})
    form = AnswerForm(request.POST) if request.method == "POST" else None
    if form is not None and form.is_valid():
        try:
            _answered(approval, form, actor)
        except (PlanError, Denied) as error:
            return render(request, "plan/link_closed.html", {"sentence": str(error)}, status=409)
        return redirect(request.path)
    one = asked(approval, _pieces([approval])[approval.piece_id], actor, form, picture_path)
    return render(request, "plan/approval_by_link.html", {"asked": one}, status=422 if form else 200)


def _bad_link() -> str:
    return _(
        "This link is no longer good: the post was changed after it was sent. A new request brings a new link."
    )
