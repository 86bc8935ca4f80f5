"""Sums that hold whatever the figures are."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from eigenstimme.contracts.levy import rate_of
from eigenstimme.handover.weighing import levy_on_top, median, money

RATE = rate_of(2026)
euros = st.decimals(min_value=0, max_value=20_000, places=2)


@settings(deadline=None)  # the machine is shared
@given(euros, euros)
def test_levy_is_nothing_up_to_the_threshold_and_never_negative(paid: Decimal, fee: Decimal) -> None:
    owed = levy_on_top(paid, fee, RATE)
    assert owed >= 0
    assert (owed == 0) or paid + fee > RATE.threshold


@settings(deadline=None)  # the machine is shared
@given(st.lists(st.decimals(min_value=1, max_value=5_000, places=2), min_size=1, max_size=12))
def test_levy_of_a_year_is_the_same_however_the_fees_are_cut(fees: list[Decimal]) -> None:
    paid, owed = Decimal(), Decimal()
    for fee in fees:
        owed += levy_on_top(paid, fee, RATE)
        paid += fee
    assert owed == RATE.owed_on(paid)


def test_levy_on_the_fee_that_crosses_the_threshold_is_on_all_of_the_year() -> None:
    assert levy_on_top(Decimal(900), Decimal(100), RATE) == 0
    assert levy_on_top(Decimal(900), Decimal(200), RATE) == Decimal("53.90")
    assert levy_on_top(Decimal(5000), Decimal(200), RATE) == Decimal("9.80")


@settings(deadline=None)  # the machine is shared
@given(st.lists(euros, min_size=1, max_size=30))
def test_median_has_as_many_above_as_below(values: list[Decimal]) -> None:
    middle = median(values)
    assert middle is not None
    half = Decimal("0.01")  # between two values it is rounded to the cent
    assert sum(value < middle - half for value in values) <= len(values) / 2
    assert sum(value > middle + half for value in values) <= len(values) / 2
    assert median(values[::-1]) == middle


def test_median_of_nothing_is_nothing() -> None:
    assert median([]) is None
    assert median([Decimal(3), Decimal(1), Decimal(2)]) == 2
    assert median([Decimal(1), Decimal(2)]) == Decimal("1.50")


def test_outside_costs_fee_levy_and_an_hour_of_our_own() -> None:
    sums = money(Decimal(3), Decimal(45), Decimal(200), Decimal("9.80"))
    assert (sums.inside, sums.outside) == (Decimal(135), Decimal("254.80"))
