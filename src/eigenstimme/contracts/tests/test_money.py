"""Fees in the ledger, budgets that warn, and what outside work costs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from uuid import uuid4

import pytest
import time_machine
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from time_machine import Traveller

from eigenstimme.contracts import actions, reminders
from eigenstimme.contracts.budgets import budget_of, warnings_on
from eigenstimme.contracts.costs import costs_of, shared
from eigenstimme.contracts.fees import Fee, flat_days
from eigenstimme.contracts.ledger import Ledger, ledger_of
from eigenstimme.contracts.models import Contract, LedgerEntry, Told
from eigenstimme.contracts.tests.papers import closed_order, contract
from eigenstimme.orders import actions as orders
from eigenstimme.orders.tests import sheets
from eigenstimme.people.models import Notice
from eigenstimme.people.rights import Denied
from eigenstimme.people.tests.cast import Cast, grant
from eigenstimme.plan.tests.pieces import queries_of, signed_in

LEVY, COSTS = "/contracts/levy/", "/contracts/costs/"
SUMMER = datetime(2026, 7, 15, 10, tzinfo=UTC)


@pytest.fixture
def summer() -> Iterator[Traveller]:
    with time_machine.travel(SUMMER, tick=False) as traveller:
        yield traveller


def ledger(cast: Cast, year: int = 2026) -> Ledger:
    return ledger_of(cast.company, year)


def a_fee(**changes: object) -> actions.FeeTyped:
    fields = {
        "paid_on": date(2026, 3, 2),
        "contractor": "Foto Licht",
        "subject": "Bilder",
        "fee": Decimal("600.00"),
        "legal_form": "person",
    }
    return actions.FeeTyped(**{**fields, **changes})  # type: ignore[arg-type]


# --- the ledger ---------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("summer")
def test_year_counts_orders_flat_sums_and_what_was_typed(cast: Cast) -> None:
    contract(cast, pay="monthly", fee=Decimal(200), starts_on=date(2026, 5, 20))
    closed_order(cast, "300.50")
    actions.type_fee(a_fee(), actor=cast.actor(cast.amira))

    found = ledger(cast)
    assert found.counted == Decimal("1500.50")  # three months begun, one order, one entry
    assert (found.exceeds, found.owed, found.due_on) == (True, Decimal("73.52"), date(2027, 3, 31))
    assert [account.contractor for account in found.accounts] == ["Clara Frei", "Foto Licht"]
    assert ledger(cast, 2025).accounts == []


@pytest.mark.usefixtures("summer")
def test_companies_machines_and_colleagues_stay_out_with_the_reason(cast: Cast) -> None:
    contract(cast, kind="agency", legal_form="legal")
    closed_order(cast, "900")
    closed_order(cast, "50", specialist=cast.robo)
    closed_order(cast, "70", specialist=cast.ben)
    found = ledger(cast)
    assert [found.counted, found.left_out, found.owed] == [Decimal(0), Decimal(950), Decimal(0)]
    assert [account.reasons for account in found.accounts] == [
        ["Vertragspartner ist eine juristische Person."],
        ["Eine Maschine ist keine Künstlerin."],
    ]


@pytest.mark.usefixtures("summer")
def test_without_a_contract_a_fee_counts_to_be_safe(cast: Cast) -> None:
    closed_order(cast, "100")
    (account,) = ledger(cast).accounts
    assert (account.unsure, account.counted) == (True, Decimal(100))


@pytest.mark.usefixtures("summer")
def test_accepted_and_not_billed_is_expected_only(cast: Cast) -> None:
    orders.accept_delivery(sheets.delivered(cast, agreed_fee=Decimal(400)), actor=cast.actor(cast.amira))
    found = ledger(cast)
    assert (found.counted, [fee.amount for fee in found.expected]) == (Decimal(0), [Decimal(400)])


@pytest.mark.usefixtures("summer")
def test_last_hour_of_the_year_belongs_to_it_on_the_companys_clock(cast: Cast, summer: Traveller) -> None:
    summer.move_to(datetime(2026, 12, 31, 23, 30, tzinfo=UTC))  # half past midnight in Berlin
    closed_order(cast, "100")
    assert (ledger(cast, 2026).counted, ledger(cast, 2027).counted) == (Decimal(0), Decimal(100))


def test_struck_fee_counts_no_longer_and_stays(cast: Cast) -> None:
    entry = actions.type_fee(a_fee(), actor=cast.actor(cast.amira))
    actions.strike_fee(entry, actor=cast.actor(cast.amira))
    actions.strike_fee(entry, actor=cast.actor(cast.amira))
    assert ledger(cast).counted == 0
    assert LedgerEntry.objects.get().struck_by == cast.amira


def test_double_click_enters_one_fee(cast: Cast) -> None:
    key, amira = uuid4(), cast.actor(cast.amira)
    first = actions.type_fee(a_fee(), form_key=key, actor=amira)
    assert actions.type_fee(a_fee(), form_key=key, actor=amira) == first


@pytest.mark.parametrize("name", ["ben", "clara", "robo"])
def test_ledger_is_for_whoever_sees_contracts(cast: Cast, name: str) -> None:
    entry = actions.type_fee(a_fee(), actor=cast.actor(cast.amira))
    stranger = getattr(cast, name)
    with pytest.raises(Denied):
        actions.type_fee(a_fee(), actor=cast.actor(stranger))
    with pytest.raises(Denied):
        actions.strike_fee(entry, actor=cast.actor(stranger))
    for address in (LEVY, f"{LEVY}sheet/", COSTS):
        assert signed_in(stranger).get(address).status_code == 403


def test_fee_of_another_company_is_nobodys_to_strike(cast: Cast) -> None:
    entry = actions.type_fee(a_fee(), actor=cast.actor(cast.amira))
    assert signed_in(cast.dora).post(f"{LEVY}fees/{entry.pk}/struck/").status_code == 404


@pytest.mark.usefixtures("summer")
def test_page_says_what_is_owed_and_keeps_a_wrong_fee(cast: Cast) -> None:
    amira = signed_in(cast.amira)
    typed = {"contractor": "Foto Licht", "subject": "Bilder", "paid_on": "2026-03-02", "legal_form": "person"}
    wrong = amira.post(f"{LEVY}fees/", {**typed, "fee": "viel", "creative": "on"})
    assert wrong.status_code == 422
    assert "Foto Licht" in wrong.content.decode()
    ahead = amira.post(f"{LEVY}fees/", {**typed, "fee": "1", "paid_on": "2026-12-24"})
    assert ahead.status_code == 422
    amira.post(f"{LEVY}fees/", {**typed, "fee": "2.000", "creative": "on"})
    page = amira.get(f"{LEVY}?year=2026").content.decode()
    assert "98,00 €" in page
    assert "Satz angenommen" not in page


def test_unknown_year_is_said_on_the_page(cast: Cast) -> None:
    with time_machine.travel(datetime(2029, 2, 1, 12, tzinfo=UTC)):
        assert "Satz angenommen" in signed_in(cast.amira).get(LEVY).content.decode()


@pytest.mark.usefixtures("summer")
def test_sheet_holds_the_sums_and_no_formula(cast: Cast) -> None:
    actions.type_fee(a_fee(contractor="=1+1", fee=Decimal("1200.00")), actor=cast.actor(cast.amira))
    answer = signed_in(cast.amira).get(f"{LEVY}sheet/?year=2026")
    sheet = load_workbook(BytesIO(answer.content)).worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[1][1:4] == ("=1+1", "Bilder", 1200)
    assert sheet["B2"].data_type == "s"
    assert rows[-2][3] == 1200
    assert rows[-1][3] == pytest.approx(58.8)


# --- flat sums ----------------------------------------------------------------------------------------------------

days = st.dates(date(2024, 1, 1), date(2026, 6, 30))


@given(days, st.integers(0, 800))
def test_each_month_of_a_flat_sum_counts_once(start: date, length: int) -> None:
    with time_machine.travel(SUMMER, tick=False):
        terms = Contract(starts_on=start, ends_on=start + timedelta(days=length))
        found = flat_days(terms, date(2024, 1, 1), date(2026, 12, 31))
    end = min(terms.ends_on or start, SUMMER.date())
    months = {(day.year, day.month) for day in found}
    assert len(months) == len(found) == (end.year - start.year) * 12 + end.month - start.month + 1


@given(st.decimals(min_value=0, max_value=99999, places=2), st.integers(1, 7))
def test_shares_of_channels_make_the_whole(amount: Decimal, count: int) -> None:
    fee = Fee(date(2026, 1, 1), "A", "B", amount, channels=tuple(map(str, range(count))))
    parts = [part.amount for _name, part in shared(fee)]
    assert sum(parts) == amount
    assert max(parts) - min(parts) < Decimal("0.07")


# --- budgets ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fee", "level"),
    [("799.99", ""), ("800", "near"), ("999.99", "near"), ("1000", "full"), ("1200", "full")],
)
def test_budget_warns_at_80_and_at_100_percent(cast: Cast, fee: str, level: str) -> None:
    written = contract(cast, budget=Decimal(1000))
    closed_order(cast, fee)
    budget = budget_of(written, timezone.localdate())
    assert budget is not None
    assert (budget.level, budget.spent) == (level, Decimal(fee))


def test_placing_an_order_shows_the_warning_and_blocks_nothing(cast: Cast) -> None:
    contract(cast, budget=Decimal(1000))
    assert list(warnings_on(sheets.placed(cast, agreed_fee=Decimal(700)))) == []
    order = sheets.sent(cast, agreed_fee=Decimal(900))
    page = signed_in(cast.amira).get(order.get_absolute_url()).content.decode()
    assert "fast aufgebraucht: 900,00 € von 1.000,00 € im Jahr" in page
    assert "aufgebraucht" not in signed_in(cast.clara).get(order.get_absolute_url()).content.decode()


@pytest.mark.usefixtures("summer")
def test_limit_of_a_month_counts_this_month_only(cast: Cast) -> None:
    terms = {"pay": "monthly", "fee": Decimal(100), "budget": Decimal(1000), "budget_span": "month"}
    budget = budget_of(contract(cast, **terms), SUMMER.date())
    assert budget is not None
    assert budget.spent == 100


# --- costs --------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("summer")
def test_costs_by_contractor_channel_and_campaign(cast: Cast) -> None:
    closed_order(cast, "300")
    contract(cast, membership=cast.robo, kind="provider", legal_form="legal", pay="monthly", fee=Decimal(20))
    costs = costs_of(cast.company, 2026)
    totals = {row.name: row.total for row in costs.contractors}
    assert totals == {"Clara Frei": Decimal(300), "Robo": Decimal(40)}
    assert {row.name: row.total for row in costs.channels}["Blog"] == 300
    page = signed_in(cast.amira).get(COSTS).content.decode()
    assert "Clara Frei" in page
    assert "<svg" in page


def test_pages_of_money_cost_the_same_with_many_rows(cast: Cast) -> None:
    amira = signed_in(cast.amira)
    written = contract(cast, pay="monthly", fee=Decimal(20))
    closed_order(cast, "10")
    addresses = (LEVY, COSTS, written.get_absolute_url())
    for address in addresses:
        amira.get(address)
    few = [queries_of(amira, address) for address in addresses]
    for _number in range(4):
        closed_order(cast, "10")
        actions.type_fee(a_fee(paid_on=timezone.localdate()), actor=cast.actor(cast.amira))
    assert [queries_of(amira, address) for address in addresses] == few
    assert max(few) <= 14


# --- reminders ----------------------------------------------------------------------------------------------------


def test_leads_are_told_twice_in_march_and_not_more(cast: Cast, summer: Traveller) -> None:
    actions.type_fee(a_fee(), actor=cast.actor(cast.amira))
    for day in (1, 2, 24, 25, 31):
        summer.move_to(datetime(2027, 3, day, 9, tzinfo=UTC))
        reminders.tick(timezone.now())
    told = Notice.objects.filter(code="levy.due")
    assert [(each.membership, each.params["year"]) for each in told] == [(cast.amira, "2026")] * 2
    assert set(Told.objects.filter(matter="levy", company=cast.company).values_list("day", flat=True)) == {
        date(2027, 3, 1),
        date(2027, 3, 24),
    }


@pytest.mark.usefixtures("summer")
def test_missing_agreement_is_told_of_once_a_month(cast: Cast, summer: Traveller) -> None:
    contract(cast)
    grant(cast.clara, ["inbox.read"], by=cast.amira)
    for day in (SUMMER, SUMMER + timedelta(days=3), SUMMER + timedelta(days=20)):
        summer.move_to(day)
        reminders.tick(timezone.now())
    assert Notice.objects.filter(code="contract.dpa_missing", membership=cast.amira).count() == 2
