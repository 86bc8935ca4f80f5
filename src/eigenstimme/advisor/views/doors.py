"""What is handed over is thought about inside the company: these pages are for its own people."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpResponse

from eigenstimme.people.doors import signed_in
from eigenstimme.people.middleware import ActorRequest
from eigenstimme.people.rights import Decision, Subject, decide, require

P = ParamSpec("P")
View = Callable[Concatenate[ActorRequest, P], HttpResponse]


def weigher(view: View[P]) -> View[P]:
    @wraps(view)
    def entered(request: ActorRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        require(request.actor, "task.weigh", Subject(request.actor.company_id))
        return view(request, *args, **kwargs)

    return signed_in(entered)


def may_grant(request: ActorRequest) -> Decision:
    return decide(request.actor, "mandate.grant", Subject(request.actor.company_id))
