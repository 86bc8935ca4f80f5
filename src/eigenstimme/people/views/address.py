"""Another mail address to sign in with. It counts once its link was opened by the person who is signed in."""

from __future__ import annotations

from allauth.account.decorators import reauthentication_required
from allauth.decorators import rate_limit
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from eigenstimme.people import actions
from eigenstimme.people.address_links import proven_address
from eigenstimme.people.doors import signed_in
from eigenstimme.people.errors import PeopleError
from eigenstimme.people.forms import AddressForm
from eigenstimme.people.middleware import ActorRequest
from eigenstimme.people.models import Person


@signed_in
@reauthentication_required(allow_get=True)  # type: ignore[untyped-decorator]  # allauth is untyped
@rate_limit(action="manage_email")  # type: ignore[untyped-decorator]
def address(request: ActorRequest) -> HttpResponse:
    """Whoever posts shows first that it is still they; what they typed waits meanwhile."""
    person = request.user
    assert isinstance(person, Person)  # whoever is signed in
    form = AddressForm(request.POST or None, person=person)
    if form.is_valid():
        email = form.cleaned_data["email"]
        actions.ask_for_address(person, email)
        messages.success(
            request, _("A link is on its way to %(email)s. Please open it here.") % {"email": email}
        )
        return redirect("people:profile")
    context = {"form": form, "person": person}
    return render(request, "people/address.html", context, status=422 if form.is_bound else 200)


@signed_in
def confirm_address(request: ActorRequest, token: str) -> HttpResponse:
    """Opening the link asks, and the button changes: programs that look into mails open links too."""
    person = request.user
    assert isinstance(person, Person)  # whoever is signed in
    try:
        email = proven_address(token, person)
        if request.method == "POST":
            person = actions.change_address(person, token)
            messages.success(request, _("You sign in with %(email)s now.") % {"email": person.email})
            return redirect("people:profile")
    except PeopleError as error:
        return render(request, "people/address_dead.html", {"error": error}, status=410)
    return render(request, "people/confirm_address.html", {"person": person, "email": email})
