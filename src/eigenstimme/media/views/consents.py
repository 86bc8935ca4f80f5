"""The consent of people who are shown, on the page of the file and as a register. For the company's own people."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from eigenstimme.media import actions
from eigenstimme.media.consent_forms import ConsentForm
from eigenstimme.media.models import Asset, Consent
from eigenstimme.media.views.library import show_file
from eigenstimme.people.actor import Actor
from eigenstimme.people.doors import signed_in
from eigenstimme.people.middleware import ActorRequest
from eigenstimme.people.rights import Subject, require

A_PAGE = 50


@require_safe
@signed_in
def consents(request: ActorRequest) -> HttpResponse:
    """The register: who agreed to what, and what has ended."""
    require(request.actor, "media.manage", Subject(request.actor.company_id))
    found = Consent.objects.visible_to(request.actor)
    page = Paginator(
        found.prefetch_related("channels", Prefetch("assets", Asset.objects.kept())), A_PAGE
    ).get_page(request.GET.get("page"))
    return render(request, "media/consents.html", {"page": page, "today": timezone.localdate()})


@require_POST
@signed_in
def add(request: ActorRequest, pk: int) -> HttpResponse:
    asset = get_object_or_404(Asset.objects.visible_to(request.actor).kept(), pk=pk)
    require(request.actor, "media.manage", asset.subject())
    form = ConsentForm(request.POST, request.FILES, actor=request.actor)
    if not form.is_valid():
        return show_file(request, asset, consent_form=form, status=422)
    actions.record_consent(form.agreement(), asset, actor=request.actor)
    messages.success(request, _("The consent is recorded."))
    return redirect(asset)


@require_POST
@signed_in
def withdraw(request: ActorRequest, pk: int) -> HttpResponse:
    consent = get_object_or_404(Consent.objects.visible_to(request.actor), pk=pk)
    actions.withdraw_consent(consent, actor=request.actor)
    messages.success(request, _("The consent is withdrawn. What waited with these files is held."))
    asset = consent.assets.first()
    return redirect(asset or "media:consents")


@require_POST
@signed_in
def deletion(request: ActorRequest, pk: int) -> HttpResponse:
    """Every file that shows somebody who no longer wants to be shown, as far as nothing needs it any more."""
    consent = get_object_or_404(Consent.objects.visible_to(request.actor).exclude(withdrawn_at=None), pk=pk)
    needed = [asset for asset in consent.assets.kept() if not _deleted(asset, request.actor)]
    if not needed:
        messages.success(request, _("The files are deleted for good."))
        return redirect("media:consents")
    messages.error(
        request,
        _("It stands in something that has yet to go out. Please take it out there first."),
    )
    return redirect(f"{needed[0].get_absolute_url()}?needed=1#deletion")


def _deleted(asset: Asset, actor: Actor) -> bool:
    try:
        actions.delete_for_good(asset, actor=actor)
    except actions.StillNeeded:
        return False
    return True


@require_POST
@signed_in
def people(request: ActorRequest, pk: int) -> HttpResponse:
    """Whether people can be recognised on it."""
    asset = get_object_or_404(Asset.objects.visible_to(request.actor).kept(), pk=pk)
    actions.mark_people(asset, request.POST.get("shown") == "yes", actor=request.actor)
    messages.success(request, _("Saved."))
    return redirect(asset)


@require_safe
@signed_in
def form(request: ActorRequest, pk: int) -> HttpResponse:
    """The signed form, to be saved: never shown inside our own pages."""
    consent = get_object_or_404(Consent.objects.visible_to(request.actor).exclude(form=""), pk=pk)
    try:
        with consent.form.open("rb") as file:
            content = file.read()
    except FileNotFoundError as error:
        raise Http404 from error
    extension = str(consent.form).rpartition(".")[2]
    headers = {
        "Content-Disposition": f'attachment; filename="einwilligung-{consent.pk}.{extension}"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(content, content_type="application/octet-stream", headers=headers)
