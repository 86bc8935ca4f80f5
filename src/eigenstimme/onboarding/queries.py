"""What has to be read, and how far somebody's start is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from eigenstimme.mandates.models import Mandate
from eigenstimme.onboarding.models import RegularDate, Step
from eigenstimme.people.actor import Actor
from eigenstimme.people.rights import Decision, decide


@dataclass(frozen=True)
class Start:
    """How far it is under one mandate."""

    mandate: Mandate
    steps: Sequence[Step]
    regular: RegularDate | None
    dates: Sequence[datetime]
    may_tend: Decision
    may_steer: Decision

    @property
    def done(self) -> int:
        return sum(step.done_at is not None for step in self.steps)


def start(mandate: Mandate, actor: Actor, now: datetime) -> Start:
    """In two queries."""
    regular = RegularDate.objects.filter(mandate=mandate).first()
    if regular:
        regular.mandate = mandate
    return Start(
        mandate,
        list(mandate.steps.select_related("done_by__person")),
        regular,
        regular.next_dates(now) if regular else [],
        decide(actor, "onboarding.tend", mandate.subject(), now),
        decide(actor, "onboarding.steer", mandate.subject(), now),
    )


def to_confirm(actor: Actor, now: datetime) -> list[Mandate]:
    """Mandates whose briefing this person has to confirm, or whose holder they are the contact for, in one query."""
    mine = Q(holder_id=actor.membership_id) | Q(holder__sponsor_id=actor.membership_id)
    concerned = Mandate.objects.not_over(now).for_words().filter(mine | Q(contact_id=actor.membership_id))
    return list(concerned.filter(company_id=actor.company_id).asked())


def starting(actor: Actor, now: datetime) -> list[Mandate]:
    """Mandates of theirs, or that they are the contact for, with ``open_steps`` for their side; in one query."""
    mine = Q(holder_id=actor.membership_id, steps__side="holder")
    theirs = Q(contact_id=actor.membership_id, steps__side="contact")
    running = Mandate.objects.not_over(now).filter(company_id=actor.company_id)
    open_ones = running.annotate(open_steps=Count("steps", filter=(mine | theirs) & Q(steps__done_at=None)))
    return list(open_ones.filter(open_steps__gt=0).select_related("holder__person"))
