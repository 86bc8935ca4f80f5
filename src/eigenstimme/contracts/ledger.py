"""The artists' social levy of a year: what counts, what stays out and why, and what is owed (§§ 24 to 27 KSVG)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from eigenstimme.contracts import levy
from eigenstimme.contracts.fees import NOTHING, Fee, fees_between
from eigenstimme.contracts.levy import Rate
from eigenstimme.people.models import Company, Kind


@dataclass(frozen=True)
class Judged:
    """A fee, and why it stays out of the levy; ``why_not`` is empty where it counts. ``unsure``: no contract says."""

    fee: Fee
    why_not: str
    unsure: bool = False


@dataclass(frozen=True)
class Account:
    """All of one contractor."""

    contractor: str
    fees: Sequence[Judged]

    @property
    def counted(self) -> Decimal:
        return _sum(each for each in self.fees if not each.why_not)

    @property
    def left_out(self) -> Decimal:
        return _sum(each for each in self.fees if each.why_not)

    @property
    def reasons(self) -> list[str]:
        return list(dict.fromkeys(each.why_not for each in self.fees if each.why_not))

    @property
    def unsure(self) -> bool:
        return any(each.unsure for each in self.fees)


@dataclass(frozen=True)
class Ledger:
    """A year. ``expected`` is agreed for accepted work, and not billed yet: it counts in no sum."""

    year: int
    rate: Rate
    accounts: Sequence[Account]
    expected: Sequence[Fee]

    @property
    def counted(self) -> Decimal:
        return sum((account.counted for account in self.accounts), NOTHING)

    @property
    def left_out(self) -> Decimal:
        return sum((account.left_out for account in self.accounts), NOTHING)

    @property
    def owed(self) -> Decimal:
        return self.rate.owed_on(self.counted)

    @property
    def exceeds(self) -> bool:
        return self.counted > self.rate.threshold

    @property
    def due_on(self) -> date:
        """By when the year is reported to the Künstlersozialkasse (§ 27 (1) KSVG)."""
        return date(self.year + 1, 3, 31)


def ledger_of(company: Company, year: int) -> Ledger:
    """In a fixed number of queries."""
    fees = fees_between(company, date(year, 1, 1), date(year, 12, 31))
    accounts: dict[str, list[Judged]] = {}
    for fee in fees:
        if fee.settled:
            accounts.setdefault(fee.contractor, []).append(judged(fee))
    listed = [Account(name, accounts[name]) for name in sorted(accounts, key=str.casefold)]
    return Ledger(year, levy.rate_of(year), listed, [fee for fee in fees if not fee.settled])


def judged(fee: Fee) -> Judged:
    """By the contract, or by what was typed in. Whoever works from outside without a contract counts, to be safe."""
    terms = fee.contract or fee.entry
    if terms:
        return Judged(fee, levy.why_not(terms.legal_form, terms.creative))
    if fee.kind == Kind.MACHINE:
        return Judged(fee, _("A machine is no artist."))
    return Judged(fee, "", unsure=True)


def _sum(fees: Iterable[Judged]) -> Decimal:
    return sum((each.fee.amount for each in fees), NOTHING)
