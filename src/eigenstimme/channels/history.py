"""What this room's acts and notices read like."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from eigenstimme.channels.words import hours
from eigenstimme.people.notices import Words


def promise_in_words(params: Mapping[str, Any]) -> dict[str, str]:
    return {"hours": hours(params["minutes"])}


def offer_in_words(params: Mapping[str, Any]) -> dict[str, str]:
    return {name: hours(params[name]) for name in ("promised", "usual", "left")}


SENTENCES = {
    "channel.connected": _("%(actor)s connected the channel “%(thing)s”."),
    "channel.reconnected": _("%(actor)s connected the channel “%(thing)s” again."),
    "channel.changed": _("%(actor)s changed the channel “%(thing)s”; responsible is %(responsible)s."),
    "channel.closed": _("%(actor)s closed the channel “%(thing)s”."),
    "channel.checked": _("%(actor)s checked the connection of “%(thing)s”."),
    "channel.described": _("%(actor)s wrote down what the channel “%(thing)s” is for."),
    "channel.opened_all_the_same": _(
        "%(actor)s opened “%(thing)s” all the same, although time is short: %(promised)s a week are promised, such a "
        "channel usually takes %(usual)s, and %(person)s had %(left)s free."
    ),
    "promise.made": _("%(actor)s put down for “%(thing)s”: %(person)s promises %(hours)s a week."),
    "promise.ended": _("%(actor)s put down for “%(thing)s”: the promise of %(person)s has ended."),
    "time.given": _("%(actor)s wrote down time for “%(thing)s”."),
    "time.taken_back": _("%(actor)s took back time written down for “%(thing)s”."),
    "hourly_rate.set": _("%(actor)s put down what an hour costs: %(thing)s €."),
}

ICONS = {
    "channel.connected": "plug",
    "channel.reconnected": "plug",
    "channel.changed": "pencil",
    "channel.closed": "circle-slash",
    "channel.checked": "life-buoy",
    "channel.described": "pencil",
    "channel.opened_all_the_same": "hourglass",
    "promise.made": "hourglass",
    "promise.ended": "hourglass",
    "time.given": "clock",
    "time.taken_back": "undo-2",
    "hourly_rate.set": "pencil",
}

PLACES = {"promise.made": promise_in_words, "channel.opened_all_the_same": offer_in_words}

NOTICES = {
    "channel.disconnected": Words(
        _("Not connected any more: %(channel)s"),
        _("%(channel)s no longer accepts the connection: %(reason)s Please connect the channel again."),
    ),
}
