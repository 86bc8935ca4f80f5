"""The briefing on the page: made for one mandate, in the reader's language, and confirmed there."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from eigenstimme.mandates import actions as mandates
from eigenstimme.mandates.models import Confirmation, Mandate
from eigenstimme.onboarding import asking
from eigenstimme.onboarding.tests.books import publish
from eigenstimme.people.models import Membership, Notice
from eigenstimme.people.tests.cast import Cast, grant, make_channel
from eigenstimme.strategy.models import PlaybookVersion, Topic


@pytest.fixture
def mandate(cast: Cast) -> Mandate:
    return grant(cast.clara, ["piece.publish"], by=cast.ben, publishes_up_to="A")


def page(client: Client, mandate: Mandate, reader: Membership) -> str:
    client.force_login(reader.person)
    answer = client.get(reverse("onboarding:briefing", args=[mandate.pk]))
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def confirm(client: Client, mandate: Mandate, version: PlaybookVersion, reader: Membership) -> int:
    client.force_login(reader.person)
    address = reverse("onboarding:confirmed", args=[mandate.pk])
    return client.post(address, {"version": str(version.number)}).status_code


def test_briefing_says_what_the_mandate_and_the_playbook_say(
    cast: Cast, mandate: Mandate, client: Client
) -> None:
    publish(cast)
    told = page(client, mandate, cast.clara)
    for said in ("Routinebeiträge veröffentlichen", "Menschen antworten", "Ben Arndt", "gern heimkommen"):
        assert said in told
    for said in ("Im Mai haben wir Zeit", "Mit Namen danken", "Recht", "Blog", "kern.example/impressum"):
        assert said in told


def test_briefing_names_only_topics_and_channels_of_the_mandate(cast: Cast, client: Client) -> None:
    other = Topic.objects.create(company=cast.company, name="Gerüstbau", content_class="B")
    mandate = grant(cast.clara, ["piece.draft"], by=cast.ben, every_topic=False)
    mandate.topics.set([cast.law])
    told = page(client, mandate, cast.clara)
    assert "Recht" in told and "Fachperson ist Amira Kern" in told
    assert other.name not in told


def test_briefing_speaks_the_language_of_its_reader(cast: Cast, mandate: Mandate, client: Client) -> None:
    publish(cast)
    cast.clara.person.language = "en"
    cast.clara.person.save()
    told = page(client, mandate, cast.clara)
    assert "people like to come home to" in told
    assert "I have read it and work by it" in told


def test_without_a_playbook_there_is_nothing_to_confirm(cast: Cast, mandate: Mandate, client: Client) -> None:
    told = page(client, mandate, cast.clara)
    assert "nichts zu bestätigen" in told
    assert "arbeite danach" not in told


def test_confirming_on_the_page_wakes_the_mandate(cast: Cast, mandate: Mandate, client: Client) -> None:
    version = publish(cast)
    assert confirm(client, mandate, version, cast.clara) == 302
    assert Mandate.objects.in_force(timezone.now()).filter(pk=mandate.pk).exists()
    assert Notice.objects.get(code="briefing.confirmed").membership == cast.ben


def test_only_the_reader_gets_the_button(cast: Cast, mandate: Mandate, client: Client) -> None:
    version = publish(cast)
    for reader in (cast.ben, cast.amira):
        assert "arbeite danach" not in page(client, mandate, reader)
        assert confirm(client, mandate, version, reader) == 403
    assert not Confirmation.objects.exists()


def test_people_of_elsewhere_and_colleagues_see_no_briefing(
    cast: Cast, mandate: Mandate, client: Client
) -> None:
    version = publish(cast)
    for reader in (cast.dora, cast.robo):
        client.force_login(reader.person)
        assert client.get(reverse("onboarding:briefing", args=[mandate.pk])).status_code == 404
        assert confirm(client, mandate, version, reader) == 404


def test_newer_version_meanwhile_is_shown_before_it_is_confirmed(
    cast: Cast, mandate: Mandate, client: Client
) -> None:
    first = publish(cast)
    publish(cast, promise="Wir machen Häuser schön.")
    assert confirm(client, mandate, first, cast.clara) == 422
    assert not Confirmation.objects.exists()


def test_what_changed_stands_on_top(cast: Cast, mandate: Mandate, client: Client) -> None:
    confirm(client, mandate, publish(cast, promise="Wir streichen Häuser gut."), cast.clara)
    publish(cast, promise="Wir streichen Häuser sehr gut.", note="Ein Wort mehr.")
    told = page(client, mandate, cast.clara)
    assert "Was sich seit Fassung 1 geändert hat" in told
    assert "Ein Wort mehr." in told
    assert "<ins>sehr </ins>" in told


def test_page_costs_the_same_with_more_topics(cast: Cast, mandate: Mandate, client: Client) -> None:
    publish(cast)
    page(client, mandate, cast.clara)
    costs = []
    for _round in range(2):
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("onboarding:briefing", args=[mandate.pk]))
        costs.append(len(queries))
        for number in range(5):
            name = f"Thema {len(costs)}{number}"
            Topic.objects.create(company=cast.company, name=name, expert=cast.ben, content_class="C")
            make_channel(cast.company, cast.ben, name=name)
    assert costs[0] == costs[1]


# --- being asked --------------------------------------------------------------------------------------------


def told(cast: Cast) -> list[str]:
    return list(Notice.objects.filter(membership=cast.clara).order_by("pk").values_list("code", flat=True))


def granted(cast: Cast) -> Mandate:
    terms = mandates.Grant(cast.clara, ["piece.draft"], None, None, cast.ben, timezone.now())
    return mandates.grant(terms, actor=cast.actor(cast.amira))


def test_granted_under_a_playbook_the_holder_is_asked_once(cast: Cast) -> None:
    publish(cast)
    mandate = granted(cast)
    for _each in range(2):
        asking.tick(timezone.now())
    assert told(cast) == ["briefing.asked"]
    assert Notice.objects.get(code="briefing.asked").path == reverse("onboarding:briefing", args=[mandate.pk])


def test_new_version_asks_again_and_reminds_once_before_it_binds(cast: Cast, client: Client) -> None:
    version = publish(cast)
    mandate = granted(cast)
    confirm(client, mandate, version, cast.clara)
    now = timezone.now()
    publish(cast, promise="Neu.", binds=now + timedelta(days=10))
    for days in (0, 1, 8.5, 9, 11):
        with time_machine.travel(now + timedelta(days=days)):
            asking.tick(timezone.now())
    assert told(cast) == ["briefing.asked_ahead", "briefing.remind"]


def test_whoever_has_confirmed_is_not_reminded(cast: Cast, mandate: Mandate, client: Client) -> None:
    now = timezone.now()
    version = publish(cast, binds=now + timedelta(days=10))
    asking.tick(now)
    confirm(client, mandate, version, cast.clara)
    asking.tick(now + timedelta(days=9))
    assert told(cast) == ["briefing.asked_ahead"]


def test_version_that_does_not_ask_tells_nobody(cast: Cast, mandate: Mandate) -> None:
    publish(cast, asks=False)
    asking.tick(timezone.now())
    assert told(cast) == []


def test_for_a_machine_the_person_answering_for_it_is_asked(cast: Cast) -> None:
    grant(cast.robo, ["piece.draft"], by=cast.ben)
    publish(cast)
    asking.tick(timezone.now())
    assert Notice.objects.get(code="briefing.asked").membership == cast.amira


def test_today_shows_it_to_the_holder_and_to_the_contact(
    cast: Cast, mandate: Mandate, client: Client
) -> None:
    publish(cast)
    seen = {}
    for reader in (cast.clara, cast.ben, cast.amira):
        client.force_login(reader.person)
        seen[reader.person.name] = client.get(reverse("today:today")).content.decode()
    assert "Briefing lesen, 2 Minuten" in seen["Clara Frei"]
    assert "Clara Frei hat das Briefing noch nicht bestätigt" in seen["Ben Arndt"]
    assert "Briefing" not in seen["Amira Kern"]
