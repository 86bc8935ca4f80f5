"""What this room's acts and notices read like."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from eigenstimme.people.notices import Words

SENTENCES = {
    "publication.sent": _("“%(thing)s” went out on %(channel)s, authorised by %(by)s."),
    "publication.held": _("“%(thing)s” was held on %(channel)s."),
    "publication.missed": _("“%(thing)s” missed its time on %(channel)s."),
    "publication.unclear": _("Nobody knows whether “%(thing)s” went out on %(channel)s."),
    "publication.failed": _("%(channel)s did not take “%(thing)s”."),
    "publication.withdrawn": _("%(actor)s discarded “%(thing)s” on %(channel)s."),
    "publication.sent_on": _("%(actor)s decided that “%(thing)s” goes out on %(channel)s now."),
    "publication.given_new_time": _("%(actor)s gave “%(thing)s” a new time on %(channel)s."),
    "publication.found": _("%(actor)s looked: “%(thing)s” is public on %(channel)s."),
    "publication.not_found": _("%(actor)s looked: “%(thing)s” is not public on %(channel)s."),
    "publication.confirmed_by_hand": _("%(actor)s posted “%(thing)s” by hand on %(channel)s."),
    "publication.taken_over": _("%(actor)s took over “%(thing)s” on %(channel)s from %(before)s."),
    "publication.handed_on": _("%(actor)s handed “%(thing)s” on %(channel)s on to %(to)s."),
    "hold.placed": _("%(actor)s put %(where)s on hold: %(thing)s"),
    "hold.lifted": _("%(actor)s lifted the hold on %(where)s: %(thing)s"),
}

ICONS = {
    "publication.sent": "send",
    "publication.held": "octagon-pause",
    "publication.missed": "hourglass",
    "publication.unclear": "circle-help",
    "publication.failed": "triangle-alert",
    "publication.withdrawn": "trash-2",
    "publication.sent_on": "play",
    "publication.given_new_time": "calendar-clock",
    "publication.found": "eye",
    "publication.not_found": "circle-slash",
    "publication.confirmed_by_hand": "hand",
    "publication.taken_over": "handshake",
    "publication.handed_on": "handshake",
    "hold.placed": "octagon-pause",
    "hold.lifted": "play",
}
CALM = {"publication.sent", "publication.found", "publication.confirmed_by_hand"}
NEEDED = {
    "publication.held",
    "publication.missed",
    "publication.unclear",
    "publication.failed",
    "hold.placed",
}

NOTICES = {
    "publication.held": Words(
        _("Held: %(publication)s"),
        _("“%(publication)s” for %(channel)s was held and waits for your decision."),
    ),
    "publication.missed": Words(
        _("Missed: %(publication)s"),
        _(
            "“%(publication)s” could not go out on %(channel)s in time. Please decide whether it still makes sense."
        ),
    ),
    "publication.unclear": Words(
        _("Please look: %(publication)s"),
        _(
            "%(channel)s gave no clear answer for “%(publication)s”. Please look there and say whether it is public."
        ),
    ),
    "publication.failed": Words(
        _("Not taken: %(publication)s"),
        _("%(channel)s did not take “%(publication)s”. Please look at the reason."),
    ),
    "hold.placed": Words(
        _("On hold: %(where)s"),
        _("%(name)s put %(where)s on hold: %(reason)s. Nothing goes out until the hold is lifted."),
    ),
    "publication.by_hand": Words(
        _("Please post now: %(publication)s"),
        _("“%(publication)s” is ready for %(channel)s. Post it by hand and confirm with the link."),
    ),
}
