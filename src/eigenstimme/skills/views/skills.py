"""Who can what and who would like to, by skill and by person; and what one says of oneself."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from eigenstimme.people.doors import signed_in
from eigenstimme.people.middleware import ActorRequest
from eigenstimme.people.models import Membership
from eigenstimme.people.rights import Subject, decide, require
from eigenstimme.skills import actions, queries
from eigenstimme.skills.errors import SkillError
from eigenstimme.skills.forms import SkillsForm, WishForm
from eigenstimme.skills.models import ShouldLearn


@require_safe
@signed_in
def skills(request: ActorRequest) -> HttpResponse:
    require(request.actor, "skill.read", Subject(request.actor.company_id))
    told = queries.by_skill(request.actor)
    context = {
        "told": [each for each in told if each.voices],
        "silent": [each for each in told if not each.voices],
    }
    return render(request, "skills/skills.html", context)


@signed_in
def mine(request: ActorRequest) -> HttpResponse:
    require(request.actor, "skill.say", Subject(request.actor.company_id))
    member = get_object_or_404(Membership.objects.visible_to(request.actor), pk=request.actor.membership_id)
    form = SkillsForm(request.POST or None, queries.said_by(member, request.actor))
    if form.is_valid():
        actions.say_skills(form.said(), actor=request.actor)
        messages.success(request, _("Thank you. You can change it at any time."))
        return redirect("skills:mine")
    context = {
        "form": form,
        "wishes": queries.wishes_for(member, request.actor),
        "may_read": decide(request.actor, "skill.read", Subject(request.actor.company_id)),
    }
    return render(request, "skills/mine.html", context, status=422 if form.is_bound else 200)


@signed_in
def person(request: ActorRequest, pk: int) -> HttpResponse:
    """What one person says of themselves, and what a lead wishes for them."""
    member = _member(request, pk)
    form = WishForm(request.POST or None)
    if form.is_valid():
        try:
            actions.wish_to_learn(member, **form.cleaned_data, actor=request.actor)
        except SkillError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("%(name)s reads it, and nobody else.") % {"name": member})
            return redirect("skills:person", pk=pk)
    context = {
        "member": member,
        "said": queries.said_by(member, request.actor),
        "wishes": queries.wishes_for(member, request.actor),
        "may_wish": decide(request.actor, "people.manage", Subject(member.company_id)),
        "form": form,
    }
    return render(request, "skills/person.html", context, status=422 if form.is_bound else 200)


@require_POST
@signed_in
def wish_taken_back(request: ActorRequest, pk: int) -> HttpResponse:
    wish = get_object_or_404(
        ShouldLearn.objects.visible_to(request.actor).select_related("membership__person"), pk=pk
    )
    actions.take_wish_back(wish, actor=request.actor)
    messages.success(request, _("Taken back."))
    return redirect("skills:person", pk=wish.membership_id)


def _member(request: ActorRequest, pk: int) -> Membership:
    """Oneself, or whoever reads the others' words."""
    here = Membership.objects.visible_to(request.actor).present().select_related("person", "company")
    member = get_object_or_404(here, pk=pk)
    if member.pk != request.actor.membership_id:
        require(request.actor, "skill.read", Subject(member.company_id))
    return member
