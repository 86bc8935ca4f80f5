"""Channels in words: what a network can do, what it limits, and what it said when something failed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from eigenstimme.connectors.types import (
    Connector,
    ConnectorFailure,
    Converses,
    Limits,
    Publishes,
    PublishesByHand,
    Reacts,
)
from eigenstimme.core.http import PrivateAddress


@dataclass(frozen=True)
class Ability:
    sentence: str | Promise
    icon: str


_ABILITIES: list[tuple[type[Any], Ability]] = [
    (Publishes, Ability(gettext_lazy("Posts go out by themselves, on the second."), "send")),
    (PublishesByHand, Ability(gettext_lazy("The responsible person posts by hand, well prepared."), "hand")),
    (Converses, Ability(gettext_lazy("Answers and comments come into the inbox."), "inbox")),
    (Reacts, Ability(gettext_lazy("What others write can be liked from here."), "heart")),
]
_COUNTED = dict.fromkeys(
    ["graphemes_url23", "weighted"], gettext_lazy("Every web address counts as 23 characters.")
)

SPANS: list[tuple[int, str | Promise]] = [
    (15, gettext_lazy("15 minutes")),
    (60, gettext_lazy("an hour")),
    (120, gettext_lazy("two hours")),
    (360, gettext_lazy("six hours")),
    (720, gettext_lazy("twelve hours")),
    (1440, gettext_lazy("a day")),
    (4320, gettext_lazy("three days")),
]
"""Lengths to choose from, by their minutes."""


def abilities(connector: type[Connector]) -> list[Ability]:
    return [ability for protocol, ability in _ABILITIES if issubclass(connector, protocol)]


def limits(rules: Limits) -> list[str]:
    """What a post has to keep to, a sentence each."""
    return [*_text_limits(rules), *_picture_limits(rules)]


def span(length: timedelta) -> str:
    """A length of time as a choice names it: "two hours"; others in minutes."""
    minutes = int(length.total_seconds()) // 60
    named = dict(SPANS).get(minutes)
    return (
        str(named)
        if named
        else ngettext("%(count)s minute", "%(count)s minutes", minutes) % {"count": minutes}
    )


def hours(minutes: float) -> str:
    """An amount of time as people say it: "45 min", "2.5 h"."""
    if 0 < minutes < 60:
        return _("%(count)s min") % {"count": round(minutes)}
    shown = round(minutes / 60, 1)
    return _("%(count)s h") % {"count": number_format(shown, 0 if shown == int(shown) else 1)}


def said(sentence: str) -> str:
    """A network's or a connector's sentence, in the reader's language where we know it."""
    return _(sentence) if sentence else ""


def failed(failure: ConnectorFailure) -> str:
    """Why a network could not be reached or did not want us, and what to do."""
    if any(isinstance(cause, PrivateAddress) for cause in _causes(failure)):
        return _(
            "This address lies inside a private network, and such addresses are not called. Whoever runs "
            "Eigenstimme can allow it with EIGENSTIMME_PRIVATE_HOSTS."
        )
    return said(failure.reason)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _text_limits(rules: Limits) -> Iterator[str]:
    if rules.needs_title:
        yield _("A post needs a title.")
    if rules.max_length is None:
        yield _("A text may be as long as it needs to be.")
        return
    yield _("A text has at most %(limit)s characters.") % {"limit": number_format(rules.max_length)}
    if rules.count_name in _COUNTED:
        yield str(_COUNTED[rules.count_name])


def _picture_limits(rules: Limits) -> Iterator[str]:
    if not rules.max_pictures:
        yield _("Pictures are not possible.")
        return
    yield ngettext(
        "At most %(count)s picture, with alt text.",
        "At most %(count)s pictures, each with alt text.",
        rules.max_pictures,
    ) % {"count": rules.max_pictures}
    if rules.max_picture_bytes:
        size = filesizeformat(rules.max_picture_bytes)
        yield _("A picture has at most %(size)s; larger ones are made smaller.") % {"size": size}
    if rules.max_alt_length:
        yield _("An alt text has at most %(limit)s characters.") % {
            "limit": number_format(rules.max_alt_length)
        }
