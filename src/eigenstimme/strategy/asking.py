"""The owner of a goal is told when nobody has written down its figure for long, and when its last day has passed."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.db.models.functions import Coalesce, Greatest

from eigenstimme.people.notices import tell
from eigenstimme.strategy.models import Goal

SILENT = timedelta(days=30)
FROM = 8
"""Nobody is told before this hour, where the company is."""


def tick(now: datetime) -> None:
    tomorrow = (now + timedelta(days=1)).date()
    for pk in list(_waiting(tomorrow).values_list("pk", flat=True)):
        ask(pk, now)


@transaction.atomic
def ask(pk: int, now: datetime) -> None:
    """Once when its last day has passed; before that, each time thirty days have gone by without a figure."""
    rows = Goal.objects.open().select_for_update(of=("self",), skip_locked=True).filter(pk=pk)
    goal = rows.select_related("company", "owner__person").first()
    if goal is None:
        return
    local = now.astimezone(goal.company.zone)
    today = local.date()
    if local.hour < FROM or not _waiting(today).filter(pk=pk).exists():
        return
    over = goal.ends_on < today
    if over:
        goal.end_asked_on = today
    else:
        goal.value_asked_on = today
    goal.save(update_fields=["end_asked_on", "value_asked_on"])
    code = "goal.over" if over else "goal.no_value"
    tell(goal.owner, code, goal.get_absolute_url(), goal=goal.sentence)


def _waiting(today: date) -> QuerySet[Goal]:
    """Open ones whose owner is to be told on that day."""
    last = Greatest(
        "starts_on", Coalesce(Max("values__day"), "starts_on"), Coalesce("value_asked_on", "starts_on")
    )
    silent = Q(measure="", ends_on__gte=today, heard_of__lte=today - SILENT)
    over = Q(ends_on__lt=today, end_asked_on=None)
    return Goal.objects.open().annotate(heard_of=last).filter(silent | over)
