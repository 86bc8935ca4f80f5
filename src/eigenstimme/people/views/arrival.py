"""The page behind an invitation's link. Everyone can open it; the signed link is the right."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from eigenstimme.people import actions
from eigenstimme.people.errors import LinkDead, PeopleError
from eigenstimme.people.forms import ArrivalForm
from eigenstimme.people.invitation_links import open_link
from eigenstimme.people.middleware import COMPANY_KEY, ActorRequest
from eigenstimme.people.models import Invitation, Membership, Person


def accept_invitation(request: ActorRequest, token: str) -> HttpResponse:
    """A new person says who they are; one who is known signs in and confirms."""
    try:
        invitation = open_link(token)
    except LinkDead as error:
        return render(request, "people/link_dead.html", {"error": error}, status=410)
    if isinstance(request.user, Person):
        return _confirm(request, request.user, invitation)
    if Person.objects.filter(email=invitation.email).exists():
        who = {"email": invitation.email, "company": invitation.company}
        messages.info(request, _("Sign in as %(email)s to join %(company)s.") % who)
        return redirect_to_login(request.get_full_path())
    return _arrive(request, invitation)


def _arrive(request: ActorRequest, invitation: Invitation) -> HttpResponse:
    initial = {"name": invitation.name, "language": invitation.language}
    form = ArrivalForm(request.POST or None, initial=initial, email=invitation.email)
    if form.is_valid():
        try:
            membership = actions.accept_invitation(invitation, form.arrival())
        except PeopleError as error:
            form.add_error(None, str(error))
        else:
            login(request, membership.person)
            return _welcome(request, membership)
    context = {"form": form, "invitation": invitation}
    return render(request, "people/arrive.html", context, status=422 if form.is_bound else 200)


def _confirm(request: ActorRequest, person: Person, invitation: Invitation) -> HttpResponse:
    try:
        if request.method == "POST":
            return _welcome(request, actions.accept_invitation_as(person, invitation))
        actions.check_addressee(person, invitation)
    except PeopleError as error:
        return render(request, "people/link_dead.html", {"error": error, "here": request.path}, status=422)
    return render(request, "people/confirm.html", {"invitation": invitation, "person": person})


def _welcome(request: ActorRequest, membership: Membership) -> HttpResponse:
    request.session[COMPANY_KEY] = membership.company_id
    messages.success(request, _("Welcome to %(company)s.") % {"company": membership.company})
    return redirect("/")
