"""What outside work costs in a year (EF1): by contractor and month, by channel, by campaign. Euros, net."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from eigenstimme.contracts.fees import NOTHING, Fee, fees_between
from eigenstimme.contracts.levy import CENT
from eigenstimme.core.plots import Bars, Series
from eigenstimme.people.models import Company

MONTHS = range(1, 13)


@dataclass(frozen=True)
class Row:
    """A contractor, a channel or a campaign: what was settled each month, and what is agreed and not billed yet."""

    name: str
    months: Sequence[Decimal]
    settled: Decimal
    agreed: Decimal

    @property
    def total(self) -> Decimal:
        return self.settled + self.agreed


@dataclass(frozen=True)
class Costs:
    year: int
    contractors: Sequence[Row]
    channels: Sequence[Row]
    campaigns: Sequence[Row]
    settled: Decimal
    agreed: Decimal
    picture: Bars | None


def costs_of(company: Company, year: int) -> Costs:
    """In a fixed number of queries."""
    fees = fees_between(company, date(year, 1, 1), date(year, 12, 31))
    whole = _row("", fees)
    return Costs(
        year,
        contractors=_rows([(fee.contractor, fee) for fee in fees]),
        channels=_rows([part for fee in fees for part in shared(fee)]),
        campaigns=_rows([(fee.campaign or _("no campaign"), fee) for fee in fees]),
        settled=whole.settled,
        agreed=whole.agreed,
        picture=_picture(year, fees) if fees else None,
    )


def shared(fee: Fee) -> list[tuple[str, Fee]]:
    """Among the channels it was for, in equal parts; cents that do not divide stay with the first."""
    names = fee.channels or (_("no single channel"),)
    part = (fee.amount / len(names)).quantize(CENT, "ROUND_DOWN")
    parts = [part] * len(names)
    parts[0] += fee.amount - part * len(names)
    return [(name, _with(fee, amount)) for name, amount in zip(names, parts, strict=True)]


def _with(fee: Fee, amount: Decimal) -> Fee:
    return Fee(fee.day, fee.contractor, fee.matter, amount, settled=fee.settled)


def _rows(named: Sequence[tuple[str, Fee]]) -> list[Row]:
    """The dearest first."""
    groups: defaultdict[str, list[Fee]] = defaultdict(list)
    for name, fee in named:
        groups[name].append(fee)
    rows = [_row(name, fees) for name, fees in groups.items()]
    return sorted(rows, key=lambda row: (-row.total, row.name))


def _row(name: str, fees: Sequence[Fee]) -> Row:
    months = [_sum([fee for fee in fees if fee.day.month == month]) for month in MONTHS]
    settled = _sum([fee for fee in fees if fee.settled])
    return Row(name, months, settled, _sum(fees) - settled)


def _sum(fees: Sequence[Fee]) -> Decimal:
    return sum((fee.amount for fee in fees), NOTHING)


def _picture(year: int, fees: Sequence[Fee]) -> Bars:
    settled, agreed = ([fee for fee in fees if fee.settled == is_it] for is_it in (True, False))
    return Bars(
        _("Outside work in %(year)s") % {"year": year},
        _("Fees month by month, in euros without VAT."),
        [date(year, month, 1) for month in MONTHS],
        [
            Series(_("Billed and flat sums"), [float(amount) for amount in _row("", settled).months]),
            Series(_("Agreed, not billed yet"), [float(amount) for amount in _row("", agreed).months]),
        ],
        unit="€",
    )
