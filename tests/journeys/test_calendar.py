"""The calendar by hand: by mouse, by keyboard and by finger; what it says when something cannot be."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from eigenstimme.calendar.actions import Happening, add_event
from eigenstimme.people.models import Company
from eigenstimme.people.tests.cast import Cast, grant, make_cast
from eigenstimme.plan import actions
from eigenstimme.plan.models import Piece
from eigenstimme.plan.tests.pieces import a_piece, a_piece_of_clara, handed_in, published
from tests.journeys.conftest import OpenWindow
from tests.journeys.networks import eventually
from tests.journeys.window import PATIENCE, PHONE, Window

pytestmark = pytest.mark.journey

BERLIN = ZoneInfo("Europe/Berlin")
SETTLED = 700  # milliseconds until the page has heard of what the test did before
HOLD = 500  # milliseconds a finger rests on a post before it lifts


def ahead(day: int) -> date:
    """A day of the month after next: everything in it lies ahead, and its sixteenth is never near its edges."""
    first = (timezone.localdate().replace(day=1) + timedelta(days=62)).replace(day=1)
    return first.replace(day=day)


def at(day: int, hour: int = 14, minute: int = 30) -> datetime:
    return datetime.combine(ahead(day), time(hour, minute), tzinfo=BERLIN)


@pytest.fixture
def cast(home: str) -> Cast:
    return make_cast()


def stands(piece: Piece, at: datetime | None) -> None:
    """Wait until this is its time."""

    def there() -> bool:
        piece.refresh_from_db()
        return piece.planned_for == at

    eventually(there, f"“{piece}” at {at}")


def month(window: Window, view: str = "") -> Page:
    window.open(f"/plan/{view}?date={ahead(16)}")
    window.page.wait_for_timeout(SETTLED)
    return window.page


def cell(page: Page, day: int, hour: int | None = None) -> Locator:
    place = page.locator(f"[data-day='{ahead(day)}']")
    return place if hour is None else place.locator(f"[data-hour='{hour}']")


def post(page: Page, title: str) -> Locator:
    return page.locator("[data-calendar] li", has_text=title).locator("visible=true").first


def drag(page: Page, what: Locator, where: Locator) -> None:
    """By mouse, from one to the other."""
    expect(what).to_be_in_viewport()
    start = what.bounding_box()
    assert start
    page.mouse.move(start["x"] + 20, start["y"] + 12)
    page.mouse.down()
    page.mouse.move(start["x"] + 40, start["y"] + 30, steps=3)
    end = where.bounding_box()
    assert end
    page.mouse.move(end["x"] + end["width"] / 2, end["y"] + end["height"] / 2, steps=5)
    page.mouse.up()


def carry(page: Page, what: Locator, where: Callable[[], Locator]) -> None:
    """By finger: rest, lift, carry. ``where`` is asked once it has lifted, for then other things may be there."""
    touch = page.context.new_cdp_session(page)
    what.evaluate("element => element.scrollIntoView({block: 'center'})")
    box = what.bounding_box()
    assert box

    def send(kind: str, *spots: tuple[float, float]) -> None:
        points = [{"x": x, "y": y} for x, y in spots]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    x, y = box["x"] + 40, box["y"] + box["height"] / 2
    send("touchStart", (x, y))
    page.wait_for_timeout(HOLD)
    send("touchMove", (x + 2, y + 2))
    page.wait_for_timeout(100)
    end = where().bounding_box()
    assert end
    to_x, to_y = end["x"] + end["width"] / 2, end["y"] + end["height"] / 2
    for step in range(1, 6):
        send("touchMove", (x + (to_x - x) * step / 5, y + (to_y - y) * step / 5))
    send("touchEnd")


def says(window: Window, words: str) -> None:
    """In a message that everyone sees, and that is read aloud."""
    expect(window.page.locator("#messages")).to_contain_text(words, timeout=PATIENCE)


def hears(window: Window, words: str) -> None:
    expect(window.page.locator("#announce")).to_contain_text(words, timeout=PATIENCE)


def test_a_post_is_dragged_to_another_day_and_back(cast: Cast, open_window: OpenWindow) -> None:
    piece = a_piece(cast, title="Fünf Farben", planned_for=at(16))
    lead = open_window(member=cast.amira)
    page = month(lead)

    drag(page, post(page, "Fünf Farben"), cell(page, 18))

    stands(piece, at(18))
    expect(cell(page, 18)).to_contain_text("14:30 Fünf Farben")
    says(lead, "Verschoben auf")
    lead.press("Undo")
    stands(piece, at(16))
    expect(cell(page, 16)).to_contain_text("14:30 Fünf Farben")


def test_in_the_week_it_goes_to_an_hour_and_keeps_its_minutes(cast: Cast, open_window: OpenWindow) -> None:
    piece = a_piece(cast, title="Fünf Farben", planned_for=at(16))
    page = month(open_window(member=cast.amira), "week/")
    other = 17 if ahead(16).weekday() < 6 else 15

    drag(page, post(page, "Fünf Farben"), cell(page, other, 9))

    stands(piece, at(other, 9))


def test_the_keyboard_moves_it_by_days_and_weeks_and_says_where(cast: Cast, open_window: OpenWindow) -> None:
    piece = a_piece(cast, title="Fünf Farben", planned_for=at(16))
    lead = open_window(member=cast.amira)
    page = month(lead)
    link = post(page, "Fünf Farben").get_by_role("link").first

    link.focus()
    page.keyboard.press("m")
    hears(lead, "Die Pfeiltasten wählen eine andere Zeit")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowUp")
    hears(lead, f"{ahead(10).day}. ")
    page.keyboard.press("Escape")
    hears(lead, "Es bleibt, wo es war.")
    page.keyboard.press("m")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")

    stands(piece, at(15))
    expect(post(page, "Fünf Farben").get_by_role("link").first).to_be_focused()


def test_the_keyboard_moves_it_by_hours_and_out_of_the_calendar(cast: Cast, open_window: OpenWindow) -> None:
    piece = a_piece(cast, title="Fünf Farben", planned_for=at(16))
    lead = open_window(member=cast.amira)
    page = month(lead, "day/")

    def press(*keys: str) -> None:
        post(page, "Fünf Farben").get_by_role("link").first.focus()
        for key in ("m", *keys, "Enter"):
            page.keyboard.press(key)

    press("ArrowUp", "ArrowUp")
    stands(piece, at(16, 12))
    expect(cell(page, 16, 12)).to_contain_text("12:30 Fünf Farben")
    press("Delete")
    stands(piece, None)
    expect(page.get_by_role("complementary")).to_contain_text("Fünf Farben")


def test_what_was_asked_for_is_moved_only_after_a_word(cast: Cast, open_window: OpenWindow) -> None:
    piece = handed_in(cast, a_piece_of_clara(cast, title="Fünf Farben", planned_for=at(16))).piece
    lead = open_window(member=cast.amira)
    page = month(lead)

    drag(page, post(page, "Fünf Farben"), cell(page, 18))
    lead.reads("Its approval has been asked for. After moving, it has to be handed in again.")
    lead.press("Leave it there")
    piece.refresh_from_db()
    assert piece.planned_for == at(16)
    drag(page, post(page, "Fünf Farben"), cell(page, 18))
    lead.press("Move", within=page.get_by_role("dialog"))

    stands(piece, at(18))
    says(lead, "Er muss neu freigegeben werden.")


def test_an_idea_becomes_a_post_on_the_day_it_is_dragged_to(cast: Cast, open_window: OpenWindow) -> None:
    actions.suggest_idea(text="Die Kundin weinte vor Freude.", actor=cast.actor(cast.ben))
    lead = open_window(member=cast.amira)
    page = month(lead)

    drag(page, post(page, "Die Kundin weinte"), cell(page, 18))

    expect(lead.field("When?")).to_have_value(f"{ahead(18)}T10:00", timeout=PATIENCE)
    expect(lead.field("Text")).to_have_value("Die Kundin weinte vor Freude.")


def test_what_cannot_be_moved_says_why(cast: Cast, open_window: OpenWindow) -> None:
    published(a_piece(cast, title="Draußen", planned_for=at(16)), "sent", due_at=at(16))
    a_piece(cast, title="Entwurf", planned_for=at(17))
    grant(cast.clara, ["plan.read"], by=cast.amira)
    lead, outside = open_window(member=cast.amira), open_window(member=cast.clara)

    page = month(lead)
    drag(page, post(page, "Draußen"), cell(page, 18))
    says(lead, "Das ist schon veröffentlicht und lässt sich nicht verschieben.")
    page = month(outside)
    drag(page, post(page, "Entwurf"), cell(page, 18))
    says(outside, "Mandat")

    assert not Piece.objects.exclude(planned_for__in=[at(16), at(17)]).exists()


def test_into_the_past_it_does_not_go(cast: Cast, open_window: OpenWindow) -> None:
    piece = a_piece(cast, title="Fünf Farben", planned_for=timezone.now() + timedelta(days=1))
    before, lead = piece.planned_for, open_window(member=cast.amira)
    lead.open("/plan/week/")
    if timezone.localdate().weekday() == 6:
        lead.open(f"/plan/week/?date={timezone.localdate() + timedelta(days=1)}")
        return  # on Sundays nothing of the week ahead has passed

    post(lead.page, "Fünf Farben").get_by_role("link").first.focus()
    for key in ("m", "ArrowLeft", "ArrowLeft", "ArrowLeft"):
        lead.page.keyboard.press(key)
    lead.page.keyboard.press("Enter")

    piece.refresh_from_db()
    assert piece.planned_for == before


def test_filters_stay_and_holidays_and_events_are_seen(cast: Cast, open_window: OpenWindow) -> None:
    Company.objects.update(region="DE-BW")
    a_piece(cast, title="Farben", planned_for=at(16))
    a_piece(cast, title="Alltag am Gerüst", topic=cast.everyday, planned_for=at(16))
    add_event(Happening("Werkstattfest", ahead(17), ahead(18)), actor=cast.actor(cast.amira))
    lead = open_window(member=cast.amira)
    page = month(lead)
    expect(cell(page, 17)).to_contain_text("Werkstattfest")

    page.locator("summary", has_text="Filter").click()
    lead.choose("Topic", "Alltag")
    lead.press("Show")
    expect(cell(page, 16)).not_to_contain_text("Farben")
    lead.follow("Week")
    expect(cell(page, 16)).to_contain_text("Alltag am Gerüst")
    expect(cell(page, 16)).not_to_contain_text("Farben")
    lead.press("Reset filters")
    expect(cell(page, 16)).to_contain_text("Farben")
    lead.open(f"/plan/?date={ahead(1).year}-12-25")
    expect(page.locator(f"[data-day='{ahead(1).year}-12-25']")).to_contain_text("Erster Weihnachtstag")


def test_board_says_who_has_the_next_move(cast: Cast, open_window: OpenWindow) -> None:
    handed_in(cast, a_piece_of_clara(cast, title="Fünf Farben", planned_for=at(16)))
    page = month(open_window(member=cast.ben), "board/")

    column = page.get_by_role("region", name=re.compile("wartet auf Freigabe"))
    expect(column).to_contain_text("Fünf Farben")
    expect(column).to_contain_text("Amira Kern ist am Zug")


def test_on_the_phone_a_day_opens_below_and_a_finger_carries(cast: Cast, open_window: OpenWindow) -> None:
    piece = a_piece(cast, title="Fünf Farben", planned_for=at(16))
    page = month(open_window(PHONE, member=cast.amira))

    cell(page, 16).tap()
    expect(page.locator("[data-below]")).to_contain_text("Fünf Farben")
    carry(page, page.locator("[data-below] li", has_text="Fünf Farben"), lambda: cell(page, 10))

    stands(piece, at(10))


def test_on_the_phone_the_tray_opens_below_and_gives_a_post_its_time(
    cast: Cast, open_window: OpenWindow
) -> None:
    piece = a_piece(cast, title="Fünf Farben", planned_for=None)
    lead = open_window(PHONE, member=cast.amira)
    page = month(lead)

    page.get_by_role("button", name=re.compile("Ohne Zeit")).tap()
    carry(page, post(page, "Fünf Farben"), lambda: cell(page, 4))

    stands(piece, at(4, 10, 0))


def test_on_the_phone_the_form_moves_it_too(cast: Cast, open_window: OpenWindow) -> None:
    piece = a_piece(cast, title="Fünf Farben", planned_for=at(16))
    lead = open_window(PHONE, member=cast.amira)
    page = month(lead, "week/")

    expect(cell(page, 16)).to_contain_text("14:30 Fünf Farben")
    lead.follow(name=re.compile("Fünf Farben"))
    lead.follow("Move")
    lead.fill("Date and time", f"{ahead(18)}T09:00")
    lead.press("Move")

    stands(piece, at(18, 9, 0))
