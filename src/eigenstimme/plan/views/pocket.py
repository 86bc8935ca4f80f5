"""Catching ideas with the program on the home screen of a phone: without a network too, and out of other apps.

``ui/assets/worker.js`` lives at ``worker`` and looks after the addresses below ``plan:capture``, no others.
"""

from __future__ import annotations

import hashlib
import json
import re

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from eigenstimme.people.middleware import ActorRequest
from eigenstimme.people.rights import Subject, require
from eigenstimme.plan.views.doors import member, planner
from eigenstimme.plan.views.ideas import SHARED_TEXT, capture_page, empty_form, media_form

LONGEST_SHARED = 2000


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Where the icon on the home screen leads: home. Without a network the worker answers, and ideas can be caught."""
    return redirect("today:today")


@require_safe
def empty_page(request: HttpRequest) -> HttpResponse:
    """The page for catching ideas as a device keeps it. Drawn without the request: nothing personal gets into it."""
    return HttpResponse(render_to_string("plan/capture_empty.html"))


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The worker with what it needs to know. When the page that it keeps changes, so does the worker."""
    page = render_to_string("plan/capture_empty.html")
    known = {
        "version": hashlib.sha256(page.encode()).hexdigest()[:12],
        "shell": reverse("plan:capture_empty"),
        "capture": reverse("plan:capture"),
        "start": reverse("plan:app_start"),
        "shared": reverse("plan:capture_shared"),
        "ticket": reverse("plan:capture_ticket"),
        "ideas": reverse("plan:ideas"),
        "files": settings.STATIC_URL,
        "kept": sorted(set(re.findall(rf'="({re.escape(settings.STATIC_URL)}[^"#]+)', page))),
    }
    script = f"self.capture = {json.dumps(known)};\nimportScripts({json.dumps(static('build/worker.js'))});\n"
    return HttpResponse(script, content_type="text/javascript", headers={"Cache-Control": "no-cache"})


@planner
@never_cache
@require_safe
def ticket(request: ActorRequest) -> HttpResponse:
    """Who is signed in, and the token with which their browser may send a form."""
    return JsonResponse({"token": get_token(request), "member": str(member(request).pk)})


@csrf_exempt
@require_POST
def shared(request: ActorRequest) -> HttpResponse:
    """What another app shares (Web Share Target), where no worker took it: the form, filled with it.

    Such a form comes from the device and cannot carry our token. Browsers say that no page sent it (Fetch Metadata);
    for anything else nothing is taken in. Nobody signed in: the words wait in the session.
    """
    if request.headers.get("Sec-Fetch-Site") not in {"none", "same-origin"}:
        return redirect("plan:capture")
    parts = [request.POST.get(name, "").strip() for name in ("title", "text", "url")]
    text = "\n".join(dict.fromkeys(filter(None, parts)))[:LONGEST_SHARED]
    if request.membership is None:
        request.session[SHARED_TEXT] = text
        return redirect("plan:capture")
    return _shared_page(request, text)


@planner
def _shared_page(request: ActorRequest, text: str) -> HttpResponse:
    require(request.actor, "idea.suggest", Subject(request.actor.company_id))
    media = media_form(request)
    media.take()
    return capture_page(request, empty_form(request, text), media)
