"""Public holidays and events of the company's own."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from eigenstimme.audit.models import Entry
from eigenstimme.calendar.actions import Happening, add_event, change_event, remove_event
from eigenstimme.calendar.models import Event
from eigenstimme.calendar.period import longest_gap
from eigenstimme.calendar.tests.looking import DAY, MONTH, WEEK
from eigenstimme.people.rights import Denied
from eigenstimme.people.tests.cast import Cast, grant
from eigenstimme.plan.tests.pieces import signed_in

OPEN_DAY = Happening("Werkstattfest", date(2026, 11, 27), date(2026, 11, 27))
FAIR = Happening("Messe", date(2026, 11, 28), date(2026, 12, 1))


def an_event(cast: Cast, happening: Happening = OPEN_DAY) -> Event:
    return add_event(happening, actor=cast.actor(cast.amira))


def test_holiday_of_the_companys_region_stands_on_its_day_in_the_readers_language(cast: Cast) -> None:
    client = signed_in(cast.amira)
    assert "Allerheiligen" not in client.get(MONTH).content.decode()
    cast.company.region = "DE-BW"
    cast.company.save()

    assert "Allerheiligen" in client.get(MONTH).content.decode()
    assert "Allerheiligen" in client.get(WEEK, {"date": "2026-11-01"}).content.decode()
    assert "Allerheiligen" in client.get(DAY, {"date": "2026-11-01"}).content.decode()
    cast.amira.person.language = "en"
    cast.amira.person.save()
    assert "All Saints&#x27; Day" in client.get(MONTH).content.decode()


def test_event_stands_on_all_its_days_and_is_named_where_it_begins(cast: Cast) -> None:
    an_event(cast, FAIR)

    cells = {
        cell.date.day: cell.events
        for week in signed_in(cast.ben).get(MONTH).context["weeks"]
        for cell in week
        if cell.events
    }

    assert {day: [(each.named, each.last) for each in there] for day, there in cells.items()} == {
        28: [(True, False)],
        29: [(False, False)],
        30: [(True, False)],  # a new week
    }


def test_whoever_may_draft_enters_changes_and_takes_out(cast: Cast) -> None:
    grant(cast.clara, ["piece.draft"], by=cast.amira)
    client = signed_in(cast.clara)

    client.post("/plan/events/new/", {"title": "Messe", "starts_on": "2026-11-28", "ends_on": ""})
    event = Event.objects.get()
    assert (event.starts_on, event.ends_on) == (date(2026, 11, 28), date(2026, 11, 28))
    client.post(
        f"/plan/events/{event.pk}/", {"title": "Messe", "starts_on": "2026-11-28", "ends_on": "2026-12-01"}
    )
    event.refresh_from_db()
    assert event.ends_on == date(2026, 12, 1)
    client.post(f"/plan/events/{event.pk}/removed/")

    assert not Event.objects.exists()
    verbs = Entry.objects.filter(verb__startswith="event.").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["event.added", "event.changed", "event.removed"]


def test_last_day_before_the_first_is_refused_and_kept(cast: Cast) -> None:
    typed = {"title": "Messe", "starts_on": "2026-11-28", "ends_on": "2026-11-27"}

    answer = signed_in(cast.amira).post("/plan/events/new/", typed)

    assert answer.status_code == 422
    assert 'value="2026-11-27"' in answer.content.decode()
    with pytest.raises(IntegrityError), transaction.atomic():
        an_event(cast, Happening("x", date(2026, 11, 28), date(2026, 11, 27)))


@pytest.mark.parametrize("who", ["ben", "clara", "dora"])
def test_events_need_the_right_to_draft(cast: Cast, who: str) -> None:
    event, actor = an_event(cast), cast.actor(getattr(cast, who))

    with pytest.raises(Denied):
        change_event(event, FAIR, actor=actor)
    with pytest.raises(Denied):
        remove_event(event, actor=actor)
    if who != "dora":
        with pytest.raises(Denied):
            add_event(FAIR, actor=actor)
        assert signed_in(getattr(cast, who)).get("/plan/events/new/").status_code == 403

    assert [each.title for each in Event.objects.all()] == ["Werkstattfest"]


def test_another_company_sees_none(cast: Cast) -> None:
    event = an_event(cast)
    client = signed_in(cast.dora)

    assert event.title not in client.get(MONTH).content.decode()
    assert event.title not in client.get("/plan/events/").content.decode()
    assert client.post(f"/plan/events/{event.pk}/removed/").status_code == 404


def test_list_of_events_shows_what_lies_ahead(cast: Cast) -> None:
    an_event(cast, Happening("vorbei", date(2026, 11, 1), date(2026, 11, 2)))
    an_event(cast, Happening("läuft", date(2026, 11, 20), date(2026, 11, 22)))
    an_event(cast)

    page = signed_in(cast.ben).get("/plan/events/").context["page"]

    assert [event.title for event in page] == ["läuft", "Werkstattfest"]


def test_gap_ahead_is_named(cast: Cast) -> None:
    page = signed_in(cast.amira).get(MONTH)

    assert page.context["gap"] == (date(2026, 11, 23), date(2026, 11, 30))
    assert "ist noch nichts geplant" in page.content.decode()


@pytest.mark.parametrize(
    ("busy", "free", "gap"),
    [
        ([], [], (23, 30)),
        ([24], [], (25, 30)),
        ([24, 26], [], None),  # Friday and Monday are too few
        ([23, 25, 27, 30], [], None),
        ([25], [26], None),
    ],
)
def test_longest_gap_counts_working_days_ahead(
    busy: list[int], free: list[int], gap: tuple[int, int] | None
) -> None:
    days = [date(2026, 11, day) for day in range(1, 31)]

    found = longest_gap(
        days, [date(2026, 11, each) for each in busy], [date(2026, 11, each) for each in free]
    )

    assert (found and (found[0].day, found[1].day)) == gap
