"""Who is asking, for which company, in which language and time zone."""

from __future__ import annotations

import zoneinfo
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Membership, Person

COMPANY_KEY = "company"


class ActorRequest(HttpRequest):
    """What views get: ``actor`` is always there, ``membership`` is None for nobody."""

    actor: Actor
    membership: Membership | None
    memberships: list[Membership]


class ActorMiddleware:
    """Sets ``request.actor``, ``request.membership`` and ``request.memberships`` (for the company switcher)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: ActorRequest) -> HttpResponse:
        request.memberships = list(request.user.memberships_here) if isinstance(request.user, Person) else []
        request.membership = _chosen(request)
        request.actor = Actor.of(request.membership) if request.membership else Actor.nobody()
        if not isinstance(request.user, Person):
            return self.get_response(request)
        with timezone.override(zoneinfo.ZoneInfo(request.user.time_zone)):
            translation.activate(request.user.language)
            return self.get_response(request)


def _chosen(request: ActorRequest) -> Membership | None:
    by_company = {membership.company_id: membership for membership in request.memberships}
    wanted = request.session.get(COMPANY_KEY, 0)
    return by_company.get(wanted) or next(iter(request.memberships), None)
