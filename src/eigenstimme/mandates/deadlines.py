"""Mandates that run out: holder and contact hear of it a week before, and at the end."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import translation

from eigenstimme.core import live
from eigenstimme.mandates import words
from eigenstimme.mandates.actions import close_sign_in_if_nothing_is_left
from eigenstimme.mandates.models import SOON, Mandate, MandateQuerySet
from eigenstimme.people.notices import tell

AT_ONCE = 100


@transaction.atomic
def tick(now: datetime) -> datetime | None:
    """A mandate granted for less than a week is not announced beforehand."""
    running = Mandate.objects.filter(ended_at=None, end_told_at=None, holder__left_at=None)
    soon = running.filter(ending_told_at=None, ends_at__gt=now, ends_at__lte=now + SOON)
    for mandate in _claimed(soon.filter(ends_at__gt=F("starts_at") + SOON)):
        _tell(mandate, "mandate.ending")
        Mandate.objects.filter(pk=mandate.pk).update(ending_told_at=now)
    for mandate in _claimed(running.filter(ends_at__lte=now)):
        _tell(mandate, "mandate.ran_out")
        Mandate.objects.filter(pk=mandate.pk).update(end_told_at=now)
        close_sign_in_if_nothing_is_left(mandate.holder)
        live.announce(mandate.company_id, "mandates")
    return None


def _claimed(mandates: MandateQuerySet) -> list[Mandate]:
    return list(mandates.select_for_update(of=["self"], skip_locked=True).for_words()[:AT_ONCE])


def _tell(mandate: Mandate, code: str) -> None:
    for person in {mandate.holder, mandate.contact}:
        tell(
            person,
            code,
            mandate.get_absolute_url(),
            holder=str(mandate.holder),
            day=_last_day(mandate, person.person.language),
        )


def _last_day(mandate: Mandate, language: str) -> str:
    if mandate.ends_at is None:
        raise ValueError("a mandate without an end does not run out")
    with translation.override(language):
        return words.last_moment(mandate.ends_at, mandate.company.zone)
