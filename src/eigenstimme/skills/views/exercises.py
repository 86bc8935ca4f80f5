"""Practising: small tasks that teach a skill. What was ticked is seen by nobody but oneself."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from eigenstimme.people.doors import signed_in
from eigenstimme.people.middleware import ActorRequest
from eigenstimme.people.models import Membership
from eigenstimme.people.rights import Subject, require
from eigenstimme.skills import actions, learning
from eigenstimme.skills.exercises import BY_KEY


@require_safe
@signed_in
def exercises(request: ActorRequest) -> HttpResponse:
    require(request.actor, "skill.say", Subject(request.actor.company_id))
    return render(request, "skills/exercises.html", {"lessons": learning.lessons(request.actor)})


@require_POST
@signed_in
def tick(request: ActorRequest, key: str) -> HttpResponse:
    """Post ``undone`` with any value to take the tick away."""
    require(request.actor, "skill.say", Subject(request.actor.company_id))
    if key not in BY_KEY:
        raise Http404
    member = get_object_or_404(Membership.objects.visible_to(request.actor), pk=request.actor.membership_id)
    actions.tick_exercise(member, key, done="undone" not in request.POST)
    return redirect(f"{reverse('skills:exercises')}#{BY_KEY[key].skill}")
