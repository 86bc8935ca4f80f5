"""The playbook: written in chapters, published as versions that stay, read in the reader's language."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from eigenstimme.audit.models import Entry
from eigenstimme.audit.sentences import sentence
from eigenstimme.people.rights import Denied
from eigenstimme.people.tests.cast import Cast, make_cast
from eigenstimme.strategy import actions, errors
from eigenstimme.strategy.models import Chapter, HouseStyle, HouseWord, Playbook, PlaybookVersion
from eigenstimme.strategy.playbook.chapters import MESSAGES, WRITTEN
from eigenstimme.strategy.playbook.outline import Ask
from eigenstimme.strategy.playbook.reading import Lines, Pairs, Table, Text, reading
from eigenstimme.strategy.queries import binding_version, current_version
from eigenstimme.strategy.signals import playbook_published
from eigenstimme.strategy.tests.playbooks import publish, write, write_playbook


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


# --- beginning and writing ------------------------------------------------------------------------------------


def test_playbook_is_begun_once_in_the_language_of_the_company(cast: Cast) -> None:
    first = actions.start_playbook(actor=cast.actor(cast.amira))
    assert actions.start_playbook(actor=cast.actor(cast.amira)) == first
    assert (first.languages, first.responsible) == (["de"], cast.amira)
    assert sentence(Entry.objects.get()) == "Amira Kern hat das Strategiehandbuch begonnen."


def test_chapter_keeps_what_was_said_without_what_is_empty(cast: Cast) -> None:
    playbook = write_playbook(cast)
    said = {
        "promise": "  Wir   streichen\nHäuser. ",
        "values": ["", " Sauber ", 7],
        "stance": "Erstens.\r\nZweitens.",
        "made_up": "nein",
    }
    write(cast, playbook, "positioning", said)
    kept = Chapter.objects.get(key="positioning").content
    assert kept == {
        "promise": "Wir streichen Häuser.",
        "values": ["Sauber"],
        "stance": "Erstens.\nZweitens.",
    }
    assert (
        sentence(Entry.objects.latest("number"))
        == "Amira Kern hat im Strategiehandbuch geschrieben: Wer wir sind."
    )


def test_saving_what_stands_there_changes_nothing(cast: Cast) -> None:
    playbook = write_playbook(cast)
    before = Entry.objects.count()
    write(
        cast, playbook, "positioning", {"promise": "Wir streichen Häuser.", "values": ["Sauber", "Pünktlich"]}
    )
    assert Entry.objects.count() == before


def test_whoever_saves_over_a_change_they_have_not_seen_is_told(cast: Cast) -> None:
    playbook = write_playbook(cast)
    seen = Chapter.objects.get(key="voice").changed_at - timedelta(minutes=1)
    with pytest.raises(errors.ChangedMeanwhile, match="Amira Kern hat dieses Kapitel gesichert"):
        actions.write_chapter(
            playbook, "voice", {"never": ["Nie"]}, language="de", seen=seen, actor=cast.actor(cast.amira)
        )


@pytest.mark.parametrize(
    ("answers", "error"),
    [
        ({"promise": "x" * 301}, errors.AnswerTooLong),
        ({"stance": "x" * 2001}, errors.AnswerTooLong),
        ({"values": ["x" * 301]}, errors.AnswerTooLong),
        ({"values": [str(number) for number in range(13)]}, errors.TooManyAnswers),
    ],
)
def test_an_answer_has_its_bounds(cast: Cast, answers: dict[str, object], error: type[Exception]) -> None:
    playbook = write_playbook(cast)
    with pytest.raises(error):
        write(cast, playbook, "positioning", answers)


def test_only_leads_write(cast: Cast) -> None:
    playbook = write_playbook(cast)
    for member in (cast.ben, cast.clara, cast.robo, cast.dora):
        actor = cast.actor(member)
        with pytest.raises(Denied):
            actions.write_chapter(playbook, "voice", {}, language="de", actor=actor)
        with pytest.raises(Denied):
            actions.publish_version(playbook, actions.VersionDraft(), actor=actor)
        with pytest.raises(Denied):
            actions.add_language(playbook, "en", actor=actor)
        with pytest.raises(Denied):
            actions.look_after(playbook, responsible=cast.ben, review_on=None, actor=actor)


# --- versions -------------------------------------------------------------------------------------------------


def test_version_holds_chapters_words_and_topics_as_they_were(cast: Cast) -> None:
    HouseWord.objects.create(company=cast.company, phrase="billig", verdict="avoided", instead="günstig")
    HouseStyle.objects.create(company=cast.company, address="sie")
    heard: list[PlaybookVersion] = []
    listener = lambda version, **_: heard.append(version)  # noqa: E731
    playbook_published.connect(listener)
    version = publish(cast, note="Die erste")
    playbook_published.disconnect(listener)
    HouseWord.objects.all().delete()
    cast.colours.delete()

    kept = PlaybookVersion.objects.get()
    assert (kept.number, kept.languages, kept.published_by, heard) == (1, ["de"], cast.amira, [version])
    words = kept.content["de"]["words"]
    assert (words["address"], words["avoided"]) == ("Sie", [{"phrase": "billig", "instead": "günstig"}])
    names = [topic["name"] for topic in kept.content["de"]["topics"]["topics"]]
    assert names == ["Alltag", "Farben", "Recht"]
    assert (
        sentence(Entry.objects.latest("number"))
        == "Amira Kern hat Fassung 1 des Strategiehandbuchs veröffentlicht."
    )


def test_a_first_version_needs_four_chapters(cast: Cast) -> None:
    playbook = actions.start_playbook(actor=cast.actor(cast.amira))
    write(cast, playbook, "voice", {"never": ["Wir sind die Größten."]})
    with pytest.raises(errors.ChaptersMissing) as refused:
        publish(cast, playbook)
    assert refused.value.keys == ["positioning", "audiences", "tone"]
    assert not PlaybookVersion.objects.exists()


def test_publishing_twice_makes_one_version(cast: Cast) -> None:
    playbook = write_playbook(cast)
    publish(cast, playbook)
    with pytest.raises(errors.NothingChanged):
        publish(cast, playbook)
    write(cast, playbook, "legal", {"imprint": "https://kern.example/impressum"})
    assert publish(cast, playbook).number == 2


def test_database_refuses_to_change_a_version(cast: Cast) -> None:
    publish(cast)
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        PlaybookVersion.objects.update(note="Anders")
    assert PlaybookVersion.objects.get().note == ""


def test_what_binds_is_the_newest_that_asks_and_has_begun(cast: Cast) -> None:
    now = timezone.now()
    playbook = write_playbook(cast)
    first = publish(cast, playbook)
    write(cast, playbook, "legal", {"privacy": "kern.example/datenschutz"})
    publish(cast, playbook, asks_again=False)
    write(cast, playbook, "legal", {"privacy": "kern.example/privat"})
    third = publish(cast, playbook, binding_from=now + timedelta(days=7))

    assert current_version(cast.company.pk) == third
    assert binding_version(cast.company.pk, now + timedelta(minutes=1)) == first
    assert binding_version(cast.company.pk, now + timedelta(days=8)) == third
    assert binding_version(cast.company.pk, now - timedelta(days=1)) is None
    assert current_version(cast.elsewhere.pk) is None


def test_a_version_does_not_bind_before_it_was_published(cast: Cast) -> None:
    version = publish(cast, binding_from=timezone.now() - timedelta(days=30))
    assert version.binding_from == version.published_at


def test_only_somebody_of_the_company_looks_after_it(cast: Cast) -> None:
    playbook = write_playbook(cast)
    actor = cast.actor(cast.amira)
    actions.look_after(playbook, responsible=cast.ben, review_on=date(2030, 1, 1), actor=actor)
    assert Playbook.objects.get().responsible == cast.ben
    with pytest.raises(errors.CannotKeep):
        actions.look_after(playbook, responsible=cast.clara, review_on=None, actor=actor)
    with pytest.raises(Denied):
        actions.look_after(playbook, responsible=cast.dora, review_on=None, actor=actor)
    with pytest.raises(DatabaseError), transaction.atomic():
        Playbook.objects.update(responsible=cast.clara)


# --- reading --------------------------------------------------------------------------------------------------


def test_reading_gives_each_kind_of_answer_its_form(cast: Cast) -> None:
    playbook = write_playbook(
        cast,
        style={"emoji": "few"},
        messages={"messages": [{"message": "Wir bilden aus.", "until": "2026-05-01"}]},
        pictures={"colours": [{"name": "Blau", "value": "#1F4E5F"}, {"value": "#FFF"}]},
    )
    read = reading(publish(cast, playbook), "de")
    positioning = read.chapter("positioning")
    assert positioning is not None
    assert [type(block) for block in positioning.blocks] == [Text, Lines]
    blocks = {block.key: block for chapter in read.chapters for block in chapter.blocks}
    assert isinstance(blocks["emoji"], Text) and blocks["emoji"].text == "Eines, wo es hilft"
    assert isinstance(blocks["colours"], Pairs)
    assert blocks["colours"].pairs == (("Blau", "#1F4E5F"), ("", "#FFF"))
    assert isinstance(blocks["messages"], Table)
    assert blocks["messages"].rows == (("Wir bilden aus.", "1. Mai 2026"),)
    assert (read.number, [chapter.key for chapter in read.chapters][-2:]) == (1, ["topics", "channels"])


def test_what_is_not_said_in_a_language_is_read_in_the_main_one(cast: Cast) -> None:
    playbook = write_playbook(cast)
    actions.add_language(playbook, "en", actor=cast.actor(cast.amira))
    playbook.refresh_from_db()
    write(cast, playbook, "positioning", {"promise": "We paint houses."}, language="en")
    positioning = reading(playbook, "en").chapter("positioning")
    assert positioning is not None
    assert [(block.key, block.language) for block in positioning.blocks] == [
        ("promise", "en"),
        ("values", "de"),
    ]
    assert positioning.missing == ("What matters to us",)
    assert reading(playbook, "fr").language == "de"


def test_a_language_is_added_once_and_before_it_is_written_in(cast: Cast) -> None:
    playbook = write_playbook(cast)
    with pytest.raises(errors.LanguageMissing):
        write(cast, playbook, "voice", {"never": ["Never"]}, language="en")
    actions.add_language(playbook, "en", actor=cast.actor(cast.amira))
    with pytest.raises(errors.LanguageThere):
        actions.add_language(playbook, "en", actor=cast.actor(cast.amira))


def test_every_kind_of_answer_is_asked_somewhere() -> None:
    asked = {question.ask for outline in WRITTEN for question in outline.questions}
    asked |= {part.ask for question in MESSAGES.questions for part in question.parts}
    assert asked == set(Ask)
