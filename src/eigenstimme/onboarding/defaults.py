"""What a good start with somebody from outside is made of, by what they are to do. The contact adds and drops."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from eigenstimme.mandates.permissions import Permission

HOLDER, CONTACT = "holder", "contact"

DRAFTING = frozenset({Permission.PIECE_DRAFT, Permission.PIECE_PUBLISH})
ANSWERING = frozenset({Permission.INBOX_RECOMMEND})


@dataclass(frozen=True)
class Default:
    """``acts``: only for whoever may do one of these."""

    key: str
    title: str | Promise
    side: str
    acts: frozenset[Permission] = frozenset()


DEFAULTS = (
    Default("access", _("Sign in once, and see that everything opens"), HOLDER),
    Default("briefing", _("Read the briefing and confirm it"), HOLDER),
    Default("workshop", _("Half a day with us: what we do, and how it is done"), CONTACT),
    Default("words", _("Ten words of our trade that have to be right"), CONTACT),
    Default("people", _("Get to know who approves, who answers, and who knows what"), CONTACT),
    Default("examples", _("Go through five of our posts: what is us, what is not"), CONTACT),
    Default(
        "trial",
        _("A first trial piece: a draft for the practice channel, or a small order"),
        HOLDER,
        DRAFTING,
    ),
    Default("answers", _("Recommend three answers, and talk about them"), HOLDER, ANSWERING),
    Default("date", _("Agree on a regular date"), CONTACT),
)
TITLES = {default.key: default.title for default in DEFAULTS}


def defaults_for(acts: Collection[str]) -> list[Default]:
    return [each for each in DEFAULTS if not each.acts or not each.acts.isdisjoint(acts)]
