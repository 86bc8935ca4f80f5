"""What has to be read, and how far somebody's start is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from eigenstimme.mandates.models import Mandate, asked_from
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


def begun_with(actor: Actor, now: datetime) -> list[Mandate]:
    """Mandates of theirs, of the machines they answer for, or that they are the contact for, in one query.

    With ``open_steps`` for their side; only those with such steps, or whose briefing has to be confirmed. What rests
    stands first.
    """
    holder, contact = Q(holder_id=actor.membership_id), Q(contact_id=actor.membership_id)
    concerned = Mandate.objects.not_over(now).filter(
        holder | contact | Q(holder__sponsor_id=actor.membership_id), company_id=actor.company_id
    )
    theirs = holder & Q(steps__side="holder") | contact & Q(steps__side="contact")
    with_steps = concerned.annotate(
        open_steps=Count("steps", filter=theirs & Q(steps__done_at=None)), asked_from=asked_from()
    )
    wanted = with_steps.filter(Q(open_steps__gt=0) | Q(asked_from__isnull=False))
    return list(wanted.select_related("holder__person", "holder__sponsor").order_by("asked_from", "pk"))
