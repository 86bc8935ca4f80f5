"""The words of the house: who decides on them, and where a text does not speak as decided."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from eigenstimme.audit.models import Entry
from eigenstimme.audit.sentences import sentence
from eigenstimme.people.rights import Denied
from eigenstimme.people.tests.cast import Cast, make_cast
from eigenstimme.strategy import actions, errors
from eigenstimme.strategy.actions import WordDraft
from eigenstimme.strategy.house_words import House, Word
from eigenstimme.strategy.models import HouseStyle, HouseWord

CHEAP = WordDraft("billig", "avoided", "günstig", "Wir sparen nicht am Material.")


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def said(text: str, *phrases: str) -> list[str]:
    house = House(words=tuple(Word(phrase, "avoided") for phrase in phrases))
    return [found.said for found in house.found_in(text)]


# --- finding --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "phrases", "found"),
    [
        ("Billige Farbe, billiger Lack", ["billig"], ["Billige"]),
        ("BILLIG!", ["billig"], ["BILLIG"]),
        ("unbilliger Preis", ["billig"], []),
        ("Billigheimer", ["billig"], []),
        ("Unsere Kunden und die Kundinnen", ["Kunde"], ["Kunden"]),
        ("die rote Tür", ["rot"], []),
        ("Ein Schnäppchen für Sie", ["Schnäppchen"], ["Schnäppchen"]),
        ("zum  besten\nPreis", ["zum besten Preis"], ["zum  besten\nPreis"]),
        ("Top-Angebot, top Angebot", ["Top-Angebot", "Angebot"], ["Top-Angebot", "Angebot"]),
        ("mehr auf https://billig.example/billig und #billig von @billig.de", ["billig"], []),
        ("100 % bio (oder?)", ["100 %", "(oder?)"], ["100 %", "(oder?)"]),
        ("Straße, STRASSE, strasse", ["Straße"], ["Straße"]),
        ("", ["billig"], []),
    ],
)
def test_word_is_found_as_a_person_would_find_it(text: str, phrases: list[str], found: list[str]) -> None:
    assert said(text, *phrases) == found


@pytest.mark.parametrize(
    ("address", "text", "found"),
    [
        ("sie", "Kommen Sie vorbei, ihr Lieben!", ""),
        ("sie", "Komm vorbei und bring deine Farbe mit!", "deine"),
        ("sie", "Was Du brauchst", "Du"),
        ("sie", "Duden, Dirndl und Deich", ""),
        ("du", "Was sagen Sie dazu?", "Sie"),
        ("du", "Sie streicht seit zwanzig Jahren.", ""),
        ("du", "Nadja lernt. Ihr Meister lobt sie.", ""),
        ("du", "Wir zeigen Ihnen, wie es geht", "Ihnen"),
        ("", "Sie und du", ""),
    ],
)
def test_other_form_of_address_is_found(address: str, text: str, found: str) -> None:
    assert House(address).other_address_in(text) == found


def test_house_is_read_in_one_query_whatever_it_holds(cast: Cast) -> None:
    for number in range(5):
        HouseWord.objects.create(company=cast.company, phrase=f"Wort {number}", verdict="forbidden")
    HouseWord.objects.create(company=cast.company, phrase="gern", verdict="preferred")
    HouseWord.objects.create(company=cast.dora.company, phrase="anderswo", verdict="forbidden")
    HouseStyle.objects.create(company=cast.company, address="sie")

    with CaptureQueriesContext(
        connection,
    ) as queries:
        house = House.of(cast.company.pk)

    assert len(queries) == 1
    assert (house.address, [word.phrase for word in house.words]) == ("sie", [f"Wort {n}" for n in range(5)])
    assert House.of(0) == House()


# --- deciding -------------------------------------------------------------------------------------------------


def test_words_are_decided_on_changed_and_taken_out_on_record(cast: Cast) -> None:
    amira = cast.actor(cast.amira)
    word = actions.add_word(CHEAP, actor=amira)
    actions.change_word(word, WordDraft("billig", "forbidden"), actor=amira)
    actions.remove_word(word, actor=amira)
    actions.change_address("du", actor=amira)

    assert not HouseWord.objects.exists()
    assert HouseStyle.objects.get(company=cast.company).address == "du"
    sentences = [sentence(entry) for entry in Entry.objects.order_by("number")]
    assert "Wir vermeiden es" in sentences[0]
    assert "Wir sagen es nie" in sentences[1]
    assert "billig" in sentences[2]


def test_nobody_but_leads_decides_on_words(cast: Cast) -> None:
    word = actions.add_word(CHEAP, actor=cast.actor(cast.amira))
    for member in (cast.ben, cast.clara, cast.robo):
        actor = cast.actor(member)
        with pytest.raises(Denied):
            actions.add_word(WordDraft("neu", "avoided"), actor=actor)
        with pytest.raises(Denied):
            actions.change_word(word, CHEAP, actor=actor)
        with pytest.raises(Denied):
            actions.remove_word(word, actor=actor)
        with pytest.raises(Denied):
            actions.change_address("sie", actor=actor)


def test_each_word_is_decided_on_once_in_each_company(cast: Cast) -> None:
    actions.add_word(CHEAP, actor=cast.actor(cast.amira))
    with pytest.raises(errors.WordTaken):
        actions.add_word(WordDraft(" BILLIG ", "forbidden"), actor=cast.actor(cast.amira))
    actions.add_word(CHEAP, actor=cast.actor(cast.dora))


def test_form_sent_twice_adds_one_word(cast: Cast) -> None:
    form = {"phrase": "billig", "verdict": "avoided", "form_key": str(uuid4())}
    client = _signed_in(cast)
    for _twice in range(2):
        assert client.post("/topics/words/new/", form).status_code == 302
    assert HouseWord.objects.count() == 1


def test_mistake_is_said_and_nothing_typed_is_lost(cast: Cast) -> None:
    actions.add_word(CHEAP, actor=cast.actor(cast.amira))
    for phrase in ("Billig", "…!"):
        answer = _signed_in(cast).post(
            "/topics/words/new/", {"phrase": phrase, "verdict": "forbidden", "why": "Weil eben."}
        )
        assert answer.status_code == 422
        assert answer.context["form"].errors["phrase"]
        assert "Weil eben." in answer.content.decode()


def test_words_of_another_company_are_not_there(cast: Cast) -> None:
    word = actions.add_word(CHEAP, actor=cast.actor(cast.dora))
    client = _signed_in(cast)
    assert client.get(f"/topics/words/{word.pk}/").status_code == 404
    assert client.post(f"/topics/words/{word.pk}/removal/").status_code == 404
    assert "billig" not in client.get("/topics/words/").content.decode()


def test_list_costs_the_same_whatever_its_length(cast: Cast) -> None:
    client = _signed_in(cast)
    costs = []
    for verdict in ("avoided", "forbidden", "off_limits"):
        HouseWord.objects.create(company=cast.company, phrase=verdict, verdict=verdict)
        with CaptureQueriesContext(connection) as queries:
            client.get("/topics/words/")
        costs.append(len(queries))
    assert costs[1] == costs[2]


def _signed_in(cast: Cast) -> Client:
    client = Client(headers={"accept-language": "de"})
    client.force_login(cast.amira.person)
    return client
