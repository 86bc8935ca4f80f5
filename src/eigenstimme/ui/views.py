"""The frame's own small acts (theme, language before sign-in), and the pattern book."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from eigenstimme.people.rights import Denied
from eigenstimme.ui import pattern_book
from eigenstimme.ui.context import THEME_COOKIE, THEMES

YEAR = 60 * 60 * 24 * 365  # seconds


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A refused act: why, and the way that is open. A fragment gets only that."""
    said = (
        {"decision": exception.decision} if isinstance(exception, Denied) else {"exception": str(exception)}
    )
    template = "ui/refusal.html" if "decision" in said and request.headers.get("HX-Request") else "403.html"
    return render(request, template, said, status=403)


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Keep light, dark or (anything else) the device's choice in a cookie, then go back."""
    response = HttpResponseRedirect(_way_back(request))
    chosen = request.POST.get("theme", "")
    if chosen in THEMES:
        _keep(response, THEME_COOKIE, chosen)
    else:
        response.delete_cookie(THEME_COOKIE)
    return response


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Keep the language of a visitor who has not signed in; persons carry theirs with them."""
    response = HttpResponseRedirect(_way_back(request))
    chosen = request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES):
        _keep(response, settings.LANGUAGE_COOKIE_NAME, chosen)
    return response


@require_GET
def counts(request: HttpRequest) -> HttpResponse:
    """What waits, for every place of the navigation: the open page fetches it when one of its topics is announced."""
    return render(request, "ui/counts.html")


@require_GET
def manifest(request: HttpRequest) -> HttpResponse:
    """What a phone needs to put the program on its home screen (W3C Web Application Manifest), and to share to it."""
    catch = {"name": _("Catch an idea"), "url": reverse("plan:capture")}
    said = {
        "id": "/",
        "name": "Eigenstimme",
        "short_name": "Eigenstimme",
        "description": _("One’s own voice stays in the house."),
        "lang": get_language(),
        "start_url": reverse("plan:app_start"),
        "scope": "/",
        "display": "standalone",
        "theme_color": "#0d5260",
        "background_color": "#fdfaf4",
        "icons": [
            _icon("mark.svg", "any", "image/svg+xml"),
            _icon("icon-192.png", "192x192"),
            _icon("icon-512.png", "512x512"),
            _icon("icon-maskable-512.png", "512x512") | {"purpose": "maskable"},
        ],
        "shortcuts": [
            catch | {"icons": [_icon("icon-192.png", "192x192")]},
            {"name": _("Approvals"), "url": reverse("plan:approvals")},
        ],
        "share_target": _share_target(),
    }
    return JsonResponse(said, content_type="application/manifest+json")


@require_GET
def patterns(request: HttpRequest) -> HttpResponse:
    """Every component with sample content, for whoever builds a screen. Only while developing."""
    if not settings.DEBUG:
        raise Http404
    return render(request, "ui/pattern_book.html", pattern_book.sample(request))


def _share_target() -> dict[str, Any]:
    """How the phone hands over what another app shares (W3C Web Share Target); names of fields are our form's."""
    files = {"name": "media-file", "accept": ["image/*", "video/mp4", "video/quicktime", "video/webm"]}
    return {
        "action": reverse("plan:capture_shared"),
        "method": "POST",
        "enctype": "multipart/form-data",
        "params": {"title": "title", "text": "text", "url": "url", "files": [files]},
    }


def _icon(name: str, sizes: str, kind: str = "image/png") -> dict[str, str]:
    return {"src": static(f"ui/{name}"), "sizes": sizes, "type": kind}


def _keep(response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(
        name, value, max_age=YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE, httponly=True
    )


def _way_back(request: HttpRequest) -> str:
    target = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return target if safe else "/"
