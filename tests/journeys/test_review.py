"""Looking at each other's work: a passage commented on, a version brought back, a week approved at once."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from eigenstimme.people.tests.cast import Cast, grant, make_cast
from eigenstimme.plan import actions
from eigenstimme.plan.models import Approval, Comment, Outcome, Piece
from eigenstimme.plan.tests.pieces import a_piece_of_clara, draft, handed_in
from tests.journeys.conftest import OpenWindow
from tests.journeys.window import DESK, PHONE, Device, Window

pytestmark = pytest.mark.journey

SELECT = """([place, words]) => {
    const text = document.querySelector(`[data-place="${place}"]`).firstChild;
    const start = text.textContent.lastIndexOf(words);
    document.getSelection().setBaseAndExtent(text, start, text, start + words.length);
}"""


@pytest.fixture
def cast(home: str) -> Cast:
    cast = make_cast()
    grant(cast.clara, ["piece.draft"], by=cast.amira)
    return cast


def open_versions(window: Window, piece: Piece) -> None:
    window.open(piece.get_absolute_url())
    window.follow("Compare and comment")


@pytest.mark.parametrize("device", [DESK, PHONE], ids=["desk", "phone"])
def test_selected_passage_is_commented_on_answered_and_settled(
    cast: Cast, open_window: OpenWindow, device: Device
) -> None:
    piece = a_piece_of_clara(cast, text="Farbe trocknet. Farbe hält.")
    amira = open_window(device, member=cast.amira)
    open_versions(amira, piece)
    amira.page.evaluate(SELECT, ["text", "Farbe"])
    amira.fill("Your comment", "Welche Farbe genau?")
    amira.press("Comment", "verb")
    amira.reads("Your comment is there.")
    comment = Comment.objects.get()
    assert (comment.quote, comment.start) == ("Farbe", 16)

    clara = open_window(device, member=cast.clara)
    open_versions(clara, piece)
    clara.main.get_by_text(clara.word("Answer"), exact=True).click()
    clara.fill("Your answer", "Salbeigrün.")
    clara.press("Send the answer")
    clara.reads_words("Salbeigrün.")
    clara.press("Settled", "verb")
    clara.reads("Settled.")
    clara.reads("No comment is open.")


def test_older_version_is_compared_and_brought_back(cast: Cast, open_window: OpenWindow) -> None:
    piece = a_piece_of_clara(cast, text="Wir malen Wände.")
    actions.edit_piece(piece, draft(cast, text="Wir streichen."), revision=1, actor=cast.actor(cast.clara))
    clara = open_window(DESK, member=cast.clara)
    open_versions(clara, piece)
    assert clara.main.locator("del").first.inner_text() in "malen Wände"

    first = clara.field("Version").locator("option").last.inner_text()
    clara.choose("Version", first)
    clara.press("Compare")
    clara.main.get_by_role("button", name=clara.word("Go back to version %(number)s", number=1)).click()
    clara.reads("The post reads again as in version %(number)s.", number=1)
    assert Piece.objects.get().text == "Wir malen Wände."


@pytest.mark.parametrize("device", [DESK, PHONE], ids=["desk", "phone"])
def test_week_is_approved_on_one_screen(cast: Cast, open_window: OpenWindow, device: Device) -> None:
    for number, day in enumerate(days_of_next_week()):
        handed_in(cast, a_piece_of_clara(cast, title=f"Beitrag {number}", planned_for=day))
    amira = open_window(device, member=cast.amira)
    amira.open("/plan/approvals/")
    amira.follow("A week at once")
    amira.press("Approve what is ticked")
    amira.reads("Nothing was chosen. Tick the posts that may go out.")
    amira.tick(name="Beitrag 0")
    amira.tick(name="Beitrag 2")
    amira.press("Approve what is ticked")
    amira.reads_words("2 Beiträge freigegeben.")

    outcomes = Approval.objects.order_by("piece__title").values_list("outcome", flat=True)
    assert list(outcomes) == [Outcome.APPROVED, Outcome.OPEN, Outcome.APPROVED]


def days_of_next_week() -> list[datetime]:
    today = timezone.localtime().replace(hour=9, minute=0, second=0, microsecond=0)
    monday = today + timedelta(days=7 - today.weekday())
    return [monday + timedelta(days=number) for number in range(3)]
