"""One publication: its whole story, and every decision on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from eigenstimme.channels.opening import opened
from eigenstimme.channels.words import said
from eigenstimme.connectors.types import PublishesByHand
from eigenstimme.people.doors import signed_in
from eigenstimme.people.middleware import ActorRequest
from eigenstimme.plan.checks import Content
from eigenstimme.plan.previews import draw
from eigenstimme.publishing import actions, words
from eigenstimme.publishing.actions import CannotDecide
from eigenstimme.publishing.deciding import Options, options
from eigenstimme.publishing.forms import LinkForm, NewTimeForm
from eigenstimme.publishing.models import Publication
from eigenstimme.publishing.reasons import sentence


@signed_in
def publication(request: ActorRequest, pk: int) -> HttpResponse:
    return _page(request, _publication(request, pk))


@require_POST
@signed_in
def send_now(request: ActorRequest, pk: int) -> HttpResponse:
    return _decided(request, pk, actions.send_on, _("It goes out now."))


@require_POST
@signed_in
def new_time(request: ActorRequest, pk: int) -> HttpResponse:
    form = NewTimeForm(request.POST)
    if not form.is_valid():
        return _page(request, _publication(request, pk), time=form)
    return _decided(request, pk, actions.send_on, _("It has a new time."), **form.cleaned_data)


@require_POST
@signed_in
def discard(request: ActorRequest, pk: int) -> HttpResponse:
    seen = request.POST.get("seen", "")
    return _decided(request, pk, actions.withdraw, _("It is discarded."), seen=seen)


@require_POST
@signed_in
def found(request: ActorRequest, pk: int) -> HttpResponse:
    return _with_link(request, pk, actions.confirm_public)


@require_POST
@signed_in
def absent(request: ActorRequest, pk: int) -> HttpResponse:
    return _decided(request, pk, actions.confirm_absent, _("Thank you. Now decide what becomes of it."))


@require_POST
@signed_in
def posted_by_hand(request: ActorRequest, pk: int) -> HttpResponse:
    return _with_link(request, pk, actions.confirm_by_hand)


def _with_link(request: ActorRequest, pk: int, act: Callable[..., None]) -> HttpResponse:
    form = LinkForm(request.POST)
    if not form.is_valid():
        return _page(request, _publication(request, pk), link=form)
    return _decided(request, pk, act, _("Thank you. It counts as published."), **form.cleaned_data)


def _decided(
    request: ActorRequest, pk: int, act: Callable[..., None], done: str, **values: Any
) -> HttpResponse:
    """Carry the decision out and show the publication again; whoever comes second hears what was decided."""
    publication = _publication(request, pk)
    try:
        act(publication, **values, actor=request.actor)
    except CannotDecide as error:
        messages.error(request, str(error))
    else:
        messages.success(request, done)
    return redirect(publication)


def _publication(request: ActorRequest, pk: int) -> Publication:
    visible = Publication.objects.visible_to(request.actor).with_authorisation()
    return get_object_or_404(visible, pk=pk)


def _page(
    request: ActorRequest,
    publication: Publication,
    *,
    time: NewTimeForm | None = None,
    link: LinkForm | None = None,
) -> HttpResponse:
    """The whole page; with the form that came back with errors, if one did."""
    choices = options(publication, request.actor)
    content = Content(publication.channel, publication.title, publication.text, publication.attached)
    context = {
        "publication": publication,
        "preview": draw(content),
        "options": choices,
        "state": words.shown_state(publication),
        "why": sentence(publication.reason),
        "network_said": said(publication.detail),
        "authority": words.authority(publication, reader=request.actor),
        "tries": words.tries(publication),
        "steps": _steps(publication, choices),
        "time_form": time or NewTimeForm(),
        "link_form": link or LinkForm(),
    }
    return render(request, "publishing/publication.html", context, status=422 if time or link else 200)


def _steps(publication: Publication, choices: Options) -> list[str]:
    """How to post it by hand; empty for what goes out by itself."""
    if not choices.post_by_hand:
        return []
    with opened(publication.channel) as connector:
        return [said(step) for step in connector.steps()] if isinstance(connector, PublishesByHand) else []
