"""One's own profile, the company's settings, and which company is in front."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from eigenstimme.core.way_back import way_back
from eigenstimme.people import actions
from eigenstimme.people.doors import signed_in
from eigenstimme.people.errors import PeopleError
from eigenstimme.people.forms import CompanyForm, ProfileForm, SignForm
from eigenstimme.people.middleware import COMPANY_KEY, ActorRequest
from eigenstimme.people.models import Company, Membership, Person
from eigenstimme.people.rights import Subject, decide


@signed_in
def profile(request: ActorRequest) -> HttpResponse:
    person = request.user
    assert isinstance(person, Person)  # whoever is signed in
    form = ProfileForm(request.POST or None, instance=person)
    if form.is_valid():
        actions.change_profile(person, **form.cleaned_data)
        with translation.override(form.cleaned_data["language"]):
            messages.success(request, _("Saved."))
        return redirect("people:profile")
    context = {"form": form, "sign": SignForm(instance=request.membership)}
    return render(request, "people/profile.html", context, status=422 if form.is_bound else 200)


@require_POST
@signed_in
def sign(request: ActorRequest) -> HttpResponse:
    """The short sign behind what one writes."""
    assert request.membership is not None  # behind the door
    form = SignForm(request.POST, instance=Membership.objects.get(pk=request.membership.pk))
    if form.is_valid():
        try:
            actions.choose_sign(request.membership, form.cleaned_data["short_sign"])
        except PeopleError as error:
            form.add_error("short_sign", str(error))
        else:
            messages.success(request, _("Saved."))
            return redirect("people:profile")
    assert isinstance(request.user, Person)  # whoever is signed in
    context = {"form": ProfileForm(instance=request.user), "sign": form}
    return render(request, "people/profile.html", context, status=422)


@signed_in
def company(request: ActorRequest) -> HttpResponse:
    company = Company.objects.get(pk=request.actor.company_id)
    form = CompanyForm(request.POST or None, instance=Company.objects.get(pk=company.pk))
    if form.is_valid():
        actions.change_company(company, **form.cleaned_data, actor=request.actor)
        messages.success(request, _("Saved."))
        return redirect("people:company")
    context = {
        "company": company,
        "form": form,
        "may_manage": decide(request.actor, "company.manage", Subject(company.pk)),
        "own_people": Membership.objects.visible_to(request.actor).present().own().count(),
    }
    return render(request, "people/company.html", context, status=422 if form.is_bound else 200)


@require_POST
@signed_in
def self_approval(request: ActorRequest) -> HttpResponse:
    """Post ``on`` with any value to switch it on, nothing to switch it off."""
    company = Company.objects.get(pk=request.actor.company_id)
    actions.switch_self_approval(company, on="on" in request.POST, actor=request.actor)
    messages.success(request, _("Saved. It stands in the company's history."))
    return redirect("people:company")


@require_POST
@signed_in
def switch(request: ActorRequest) -> HttpResponse:
    """Put another of one's companies in front: post its id as ``company``."""
    wanted = request.POST.get("company", "")
    if wanted not in {str(membership.company_id) for membership in request.memberships}:
        raise Http404
    request.session[COMPANY_KEY] = int(wanted)
    return redirect(way_back(request, request.POST.get("next", "")))
