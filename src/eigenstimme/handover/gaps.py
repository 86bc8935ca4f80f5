"""What does not fit between tasks and authority (DE3), in a fixed number of queries.

Tasks whose holder may not do what they take, authority that nobody uses, and tasks that nobody holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse

from eigenstimme.advisor.catalogue import BY_KEY, Task
from eigenstimme.audit.models import Entry
from eigenstimme.handover.models import LEFT_ALONE_FOR, OurTask, TaskHolder
from eigenstimme.mandates import rules, words
from eigenstimme.mandates.models import Mandate
from eigenstimme.mandates.permissions import NATURE, Permission, acts_for
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Membership
from eigenstimme.people.rights import Subject
from eigenstimme.publishing.models import Publication

UNUSED_AFTER = timedelta(days=60)
LEAVES_NO_TRACE = [str(act) for act in Permission if act.endswith(".read")]
"""Whoever only reads leaves no entry: a mandate for reading alone is never called unused."""


@dataclass(frozen=True)
class Missing:
    """What a person would have to be allowed for a task, and is not. ``url`` grants what a mandate can give."""

    phrases: Sequence[str]
    url: str


@dataclass(frozen=True)
class Held:
    """Somebody who does a task; ``missing`` None: with all the authority it takes."""

    holder: TaskHolder
    task: Task
    missing: Missing | None


@dataclass(frozen=True)
class Unused:
    mandate: Mandate
    sentence: str


@dataclass(frozen=True)
class Found:
    without_authority: Sequence[Held]
    unused: Sequence[Unused]
    unheld: Sequence[Task]

    @property
    def count(self) -> int:
        return len(self.without_authority) + len(self.unused) + len(self.unheld)


def found(held: Sequence[Held], ours: Sequence[Task], actor: Actor, now: datetime) -> Found:
    taken = {each.task.key for each in held}
    return Found(
        without_authority=[each for each in held if each.missing],
        unused=[Unused(mandate, words.sentence(mandate)) for mandate in unused(actor, now)],
        unheld=[task for task in ours if task.key not in taken],
    )


def find(actor: Actor, now: datetime) -> Found:
    return found(held_tasks(actor, now), our_tasks(actor), actor, now)


def held_tasks(actor: Actor, now: datetime) -> list[Held]:
    """Every task somebody does now, by task and name."""
    rows = TaskHolder.objects.visible_to(actor).current().select_related("membership__person")
    holders = [row for row in rows if row.known]
    able = rules.actors_of({row.membership_id: row.membership for row in holders}.values())
    return [
        Held(row, task, missing(task, row.membership, able[row.membership_id], now))
        for task in BY_KEY.values()
        for row in holders
        if row.task == task.key
    ]


def our_tasks(actor: Actor) -> list[Task]:
    chosen = set(OurTask.objects.visible_to(actor).values_list("task", flat=True))
    return [task for task in BY_KEY.values() if task.key in chosen]


def needs(task: Task, member: Membership) -> tuple[Permission, ...]:
    """What the task takes of an own person; of others what its part outside takes."""
    return task.acts if member.can_be_responsible else task.acts_outside


def missing(task: Task, member: Membership, actor: Actor, now: datetime) -> Missing | None:
    """``actor`` is the member's own. What only being named gives (NATURE.by_role) is not asked."""
    grantable = set(acts_for(member.kind))
    asked = [act for act in needs(task, member) if act in grantable or not NATURE[act].by_role]
    company = Subject(member.company_id)
    lacking = [act for act in asked if not rules.decide(actor, act, company, now)]
    if not lacking:
        return None
    can_be_given = [act for act in lacking if act in grantable]
    url = grant_url(member, can_be_given) if can_be_given else ""
    return Missing([words.phrase(act) for act in lacking], url)


def grant_url(member: Membership, acts: Sequence[Permission]) -> str:
    """The form that grants a mandate, with these acts ticked."""
    query = urlencode([("act", str(act)) for act in acts])
    return f"{reverse('mandates:grant', args=[member.pk])}?{query}"


def unused(actor: Actor, now: datetime) -> list[Mandate]:
    """In force for longer than ``UNUSED_AFTER``, and since then nothing was done under it, by record or by post."""
    cut = now - UNUSED_AFTER
    used = Entry.objects.filter(company_id=actor.company_id, at__gte=cut, mandate_id__isnull=False)
    out = Publication.objects.filter(company_id=actor.company_id, due_at__gte=cut, mandate_id__isnull=False)
    mandates = (
        Mandate.objects.visible_to(actor)
        .in_force(now)
        .filter(starts_at__lte=cut, granted_at__lte=cut)
        .exclude(pk__in=used.values("mandate_id"))
        .exclude(pk__in=out.values("mandate_id"))
        .exclude(acts__contained_by=LEAVES_NO_TRACE)
        .filter(Q(left_alone=None) | Q(left_alone__left_at__lt=now - LEFT_ALONE_FOR))
    )
    return list(mandates.for_words().order_by("starts_at"))
