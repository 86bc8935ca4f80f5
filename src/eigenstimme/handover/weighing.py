"""Inside against outside, as sums (DE9). Plain values in and out; every value says where it comes from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from eigenstimme.contracts.levy import Rate

CENT = Decimal("0.01")
BRIEFING_HOURS = Decimal(1)
"""What handing out takes of our own time each time, to write the brief and to look at what comes: a rule of thumb."""


@dataclass(frozen=True)
class Value:
    """A number and where it comes from, in the reader's words: "from 7 accepted orders", "assumed"."""

    amount: Decimal
    source: str


@dataclass(frozen=True)
class Money:
    """What a task costs either way, in euros; outside it is the fee, the levy, and an hour of our own."""

    inside: Decimal
    fee: Decimal
    levy: Decimal
    briefing: Decimal

    @property
    def outside(self) -> Decimal:
        return self.fee + self.levy + self.briefing


def money(hours: Decimal, rate: Decimal, fee: Decimal, levy: Decimal) -> Money:
    return Money(inside=cents(hours * rate), fee=fee, levy=levy, briefing=cents(BRIEFING_HOURS * rate))


def levy_on_top(paid_this_year: Decimal, fee: Decimal, rate: Rate) -> Decimal:
    """By how much a further ``fee`` raises the levy of the year, in euros.

    Nothing as long as the year's fees stay at the threshold or below; the fee that crosses it makes all of them
    liable (§ 24 (2) KSVG).
    """
    return rate.owed_on(paid_this_year + fee) - rate.owed_on(paid_this_year)


def median(values: Sequence[Decimal]) -> Decimal | None:
    """The middle one; between two, halfway, to the cent. None of nothing."""
    if not values:
        return None
    ordered, middle = sorted(values), len(values) // 2
    if len(ordered) % 2:
        return ordered[middle]
    return cents((ordered[middle - 1] + ordered[middle]) / 2)


def cents(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, ROUND_HALF_UP)
