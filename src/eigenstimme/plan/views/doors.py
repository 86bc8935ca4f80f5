"""The plan is read and written on the company's clock, wherever its people are."""

from __future__ import annotations

from functools import wraps
from typing import ParamSpec

from django.http import HttpResponse
from django.utils import timezone

from eigenstimme.people.doors import View, signed_in
from eigenstimme.people.middleware import ActorRequest
from eigenstimme.people.models import Membership

P = ParamSpec("P")


def planner(view: View[P]) -> View[P]:
    """Signed in, and with the company's time zone."""

    @wraps(view)
    def on_company_time(request: ActorRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        with timezone.override(member(request).company.zone):
            return view(request, *args, **kwargs)

    return signed_in(on_company_time)


def member(request: ActorRequest) -> Membership:
    """Who is signed in. Only behind ``signed_in``."""
    if request.membership is None:
        raise ValueError("this view lacks its door")
    return request.membership
