"""Channels: the list, one of them, what can be changed, and its end."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from eigenstimme.channels import actions, in_house, words
from eigenstimme.channels.errors import ChannelError
from eigenstimme.channels.forms import ChannelForm, CloseForm
from eigenstimme.channels.models import Channel, ChannelProfile, Promise
from eigenstimme.channels.queries import channels_for
from eigenstimme.connectors.types import ConnectorFailure
from eigenstimme.people.doors import signed_in
from eigenstimme.people.middleware import ActorRequest
from eigenstimme.people.models import Membership
from eigenstimme.people.rights import Subject, decide, require


@signed_in
def channels(request: ActorRequest) -> HttpResponse:
    seen = list(channels_for(request.actor))
    context = {
        "channels": [channel for channel in seen if not channel.closed_at],
        "closed": [channel for channel in seen if channel.closed_at],
        "may_manage": decide(request.actor, "channel.manage", Subject(request.actor.company_id)),
        "may_read_effort": decide(request.actor, "effort.read", Subject(request.actor.company_id)),
    }
    return render(request, "channels/channels.html", context)


@signed_in
def channel(request: ActorRequest, pk: int) -> HttpResponse:
    channel = _channel(request, pk)
    context = {
        "channel": channel,
        "network": words.said(channel.network_label),
        "abilities": words.abilities(channel.connector_class),
        "limits": words.limits(channel.limits),
        "late_after": words.span(channel.late_after),
        "lost_because": words.said(channel.disconnected_reason),
        "fetch_failed_because": words.said(channel.fetch_error),
        "in_house": in_house.opener(channel.network) is not None,
        "may_manage": decide(request.actor, "channel.manage", channel.subject()),
        "profile": ChannelProfile.objects.filter(channel=channel).first(),
        "promises": _promises(channel),
        "may_read_effort": decide(request.actor, "effort.read", channel.subject()),
    }
    return render(request, "channels/channel.html", context)


@signed_in
def edit(request: ActorRequest, pk: int) -> HttpResponse:
    channel = _channel(request, pk)
    require(request.actor, "channel.manage", channel.subject())
    form = ChannelForm(_posted(request), instance=_channel(request, pk), company_id=channel.company_id)
    if form.is_valid():
        try:
            actions.change(channel, **form.cleaned_data, actor=request.actor)
        except ChannelError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Saved."))
            return redirect(channel)
    return _answer(request, "channels/edit.html", channel, form)


@require_POST
@signed_in
def check(request: ActorRequest, pk: int) -> HttpResponse:
    channel = _channel(request, pk)
    try:
        actions.check(channel, actor=request.actor)
    except ConnectorFailure as failure:
        messages.error(request, words.failed(failure))
    else:
        messages.success(request, _("%(channel)s is connected.") % {"channel": channel})
    return redirect(channel)


@signed_in
def close(request: ActorRequest, pk: int) -> HttpResponse:
    channel = _channel(request, pk)
    require(request.actor, "channel.manage", channel.subject())
    form = CloseForm(_posted(request), planned=actions.planned_on(channel))
    if form.is_valid():
        try:
            meant = form.cleaned_data.get("with_planned", False)
            actions.close(channel, with_planned=meant, actor=request.actor)
        except ChannelError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("%(channel)s is closed.") % {"channel": channel})
            return redirect("channels:channels")
    return _answer(request, "channels/close.html", channel, form)


def _channel(request: ActorRequest, pk: int) -> Channel:
    return get_object_or_404(channels_for(request.actor), pk=pk)


def _promises(channel: Channel) -> list[tuple[Membership, str]]:
    standing = Promise.objects.standing().filter(channel=channel).select_related("person__person")
    return [(promise.person, words.hours(promise.minutes)) for promise in standing]


def _posted(request: ActorRequest) -> object:
    return request.POST if request.method == "POST" else None


def _answer(
    request: ActorRequest, template: str, channel: Channel, form: ChannelForm | CloseForm
) -> HttpResponse:
    """The form, 422 after an error."""
    context = {"channel": channel, "form": form}
    return render(request, template, context, status=422 if form.is_bound else 200)
