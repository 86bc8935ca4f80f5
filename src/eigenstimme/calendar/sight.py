"""The plan as one person looks at it: what they may see, through the filters they have set."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Case, F, Q, QuerySet, When
from django.http import QueryDict
from django.utils.http import urlencode

from eigenstimme.calendar.forms import FilterForm
from eigenstimme.channels.models import Channel
from eigenstimme.people.actor import Actor
from eigenstimme.people.middleware import ActorRequest
from eigenstimme.people.models import Membership
from eigenstimme.people.rights import Decision, Subject, decide
from eigenstimme.plan.models import Campaign, Format, Piece
from eigenstimme.plan.queries import as_choices
from eigenstimme.strategy.models import Topic
from eigenstimme.strategy.queries import with_departments


@dataclass
class Sight:
    """Channels, topics, campaigns, formats and people by number: fetched once, for the filters and for every card.

    ``asked`` are the filters in the address; they go before those the person keeps, and are not kept.
    """

    actor: Actor
    channels: dict[int, Channel]
    topics: dict[int, Topic]
    campaigns: dict[int, str]  # names
    formats: dict[int, str]  # names of those in use
    people: dict[int, Membership]
    asked: dict[str, Any]
    kept: dict[str, Any]

    @cached_property
    def departments(self) -> dict[int, str]:
        """The names of those that any topic interests."""
        found = [each for topic in self.topics.values() for each in topic.interested]  # type: ignore[attr-defined]
        return {each["pk"]: each["name"] for each in sorted(found, key=lambda each: each["name"])}

    @cached_property
    def form(self) -> FilterForm:
        if self.asked:
            return self._form(self.asked)
        return self._form(self._form(self.kept).chosen)  # what a kept filter named may be gone by now

    def _form(self, data: dict[str, Any]) -> FilterForm:
        return FilterForm(
            data,
            channels=self.channels.values(),
            topics=self.topics.values(),
            campaigns=self.campaigns,
            formats=self.formats,
            people=self.people.values(),
            departments=self.departments,
        )

    @property
    def active(self) -> int:
        """How many filters are set."""
        return len(self.form.chosen)

    @cached_property
    def pieces(self) -> QuerySet[Piece]:
        return self.form.narrowed(Piece.objects.visible_to(self.actor))

    @cached_property
    def may_draft(self) -> Decision:
        return decide(self.actor, "piece.draft", Subject(self.actor.company_id))

    @property
    def query(self) -> str:
        """The filters of the address, to be carried on: "&channel=3", or nothing."""
        return f"&{urlencode(self.asked)}" if self.asked else ""


def sight(request: ActorRequest) -> Sight:
    """What the reader of a page sees, through the filters in its address or else those they keep."""
    return sight_of(request.actor, asked=_asked(request.GET))


def sight_of(actor: Actor, *, asked: dict[str, Any], kept: dict[str, Any] | None = None) -> Sight:
    """``kept`` None: the filters this person keeps. Three queries: what is to be chosen from rides on their own row."""
    of_mine = {
        "kept_filters": F("kept_filter__values"),
        "campaigns_offered": as_choices(Campaign.objects.visible_to(actor)),
        "formats_offered": as_choices(Format.objects.visible_to(actor).in_use()),
    }
    me = Q(pk=actor.member)
    found = Membership.objects.visible_to(actor).select_related("person").order_by("person__name")
    rows = found.annotate(**{name: Case(When(me, then=value)) for name, value in of_mine.items()})
    people: dict[int, Any] = {member.pk: member for member in rows}
    own = people[actor.member]
    return Sight(
        actor,
        {
            channel.pk: channel
            for channel in Channel.objects.visible_to(actor).defer("credentials", "settings")
        },
        {topic.pk: topic for topic in with_departments(Topic.objects.visible_to(actor))},
        dict(own.campaigns_offered),
        dict(own.formats_offered or ()),  # none for whoever may not see the plan
        people,
        asked,
        (own.kept_filters or {}) if kept is None else kept,
    )


def _asked(given: QueryDict) -> dict[str, Any]:
    return {name: given[name] for name in FilterForm.base_fields if name in given}
