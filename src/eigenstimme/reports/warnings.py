"""Leads are told once a month when a limit is going to be missed, while there is still time."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse

from eigenstimme.audit.record import record
from eigenstimme.channels.models import Channel
from eigenstimme.core.plots import written
from eigenstimme.mandates.rules import holders
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Company
from eigenstimme.people.notices import tell
from eigenstimme.people.rights import Subject
from eigenstimme.reports.models import VoiceLimit, VoiceWarning
from eigenstimme.reports.outlook import Outlook, outlook_for
from eigenstimme.reports.voice import voice

EVERY = timedelta(hours=1)
"""So often a limit is looked at: the plan changes slowly."""


def tick(now: datetime) -> datetime | None:
    due = VoiceLimit.objects.in_force().filter(look_at__lte=now)
    for company in Company.objects.filter(pk__in=due.values("company")):
        look(company, now)
    return VoiceLimit.objects.in_force().order_by("look_at").values_list("look_at", flat=True).first()


@transaction.atomic
def look(company: Company, now: datetime) -> None:
    """Compare all limits of a company that are due with what is to be expected."""
    due = VoiceLimit.objects.in_force().filter(company=company, look_at__lte=now)
    limits = list(due.select_for_update(of=["self"], skip_locked=True).select_related("channel", "company"))
    if not limits:
        return
    VoiceLimit.objects.filter(pk__in=[limit.pk for limit in limits]).update(look_at=now + EVERY)
    counts = voice(company, list(Channel.objects.filter(company=company)), now)
    for limit in limits:
        _warn(limit, outlook_for(counts, limit.percent, limit.channel_id), now)


def _warn(limit: VoiceLimit, outlook: Outlook, now: datetime) -> None:
    if not outlook.warns:
        return
    expected = outlook.expected or 0
    _row, new = VoiceWarning.objects.get_or_create(
        limit=limit, month=outlook.month, defaults={"expected": expected}
    )
    if not new:
        return
    for lead in holders("strategy.write", [Subject(limit.company_id)], now):
        tell(
            lead,
            "voice.sinking",
            reverse("reports:voice"),
            name=str(limit),
            share=written(expected, "%"),
            limit=written(limit.percent, "%"),
        )
    system = Actor.of_the_system(limit.company_id)
    record(system, "voice_limit.warned", limit, expected=expected, percent=limit.percent)
