"""Who is here, and the ways in and out."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from eigenstimme.people import actions
from eigenstimme.people.doors import signed_in
from eigenstimme.people.errors import PeopleError
from eigenstimme.people.forms import GoodbyeForm, InvitationForm, MachineForm, MembershipForm
from eigenstimme.people.middleware import ActorRequest
from eigenstimme.people.models import Invitation, Kind, Membership
from eigenstimme.people.models.membership import MembershipQuerySet
from eigenstimme.people.responsibilities import held_by
from eigenstimme.people.rights import Subject, decide, require


@signed_in
def people(request: ActorRequest) -> HttpResponse:
    here = list(_members(request).present())
    context = {
        "own": [member for member in here if member.kind == Kind.OWN],
        "outside": [member for member in here if member.kind == Kind.OUTSIDE],
        "machines": [member for member in here if member.kind == Kind.MACHINE],
        "invitations": _invitations(request),
        "may_manage": decide(request.actor, "people.manage", Subject(request.actor.company_id)),
    }
    return render(request, "people/people.html", context)


@signed_in
def invite(request: ActorRequest) -> HttpResponse:
    require(request.actor, "people.manage", Subject(request.actor.company_id))
    form = InvitationForm(request.POST or None, initial={"kind": request.GET.get("kind", Kind.OWN)})
    if form.is_valid():
        try:
            invitation = actions.invite(form.invited(), actor=request.actor)
        except PeopleError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The invitation is on its way to %(email)s.") % {"email": invitation})
            return redirect("people:people")
    return render(request, "people/invite.html", {"form": form}, status=_status(form.is_bound))


@require_POST
@signed_in
def withdraw_invitation(request: ActorRequest, pk: int) -> HttpResponse:
    invitation = get_object_or_404(Invitation.objects.visible_to(request.actor), pk=pk)
    try:
        actions.withdraw_invitation(invitation, actor=request.actor)
    except PeopleError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The invitation of %(email)s no longer works.") % {"email": invitation})
    return redirect("people:people")


@signed_in
def add_machine(request: ActorRequest) -> HttpResponse:
    """The password of the new machine is shown on the answer, once."""
    require(request.actor, "people.manage", Subject(request.actor.company_id))
    form = MachineForm(request.POST or None, company_id=request.actor.company_id)
    if form.is_valid():
        try:
            new = actions.add_machine(**form.cleaned_data, actor=request.actor)
        except PeopleError as error:
            form.add_error(None, str(error))
        else:
            return render(request, "people/machine_added.html", {"new": new})
    return render(request, "people/add_machine.html", {"form": form}, status=_status(form.is_bound))


@signed_in
def person(request: ActorRequest, pk: int) -> HttpResponse:
    member = get_object_or_404(_members(request), pk=pk)
    form = MembershipForm(request.POST or None, instance=get_object_or_404(_members(request), pk=pk))
    if request.method == "POST" and form.is_valid():
        lead = form.cleaned_data.get("lead", False)
        try:
            actions.change_membership(member, job=form.cleaned_data["job"], lead=lead, actor=request.actor)
        except PeopleError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Saved."))
            return redirect("people:person", pk=pk)
    context = {
        "member": member,
        "form": form,
        "may_manage": decide(request.actor, "people.manage", Subject(member.company_id)),
    }
    return render(request, "people/person.html", context, status=_status(form.is_bound))


@signed_in
def goodbye(request: ActorRequest, pk: int) -> HttpResponse:
    member = get_object_or_404(_members(request).present(), pk=pk)
    require(request.actor, "people.manage", Subject(member.company_id))
    held = held_by(member)
    form = GoodbyeForm(request.POST if request.method == "POST" else None, leaving=member, held=held)
    if form.is_valid():
        try:
            actions.say_goodbye(member, successors=form.cleaned_data, actor=request.actor)
        except PeopleError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("%(name)s no longer belongs to the company.") % {"name": member})
            return redirect("people:people")
    context = {"member": member, "form": form, "held": held}
    return render(request, "people/goodbye.html", context, status=_status(form.is_bound))


def _members(request: ActorRequest) -> MembershipQuerySet:
    return Membership.objects.visible_to(request.actor).select_related("person", "company", "sponsor__person")


def _invitations(request: ActorRequest) -> QuerySet[Invitation]:
    return Invitation.objects.visible_to(request.actor).open().select_related("invited_by__person")


def _status(bound: bool) -> int:
    """A form that came back with errors is 422."""
    return 422 if bound else 200
