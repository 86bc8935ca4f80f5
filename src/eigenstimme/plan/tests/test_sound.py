"""The composer recalls how the house sounds, and points out key messages that have run out."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from eigenstimme.people.tests.cast import Cast, make_cast
from eigenstimme.plan.tests.pieces import form
from eigenstimme.strategy.house_words import House
from eigenstimme.strategy.playbook.sound import RunOut, Sound, sound_of
from eigenstimme.strategy.tests.playbooks import publish, write_playbook

YESTERDAY = timezone.localdate() - timedelta(days=1)


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def composer(cast: Cast, **typed: str) -> str:
    client = Client()
    client.force_login(cast.amira.person)
    said = form(cast, preview="1", **typed)
    answer = client.post("/plan/new/", said) if typed else client.get("/plan/new/")
    return answer.content.decode()


def test_composer_shows_traits_and_tone_of_what_counts(cast: Cast) -> None:
    assert "Wie wir klingen" not in composer(cast)
    publish(cast)
    shown = composer(cast)
    assert "Wie wir klingen" in shown and "Kurze Sätze" in shown and "Danken, mit Namen." in shown


def test_it_costs_one_query(cast: Cast) -> None:
    publish(cast, write_playbook(cast, messages={"messages": [{"message": "Der Besuch kostet nichts."}]}))
    with CaptureQueriesContext(connection) as queries:
        assert sound_of(House.of(cast.company.pk), "de", date(2030, 1, 1))
    assert len(queries) == 1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kommen Sie: der erste  Besuch kostet\nnichts!", True),
        ("Der erste Besuch kostet nichts", True),
        ("Der zweite Besuch kostet nichts.", False),
        ("", False),
    ],
)
def test_wording_of_a_message_is_found(text: str, found: bool) -> None:
    sound = Sound(run_out=(RunOut("Der erste Besuch kostet nichts.", YESTERDAY),))
    assert bool(list(sound.run_out_in(text))) is found


@pytest.mark.parametrize(("until", "hinted"), [(YESTERDAY, True), (YESTERDAY + timedelta(days=1), False)])
def test_message_that_has_run_out_is_pointed_out(cast: Cast, until: date, hinted: bool) -> None:
    message = {"message": "Der erste Besuch kostet nichts.", "until": until.isoformat()}
    publish(cast, write_playbook(cast, messages={"messages": [message]}))
    shown = composer(cast, text="Der erste Besuch kostet nichts, wie immer.")
    assert ("galt bis" in shown) is hinted
