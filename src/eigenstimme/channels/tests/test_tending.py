"""Time promised and given, and the channel check: leads write promises, everybody their own time, sums for all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from eigenstimme.audit.models import Entry
from eigenstimme.channels import actions, errors
from eigenstimme.channels.actions import ProfileDraft, TimeDraft
from eigenstimme.channels.chapter import CHAPTER
from eigenstimme.channels.models import Channel, ChannelProfile, Promise, TimeGiven, WeeklyTime, monday_of
from eigenstimme.channels.tending import Tended, quiet_for, rooms, tended
from eigenstimme.people.actions import say_goodbye
from eigenstimme.people.models import Membership
from eigenstimme.people.rights import Denied
from eigenstimme.people.tests.cast import Cast, make_channel
from eigenstimme.strategy.playbook import live

pytestmark = pytest.mark.django_db

SignIn = Callable[[Membership], Client]


def today() -> date:
    return timezone.localdate()


def weeks_ago(weeks: int) -> date:
    return monday_of(today()) - timedelta(weeks=weeks)


def promised(cast: Cast, person: Membership, minutes: int = 120, *, weeks: int = 10) -> Promise:
    return Promise.objects.create(channel=cast.blog, person=person, minutes=minutes, since=weeks_ago(weeks))


def gave(cast: Cast, person: Membership, minutes: int, weeks: int = 0) -> TimeGiven:
    return TimeGiven.objects.create(
        channel=cast.blog, person=person, week=weeks_ago(weeks), minutes=minutes, what="Geheimes"
    )


def the_blog(cast: Cast, reader: Membership) -> Tended:
    return next(each for each in tended(cast.actor(reader), today()) if each.channel == cast.blog)


# --- promises -----------------------------------------------------------------------------------------------


def test_another_amount_ends_the_promise_before_it(cast: Cast) -> None:
    before = promised(cast, cast.ben, 120)
    amira = cast.actor(cast.amira)
    new = actions.promise_time(cast.blog, cast.ben, minutes=60, in_all=300, actor=amira)

    before.refresh_from_db()
    assert (before.until, new.minutes, new.until) == (today(), 60, None)
    assert WeeklyTime.objects.get().minutes == 300
    entry = Entry.objects.get(verb="promise.made")
    assert entry.params == {"person": "Ben Arndt", "minutes": 60}


def test_the_same_promise_twice_is_one_and_a_slip_of_the_day_leaves_no_trace(cast: Cast) -> None:
    amira = cast.actor(cast.amira)
    for minutes in (60, 60, 90):
        actions.promise_time(cast.blog, cast.ben, minutes=minutes, actor=amira)

    assert list(Promise.objects.values_list("minutes", "until")) == [(90, None)]


def test_promise_is_ended_once(cast: Cast) -> None:
    promise = promised(cast, cast.ben)
    for _time in range(2):
        actions.end_promise(promise, actor=cast.actor(cast.amira))

    promise.refresh_from_db()
    assert promise.until == today()
    assert Entry.objects.filter(verb="promise.ended").count() == 1


def test_only_own_people_promise_time_also_in_the_database(cast: Cast) -> None:
    for outside in (cast.clara, cast.robo):
        with pytest.raises(errors.NotResponsible):
            actions.promise_time(cast.blog, outside, minutes=60, actor=cast.actor(cast.amira))
        with pytest.raises(IntegrityError), transaction.atomic():
            promised(cast, outside)
        with pytest.raises(IntegrityError), transaction.atomic():
            gave(cast, outside, 30)
        with pytest.raises(IntegrityError), transaction.atomic():
            WeeklyTime.objects.create(person=outside, minutes=60)


def test_nobody_of_another_company_is_put_down(cast: Cast) -> None:
    with pytest.raises(Denied):
        actions.promise_time(cast.blog, cast.dora, minutes=60, actor=cast.actor(cast.amira))
    assert not Promise.objects.exists()


def test_nothing_is_promised_to_a_closed_channel(cast: Cast) -> None:
    Channel.objects.filter(pk=cast.blog.pk).update(closed_at=timezone.now())
    amira = cast.actor(cast.amira)
    with pytest.raises(errors.AlreadyClosed):
        actions.promise_time(cast.blog, cast.ben, minutes=60, actor=amira)
    with pytest.raises(errors.AlreadyClosed):
        actions.describe(cast.blog, purpose="", draft=ProfileDraft(), actor=amira)


def test_whoever_leaves_promises_nothing_any_more(cast: Cast) -> None:
    promised(cast, cast.ben)
    say_goodbye(cast.ben, successors={}, actor=cast.actor(cast.amira))

    assert not Promise.objects.standing().exists()


def test_free_time_is_reckoned_over_all_channels(cast: Cast) -> None:
    promised(cast, cast.ben, 100)
    second = make_channel(cast.company, cast.amira, name="Zwei")
    actions.promise_time(second, cast.ben, minutes=80, actor=cast.actor(cast.amira))
    closed = make_channel(cast.company, cast.amira, name="Zu")
    Promise.objects.create(channel=closed, person=cast.ben, minutes=500, since=today())
    Channel.objects.filter(pk=closed.pk).update(closed_at=timezone.now())

    left = {each.person: each.left for each in rooms(cast.company.pk)}
    assert left == {cast.amira: 150, cast.ben: -30}


# --- time given ---------------------------------------------------------------------------------------------


def test_time_is_written_down_once_per_form_and_history_keeps_the_amount_to_itself(cast: Cast) -> None:
    ben, key = cast.actor(cast.ben), uuid4()
    draft = TimeDraft(today(), 45, "Kommentare")
    for _time in range(2):
        given = actions.give_time(cast.blog, cast.ben, draft, form_key=key, actor=ben)

    assert (TimeGiven.objects.get(), given.week) == (given, monday_of(today()))
    entry = Entry.objects.get(verb="time.given")
    assert (entry.thing_name, entry.params) == ("Blog", {})


def test_nobody_writes_down_time_for_somebody_else_not_even_the_lead(cast: Cast) -> None:
    given = gave(cast, cast.ben, 30)
    amira = cast.actor(cast.amira)
    with pytest.raises(Denied, match="eigene Zeit"):
        actions.give_time(cast.blog, cast.ben, TimeDraft(today(), 30), actor=amira)
    with pytest.raises(Denied, match="eigene Zeit"):
        actions.take_back_time(given, actor=amira)

    assert TimeGiven.objects.get() == given


def test_time_to_come_is_not_written_down(cast: Cast) -> None:
    with pytest.raises(errors.InTheFuture):
        actions.give_time(
            cast.blog, cast.ben, TimeDraft(today() + timedelta(days=7), 30), actor=cast.actor(cast.ben)
        )


def test_time_is_taken_back_once(cast: Cast) -> None:
    given, ben = gave(cast, cast.ben, 30), cast.actor(cast.ben)
    again = TimeGiven.objects.get(pk=given.pk)
    actions.take_back_time(given, actor=ben)
    actions.take_back_time(again, actor=ben)

    assert not TimeGiven.objects.exists()
    assert Entry.objects.filter(verb="time.taken_back").count() == 1


# --- the comparison -----------------------------------------------------------------------------------------


def test_weeks_add_up_what_was_promised_then_and_given(cast: Cast) -> None:
    promised(cast, cast.ben, 60, weeks=2)
    promised(cast, cast.amira, 30, weeks=10)
    gave(cast, cast.ben, 40, weeks=1)
    gave(cast, cast.amira, 5, weeks=1)
    gave(cast, cast.ben, 99, weeks=9)  # longer ago than is shown

    weeks = the_blog(cast, cast.ben).weeks
    assert [week.promised for week in weeks] == [30, 30, 30, 30, 30, 90, 90, 90]
    assert [week.given for week in weeks] == [0, 0, 0, 0, 0, 0, 45, 0]


def test_cost_is_hours_given_at_the_companys_rate(cast: Cast) -> None:
    for weeks in range(8):
        gave(cast, cast.ben, 60, weeks=weeks)
    assert round(the_blog(cast, cast.ben).inside, 2) == Decimal("195.00")  # 52/12 hours at 45 €

    actions.set_hourly_rate(Decimal(60), actor=cast.actor(cast.amira))
    assert round(the_blog(cast, cast.ben).inside, 2) == Decimal("260.00")


def test_comparison_shows_sums_and_of_others_nothing_else(cast: Cast, signed_in: SignIn) -> None:
    promised(cast, cast.ben)
    gave(cast, cast.ben, 480, weeks=1)
    gave(cast, cast.amira, 480, weeks=1)
    actions.describe(
        cast.blog,
        purpose="Anfragen",
        draft=ProfileDraft("Hauskäufer", posts_a_week=Decimal(1)),
        actor=cast.actor(cast.amira),
    )
    page = signed_in(cast.amira).get("/channels/comparison/").content.decode()

    for words in ("Anfragen", "Hauskäufer", "Ben Arndt", "2 h", "von 4 gewünschten"):
        assert words in page
    assert "Geheimes" not in page
    assert "Geheimes" in signed_in(cast.ben).get("/channels/time/").content.decode()
    assert page.count("Geheimes") == 0


def test_my_time_shows_nobody_elses(cast: Cast, signed_in: SignIn) -> None:
    given = gave(cast, cast.ben, 30)
    client = signed_in(cast.amira)
    assert "Geheimes" not in client.get("/channels/time/").content.decode()
    assert client.post(f"/channels/time/{given.pk}/removal/").status_code == 404


def test_comparison_takes_the_same_number_of_queries_for_many(
    cast: Cast, signed_in: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = signed_in(cast.amira)

    def queries() -> int:
        with django_assert_max_num_queries(22) as counted:
            page = client.get("/channels/comparison/")
        assert len(page.content) < 60_000
        return len(counted)

    promised(cast, cast.ben)
    gave(cast, cast.ben, 30)
    few = queries()
    for number in range(4):
        channel = make_channel(cast.company, cast.amira, name=f"Kanal {number}")
        Promise.objects.create(channel=channel, person=cast.ben, minutes=60, since=today())
        ChannelProfile.objects.create(channel=channel, audience="Alle")
    assert queries() == few


def test_pages_are_for_whom_they_are(cast: Cast, signed_in: SignIn) -> None:
    promise = promised(cast, cast.ben)
    blog = cast.blog.pk
    lead_only = [f"/channels/{blog}/profile/", f"/channels/{blog}/promises/", "/channels/hourly-rate/"]
    for member, lead, check in [(cast.amira, 200, 200), (cast.ben, 403, 200), (cast.clara, 404, 403)]:
        client = signed_in(member)
        for address in lead_only[:2]:
            assert client.get(address).status_code == lead
        assert client.get("/channels/comparison/").status_code == check
    elsewhere = signed_in(cast.dora)
    assert [elsewhere.get(address).status_code for address in lead_only[:2]] == [404, 404]
    assert elsewhere.post(f"/channels/promises/{promise.pk}/end/").status_code == 404


def test_forms_keep_what_was_typed_and_say_what_is_wrong(cast: Cast, signed_in: SignIn) -> None:
    client = signed_in(cast.amira)
    answer = client.post(f"/channels/{cast.blog.pk}/promises/", {"person": cast.ben.pk, "minutes": "viel"})
    assert (answer.status_code, "viel" in answer.content.decode()) == (422, True)
    assert client.post("/channels/time/", {"minutes": "30"}).status_code == 422
    assert client.post("/channels/hourly-rate/", {"euros": "-1"}).status_code == 422

    client.post(f"/channels/{cast.blog.pk}/promises/", {"person": cast.ben.pk, "minutes": "1.5"})
    client.post("/channels/hourly-rate/", {"euros": "52.50"})
    typed = {"channel": cast.blog.pk, "day": today().isoformat(), "minutes": "20"}
    client.post("/channels/time/", typed)

    assert Promise.objects.get().minutes == 90
    assert TimeGiven.objects.get().person == cast.amira
    assert the_blog(cast, cast.amira).rate == Decimal("52.50")


def test_profile_is_written_and_read_on_the_channels_page(cast: Cast, signed_in: SignIn) -> None:
    client = signed_in(cast.amira)
    typed = {
        "purpose": "Anfragen",
        "audience": "Hauskäufer",
        "posts_a_week": "0.5",
        "answer_hours": "24",
        "imprint_url": "https://kern.example/impressum",
        "label_notes": "Anzeige",
    }
    assert client.post(f"/channels/{cast.blog.pk}/profile/", typed | {"answer_hours": "x"}).status_code == 422
    client.post(f"/channels/{cast.blog.pk}/profile/", typed)

    page = client.get(f"/channels/{cast.blog.pk}/").content.decode()
    for words in ("Hauskäufer", "innerhalb von 24 Stunden", "https://kern.example/impressum", "Anzeige"):
        assert words in page


def test_quiet_channel_of_mine_is_known_after_two_weeks(cast: Cast) -> None:
    Channel.objects.filter(pk=cast.blog.pk).update(network="by_hand")
    promised(cast, cast.ben, weeks=3)
    assert quiet_for(cast.actor(cast.ben), timezone.now()) == [cast.blog]
    assert quiet_for(cast.actor(cast.amira), timezone.now()) == []

    given = gave(cast, cast.amira, 10, weeks=1)
    assert quiet_for(cast.actor(cast.ben), timezone.now()) == []
    given.delete()
    Promise.objects.update(since=today() - timedelta(days=13))
    assert quiet_for(cast.actor(cast.ben), timezone.now()) == []


def test_playbook_tells_what_open_channels_are_for(cast: Cast) -> None:
    ChannelProfile.objects.create(channel=cast.blog, audience="Hauskäufer", posts_a_week=Decimal("0.5"))
    closed = make_channel(cast.company, cast.amira, name="Zu")
    Channel.objects.filter(pk=closed.pk).update(closed_at=timezone.now())

    told = {"name": "Blog", "audience": "Hauskäufer", "rhythm": "0,5"}
    assert CHAPTER.read(cast.company.pk) == {"channels": [told]}
    assert CHAPTER in live.chapters()
