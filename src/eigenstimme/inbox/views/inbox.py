"""The list of conversations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from eigenstimme.channels.models import Channel
from eigenstimme.inbox import queries
from eigenstimme.inbox.queries import Show
from eigenstimme.inbox.views.numbers import number
from eigenstimme.people.doors import signed_in
from eigenstimme.people.middleware import ActorRequest

LINES_A_PAGE = 25
LINES_BESIDE = 10  # an open conversation


@require_GET
@signed_in
def inbox(request: ActorRequest) -> HttpResponse:
    return render(request, "inbox/inbox.html", listing(request))


@require_GET
@signed_in
def lines(request: ActorRequest) -> HttpResponse:
    """Only the list: it fetches itself again when something came in."""
    return render(request, "inbox/list.html", listing(request))


def listing(request: ActorRequest, *, at: int | None = None) -> dict[str, Any]:
    """The list as the address asks for it; ``at`` is the conversation that stands open beside it."""
    show, channel = _show(request), number(request.GET.get("channel"))
    chosen = _chosen(show, channel)
    at = at or number(request.GET.get("at"))
    lines = LINES_BESIDE if at else LINES_A_PAGE
    page = Paginator(queries.listed(request.actor, show, channel), lines).get_page(request.GET.get("page"))
    return {
        "page": page,
        "show": show,
        "at": at,
        "kept": urlencode(chosen),
        "all_url": reverse("inbox:inbox"),
        "list_url": f"{reverse('inbox:list')}?{urlencode(chosen | {'page': page.number, 'at': at or ''})}",
        "tabs": list(_tabs(show, channel)),
        "channel_tabs": list(_channel_tabs(queries.channels(request.actor), show, channel)),
    }


def _show(request: ActorRequest) -> Show:
    wanted = request.GET.get("show")
    return Show(wanted) if wanted in set(Show) else Show.ALL


@dataclass(frozen=True)
class Tab:
    """One way to look at the list."""

    label: str
    url: str
    current: bool


@dataclass(frozen=True)
class ChannelTab:
    """Only one channel, or with a second press all of them again."""

    name: str
    icon: str
    network: str
    url: str
    current: bool


def _tabs(show: Show, channel: int | None) -> Iterator[Tab]:
    labels = {Show.ALL: _("All"), Show.WAITING: _("Waiting"), Show.MINE: _("Mine")}
    for each, label in labels.items():
        yield Tab(label, _address(each, channel), each is show)


def _channel_tabs(channels: Sequence[Channel], show: Show, chosen: int | None) -> Iterator[ChannelTab]:
    """Nothing to choose from where there is one."""
    for each in channels if len(channels) > 1 else ():
        current = each.pk == chosen
        url = _address(show, None if current else each.pk)
        yield ChannelTab(each.name, each.icon, each.connector_class.label, url, current)


def _address(show: Show, channel: int | None) -> str:
    chosen = urlencode(_chosen(show, channel))
    return reverse("inbox:inbox") + (f"?{chosen}" if chosen else "")


def _chosen(show: Show, channel: int | None) -> dict[str, str | int]:
    """What stands in the address: nothing for the whole list."""
    chosen: dict[str, str | int] = {}
    if show is not Show.ALL:
        chosen["show"] = show
    if channel:
        chosen["channel"] = channel
    return chosen
