"""The library: everything the company has to show, and the page of each file."""

from __future__ import annotations

import re

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from eigenstimme.audit.queries import story
from eigenstimme.media import actions
from eigenstimme.media.consent_forms import ConsentForm
from eigenstimme.media.library_forms import DescriptionForm, LibraryFilter, LicenceForm
from eigenstimme.media.likeness import looks_like
from eigenstimme.media.models import Asset, Consent, PhotoRules
from eigenstimme.media.models.asset import AssetQuerySet
from eigenstimme.media.queries import found
from eigenstimme.media.sectors import SECTORS, points
from eigenstimme.media.showing import objections
from eigenstimme.media.stills import NoFrame
from eigenstimme.media.uses import uses_of
from eigenstimme.people.doors import signed_in
from eigenstimme.people.middleware import ActorRequest
from eigenstimme.people.models import Company
from eigenstimme.people.rights import Subject, decide

LARGEST_CAPTIONS = 1024 * 1024  # bytes
SECONDS = re.compile(r"\d{1,6}(\.\d{1,3})?")
A_PAGE = 48  # makes whole rows of two, three, four, six and eight


@require_safe
@signed_in
def library(request: ActorRequest) -> HttpResponse:
    form = LibraryFilter(request.GET, actor=request.actor)
    wanted = form.wanted()
    context = {
        "form": form,
        "active": wanted.count(),
        "asked": bool(wanted.q or wanted.count()),
        "page": Paginator(found(wanted, request.actor).with_consent_state().for_tiles(), A_PAGE).get_page(
            request.GET.get("page")
        ),
        "may_manage": decide(request.actor, "media.manage", Subject(request.actor.company_id)),
        "may_add": decide(request.actor, "idea.suggest", Subject(request.actor.company_id)),
    }
    chosen = PhotoRules.sector_of(request.actor.company_id)
    context |= {
        "points": points(chosen),
        "chosen": chosen,
        "sectors": [(key, sector.label) for key, sector in SECTORS.items()],
        "may_choose": decide(request.actor, "company.manage", Subject(request.actor.company_id)),
    }
    return render(request, "media/library.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def file(request: ActorRequest, pk: int) -> HttpResponse:
    """One file: large, what is said about it, where it is used, and what it went through."""
    asset = get_object_or_404(_visible(request), pk=pk)
    if asset.deleted_at:
        context = {"asset": asset, "uses": uses_of(asset, request.actor), "story": story(asset)}
        return render(request, "media/deleted.html", context)
    typed = request.POST if request.method == "POST" else None
    may_manage = decide(request.actor, "media.manage", asset.subject())
    description = DescriptionForm(typed, asset=asset)
    licence = LicenceForm(typed, asset=asset) if may_manage else None
    forms = [each for each in (description, licence) if each]
    valid = [each.is_valid() for each in forms]  # all of them: every mistake is shown at once
    if typed is not None and all(valid):
        with transaction.atomic():
            actions.describe(asset, description.description(), actor=request.actor)
            if licence:
                actions.license_asset(asset, licence.terms(), actor=request.actor)
        messages.success(request, _("Saved."))
        return redirect(asset)
    return show_file(
        request, asset, description=description, licence=licence, status=200 if typed is None else 422
    )


def show_file(
    request: ActorRequest,
    asset: Asset,
    *,
    description: DescriptionForm | None = None,
    licence: LicenceForm | None = None,
    consent_form: ConsentForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of a file, with whatever form was typed into."""
    actor, today = request.actor, timezone.localdate()
    may_manage = decide(actor, "media.manage", asset.subject())
    against = objections([asset], None, today)
    uses = uses_of(asset, actor)
    context = {
        "asset": asset,
        "description": description or DescriptionForm(None, asset=asset),
        "licence": licence or (LicenceForm(None, asset=asset) if may_manage else None),
        "may_describe": decide(actor, "idea.suggest", asset.subject()),
        "may_manage": may_manage,
        "consents": Consent.objects.visible_to(actor).filter(assets=asset).prefetch_related("channels"),
        "consent_form": (consent_form or ConsentForm(actor=actor)) if may_manage else None,
        "against": against,
        "today": today,
        "to_delete": [use for use in uses if use.public] if against else [],
        "uses": uses,
        "needing": [use for use in uses if use.to_go_out],
        "check": asset.checks.select_related("checked_by__person").first(),
        "points": points(PhotoRules.sector_of(asset.company_id)),
        "alike": looks_like(asset, actor),
        "story": story(asset),
    }
    return render(request, "media/file.html", context, status=status)


@require_POST
@signed_in
def focus(request: ActorRequest, pk: int) -> HttpResponse:
    """Where to look: a click on the picture (an image button sends its place) or two figures."""
    asset = _fetched(request, pk)
    x, y = _typed_figure(request, "x"), _typed_figure(request, "y")
    if x is None or y is None:
        messages.error(request, _("Please give both places as figures from 0 to 100."))
    else:
        actions.point_at(asset, x, y, actor=request.actor)
        messages.success(request, _("Saved."))
    return redirect(asset)


@require_POST
@signed_in
def deletion(request: ActorRequest, pk: int) -> HttpResponse:
    """Gone for good; or its page again, with what still needs it."""
    asset = _fetched(request, pk)
    try:
        actions.delete_for_good(asset, actor=request.actor)
    except actions.StillNeeded as error:
        messages.error(request, str(error))
        return redirect(f"{asset.get_absolute_url()}?needed=1#deletion")
    messages.success(request, _("The file is deleted for good."))
    return redirect("media:library")


@require_POST
@signed_in
def check(request: ActorRequest, pk: int) -> HttpResponse:
    """Whoever ticked every point of the checklist puts their name to it."""
    asset = _fetched(request, pk)
    asked = points(PhotoRules.sector_of(asset.company_id))
    if len(request.POST.getlist("point")) < len(asked):
        messages.error(
            request, _("Please tick every point; where one does not hold, choose another picture.")
        )
    else:
        actions.check_photo(asset, actor=request.actor)
        messages.success(request, _("Thank you. It is noted that you have looked."))
    return redirect(asset)


@require_POST
@signed_in
def sector(request: ActorRequest) -> HttpResponse:
    """Which checklist the company uses."""
    chosen = request.POST.get("sector", "")
    if chosen not in SECTORS:
        raise Http404
    actions.choose_sector(Company.objects.get(pk=request.actor.company_id), chosen, actor=request.actor)
    messages.success(request, _("Saved."))
    return redirect("media:library")


@require_POST
@signed_in
def moment(request: ActorRequest, pk: int) -> HttpResponse:
    """The frame that stands for a video, by the second at which it is seen."""
    asset = get_object_or_404(_visible(request).kept().exclude(duration_ms=None), pk=pk)
    typed = request.POST.get("seconds", "")
    if not SECONDS.fullmatch(typed):
        messages.error(request, _("Please give the moment in seconds."))
        return redirect(asset)
    try:
        actions.choose_still(asset, round(float(typed) * 1000), actor=request.actor)
    except NoFrame as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Saved."))
    return redirect(asset)


@require_POST
@signed_in
def captions(request: ActorRequest, pk: int) -> HttpResponse:
    """The captions of a video: a WebVTT file, or none any more."""
    asset = _fetched(request, pk)
    upload = request.FILES.get("captions")
    try:
        text = upload.read(LARGEST_CAPTIONS).decode() if upload else ""
        actions.caption(asset, text, actor=request.actor)
    except UnicodeDecodeError:
        messages.error(request, _("This file is no text. Please choose a WebVTT file."))
    except actions.BadCaptions as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Saved."))
    return redirect(asset)


def _typed_figure(request: ActorRequest, name: str) -> int | None:
    typed = request.POST.get(name, "")
    return int(typed) if typed.isdecimal() and len(typed) < 5 else None


def _fetched(request: ActorRequest, pk: int) -> Asset:
    return get_object_or_404(_visible(request).kept(), pk=pk)


def _visible(request: ActorRequest) -> AssetQuerySet:
    return Asset.objects.visible_to(request.actor).select_related("added_by__person")
