"""The levy in figures: rates, threshold, rounding, and who stays out."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eigenstimme.contracts import levy
from eigenstimme.contracts.levy import LegalForm

fees = st.decimals(min_value=0, max_value=1_000_000, places=2)
years = st.sampled_from(sorted(levy.RATES))


@given(fees, years)
def test_a_year_owes_nothing_up_to_the_threshold_and_everything_beyond(total: Decimal, year: int) -> None:
    rate = levy.rate_of(year)
    owed = rate.owed_on(total)
    assert owed == (rate.of(total) if total > rate.threshold else 0)
    assert owed == owed.quantize(Decimal("0.01"))


@given(fees, years)
def test_the_levy_is_never_off_by_more_than_half_a_cent(fee: Decimal, year: int) -> None:
    exact = fee * levy.RATES[year].percent / 100
    assert abs(levy.on(fee, year, LegalForm.PERSON, creative=True) - exact) <= Decimal("0.005")


def test_half_a_cent_is_rounded_up() -> None:
    assert levy.on(Decimal("0.10"), 2025, LegalForm.PERSON, creative=True) == Decimal("0.01")


def test_the_threshold_itself_is_free() -> None:
    assert levy.rate_of(2026).owed_on(Decimal("1000.00")) == 0
    assert levy.rate_of(2026).owed_on(Decimal("1000.01")) == Decimal("49.00")
    assert levy.rate_of(2025).owed_on(Decimal("700.01")) == Decimal("35.00")


@pytest.mark.parametrize("form", [LegalForm.LEGAL, LegalForm.TRADING])
def test_companies_stay_out(form: LegalForm) -> None:
    assert levy.on(Decimal(5000), 2026, form, creative=True) == 0
    assert levy.why_not(form, creative=True)


@pytest.mark.parametrize("form", [LegalForm.PERSON, LegalForm.PARTNERSHIP])
def test_self_employed_creatives_count_and_other_work_does_not(form: LegalForm) -> None:
    assert levy.on(Decimal(2000), 2026, form, creative=True) == Decimal("98.00")
    assert levy.on(Decimal(2000), 2026, form, creative=False) == 0
    assert levy.why_not(form, creative=False) and not levy.why_not(form, creative=True)


def test_an_unknown_year_says_that_its_rate_is_assumed() -> None:
    later, earlier = levy.rate_of(2031), levy.rate_of(2020)
    assert (later.percent, later.threshold, later.assumed) == (Decimal("4.9"), Decimal(1000), True)
    assert (earlier.percent, earlier.assumed) == (Decimal("5.0"), True)
    assert not levy.rate_of(2026).assumed
