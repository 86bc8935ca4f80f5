"""The frame's own small acts (theme, language before sign-in), and the pattern book."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
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
def patterns(request: HttpRequest) -> HttpResponse:
    """Every component with sample content, for whoever builds a screen. Only while developing."""
    if not settings.DEBUG:
        raise Http404
    return render(request, "ui/pattern_book.html", pattern_book.sample(request))


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
