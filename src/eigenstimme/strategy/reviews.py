"""Whoever looks after the playbook is told two weeks before it is to be reviewed, and on the day."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import translation
from django.utils.formats import date_format

from eigenstimme.people.notices import tell
from eigenstimme.strategy.models import Playbook

NEAR = timedelta(days=14)
FROM = 8
"""Nobody is told before this hour, where the company is."""


def tick(now: datetime) -> None:
    for pk in list(_waiting(now).values_list("pk", flat=True)):
        remind(pk, now)


@transaction.atomic
def remind(pk: int, now: datetime) -> None:
    """Once when the day is near, once when it has come."""
    rows = _waiting(now).select_for_update(of=("self",), skip_locked=True).filter(pk=pk)
    playbook = rows.select_related("company", "responsible__person").first()
    if playbook is None or playbook.review_on is None:
        return
    local = now.astimezone(playbook.company.zone)
    due = playbook.review_on <= local.date()
    near = playbook.review_on - NEAR <= local.date()
    if local.hour < FROM or not (due or (near and playbook.review_told_on is None)):
        return
    playbook.review_told_on = local.date()
    playbook.save(update_fields=["review_told_on"])
    with translation.override(playbook.responsible.person.language):
        date = date_format(playbook.review_on, "DATE_FORMAT")
    code = "playbook.review_due" if due else "playbook.review_near"
    tell(playbook.responsible, code, playbook.get_absolute_url(), date=date)


def _waiting(now: datetime) -> QuerySet[Playbook]:
    """Those with a day ahead that may have come near somewhere on earth, and that were not told of on it."""
    untold = Q(review_told_on=None) | Q(review_told_on__lt=F("review_on"))
    return Playbook.objects.filter(untold, review_on__lte=(now + NEAR + timedelta(days=1)).date())
