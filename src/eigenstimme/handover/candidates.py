"""From a task to the people who could do it: inside first, then outside (DE2). An order, never a ranking."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from eigenstimme.advisor.catalogue import Task
from eigenstimme.advisor.criteria import Verdict
from eigenstimme.handover.gaps import Missing, missing
from eigenstimme.mandates import rules
from eigenstimme.mandates.models import Mandate
from eigenstimme.mandates.permissions import Permission, acts_for
from eigenstimme.orders.models import ENDED, Order
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Kind, Membership
from eigenstimme.skills.models import Can, Skill, SkillSaid, Wants

TAKES: Mapping[str, tuple[Skill, ...]] = {
    Permission.PIECE_DRAFT: (Skill.WRITING,),
    Permission.PIECE_PUBLISH: (Skill.WRITING, Skill.PLANNING),
    Permission.IDEA_SUGGEST: (Skill.LISTENING,),
    Permission.INBOX_READ: (Skill.LISTENING,),
    Permission.INBOX_RECOMMEND: (Skill.DIALOGUE,),
    Permission.INBOX_NOTE: (Skill.LISTENING,),
}
"""The skills behind what a mandate can give to people from outside."""


@dataclass(frozen=True)
class Candidate:
    """Somebody who could do the task, with what they say, what they have on, and what they still need."""

    member: Membership
    said: Sequence[SkillSaid]
    load: str
    missing: Missing | None
    order_url: str


@dataclass(frozen=True)
class Candidates:
    """``silent`` are colleagues of whom nothing speaks for the task: they can be asked all the same."""

    able: Sequence[Candidate]
    learning: Sequence[Candidate]
    outside: Sequence[Candidate]
    machines: Sequence[Candidate]
    silent: Sequence[Candidate]

    @property
    def stays_inside(self) -> bool:
        return not self.outside and not self.machines


@dataclass(frozen=True)
class _Load:
    orders: int
    mandates: int
    known: bool  # had an order or a mandate here before


def candidates(task: Task, actor: Actor, now: datetime) -> Candidates:
    """By name within each group."""
    here = list(Membership.objects.visible_to(actor).present().inside_first().select_related("company"))
    said = _said(task, actor)
    loads = _loads(here, now)
    able = rules.actors_of(here)
    everyone = [
        Candidate(
            member,
            said[member.pk],
            _in_words(loads[member.pk]),
            missing(task, member, able[member.pk], now),
            _order_url(task, member),
        )
        for member in here
    ]
    own = [each for each in everyone if each.member.kind == Kind.OWN]
    first = [each for each in own if _can_and_may_want(each.said)]
    learning = [each for each in own if each not in first and _wants_to_grow(each.said)]
    return Candidates(
        able=first,
        learning=learning,
        outside=[
            each
            for each in everyone
            if each.member.kind == Kind.OUTSIDE
            and task.verdict != Verdict.OWN_ONLY
            and (loads[each.member.pk].known or each.said)
        ],
        machines=[each for each in everyone if each.member.kind == Kind.MACHINE and _a_machine_may(task)],
        silent=[each for each in own if each not in first and each not in learning],
    )


def instead_of(mandate: Mandate, actor: Actor) -> list[Membership]:
    """Colleagues who could have done what a mandate gives to somebody from outside (DE2), by name."""
    skills = {skill for act in mandate.acts for skill in TAKES.get(act, ())}
    said = (
        SkillSaid.objects.visible_to(actor)
        .of_present()
        .filter(membership__kind=Kind.OWN, skill__in=skills, can__in=[Can.WELL, Can.SOME])
    )
    return list({row.membership_id: row.membership for row in said.exclude(wants=Wants.NO)}.values())


def _said(task: Task, actor: Actor) -> defaultdict[int, list[SkillSaid]]:
    found: defaultdict[int, list[SkillSaid]] = defaultdict(list)
    for row in SkillSaid.objects.visible_to(actor).of_present().filter(skill__in=task.skills):
        found[row.membership_id].append(row)
    return found


def _can_and_may_want(said: Iterable[SkillSaid]) -> bool:
    return any(each.can in (Can.WELL, Can.SOME) and each.wants != Wants.NO for each in said)


def _wants_to_grow(said: Iterable[SkillSaid]) -> bool:
    return any(each.would_learn or each.wants == Wants.YES for each in said)


def _a_machine_may(task: Task) -> bool:
    """Only what can be handed over whole, and what a mandate can give to a machine."""
    grantable = set(acts_for(Kind.MACHINE))
    return task.verdict == Verdict.HANDOVER and all(act in grantable for act in task.acts)


def _loads(here: Sequence[Membership], now: datetime) -> dict[int, _Load]:
    ids = [member.pk for member in here]
    orders = Order.objects.filter(specialist__in=ids).values("specialist")
    counted = {
        row["specialist"]: (row["going"], row["ever"])
        for row in orders.annotate(going=Count("pk", filter=~Q(state__in=ENDED)), ever=Count("pk"))
    }
    in_force = Q(ended_at=None, starts_at__lte=now) & (Q(ends_at=None) | Q(ends_at__gt=now))
    mandates = Mandate.objects.filter(holder__in=ids).order_by().values("holder")
    granted = {
        row["holder"]: (row["going"], row["ever"])
        for row in mandates.annotate(going=Count("pk", filter=in_force), ever=Count("pk"))
    }
    nothing = (0, 0)
    return {
        pk: _Load(
            orders=counted.get(pk, nothing)[0],
            mandates=granted.get(pk, nothing)[0],
            known=bool(counted.get(pk, nothing)[1] or granted.get(pk, nothing)[1]),
        )
        for pk in ids
    }


def _in_words(load: _Load) -> str:
    orders = ngettext("%(count)s order under way", "%(count)s orders under way", load.orders)
    mandates = ngettext("%(count)s mandate", "%(count)s mandates", load.mandates)
    said = [
        words % {"count": number}
        for words, number in ((orders, load.orders), (mandates, load.mandates))
        if number
    ]
    if not said:
        return _("nothing under way here")
    return said[0] if len(said) == 1 else _("%(one)s and %(other)s") % {"one": said[0], "other": said[1]}


def _order_url(task: Task, member: Membership) -> str:
    query = urlencode({"specialist": member.pk, "title": str(task.name)})
    return f"{reverse('orders:new')}?{query}"
