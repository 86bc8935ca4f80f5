"""Granting on the page: sentences, not rights."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from eigenstimme.mandates import words
from eigenstimme.mandates.models import Mandate
from eigenstimme.people.models import Kind
from eigenstimme.people.tests.cast import Cast, grant, join, make_cast, make_channel
from eigenstimme.plan import actions as plan
from eigenstimme.plan.tests.test_life import a_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def amira(client: Client, cast: Cast) -> Client:
    client.force_login(cast.amira.person)
    return client


def typed(cast: Cast, **changes: object) -> dict[str, object]:
    first = timezone.localdate(timezone=cast.company.zone)
    values: dict[str, object] = {
        "acts": ["piece.draft", "inbox.recommend"],
        "publishes_up_to": "",
        "where": "some",
        "channels": [cast.blog.pk],
        "about": "every",
        "first_day": first.isoformat(),
        "last_day": "2027-03-31",
        "contact": cast.amira.pk,
    }
    return {key: value for key, value in {**values, **changes}.items() if value is not None}


def new(holder_pk: int, cast: Cast) -> str:
    return f"/mandates/new/{holder_pk}/"


def test_mandate_is_granted_and_its_last_day_is_whole(amira: Client, cast: Cast) -> None:
    answer = amira.post(new(cast.clara.pk, cast), typed(cast))

    mandate = Mandate.objects.get()
    assert answer["Location"] == f"/mandates/{mandate.pk}/"
    assert mandate.ends_at == datetime(2027, 4, 1, tzinfo=ZoneInfo("Europe/Berlin"))
    assert (
        "Entwürfe schreiben und Antworten empfehlen, bis 31. März 2027"
        in amira.get(answer["Location"]).content.decode()
    )


def test_sentence_is_read_before_granting_with_and_without_script(amira: Client, cast: Cast) -> None:
    values = typed(cast, publishes_up_to="A", weekly_limit="5", acts=None)
    said = "Clara Frei darf auf dem Kanal Blog Routinebeiträge veröffentlichen, bis 31. März 2027, höchstens 5 Beiträge"

    fragment = amira.post(new(cast.clara.pk, cast) + "sentence/", values).content.decode()
    whole = amira.post(new(cast.clara.pk, cast), {**values, "preview": "1"}).content.decode()

    assert said in fragment and "<html" not in fragment
    assert said in whole
    assert not Mandate.objects.exists()


def test_sentence_of_a_mandate_to_change_is_there_at_once(amira: Client, cast: Cast) -> None:
    mandate = grant(cast.clara, ["piece.draft"], by=cast.amira)

    page = amira.get(f"/mandates/{mandate.pk}/change/").content.decode()

    assert f'<p class="text-lg">{words.sentence(mandate)}</p>' in page
    refused = amira.post(f"/mandates/{mandate.pk}/change/", {"acts": "piece.draft"}).content.decode()
    assert words.sentence(mandate) not in refused  # it is no longer what the form says


@pytest.mark.parametrize(
    "changes",
    [
        {"acts": None},
        {"acts": ["inbox.reply"]},
        {"channels": None},
        {"about": "some"},
        {"last_day": "2020-01-01"},
        {"contact": None},
        {"weekly_limit": "0"},
    ],
)
def test_wrong_terms_come_back_with_what_was_typed(
    amira: Client, cast: Cast, changes: dict[str, object]
) -> None:
    answer = amira.post(new(cast.clara.pk, cast), typed(cast, note="für den Winter", **changes))

    assert answer.status_code == 422
    assert "für den Winter" in answer.content.decode()
    assert not Mandate.objects.exists()


def test_form_offers_by_kind_and_says_what_stays_in_the_house(amira: Client, cast: Cast) -> None:
    for_clara = amira.get(new(cast.clara.pk, cast)).content.decode()
    for_ben = amira.get(new(cast.ben.pk, cast)).content.decode()

    assert ('value="inbox.reply"' in for_clara, 'value="inbox.reply"' in for_ben) == (False, True)
    assert "<li>Menschen antworten</li>" in for_clara
    assert "<li>Menschen antworten</li>" not in for_ben


def test_channels_people_and_mandates_of_others_are_out_of_reach(amira: Client, cast: Cast) -> None:
    anderswo = make_channel(cast.elsewhere, cast.dora, name="Anderswo")
    theirs = grant(cast.dora, ["piece.draft"], by=cast.dora)

    assert amira.post(new(cast.clara.pk, cast), typed(cast, channels=[anderswo.pk])).status_code == 422
    assert amira.post(new(cast.clara.pk, cast), typed(cast, contact=cast.dora.pk)).status_code == 422
    assert amira.get(new(cast.dora.pk, cast)).status_code == 404
    for page in ("", "change/", "end/"):
        assert amira.get(f"/mandates/{theirs.pk}/{page}").status_code == 404


def test_only_leads_come_to_the_forms_and_others_see_their_own(client: Client, cast: Cast) -> None:
    mandate = grant(cast.clara, ["piece.draft"], by=cast.amira)
    bens = grant(cast.ben, ["inbox.reply"], by=cast.amira)
    client.force_login(cast.clara.person)

    assert client.get(f"/mandates/{mandate.pk}/").status_code == 200
    assert client.get(f"/mandates/{bens.pk}/").status_code == 404
    page = client.get("/mandates/").content.decode()
    assert ("Clara Frei darf" in page, "Ben Arndt darf" in page) == (True, False)
    for address in ("new/", f"new/{cast.ben.pk}/", f"{mandate.pk}/change/", f"{mandate.pk}/end/"):
        assert client.get(f"/mandates/{address}").status_code == 403
        assert client.post(f"/mandates/{address}", typed(cast, reason="x")).status_code in {403, 405}
    assert client.post(f"/mandates/new/{cast.ben.pk}/sentence/", typed(cast)).status_code == 403
    assert Mandate.objects.count() == 2
    mandate.refresh_from_db()
    assert mandate.ended_at is None


def test_change_starts_from_what_is_granted(amira: Client, cast: Cast) -> None:
    until = datetime(2027, 4, 1, tzinfo=ZoneInfo("Europe/Berlin"))
    mandate = grant(cast.clara, ["piece.draft"], by=cast.amira, ends_at=until, weekly_limit=None)

    page = amira.get(f"/mandates/{mandate.pk}/change/").content.decode()
    assert 'value="2027-03-31"' in page
    answer = amira.post(f"/mandates/{mandate.pk}/change/", typed(cast, last_day="2027-06-30"))

    new = Mandate.objects.get(ended_at=None)
    assert answer["Location"] == f"/mandates/{new.pk}/"
    assert new.ends_at == datetime(2027, 7, 1, tzinfo=ZoneInfo("Europe/Berlin"))


def test_end_now_asks_for_the_reason(amira: Client, cast: Cast) -> None:
    mandate = grant(cast.clara, ["piece.draft"], by=cast.amira)

    assert amira.post(f"/mandates/{mandate.pk}/end/", {"reason": ""}).status_code == 422
    amira.post(f"/mandates/{mandate.pk}/end/", {"reason": "Auftrag erledigt"})

    mandate.refresh_from_db()
    assert mandate.ended_reason == "Auftrag erledigt"
    assert amira.post(f"/mandates/{mandate.pk}/end/", {"reason": "noch einmal"}).status_code == 422
    for page in ("change/", "end/"):  # nothing is left to change
        assert amira.get(f"/mandates/{mandate.pk}/{page}")["Location"] == f"/mandates/{mandate.pk}/"


def test_end_page_names_what_it_would_hold(amira: Client, cast: Cast) -> None:
    mandate = grant(cast.ben, ["piece.publish"], publishes_up_to="B", by=cast.amira)
    other = grant(cast.ben, ["inbox.note"], by=cast.amira)
    piece = plan.draft_piece(a_draft(cast), actor=cast.actor(cast.ben))
    plan.release(piece, actor=cast.actor(cast.ben))

    pages = [amira.get(f"/mandates/{each.pk}/end/").content.decode() for each in (mandate, other)]

    assert ["Fünf Farben für den Herbst" in page for page in pages] == [True, False]


def test_list_sorts_by_what_happens_next(amira: Client, cast: Cast) -> None:
    now = timezone.now()
    for holder, fields in (
        (cast.clara, {"ends_at": now + timedelta(days=3)}),
        (cast.robo, {"ends_at": now - timedelta(hours=1)}),
        (cast.ben, {"starts_at": now + timedelta(days=3)}),
    ):
        grant(holder, ["piece.draft"], by=cast.amira, **fields)

    listed = amira.get("/mandates/").context["listed"]

    names = [
        [str(told.mandate.holder) for told in part] for part in (listed.ending, listed.upcoming, listed.ended)
    ]
    assert names == [["Clara Frei"], ["Ben Arndt"], ["Robo"]]
    assert not listed.running


def test_what_may_i_do_here_is_told_to_everyone_with_the_way_instead(client: Client, cast: Cast) -> None:
    grant(cast.clara, ["piece.draft"], by=cast.amira)
    for member, there in (
        (cast.clara, "Sie dürfen auf allen Kanälen Entwürfe schreiben"),
        (cast.clara, "Empfehlen Sie eine Antwort"),
        (cast.robo, "Eine Maschine bereitet vor"),
        (cast.ben, "Bitten Sie die Leitung um ein Mandat"),
        (cast.amira, "Menschen antworten"),
    ):
        client.force_login(member.person)
        assert there in client.get("/mandates/mine/").content.decode()


def test_list_costs_the_same_for_few_and_for_many(amira: Client, cast: Cast) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert amira.get("/mandates/").status_code == 200
        return len(queries)

    for holder in (cast.clara, cast.ben):
        grant(holder, ["piece.draft"], by=cast.amira)
    Mandate.objects.filter(holder=cast.ben).update(ended_at=timezone.now())
    amira.get("/mandates/")
    few = cost()
    for number in range(5):
        member = join(cast.company, f"Gast{number} Frei", Kind.OUTSIDE)
        grant(member, ["piece.draft"], by=cast.amira, every_channel=False).channels.add(cast.blog)
        ended = grant(member, ["piece.draft"], by=cast.amira, every_topic=False)
        Mandate.objects.filter(pk=ended.pk).update(ended_at=timezone.now())

    assert cost() == few
