"""What this room's acts and notices read like."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from eigenstimme.people.notices import Words

SENTENCES = {
    "onboarding.begun": _("%(actor)s began the list for a good start: %(thing)s"),
    "onboarding.step_added": _("%(actor)s added to the start: %(step)s"),
    "onboarding.step_dropped": _("%(actor)s took out of the start: %(step)s"),
    "onboarding.step_done": _("%(actor)s ticked off: %(step)s"),
    "onboarding.step_opened": _("%(actor)s opened again: %(step)s"),
    "onboarding.date_agreed": _("%(actor)s agreed on a regular date: %(date)s, %(how)s"),
}

ICONS = {
    "onboarding.begun": "list-checks",
    "onboarding.step_added": "plus",
    "onboarding.step_dropped": "x",
    "onboarding.step_done": "check",
    "onboarding.step_opened": "undo-2",
    "onboarding.date_agreed": "calendar-clock",
}

CALM = ("onboarding.step_done",)

NOTICES = {
    "briefing.asked": Words(
        _("Please read the briefing of %(company)s"),
        _(
            "You have a mandate of %(company)s. It counts once you have read the briefing and confirmed it: what the"
            " company stands for, how it sounds, and what stays in the house. Questions go to %(contact)s."
        ),
    ),
    "briefing.asked_ahead": Words(
        _("The briefing of %(company)s has a new version"),
        _(
            "Please read what has changed and confirm it by %(day)s. From then on your mandate rests until you have."
            " Questions go to %(contact)s."
        ),
    ),
    "briefing.remind": Words(
        _("The new briefing of %(company)s counts from %(day)s"),
        _(
            "You have not confirmed it yet. From %(day)s on your mandate rests until you have, and what is planned"
            " under it is held."
        ),
    ),
    "briefing.confirmed": Words(
        _("%(holder)s has confirmed the briefing"),
        _("%(holder)s has read the briefing and works by it. The mandate is in force."),
        mail=False,
    ),
}
