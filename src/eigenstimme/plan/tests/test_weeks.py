"""A week of approvals at once, reminders, and where it takes long."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone

from eigenstimme.people.models import Notice
from eigenstimme.people.tests.cast import Cast, grant
from eigenstimme.plan import actions, lead_times
from eigenstimme.plan.deadlines import tick
from eigenstimme.plan.lead_times import Round
from eigenstimme.plan.models import Approval, Outcome, Piece
from eigenstimme.plan.tests.pieces import a_piece_of_clara, draft, handed_in, queries_of, signed_in
from eigenstimme.plan.working_days import WorkingTime

BERLIN = ZoneInfo("Europe/Berlin")
WEEK = "/plan/approvals/week/"


def at(day: int, hour: int = 12) -> datetime:
    """In November 2026; the 23rd is a Monday."""
    return datetime(2026, 11, day, hour, tzinfo=BERLIN)


@pytest.fixture
def monday() -> object:
    with time_machine.travel(at(23, 8), tick=False):
        yield


def asked_for(cast: Cast, when: datetime | None, title: str = "Beitrag") -> Approval:
    return handed_in(cast, a_piece_of_clara(cast, planned_for=when, title=title))


def test_week_shows_what_goes_out_in_it_and_nothing_else(cast: Cast, monday: None) -> None:
    asked_for(cast, at(25), "Mittwoch")
    asked_for(cast, at(30), "Nächste Woche")

    this = signed_in(cast.amira).get(WEEK).content.decode()
    following = signed_in(cast.amira).get(f"{WEEK}?week=2026-12-02").content.decode()

    assert ("Mittwoch" in this, "Nächste Woche" in this) == (True, False)
    assert ("Mittwoch" in following, "Nächste Woche" in following) == (False, True)


def test_ticked_posts_are_approved_and_the_others_are_not(cast: Cast, monday: None) -> None:
    yes, also, no = (asked_for(cast, at(day)) for day in (24, 25, 26))

    signed_in(cast.amira).post(f"{WEEK}approved/", {"approval": [yes.pk, also.pk]})

    outcomes = [Approval.objects.get(pk=each.pk).outcome for each in (yes, also, no)]
    assert outcomes == [Outcome.APPROVED, Outcome.APPROVED, Outcome.OPEN]


def test_one_that_changed_meanwhile_does_not_keep_the_others_back(cast: Cast, monday: None) -> None:
    good, changed = asked_for(cast, at(24)), asked_for(cast, at(25))
    actions.edit_piece(changed.piece, draft(cast, text="Anders"), revision=1, actor=cast.actor(cast.clara))

    answer = signed_in(cast.amira).post(f"{WEEK}approved/", {"approval": [good.pk, changed.pk]}, follow=True)

    assert Approval.objects.get(pk=good.pk).outcome == Outcome.APPROVED
    assert Approval.objects.get(pk=changed.pk).outcome == Outcome.REOPENED
    assert [message.level_tag for message in answer.context["messages"]] == ["warning", "success"]


def test_whoever_may_not_approve_approves_nothing(cast: Cast, monday: None) -> None:
    one = asked_for(cast, at(24))
    signed_in(cast.ben).post(f"{WEEK}approved/", {"approval": [one.pk]})
    signed_in(cast.clara).post(f"{WEEK}approved/", {"approval": [one.pk]})
    assert Approval.objects.get(pk=one.pk).is_open


@pytest.mark.parametrize("week", ["", "x", "2026-13-45", "2026-11-25"])
def test_nonsense_in_the_address_breaks_nothing(cast: Cast, week: str) -> None:
    assert signed_in(cast.amira).get(WEEK, {"week": week}).status_code == 200


def test_week_costs_the_same_with_one_request_and_with_five(cast: Cast, monday: None) -> None:
    client = signed_in(cast.amira)
    asked_for(cast, at(24))
    few = queries_of(client, WEEK)
    for day in (25, 26, 27, 28):
        asked_for(cast, at(day))
    assert queries_of(client, WEEK) == few


# --- reminders ------------------------------------------------------------------------------------------------


def reminders(cast: Cast) -> int:
    return Notice.objects.filter(membership=cast.amira, code="approval.reminder").count()


def test_approver_is_reminded_once_at_half_time(cast: Cast) -> None:
    grant(cast.ben, ["piece.approve"], by=cast.amira)
    asked = handed_in(cast, a_piece_of_clara(cast), deputy=cast.ben)
    half = WorkingTime.of(cast.company).half(asked.requested_at, asked.deadline)

    assert tick(half - timedelta(minutes=1)) == half
    before = reminders(cast)
    tick(half + timedelta(seconds=1))
    tick(half + timedelta(seconds=2))

    assert (before, reminders(cast)) == (0, 1)


def test_whoever_answered_is_not_reminded(cast: Cast) -> None:
    asked = handed_in(cast, a_piece_of_clara(cast))
    actions.approve(asked, actor=cast.actor(cast.amira))
    tick(asked.deadline - timedelta(minutes=1))
    assert reminders(cast) == 0


# --- figures --------------------------------------------------------------------------------------------------


def a_round(
    piece: int, asked: datetime, answered: datetime | None, outcome: str, topic: str = "Farben"
) -> Round:
    return Round(piece, topic, "B", asked, answered, outcome)


def test_figures_of_a_few_rounds(cast: Cast) -> None:
    found = [
        a_round(1, at(16), at(17), Outcome.RETURNED),
        a_round(1, at(18), at(19), Outcome.APPROVED),
        a_round(2, at(16), at(18), Outcome.REOPENED, topic="Recht"),
        a_round(3, at(16), at(20), Outcome.EXPIRED),
        a_round(4, at(16), None, Outcome.OPEN),
    ]

    report = lead_times.report(found, cast.company)

    assert (report.all.pieces, report.all.first_answer, report.all.until_yes) == (4, 1, 2.5)
    assert (report.all.rounds, report.all.reopened, report.all.expired) == (4 / 3, 0.5, 0.25)
    assert [name for name, _figures in report.by_topic] == ["Farben", "Recht"]
    assert sum(bar.pieces for bar in report.bars) == 2


def test_page_says_what_is_stuck(cast: Cast) -> None:
    with time_machine.travel(at(2), tick=False):
        actions.hand_in(
            a_piece_of_clara(cast, planned_for=None, title="Liegt lange"),
            approver=cast.amira,
            deadline=timezone.now() + timedelta(days=60),
            actor=cast.actor(cast.clara),
        )
    with time_machine.travel(at(23), tick=False):
        shown = signed_in(cast.amira).get("/plan/approvals/figures/").content.decode()

    assert "Liegt lange" in shown


def test_figures_of_another_company_stay_there(cast: Cast) -> None:
    handed_in(cast, a_piece_of_clara(cast))
    assert lead_times.rounds(cast.actor(cast.dora), timezone.now() - timedelta(days=90)) == []
    assert Piece.objects.visible_to(cast.actor(cast.dora)).count() == 0
