"""Campaigns: the list, a campaign's page, and its result to print."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from eigenstimme.audit.queries import story
from eigenstimme.people.middleware import ActorRequest
from eigenstimme.people.rights import Denied, Subject, decide
from eigenstimme.plan import actions
from eigenstimme.plan.errors import CampaignStale, PlanError
from eigenstimme.plan.forms.campaigns import CampaignForm, ResultForm
from eigenstimme.plan.models import Campaign, Piece
from eigenstimme.plan.queries import of_campaign
from eigenstimme.plan.results import figures_of, money_of
from eigenstimme.plan.spans import Placed, picture
from eigenstimme.plan.stage import Group, Stage, stage
from eigenstimme.plan.views.doors import planner

A_PAGE = 20


@dataclass(frozen=True)
class Line:
    """A piece of the campaign: when it goes or went out, on which channels, and how far it is."""

    piece: Piece
    at: datetime | None
    stage: Stage
    channels: str

    @classmethod
    def of(cls, piece: Piece) -> Line:
        """Of one fetched with ``queries.of_campaign``."""
        names = ", ".join(variant.channel.name for variant in piece.variants.all())
        return cls(piece, piece.at, stage(piece), names)  # type: ignore[attr-defined]  # annotated


@planner
@require_safe
def campaigns(request: ActorRequest) -> HttpResponse:
    """Open ones first, the newest first among each."""
    found = Campaign.objects.visible_to(request.actor).select_related("responsible__person")
    open_first = found.order_by(F("closed_at").desc(nulls_first=True), "-starts_on", "-pk")
    page = Paginator(open_first, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(campaign, campaign.state(timezone.localdate())) for campaign in page],
        "may_start": decide(request.actor, "campaign.start", Subject(request.actor.company_id)),
    }
    return render(request, "plan/campaigns.html", context)


@planner
@require_safe
def campaign_page(request: ActorRequest, pk: int) -> HttpResponse:
    return _page(request, _fetch(request, pk))


@planner
@require_safe
def result(request: ActorRequest, pk: int) -> HttpResponse:
    """Everything about it on a sheet, to read and to print; also while it still runs."""
    campaign = _fetch(request, pk)
    return render(request, "plan/campaign_result.html", _sheet(request, campaign))


@planner
@require_http_methods(["GET", "POST"])
def new(request: ActorRequest) -> HttpResponse:
    may_start = decide(request.actor, "campaign.start", Subject(request.actor.company_id))
    if not may_start:
        raise Denied(may_start)
    if request.method == "GET":
        return _form(request, CampaignForm(actor=request.actor))
    form = CampaignForm(request.POST, actor=request.actor)
    if not form.is_valid():
        return _form(request, form, status=422)
    try:
        campaign = actions.start_campaign(
            form.draft(), form_key=form.cleaned_data["form_key"], actor=request.actor
        )
    except PlanError as error:
        form.add_error(None, str(error))
        return _form(request, form, status=422)
    messages.success(request, _("The campaign is there. Now it needs posts."))
    return redirect(campaign)


@planner
@require_http_methods(["GET", "POST"])
def edit(request: ActorRequest, pk: int) -> HttpResponse:
    campaign = _fetch(request, pk)
    may_steer = decide(request.actor, "campaign.steer", campaign.subject())
    if not may_steer:
        raise Denied(may_steer)
    if request.method == "GET":
        return _form(request, CampaignForm(actor=request.actor, campaign=campaign), campaign)
    form = CampaignForm(request.POST, actor=request.actor, campaign=campaign)
    if not form.is_valid():
        return _form(request, form, campaign, status=422)
    try:
        revision = form.cleaned_data["revision"] or 0
        actions.change_campaign(campaign, form.draft(), revision=revision, actor=request.actor)
    except CampaignStale as error:
        return _overtaken(request, form, campaign, str(error))
    except PlanError as error:
        form.add_error(None, str(error))
        return _form(request, form, campaign, status=422)
    messages.success(request, _("Saved."))
    return redirect(campaign)


@planner
@require_POST
def close(request: ActorRequest, pk: int) -> HttpResponse:
    campaign = _fetch(request, pk)
    form = ResultForm(request.POST)
    if not form.is_valid():
        return _page(request, campaign, form, status=422)
    actions.close_campaign(campaign, result=form.cleaned_data["result"], actor=request.actor)
    messages.success(request, _("The campaign is closed. Thank you for the words."))
    return redirect("plan:campaign_result", campaign.pk)


@planner
@require_POST
def reopen(request: ActorRequest, pk: int) -> HttpResponse:
    campaign = _fetch(request, pk)
    actions.reopen_campaign(campaign, actor=request.actor)
    messages.success(request, _("The campaign is open again."))
    return redirect(campaign)


# --- helpers --------------------------------------------------------------------------------------------------


def _fetch(request: ActorRequest, pk: int) -> Campaign:
    """A campaign the reader may see; for everyone else there is none."""
    mine = Campaign.objects.visible_to(request.actor)
    found = mine.select_related("responsible__person", "closed_by__person")
    return get_object_or_404(found.prefetch_related("team__person"), pk=pk)


def _page(
    request: ActorRequest, campaign: Campaign, form: ResultForm | None = None, status: int = 200
) -> HttpResponse:
    may_steer = decide(request.actor, "campaign.steer", campaign.subject())
    context = {
        **_sheet(request, campaign),
        "may_steer": may_steer,
        "may_draft": decide(request.actor, "piece.draft", Subject(request.actor.company_id)),
        "form": form or ResultForm(initial={"result": campaign.result}),
        "story": story(campaign),
    }
    return render(request, "plan/campaign.html", context, status=status)


def _sheet(request: ActorRequest, campaign: Campaign) -> dict[str, Any]:
    """What its page and its result have in common. Money is for those who see every campaign."""
    actor, today = request.actor, timezone.localdate()
    sees_money = decide(actor, "campaign.read", Subject(actor.company_id))
    lines = [Line.of(piece) for piece in of_campaign(campaign, actor)]
    groups = Counter(line.stage.group for line in lines)
    placed = [Placed(line.piece.title, line.at, line.stage.group) for line in lines if line.at]
    return {
        "campaign": campaign,
        "state": campaign.state(today),
        "lines": lines,
        "groups": [(group, groups[group]) for group in Group if groups[group]],
        "picture": picture(campaign, placed, today),
        "today": today,
        "figures": figures_of(campaign, actor),
        "money": money_of(campaign, actor) if sees_money else None,
    }


def _overtaken(request: ActorRequest, form: CampaignForm, campaign: Campaign, why: str) -> HttpResponse:
    """What the other one saved stands beside the form; saving again goes on top of it."""
    theirs = _fetch(request, campaign.pk)
    form.add_error(None, why)
    form.accept_revision(theirs.revision)
    return _form(request, form, campaign, theirs=theirs, status=409)


def _form(
    request: ActorRequest,
    form: CampaignForm,
    campaign: Campaign | None = None,
    *,
    theirs: Campaign | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {"form": form, "campaign": campaign, "theirs": theirs}
    return render(request, "plan/campaign_form.html", context, status=status)
