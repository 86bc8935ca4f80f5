"""The only place where rights are decided: ``decide`` for one act, ``reach`` for the rows a person may see.

Both read the same two sources: the table in ``permissions.py`` and the mandates in force.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from eigenstimme.mandates.models import Mandate, asked_from
from eigenstimme.mandates.permissions import (
    BEFOREHAND,
    CLASS_LIMITED,
    NATURE,
    Nature,
    Permission,
    Role,
    Standing,
    granting,
)
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Kind, Membership
from eigenstimme.people.rights import EVERYTHING, Decision, Subject

MANDATES, WORK = "mandates", "work"

_channels = Mandate.channels.through.objects
_topics = Mandate.topics.through.objects

UsesInWeek = Callable[[int, datetime, datetime], int]

_uses: UsesInWeek = lambda _mandate, _start, _end: 0  # noqa: E731 (replaced by publishing at start-up)


def count_uses_with(counter: UsesInWeek) -> None:
    """Publishing hands in how many publications a mandate authorised between two instants."""
    global _uses
    _uses = counter


class Granted(NamedTuple):
    """What a mandate gives, as its row stands now. Not the row itself: somebody may have hundreds of past ones."""

    pk: int
    holder_id: int
    holder_left_at: datetime | None
    acts: list[str]
    every_channel: bool
    channel_ids: list[int]
    every_topic: bool
    topic_ids: list[int]
    publishes_up_to: str
    weekly_limit: int | None
    starts_at: datetime
    ends_at: datetime | None
    ended_at: datetime | None
    asked_from: datetime | None
    contact_name: str
    zone_name: str

    def holds_at(self, at: datetime) -> bool:
        """Whether it is in force at that instant."""
        return self.runs_at(at) and not self.rests_at(at)

    def runs_at(self, at: datetime) -> bool:
        """By its dates."""
        begun = self.ended_at is None and self.starts_at <= at
        return begun and (self.ends_at is None or at < self.ends_at) and self.holder_left_at is None

    def rests_at(self, at: datetime) -> bool:
        """Whoever works from outside, or is a machine, has not confirmed what binds by then."""
        return self.asked_from is not None and self.asked_from <= at

    def gives_early_at(self, at: datetime) -> bool:
        """Whether it may have to begin, or to be confirmed, but is neither over nor ended."""
        open_then = self.ended_at is None and (self.ends_at is None or at < self.ends_at)
        return open_then and self.holder_left_at is None


HasWork = Callable[[Actor], bool]

_has_work: HasWork = lambda _actor: False  # noqa: E731 (replaced by orders at start-up)


def ask_for_work_with(asker: HasWork) -> None:
    """Orders hand in whether a person has one under way as the one who does it."""
    global _has_work
    _has_work = asker


def decide(actor: Actor, permission: str, subject: Subject, at: datetime) -> Decision:
    """May ``actor`` do this to ``subject`` at this instant? The first reason against it is the answer."""
    right = Permission(permission)
    nature = NATURE[right]
    for refusal in (
        _stranger(actor, subject),
        _own_work(actor, right, subject),
        _never(actor, right, nature, subject),
    ):
        if refusal is not None:
            return refusal
    if nature.by_role and _named(actor, nature.by_role, subject):
        return Decision(True, _("%(name)s is named for this.") % {"name": actor.name})
    if standing(actor) in nature.free:
        return _without_mandate(actor, right, subject)
    return _by_mandate(actor, right, subject, at)


def standing(actor: Actor) -> Standing:
    if actor.system:
        return Standing.SYSTEM
    if not actor.present or not actor.company_id:
        return Standing.NOBODY
    return Standing.LEAD if actor.lead else Standing(actor.kind)


def reach(actor: Actor, permission: str, channel: str, topic: str) -> Q:
    """The rows on which ``actor`` holds ``permission`` now, over the given lookups to channel and topic."""
    right, now = Permission(permission), timezone.now()
    who = standing(actor)
    if who in NATURE[right].free or who is Standing.SYSTEM:
        return EVERYTHING
    covered = [_covered_rows(mandate, channel, topic) for mandate in _mandates(actor, right, now)]
    if Q() in covered:  # one of them covers everything; "or" with an empty Q would say the opposite
        return EVERYTHING
    return reduce(or_, covered, Q(pk__in=[]))


def holders(permission: str, subjects: Sequence[Subject], at: datetime) -> list[Membership]:
    """The own people who hold ``permission`` on all of ``subjects``, leads first; for choosing whom to ask."""
    own = (
        Membership.objects.present().own().filter(company_id=subjects[0].company_id).select_related("person")
    )
    actors = actors_of(own)
    able = []
    for member in own:
        if all(decide(actors[member.pk], permission, subject, at) for subject in subjects):
            able.append(member)
    return sorted(able, key=lambda member: not member.lead)


def actors_of(members: Iterable[Membership]) -> dict[int, Actor]:
    """Each of these people as an actor, by membership, with the mandates of all of them read in one query."""
    actors = {member.pk: Actor.of(member) for member in members}
    granted: defaultdict[int, list[Granted]] = defaultdict(list)
    for mandate in _granted(Mandate.objects.filter(holder__in=list(actors))):
        granted[mandate.holder_id].append(mandate)
    for pk, actor in actors.items():
        actor.remembered[MANDATES] = granted[pk]
    return actors


# --- reasons against, in the order they are asked -----------------------------------------------------------


def _stranger(actor: Actor, subject: Subject) -> Decision | None:
    who = standing(actor)
    if who is Standing.NOBODY:
        return Decision(
            False, _("You are not signed in to a company."), _("Sign in, or ask the lead for an invitation.")
        )
    if actor.company_id != subject.company_id:
        return Decision(False, _("This belongs to another company."), _("Switch to that company first."))
    return None


def _own_work(actor: Actor, right: Permission, subject: Subject) -> Decision | None:
    if right is Permission.EFFORT_RECORD and subject.author_id not in {None, actor.membership_id}:
        return Decision(
            False,
            _("Everybody writes down their own time, and nobody else's."),
            _("Whoever gave the time can write it down on their own page."),
        )
    if right is Permission.ORDER_ACCEPT and _named(actor, Role.SPECIALIST, subject):
        return Decision(
            False, _("Nobody accepts their own work."), _("Whoever placed the order looks at it.")
        )
    if (
        right is not Permission.PIECE_APPROVE
        or subject.author_id is None
        or subject.author_id != actor.membership_id
    ):
        return None
    if subject.self_approval:
        return None
    return Decision(
        False,
        _("Nobody approves their own work."),
        _(
            "Ask a colleague for the approval. A company of one can switch on approving its own work in its settings."
        ),
    )


def _never(actor: Actor, right: Permission, nature: Nature, subject: Subject) -> Decision | None:
    """What no mandate can give them: voice and steering stay with own people (law 3), publishing with persons."""
    who = standing(actor)
    open_to = nature.grantable | nature.nameable if nature.by_role else nature.grantable
    if who in {Standing.LEAD, Standing.OWN} or who in nature.free or actor.kind in open_to:
        return None
    if who is Standing.SYSTEM:
        return Decision(False, _("The product itself never speaks, approves or decides."))
    return Decision(False, _kept_inside(who, nature), _instead(right, subject))


def _kept_inside(who: Standing, nature: Nature) -> str:
    if Standing.OUTSIDE in nature.free:
        return _("This is for people. A machine has no wishes of its own.")
    if who is Standing.MACHINE:
        return _("This is for the company's own people. A machine prepares, it never speaks or decides.")
    return _("This is for the company's own people. Whoever works from outside prepares and recommends.")


def _instead(right: Permission, subject: Subject) -> str:
    if right in {Permission.INBOX_REPLY, Permission.INBOX_REACT}:
        if subject.responsible:
            return _("Recommend an answer: %(name)s can take it over and send it.") % {
                "name": subject.responsible
            }
        return _("Recommend an answer: someone of the company can take it over and send it.")
    if right in {Permission.PIECE_APPROVE, Permission.PIECE_PUBLISH}:
        return _("Hand it in for approval: someone of the company will look at it.")
    return _("Ask your contact in the company.")


# --- reasons for --------------------------------------------------------------------------------------------


def _named(actor: Actor, role: Role, subject: Subject) -> bool:
    if role is Role.WORKING:
        return _is_working(actor)
    named = {
        Role.EXPERT: [subject.expert_id],
        Role.RESPONSIBLE: [subject.responsible_id],
        Role.PRINCIPAL: [subject.responsible_id, subject.author_id],
        Role.SPECIALIST: [subject.specialist_id],
        Role.PARTY: [subject.party_id],
        Role.TEAM: subject.team_ids,
        Role.HOLDER: [subject.holder_id],
        Role.TENDING: [subject.holder_id, subject.responsible_id],
    }[role]
    return actor.membership_id is not None and actor.membership_id in named


def _is_working(actor: Actor) -> bool:
    """Own people need no order for what this opens; for everybody else it is looked up once."""
    if standing(actor) not in {Standing.OUTSIDE, Standing.MACHINE}:
        return False
    if WORK not in actor.remembered:
        actor.remembered[WORK] = _has_work(actor)
    return bool(actor.remembered[WORK])


def _without_mandate(actor: Actor, right: Permission, subject: Subject) -> Decision:
    if right in CLASS_LIMITED and subject.content_class not in {"", "A"}:
        return _needs_approval(subject)
    if actor.lead:
        return Decision(True, _("%(name)s leads the company.") % {"name": actor.name})
    return Decision(True, _("Everyone of the company may do this."))


def _by_mandate(actor: Actor, right: Permission, subject: Subject, at: datetime) -> Decision:
    """The answer of the mandate that comes closest: one that allows it, else the one that fails last."""
    nearest: Decision | None = None
    for mandate in _mandates(actor, right, at):
        answer = _under(mandate, right, subject, at)
        if answer.allowed:
            return answer
        nearest = answer
    return _no_mandate(actor, right, subject, at) if nearest is None else nearest


def _under(mandate: Granted, right: Permission, subject: Subject, at: datetime) -> Decision:
    if subject.channel_id is not None and not _covers_channel(mandate, subject.channel_id):
        return Decision(False, _("Your mandate does not cover this channel."), _ask(mandate))
    if subject.topic_id is not None and not _covers_topic(mandate, subject.topic_id):
        return Decision(False, _("Your mandate does not cover this topic."), _ask(mandate))
    if right in CLASS_LIMITED and subject.content_class > mandate.publishes_up_to:
        return _needs_approval(subject)
    if right in CLASS_LIMITED and not subject.already_counted and _week_is_full(mandate, at):
        return Decision(
            False,
            _("Your mandate allows %(limit)s posts a week, and they are used up.")
            % {"limit": mandate.weekly_limit},
            _("Choose a day in another week, or hand it in for approval."),
        )
    return Decision(True, _("A mandate allows it."), mandate_id=mandate.pk)


def _needs_approval(subject: Subject) -> Decision:
    if subject.content_class == "D":
        return Decision(False, _("In a crisis only a named speaker publishes."), _("Hand it to a speaker."))
    if subject.content_class == "C":
        return Decision(
            False,
            _("This topic is delicate: it needs the expert's eye and an approval."),
            _("Hand it in for approval."),
        )
    return Decision(False, _("This post needs an approval."), _("Hand it in for approval."))


def _no_mandate(actor: Actor, right: Permission, subject: Subject, at: datetime) -> Decision:
    """Why there is none in force: the last one ran out, was ended, has not begun, or never was."""
    ever = _ever_granted(actor, right)
    last = next((mandate for mandate in ever if mandate.runs_at(at)), next(iter(ever), None))
    if last is None and not NATURE[right].grantable:
        return Decision(
            False, _("This is not yours to do: %(act)s.") % {"act": NATURE[right].label}, _("Ask the lead.")
        )
    if last is None:
        return Decision(
            False,
            _("For this you need a mandate, and you have none: %(act)s.") % {"act": NATURE[right].label},
            _instead(right, subject) if actor.kind != Kind.OWN else _("Ask the lead for a mandate."),
        )
    if last.runs_at(at):
        return _resting(actor, last)
    return Decision(False, _why_not_in_force(last, at), _ask(last))


def _resting(actor: Actor, mandate: Granted) -> Decision:
    if actor.kind == Kind.MACHINE:
        return Decision(False, _("The mandate rests until its briefing is confirmed."), _ask(mandate))
    return Decision(
        False,
        _("Your mandate rests until you have confirmed the briefing."),
        _("Read and confirm the briefing first."),
        url=reverse("onboarding:briefing", args=[mandate.pk]),
        label=_("To the briefing"),
    )


def _why_not_in_force(mandate: Granted, at: datetime) -> str:
    if mandate.ended_at is not None:
        return _("Your mandate was ended on %(date)s.") % {"date": _day(mandate.ended_at)}
    if mandate.starts_at > at:
        return _("Your mandate begins on %(date)s.") % {"date": _day(mandate.starts_at)}
    return _("Your mandate ended on %(date)s.") % {"date": _day(mandate.ends_at or at)}


def _ask(mandate: Granted) -> str:
    return _("Ask %(name)s, your contact in the company.") % {"name": mandate.contact_name}


def _day(at: datetime) -> str:
    return date_format(timezone.localtime(at), "DATE_FORMAT")


# --- mandates -----------------------------------------------------------------------------------------------


def _mandates(actor: Actor, right: Permission, at: datetime) -> list[Granted]:
    """Those that give the right and are in force at that instant; some rights they give before that."""
    if actor.kind not in NATURE[right].grantable:
        return []
    gives = Granted.gives_early_at if right in BEFOREHAND else Granted.holds_at
    return [mandate for mandate in _ever_granted(actor, right) if gives(mandate, at)]


def _ever_granted(actor: Actor, right: Permission) -> list[Granted]:
    """All that ever gave the actor the right, the newest first; the actor's mandates are read once."""
    if MANDATES not in actor.remembered:
        actor.remembered[MANDATES] = _granted(Mandate.objects.filter(holder_id=actor.membership_id))
    mine: list[Granted] = actor.remembered[MANDATES]
    acts = granting(right)
    return [mandate for mandate in mine if not acts.isdisjoint(mandate.acts)]


def _granted(mandates: QuerySet[Mandate]) -> list[Granted]:
    """The newest first, in one query: nearly every page asks it."""
    named = mandates.annotate(
        holder_left_at=F("holder__left_at"),
        channel_ids=ArraySubquery(_channels.filter(mandate=OuterRef("pk")).values("channel_id")),
        topic_ids=ArraySubquery(_topics.filter(mandate=OuterRef("pk")).values("topic_id")),
        contact_name=F("contact__person__name"),
        zone_name=F("company__time_zone"),
        asked_from=asked_from(),
    )
    return [Granted(*row) for row in named.order_by("-granted_at").values_list(*Granted._fields)]


def _covers_channel(mandate: Granted, channel_id: int) -> bool:
    return mandate.every_channel or channel_id in mandate.channel_ids


def _covers_topic(mandate: Granted, topic_id: int) -> bool:
    return mandate.every_topic or topic_id in mandate.topic_ids


def _covered_rows(mandate: Granted, channel: str, topic: str) -> Q:
    rows = Q()
    if channel and not mandate.every_channel:
        rows &= Q(**{f"{channel}__in": mandate.channel_ids})
    if topic and not mandate.every_topic:
        rows &= Q(**{f"{topic}__in": mandate.topic_ids})
    return rows


def _week_is_full(mandate: Granted, at: datetime) -> bool:
    """Whether the calendar week of ``at``, Monday to Sunday in the company's time zone, is used up."""
    if mandate.weekly_limit is None:
        return False
    local = at.astimezone(ZoneInfo(mandate.zone_name))
    monday = (local - timedelta(days=local.weekday())).replace(hour=0, minute=0, second=0, microsecond=0)
    return _uses(mandate.pk, monday, monday + timedelta(days=7)) >= mandate.weekly_limit
