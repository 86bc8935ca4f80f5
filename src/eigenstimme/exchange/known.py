"""What the names in a table can mean for one person: topics, channels, people and posts, each fetched once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from functools import cached_property
from typing import TypeVar

from django.utils.translation import gettext as _

from eigenstimme.channels.models import Channel
from eigenstimme.exchange.columns import Column
from eigenstimme.exchange.errors import BadCell
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Membership
from eigenstimme.plan.models import Campaign, Format, Piece
from eigenstimme.plan.queries import (
    campaigns_to_write_for,
    channels_to_draft_on,
    for_reading,
    formats_to_write_for,
    topics_to_draft_on,
    with_states,
)
from eigenstimme.strategy.models import Topic

T = TypeVar("T")

SURE, PERHAPS = re.compile(r"[;\n]+"), re.compile(r"\s*(?:,|/|&|\+|\bund\b|\band\b)\s*", re.IGNORECASE)
"""What parts names in one cell: always, and unless it belongs to a name."""


@dataclass(frozen=True)
class Known:
    topics: Mapping[str, Topic]
    channels: Mapping[str, list[Channel]]
    people: Mapping[str, list[Membership]]
    campaigns: Mapping[str, list[Campaign]]
    formats: Mapping[str, list[Format]]
    pieces: Mapping[int, Piece]
    standing: Mapping[tuple[str, datetime], int]
    """The posts there are, by title and time: a file that comes twice does not make them again."""

    @cached_property
    def choices(self) -> dict[str, list[str]]:
        """The names there are, by the column they belong to: to be offered where one of them is put right."""
        return {
            Column.TOPIC.value: [topic.name for topic in self.topics.values()],
            Column.CHANNELS.value: sorted({each.name for some in self.channels.values() for each in some}),
            Column.RESPONSIBLE.value: sorted({str(each) for some in self.people.values() for each in some}),
            Column.CAMPAIGN.value: sorted({each.name for some in self.campaigns.values() for each in some}),
            Column.FORMAT.value: sorted({each.name for some in self.formats.values() for each in some}),
        }

    def topic(self, text: str) -> Topic:
        if found := self.topics.get(folded(text)):
            return found
        raise BadCell(
            _("“%(text)s” is not among the topics you can write about.") % {"text": text}
            + nearest(text, self.choices[Column.TOPIC])
        )

    def person(self, text: str) -> Membership:
        said = _("“%(text)s” is nobody who can be responsible here.")
        return self._one(text, self.people, said, Column.RESPONSIBLE)

    def campaign(self, text: str) -> Campaign:
        said = _("“%(text)s” is no campaign you can write for.")
        return self._one(text, self.campaigns, said, Column.CAMPAIGN)

    def format(self, text: str) -> Format:
        return self._one(text, self.formats, _("“%(text)s” is no format here."), Column.FORMAT)

    def _one(self, text: str, there: Mapping[str, list[T]], said: str, column: Column) -> T:
        found = there.get(folded(text), [])
        if len(found) == 1:
            return found[0]
        if found:
            raise BadCell(_several(text, [str(each) for each in found]))
        raise BadCell(said % {"text": text} + nearest(text, self.choices[column]))

    def channels_named(self, text: str, also: Iterable[Channel] = ()) -> list[Channel]:
        """All channels of a cell, once each. ``also`` are those the post has already, whoever may write on them."""
        mine = {folded(channel.name): [channel] for channel in also}
        found: dict[int, Channel] = {}
        for part in filter(None, (each.strip() for each in SURE.split(text))):
            names = (
                [part] if mine.get(folded(part)) or self.channels.get(folded(part)) else PERHAPS.split(part)
            )
            for name in filter(None, names):
                channel = self._channel(name, mine)
                found[channel.pk] = channel
        return list(found.values())

    def _channel(self, name: str, mine: Mapping[str, list[Channel]]) -> Channel:
        said = _("“%(text)s” is not among the channels you can write for.")
        return self._one(name, {**self.channels, **mine}, said, Column.CHANNELS)


def known(actor: Actor, *, numbers: Iterable[int], titles: Iterable[str]) -> Known:
    """For a table with these numbers and titles, in a fixed number of queries."""
    people = Membership.objects.visible_to(actor).present().own().select_related("person")
    visible = Piece.objects.visible_to(actor)
    pieces = with_states(for_reading(visible.filter(pk__in=set(numbers))))
    standing = visible.filter(title__in=set(titles), planned_for__isnull=False, dropped_at=None)
    return Known(
        topics={folded(topic.name): topic for topic in topics_to_draft_on(actor)},
        channels=_by_names(
            (channel.name, [_(channel.network_label), channel.handle], channel)
            for channel in channels_to_draft_on(actor)
        ),
        people=_by_names((str(each), [str(each).split()[0]], each) for each in people),
        campaigns=_by_names((each.name, [], each) for each in campaigns_to_write_for(actor)),
        formats=_by_names((each.name, [], each) for each in formats_to_write_for(actor)),
        pieces={piece.pk: piece for piece in pieces},
        standing={
            (title, at): pk for title, at, pk in standing.values_list("title", "planned_for", "pk") if at
        },
    )


def folded(text: str) -> str:
    """As names are compared: without regard to case and spaces."""
    return " ".join(text.split()).casefold()


def nearest(text: str, names: Iterable[str]) -> str:
    """What was perhaps meant, as a sentence to add; else what there is, if that is not much."""
    by_fold = {folded(name): name for name in names}
    if close := get_close_matches(folded(text), list(by_fold), n=1, cutoff=0.6):
        return " " + _("Did you mean “%(name)s”?") % {"name": by_fold[close[0]]}
    if 0 < len(by_fold) <= 8:
        return " " + _("There are: %(names)s.") % {"names": ", ".join(by_fold.values())}
    return ""


def _several(text: str, names: Iterable[str]) -> str:
    return _("“%(text)s” can be several: %(names)s. Please write one of them in full.") % {
        "text": text,
        "names": ", ".join(names),
    }


def _by_names(named: Iterable[tuple[str, list[str], T]]) -> dict[str, list[T]]:
    """By the full name, and by shorter names as far as they are nobody's full name."""
    full: defaultdict[str, list[T]] = defaultdict(list)
    short: defaultdict[str, list[T]] = defaultdict(list)
    for name, others, thing in named:
        full[folded(name)].append(thing)
        for other in {folded(each) for each in others if each}:
            short[other].append(thing)
    return {**short, **full}
