"""A mandate as one sentence, in the reader's language, and what its parts are called.

The label of a right completes "… may" ("… darf"), so that the sentence and the boxes of the form read alike.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from eigenstimme.mandates.models import Mandate
from eigenstimme.mandates.permissions import IMPLIED, NATURE, Permission

PUBLISHING: dict[str, str | Promise] = {
    "": pgettext_lazy("may …", "publish posts after approval"),
    "A": pgettext_lazy("may …", "publish routine posts"),
    "B": pgettext_lazy("may …", "publish routine and normal posts"),
}
CLASSES = [
    ("A", gettext_lazy("routine posts, in a form agreed beforehand")),
    ("B", gettext_lazy("routine and normal posts")),
]
"""What the form offers; delicate topics and crises are never published without a second pair of eyes."""


@dataclass(frozen=True)
class Terms:
    """What a mandate says, before or after it is stored. ``ends_at`` is the first instant it no longer holds."""

    holder: str
    acts: Sequence[str]
    channels: Sequence[str] | None  # names; None: every channel
    topics: Sequence[str] | None  # names; None: every topic
    publishes_up_to: str
    starts_at: datetime
    ends_at: datetime | None
    weekly_limit: int | None
    contact: str
    zone: tzinfo

    def stored(self) -> str:
        """As JSON, to be said later in any language; ``stored_terms`` reads it."""
        at = timezone.now()
        return json.dumps({**asdict(self), "zone": str(self.zone), "at": at}, default=datetime.isoformat)


def stored_terms(stored: str) -> tuple[Terms, datetime]:
    """The terms, and when they were put down."""
    values = json.loads(stored)
    at = datetime.fromisoformat(values.pop("at"))
    for name in ("starts_at", "ends_at"):
        values[name] = datetime.fromisoformat(values[name]) if values[name] else None
    return Terms(**{**values, "zone": ZoneInfo(values["zone"])}), at


def sentence(mandate: Mandate) -> str:
    """ "Clara Frei may write drafts on every channel, until 31 March 2027. …" Needs no query after ``for_words``."""
    return say(terms(mandate))


def sentence_to_holder(mandate: Mandate) -> str:
    """ "You may write drafts on every channel, until 31 March 2027. …" """
    return say_to_holder(terms(mandate))


def terms(mandate: Mandate) -> Terms:
    return Terms(
        holder=str(mandate.holder),
        acts=mandate.acts,
        channels=None if mandate.every_channel else [channel.name for channel in mandate.channels.all()],
        topics=None if mandate.every_topic else [topic.name for topic in mandate.topics.all()],
        publishes_up_to=mandate.publishes_up_to,
        starts_at=mandate.starts_at,
        ends_at=mandate.ends_at,
        weekly_limit=mandate.weekly_limit,
        contact=str(mandate.contact),
        zone=mandate.company.zone,
    )


def say(terms: Terms, at: datetime | None = None) -> str:
    """As it is now, or as it was ``at`` some time."""
    # Translators: German puts the place before the acts: "%(who)s darf %(where)s %(acts)s, %(limits)s."
    told = _("%(who)s may %(acts)s %(where)s, %(limits)s.") % {"who": terms.holder, **_parts(terms, at)}
    return f"{told} {_contact(terms)}"


def say_to_holder(terms: Terms) -> str:
    told = _("You may %(acts)s %(where)s, %(limits)s.") % _parts(terms)
    return f"{told} {_contact(terms)}"


def phrase(act: str, publishes_up_to: str | None = None) -> str:
    """What completes "may"; publishing names its class where one is given."""
    right = Permission(act)
    if right is Permission.PIECE_PUBLISH and publishes_up_to is not None:
        return str(PUBLISHING[publishes_up_to])
    return str(NATURE[right].label)


def spoken(acts: Iterable[str]) -> list[Permission]:
    """The acts that are said, in the table's order: what another one implies goes without saying."""
    held = {Permission(act) for act in acts}
    implied = {each for act in held for each in IMPLIED.get(act, ())}
    return [act for act in Permission if act in held - implied]


def and_list(words: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return _("%(some)s and %(last)s") % {"some": ", ".join(words[:-1]), "last": words[-1]}


def span(starts_at: datetime, ends_at: datetime | None, zone: tzinfo, now: datetime | None = None) -> str:
    """ "until 31 March 2027", "from 1 January until …", "until further notice"; the last day is a whole one."""
    begins = starts_at > (now or timezone.now())
    if ends_at is None:
        return (
            _("from %(start)s on") % {"start": _day(starts_at, zone)} if begins else _("until further notice")
        )
    if begins:
        return _("from %(start)s until %(end)s") % {
            "start": _day(starts_at, zone),
            "end": last_moment(ends_at, zone),
        }
    return _("until %(end)s") % {"end": last_moment(ends_at, zone)}


def last_moment(ends_at: datetime, zone: tzinfo) -> str:
    """The last day for people; with the clock where it does not end at midnight."""
    local = ends_at.astimezone(zone)
    if (local.hour, local.minute) == (0, 0):
        return _day(ends_at - timedelta(days=1), zone)
    return _("%(day)s, %(clock)s") % {
        "day": _day(ends_at, zone),
        "clock": date_format(local, "H:i"),
    }


def _parts(terms: Terms, at: datetime | None = None) -> dict[str, str]:
    return {
        "acts": and_list([phrase(act, terms.publishes_up_to) for act in spoken(terms.acts)]),
        "where": " ".join(filter(None, [_on_channels(terms.channels), _about_topics(terms.topics)])),
        "limits": ", ".join(
            filter(None, [span(terms.starts_at, terms.ends_at, terms.zone, at), _weekly(terms)])
        ),
    }


def _on_channels(names: Sequence[str] | None) -> str:
    if names is None:
        return _("on every channel")
    return ngettext("on the channel %(names)s", "on the channels %(names)s", len(names)) % {
        "names": and_list(names)
    }


def _about_topics(names: Sequence[str] | None) -> str:
    if names is None:
        return ""
    return ngettext("about the topic %(names)s", "about the topics %(names)s", len(names)) % {
        "names": and_list(names)
    }


def _weekly(terms: Terms) -> str:
    if terms.weekly_limit is None or Permission.PIECE_PUBLISH not in terms.acts:
        return ""
    return ngettext("at most %(limit)s post a week", "at most %(limit)s posts a week", terms.weekly_limit) % {
        "limit": terms.weekly_limit
    }


def _contact(terms: Terms) -> str:
    return _("Contact inside is %(name)s.") % {"name": terms.contact}


def _day(at: datetime, zone: tzinfo) -> str:
    return date_format(at.astimezone(zone), "DATE_FORMAT")
