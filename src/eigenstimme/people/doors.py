"""The door of every page: whoever comes in has signed in and stands in a company."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlsplit

from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import render
from django_htmx.http import HttpResponseClientRedirect

from eigenstimme.people.middleware import ActorRequest

P = ParamSpec("P")
View = Callable[Concatenate[ActorRequest, P], HttpResponse]


def signed_in(view: View[P]) -> View[P]:
    """Nobody is sent to the sign-in and comes back afterwards; without a company there is a calm page."""

    @wraps(view)
    def entered(request: ActorRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.membership is not None:
            return view(request, *args, **kwargs)
        if request.user.is_authenticated:
            return render(request, "people/no_company.html", status=403)
        return _to_login(request)

    return entered


def _to_login(request: ActorRequest) -> HttpResponse:
    """htmx follows a redirect inside its fragment, so it is told to load the whole sign-in page instead."""
    response = redirect_to_login(_where_they_were(request), redirect_field_name=REDIRECT_FIELD_NAME)
    if request.headers.get("HX-Request"):
        return HttpResponseClientRedirect(response.url)
    return response


def _where_they_were(request: ActorRequest) -> str:
    """The page to come back to; after a form or a fragment the page it stood on, if it was one of ours."""
    if request.method == "GET" and not request.headers.get("HX-Request"):
        return request.get_full_path()
    page = urlsplit(request.headers.get("HX-Current-URL") or request.headers.get("Referer") or "")
    if page.netloc != request.get_host():
        return "/"
    return page.path + (f"?{page.query}" if page.query else "")
