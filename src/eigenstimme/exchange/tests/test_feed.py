"""The plan in calendars of one's own: the address, and what is fetched under it."""

from __future__ import annotations

import re
from datetime import UTC, date, timedelta
from typing import Any

import icalendar
import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from eigenstimme.audit.models import Entry
from eigenstimme.calendar.actions import Happening, add_event
from eigenstimme.calendar.tests.looking import at
from eigenstimme.exchange.actions import end_feed, make_feed
from eigenstimme.exchange.feed_links import feed_address
from eigenstimme.exchange.models import Feed
from eigenstimme.people.models import Membership
from eigenstimme.people.rights import Denied
from eigenstimme.people.tests.cast import Cast, grant, make_channel
from eigenstimme.plan import actions
from eigenstimme.plan.actions import VariantDraft, move_piece
from eigenstimme.plan.tests.pieces import a_piece, a_piece_of_clara, handed_in, queries_of, signed_in

PAGE = "/plan/own-calendar/"


def address_of(cast: Cast, member: Membership, filters: dict[str, Any] | None = None) -> str:
    feed = make_feed(filters or {}, actor=cast.actor(member))
    return feed_address(feed).removeprefix("http://localhost:8000")


def fetched(address: str) -> icalendar.Calendar:
    answer = Client().get(address)
    assert answer.status_code == 200
    return icalendar.Calendar.from_ical(answer.content)


def events(address: str) -> dict[str, Any]:
    return {str(event["summary"]): event for event in fetched(address).walk("VEVENT")}


def test_an_event_says_when_where_how_far_and_leads_to_the_post(cast: Cast) -> None:
    piece = a_piece_of_clara(cast, title="Farben, bunt; schön", planned_for=at(26, 17, 30))
    handed_in(cast, piece)

    event = events(address_of(cast, cast.ben))["Farben, bunt; schön · Blog"]

    assert event["dtstart"].dt == at(26, 17, 30)
    assert event["dtstart"].dt.tzinfo is UTC or event["dtstart"].dt.utcoffset() == timedelta(0)
    assert event["uid"] == f"post-{piece.pk}-{cast.blog.pk}@localhost"
    assert event["url"] == f"http://localhost:8000/plan/{piece.pk}/"
    assert event["status"] == "TENTATIVE"
    assert str(event["description"]).splitlines() == [
        "Stand: wartet auf Freigabe",
        "Am Zug: Amira Kern",
        "Kanäle: Blog",
        "Thema: Farben",
        f"http://localhost:8000/plan/{piece.pk}/",
    ]


def test_the_calendar_says_whose_it_is_and_how_often_to_fetch(cast: Cast) -> None:
    found: Any = fetched(address_of(cast, cast.ben))

    assert found["x-wr-calname"] == "Malerbetrieb Kern: Redaktionsplan"
    assert found["x-wr-timezone"] == "Europe/Berlin"
    assert found["refresh-interval"].dt == timedelta(hours=1)
    assert found["refresh-interval"].params["VALUE"] == "DURATION"
    assert (found["version"], found["method"]) == ("2.0", "PUBLISH")


def test_events_of_the_company_are_whole_days(cast: Cast) -> None:
    add_event(Happening("Messe", date(2026, 11, 28), date(2026, 12, 1)), actor=cast.actor(cast.amira))

    event = events(address_of(cast, cast.ben))["Messe"]

    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2026, 11, 28), date(2026, 12, 2))


def test_a_moved_post_keeps_its_name_and_a_dropped_one_is_gone(cast: Cast) -> None:
    piece, actor = a_piece(cast, title="Farben", planned_for=at(26)), cast.actor(cast.amira)
    address = address_of(cast, cast.ben)
    before = events(address)["Farben · Blog"]

    move_piece(piece, at=at(26), to=at(27), revision=1, actor=actor)
    after = events(address)["Farben · Blog"]
    assert (after["uid"], after["dtstart"].dt) == (before["uid"], at(27))
    assert after["sequence"] > before["sequence"]

    actions.drop_piece(piece, actor=actor)
    assert events(address) == {}


def test_two_times_of_a_post_have_two_names(cast: Cast) -> None:
    other = make_channel(cast.company, cast.amira, name="Anderswo")
    variants = [VariantDraft(cast.blog), VariantDraft(other, own_time=at(27))]
    a_piece(cast, title="Farben", planned_for=at(26), variants=variants)

    found = events(address_of(cast, cast.ben))

    assert set(found) == {"Farben · Blog", "Farben · Anderswo"}
    assert len({str(event["uid"]) for event in found.values()}) == 2


def test_rights_are_asked_at_every_fetch(cast: Cast) -> None:
    hidden = make_channel(cast.company, cast.amira, name="Geheim")
    a_piece(cast, title="Sichtbar")
    a_piece(cast, title="Verborgen", variants=[VariantDraft(hidden)])
    add_event(Happening("Messe", date(2026, 11, 28), date(2026, 11, 28)), actor=cast.actor(cast.amira))
    mandate = grant(cast.clara, ["plan.read"], by=cast.amira, every_channel=False)
    mandate.channels.add(cast.blog)
    address = address_of(cast, cast.clara)
    assert set(events(address)) == {"Sichtbar · Blog", "Messe"}

    mandate.ended_at, mandate.ended_by = timezone.now(), cast.amira
    mandate.save()

    assert events(address) == {}


def test_whoever_has_left_fetches_nothing(cast: Cast) -> None:
    address = address_of(cast, cast.ben)
    Membership.objects.filter(pk=cast.ben.pk).update(left_at=timezone.now())

    assert Client().get(address).status_code == 404


def test_a_closed_account_fetches_nothing(cast: Cast) -> None:
    address = address_of(cast, cast.ben)
    cast.ben.person.is_active = False
    cast.ben.person.save()

    assert Client().get(address).status_code == 404


def test_a_new_address_ends_the_old_and_a_closed_one_is_gone(cast: Cast) -> None:
    old = address_of(cast, cast.ben)
    new = address_of(cast, cast.ben)

    assert (Client().get(old).status_code, Client().get(new).status_code) == (404, 200)
    end_feed(Feed.objects.get(), actor=cast.actor(cast.ben))
    assert Client().get(new).status_code == 404
    verbs = Entry.objects.filter(verb__startswith="feed.").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["feed.made", "feed.made", "feed.ended"]


def test_the_key_alone_opens_nothing(cast: Cast) -> None:
    """Whoever has a copy of the database has no address."""
    address = address_of(cast, cast.ben)
    token = address.removeprefix("/plan/feed/").removesuffix(".ics")
    key = Feed.objects.get().key.hex

    assert token.startswith(f"{key}.")
    for wrong in (key, f"{key}.", f"{key}.{'a' * 43}", token[:-1]):
        assert Client().get(f"/plan/feed/{wrong}.ics").status_code == 404


def test_what_has_not_changed_is_not_sent_again(cast: Cast) -> None:
    piece = a_piece_of_clara(cast)
    address = address_of(cast, cast.ben)
    tag = Client().get(address).headers["ETag"]

    again = Client().get(address, headers={"if-none-match": tag})
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)

    handed_in(cast, piece)
    assert Client().get(address, headers={"if-none-match": tag}).status_code == 200


def test_filters_stay_as_they_were_when_it_was_made(cast: Cast) -> None:
    a_piece(cast, title="A")
    a_piece(cast, title="B", topic=cast.everyday)
    client = signed_in(cast.ben)
    client.post("/plan/filter/", {"topic": cast.everyday.pk})

    client.post(f"{PAGE}made/", {"filtered": "on"})
    address = feed_address(Feed.objects.get()).removeprefix("http://localhost:8000")
    client.post("/plan/filter/", {})

    assert set(events(address)) == {"B · Blog"}


def test_page_shows_the_address_only_to_its_owner(cast: Cast) -> None:
    client = signed_in(cast.ben)
    assert client.post(f"{PAGE}made/").status_code == 302
    shown = re.search(r"http://localhost:8000(/plan/feed/\S+\.ics)", client.get(PAGE).content.decode())
    assert shown
    assert Client().get(shown[1]).status_code == 200
    assert "Zuletzt abgerufen" in client.get(PAGE).content.decode()

    assert shown[1] not in signed_in(cast.amira).get(PAGE).content.decode()
    assert signed_in(cast.amira).post(f"{PAGE}ended/").status_code == 404
    client.post(f"{PAGE}ended/")
    assert not Feed.objects.exists()


def test_without_the_right_to_see_the_plan_there_is_no_address(cast: Cast) -> None:
    with pytest.raises(Denied):
        make_feed({}, actor=cast.actor(cast.clara))
    assert signed_in(cast.clara).get(PAGE).status_code == 200
    assert signed_in(cast.clara).post(f"{PAGE}made/").status_code == 403
    assert not Feed.objects.exists()


def test_too_many_fetches_are_turned_away(cast: Cast) -> None:
    cache.clear()
    address = address_of(cast, cast.ben)
    codes = [Client().get(address).status_code for _ in range(121)]

    assert (codes[119], codes[120]) == (200, 429)


@pytest.mark.parametrize("who", ["amira", "clara"])
def test_more_posts_need_no_more_queries(cast: Cast, who: str) -> None:
    grant(cast.clara, ["piece.draft"], by=cast.amira)
    address = address_of(cast, getattr(cast, who))
    Client().get(address)
    counts = []
    for number in (1, 5):
        for each in range(number):
            handed_in(cast, a_piece(cast, by=cast.clara, title=f"{number}-{each}"))
            add_event(
                Happening("Messe", date(2026, 11, 28), date(2026, 11, 28)), actor=cast.actor(cast.amira)
            )
        counts.append(queries_of(Client(), address))

    assert counts[0] == counts[1] <= 22
