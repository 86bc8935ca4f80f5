"""What this room's acts and notices read like."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from eigenstimme.mandates.words import say, stored_terms
from eigenstimme.people.notices import Words


def terms_in_words(params: Mapping[str, Any]) -> dict[str, str]:
    """What was granted, as it was on that day. Entries from before terms were kept have a finished sentence."""
    return {"words": say(*stored_terms(params["terms"]))} if "terms" in params else {}


SENTENCES = {
    "mandate.granted": _("%(actor)s granted a mandate: %(words)s"),
    "mandate.changed": _("%(actor)s granted a mandate anew: %(words)s"),
    "briefing.confirmed": _("%(actor)s read and confirmed the briefing, version %(version)s: %(thing)s"),
    "mandate.ended": _("%(actor)s ended the %(thing)s: %(reason)s"),
}

PLACES = {"mandate.granted": terms_in_words, "mandate.changed": terms_in_words}

ICONS = {
    "mandate.granted": "handshake",
    "mandate.changed": "pencil",
    "briefing.confirmed": "book-open-check",
    "mandate.ended": "circle-slash",
}

NOTICES = {
    "mandate.granted": Words(
        _("You have a mandate"), _("%(name)s granted you a mandate. Here you see what you may do:")
    ),
    "mandate.changed": Words(
        _("Your mandate has changed"), _("%(name)s changed your mandate. Here you see what you may do now:")
    ),
    "mandate.ending": Words(
        _("The mandate of %(holder)s ends soon"),
        _(
            "The mandate of %(holder)s is good until %(day)s. It ends by itself; whoever grants can extend it."
        ),
    ),
    "mandate.ran_out": Words(
        _("The mandate of %(holder)s has ended"),
        _("The mandate of %(holder)s was good until %(day)s. Everything made under it stays."),
    ),
    "mandate.ended": Words(
        _("The mandate of %(holder)s was ended"),
        _(
            "The mandate of %(holder)s was ended: %(reason)s Posts planned under it are held until somebody decides."
        ),
    ),
}
