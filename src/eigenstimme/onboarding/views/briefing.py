"""The briefing: read on the page, taken along as a PDF, and confirmed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from eigenstimme.mandates.actions import confirm_briefing
from eigenstimme.mandates.errors import MandateError
from eigenstimme.mandates.models import Mandate
from eigenstimme.onboarding import briefing as briefings
from eigenstimme.onboarding.document import document as as_pdf
from eigenstimme.people.doors import signed_in
from eigenstimme.people.middleware import ActorRequest
from eigenstimme.people.rights import decide
from eigenstimme.strategy.models import PlaybookVersion


@require_GET
@signed_in
def briefing(request: ActorRequest, pk: int) -> HttpResponse:
    return _page(request, _mandate(request, pk))


@require_POST
@signed_in
def confirmed(request: ActorRequest, pk: int) -> HttpResponse:
    """``version`` is the number of the one that was read."""
    mandate = _mandate(request, pk)
    versions = PlaybookVersion.objects.visible_to(request.actor)
    number = request.POST.get("version", "")
    version = get_object_or_404(versions, number=int(number) if number.isdecimal() else 0)
    try:
        confirm_briefing(mandate, version, actor=request.actor)
    except MandateError as error:
        return _page(request, mandate, str(error))
    messages.success(request, _("Thank you. The briefing is confirmed, and the mandate is in force."))
    return redirect(mandate)


@require_GET
@signed_in
def document(request: ActorRequest, pk: int) -> HttpResponse:
    told = briefings.briefing(_mandate(request, pk))
    name = f"briefing-{slugify(str(told.mandate.holder))}.pdf"
    answer = HttpResponse(as_pdf(told), content_type="application/pdf")
    answer["Content-Disposition"] = content_disposition_header(False, name) or ""
    return answer


def _mandate(request: ActorRequest, pk: int) -> Mandate:
    return get_object_or_404(Mandate.objects.visible_to(request.actor).for_words(), pk=pk)


def _page(request: ActorRequest, mandate: Mandate, error: str = "") -> HttpResponse:
    now = timezone.now()
    context = {
        "mandate": mandate,
        "briefing": briefings.briefing(mandate),
        "state": mandate.state(now),
        "may_confirm": decide(request.actor, "briefing.confirm", mandate.subject(), now),
        "error": error,
    }
    return render(request, "onboarding/briefing.html", context, status=422 if error else 200)
