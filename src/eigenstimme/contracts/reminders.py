"""What leads are told when its day comes: the levy's report in March, and agreements that are missing each month."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from eigenstimme.contracts.hints import readers_of_messages
from eigenstimme.contracts.ledger import ledger_of
from eigenstimme.contracts.models import Contract, ContractKind, Told
from eigenstimme.people.models import Company, Membership
from eigenstimme.people.notices import tell

MARCH = 3
LEVY_DAYS = (1, 24)
"""Of March. The report of a year is due on the last day of the next one's March."""


def tick(now: datetime) -> None:
    """Each company once for each day that matters, on its own calendar."""
    for matter, day in _days(now.date()):
        told = Told.objects.filter(matter=matter, day__gte=day)
        for company in Company.objects.exclude(pk__in=told.values("company")):
            if day <= timezone.localdate(now, company.zone):
                _tell(company, matter, day, now)


def _days(today: date) -> list[tuple[str, date]]:
    """What is to be told since when."""
    passed = [day for day in LEVY_DAYS if today.month == MARCH and day <= today.day]
    return [("dpa", today.replace(day=1)), *(("levy", today.replace(day=day)) for day in passed[-1:])]


@transaction.atomic
def _tell(company: Company, matter: str, day: date, now: datetime) -> None:
    """Two workers at once: one of them tells."""
    _row, is_new = Told.objects.get_or_create(company=company, matter=matter, day=day)
    if is_new:
        {"dpa": _tell_of_missing, "levy": _tell_of_levy}[matter](company, day, now)


def _tell_of_levy(company: Company, day: date, _now: datetime) -> None:
    """Only where fees were paid that count."""
    ledger = ledger_of(company, day.year - 1)
    if not ledger.counted:
        return
    path = f"{reverse('contracts:levy')}?year={ledger.year}"
    for lead in _leads(company):
        tell(lead, "levy.due", path, year=str(ledger.year))


def _tell_of_missing(company: Company, day: date, now: datetime) -> None:
    missing = Contract.objects.in_force(day).filter(company=company, dpa_on=None)
    missing = missing.filter(membership__in=readers_of_messages(company.pk, now), membership__left_at=None)
    found = missing.exclude(kind=ContractKind.COLLEAGUE).select_related("membership__person")
    names = ", ".join(str(each.membership) for each in found)
    for lead in _leads(company) if names else ():
        tell(lead, "contract.dpa_missing", reverse("contracts:contracts"), names=names)


def _leads(company: Company) -> list[Membership]:
    return list(Membership.objects.present().filter(company=company, lead=True).select_related("person"))
