"""The pages of the playbook: read, written in steps, translated, published, compared, talked about."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from eigenstimme.audit.models import Entry
from eigenstimme.people.models import Membership, Notice
from eigenstimme.people.tests.cast import Cast, grant, make_cast
from eigenstimme.strategy import actions
from eigenstimme.strategy.models import Chapter, ChapterComment, Playbook, PlaybookRead, PlaybookVersion
from eigenstimme.strategy.playbook.chapters import FIRST
from eigenstimme.strategy.tests.playbooks import publish, write, write_playbook

BOOK, DRAFT = "/strategy/playbook/", "/strategy/playbook/draft/"


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def browser(member: Membership) -> Client:
    client = Client()
    client.force_login(member.person)
    return client


def page(member: Membership, path: str, status: int = 200) -> str:
    answer = browser(member).get(path)
    assert answer.status_code == status, answer.status_code
    return answer.content.decode()


# --- reading --------------------------------------------------------------------------------------------------


def test_everybody_who_works_for_the_company_reads_what_counts(cast: Cast) -> None:
    playbook = write_playbook(cast)
    publish(cast, playbook)
    write(cast, playbook, "positioning", {"promise": "Noch nicht gültig"})
    grant(cast.clara, ["piece.draft"], by=cast.amira)
    grant(cast.robo, ["plan.read"], by=cast.amira)
    for member in (cast.amira, cast.ben, cast.clara, cast.robo):
        shown = page(member, BOOK)
        assert "Wir streichen Häuser." in shown and "Noch nicht gültig" not in shown


def test_outside_without_a_mandate_it_is_closed_and_before_its_first_day_open(cast: Cast) -> None:
    publish(cast)
    assert "Wir streichen" not in page(cast.clara, BOOK, 403)
    grant(cast.clara, ["piece.draft"], by=cast.amira, starts_at=timezone.now() + timedelta(days=3))
    assert "Wir streichen" in page(cast.clara, BOOK)
    assert "Wir streichen" not in page(cast.dora, BOOK)
    assert browser(cast.dora).get(f"{BOOK}versions/1/").status_code == 404


def test_reader_hears_once_what_is_new_since_their_last_version(cast: Cast) -> None:
    playbook = write_playbook(cast)
    publish(cast, playbook)
    assert "?old=1&amp;new=2" not in page(cast.ben, BOOK)
    write(cast, playbook, "legal", {"imprint": "https://kern.example/impressum"})
    publish(cast, playbook, note="Mit Impressum")
    assert "?old=1&amp;new=2" in page(cast.ben, BOOK)
    assert "?old=1&amp;new=2" in page(cast.ben, BOOK)
    PlaybookRead.objects.update(at=timezone.now() - timedelta(days=8))
    assert "?old=1&amp;new=2" not in page(cast.ben, BOOK)
    assert "?old=1&amp;new=2" not in page(cast.amira, BOOK)  # who reads it for the first time


def test_old_version_is_shown_as_it_was_and_says_what_counts(cast: Cast) -> None:
    playbook = write_playbook(cast)
    publish(cast, playbook)
    write(cast, playbook, "positioning", {"promise": "Wir malen Schilder."})
    publish(cast, playbook)
    old = page(cast.ben, f"{BOOK}versions/1/")
    assert "Wir streichen Häuser." in old and "Es gilt Fassung 2" in old
    assert "Wir malen Schilder." in page(cast.ben, f"{BOOK}versions/2/")


def test_difference_marks_words_and_names_the_question(cast: Cast) -> None:
    playbook = write_playbook(cast)
    publish(cast, playbook)
    write(
        cast,
        playbook,
        "positioning",
        {"promise": "Wir streichen Schiffe.", "values": ["Sauber", "Pünktlich"]},
    )
    publish(cast, playbook)
    shown = page(cast.ben, f"{BOOK}difference/?old=1&new=2")
    assert "Wofür es uns gibt" in shown and "<del>Häuser</del>" in shown and "<ins>Schiffe</ins>" in shown
    assert "Was uns wichtig ist" not in shown  # nothing changed there
    write(cast, playbook, "voice", {"never": ["Nur für Leitung und Beratung"]})
    assert "Nur für Leitung" in page(cast.amira, f"{BOOK}difference/?old=2&new=0")
    grant(cast.clara, ["piece.draft"], by=cast.amira)
    assert "Nur für Leitung" not in page(cast.clara, f"{BOOK}difference/?old=2&new=0", 404)


def many_versions(cast: Cast, number: int) -> None:
    now = timezone.now()
    last = PlaybookVersion.objects.latest("number")
    PlaybookVersion.objects.bulk_create(
        PlaybookVersion(
            company=cast.company,
            number=each,
            languages=["de"],
            content=last.content,
            binding_from=now,
            published_by=cast.amira,
            published_at=now,
        )
        for each in range(last.number + 1, number + 1)
    )


@pytest.mark.parametrize(
    "path", ["", "versions/", "versions/1/", "difference/?old=1&new=2", "draft/", "draft/voice/"]
)
def test_pages_ask_the_same_with_two_versions_and_with_fifty(cast: Cast, path: str) -> None:
    client, playbook = browser(cast.amira), write_playbook(cast)
    publish(cast, playbook)
    many_versions(cast, 2)
    client.get(BOOK)

    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            answer = client.get(BOOK + path)
        assert answer.status_code == 200 and len(answer.content) < 60_000
        return len(queries)

    before = asked()
    many_versions(cast, 50)
    for key in ("voice", "legal"):
        for _ in range(3):
            actions.comment_on_chapter(playbook, key, "Gut", actor=cast.actor(cast.ben))
    if not path:
        client.get(BOOK)
    assert asked() == before


# --- writing --------------------------------------------------------------------------------------------------


def test_lead_begins_and_is_led_through_the_steps(cast: Cast) -> None:
    client = browser(cast.amira)
    assert "Mit der ersten Frage beginnen" in page(cast.amira, BOOK)
    assert "Mit der ersten Frage beginnen" not in page(cast.ben, BOOK)
    answer = client.post(f"{BOOK}beginning/", follow=True)
    assert "Schritt 1 von 9, etwa 5 Minuten" in answer.content.decode()
    answer = client.post(
        f"{DRAFT}positioning/", {"promise": "Wir streichen.", "values-0": "", "values-2": "Sauber"}
    )
    assert answer["Location"] == f"{DRAFT}audiences/"
    assert Chapter.objects.get().content == {"promise": "Wir streichen.", "values": ["Sauber"]}
    assert client.post(f"{DRAFT}voice/", {"stop": "1"})["Location"] == DRAFT
    assert client.post(f"{DRAFT}relationships/", {})["Location"] == DRAFT


def test_asking_for_more_lines_keeps_what_was_typed_and_saves_nothing(cast: Cast) -> None:
    actions.start_playbook(actor=cast.actor(cast.amira))
    typed = {"values-0": "Sauber", "values-2": "Pünktlich", "promise": "Wir streichen.", "more": "values"}
    answer = browser(cast.amira).post(f"{DRAFT}positioning/", typed)
    shown = answer.content.decode()
    assert answer.status_code == 200 and not Chapter.objects.exists()
    assert 'value="Sauber"' in shown and 'value="Pünktlich"' in shown and 'value="Wir streichen."' in shown
    assert 'name="values-5"' in shown and 'name="values-6"' not in shown


def test_records_are_written_and_come_back(cast: Cast) -> None:
    actions.start_playbook(actor=cast.actor(cast.amira))
    typed = {
        "messages-0-message": "Wir bilden aus.",
        "messages-0-until": "2030-05-01",
        "messages-3-message": "Zweite",
    }
    browser(cast.amira).post(f"{DRAFT}messages/", typed)
    assert Chapter.objects.get().content == {
        "messages": [{"message": "Wir bilden aus.", "until": "2030-05-01"}, {"message": "Zweite"}]
    }
    shown = page(cast.amira, f"{DRAFT}messages/")
    assert 'value="Wir bilden aus."' in shown and 'value="2030-05-01"' in shown


def test_too_long_an_answer_costs_nothing(cast: Cast) -> None:
    actions.start_playbook(actor=cast.actor(cast.amira))
    answer = browser(cast.amira).post(f"{DRAFT}positioning/", {"promise": "x" * 301, "values-0": "Sauber"})
    assert answer.status_code == 422
    assert 'value="Sauber"' in answer.content.decode()
    assert not Chapter.objects.exists()


def test_second_save_over_somebody_elses_change_counts(cast: Cast) -> None:
    playbook = write_playbook(cast)
    typed = {"never-0": "Nie", "seen": "2020-01-01T00:00:00+00:00"}
    client = browser(cast.amira)
    answer = client.post(f"{DRAFT}voice/", typed)
    assert answer.status_code == 422
    seen = answer.context["form"]["seen"].value()
    assert seen == playbook.chapters.get(key="voice").changed_at.isoformat()
    assert client.post(f"{DRAFT}voice/", {**typed, "seen": seen}).status_code == 302
    assert playbook.chapters.get(key="voice").content == {"never": ["Nie"]}


def test_translation_stands_beside_its_source(cast: Cast) -> None:
    playbook = write_playbook(cast)
    client = browser(cast.amira)
    client.post(f"{DRAFT}languages/", {"language": "en"})
    shown = page(cast.amira, f"{DRAFT}positioning/en/")
    assert "Wir streichen Häuser." in shown and "noch nicht übersetzt" in shown
    client.post(f"{DRAFT}positioning/en/", {"promise": "We paint houses."})
    publish(cast, playbook)
    cast.ben.person.language = "en"
    cast.ben.person.save()
    shown = page(cast.ben, BOOK)
    assert "We paint houses." in shown and "Wir streichen Häuser." not in shown
    assert "Sauber" in shown and "One answer is not translated yet." in shown
    assert client.post(f"{DRAFT}languages/", {"language": "xx"}).status_code == 404
    assert client.get(f"{DRAFT}positioning/fr/").status_code == 404


def test_first_version_is_published_with_four_chapters(cast: Cast) -> None:
    actions.start_playbook(actor=cast.actor(cast.amira))
    client, said = browser(cast.amira), {"asks_again": "on"}
    answer = client.post(f"{DRAFT}publication/", said)
    assert answer.status_code == 422 and "Wer wir sind" in answer.content.decode()
    write_playbook(cast)
    assert client.post(f"{DRAFT}publication/", said)["Location"] == BOOK
    version = PlaybookVersion.objects.get()
    assert (version.number, version.asks_again, [each.key for each in FIRST]) == (
        1,
        True,
        ["positioning", "audiences", "voice", "tone"],
    )
    answer = client.post(f"{DRAFT}publication/", said)
    assert answer.status_code == 422 and "Seit Fassung 1 hat sich nichts geändert" in answer.content.decode()


def test_day_in_the_past_is_refused(cast: Cast) -> None:
    write_playbook(cast)
    answer = browser(cast.amira).post(f"{DRAFT}publication/", {"review_on": "2020-01-01"})
    assert answer.status_code == 422 and not PlaybookVersion.objects.exists()


# --- talking --------------------------------------------------------------------------------------------------


def test_adviser_sees_the_draft_comments_and_changes_nothing(cast: Cast) -> None:
    write_playbook(cast)
    grant(cast.clara, ["piece.draft"], by=cast.amira)
    assert browser(cast.clara).get(f"{DRAFT}voice/").status_code == 404
    mandate = grant(cast.clara, ["strategy.comment"], by=cast.amira)
    client = browser(cast.clara)
    assert "Ausrufezeichen" in page(cast.clara, f"{DRAFT}voice/")
    said: dict[str, Any] = {"text": "Drei Eigenschaften wären besser."}
    client.post(f"{DRAFT}voice/comments/", said)
    entry = Entry.objects.latest("number")
    assert (entry.verb, entry.mandate_id) == ("playbook.commented", mandate.pk)
    assert Notice.objects.get(code="playbook.commented").membership == cast.amira
    assert client.post(f"{DRAFT}voice/", {"never-0": "Nie"}).status_code == 403
    comment = ChapterComment.objects.get()
    assert client.post(f"{DRAFT}comments/{comment.pk}/settlement/").status_code == 403
    assert browser(cast.dora).post(f"{DRAFT}comments/{comment.pk}/settlement/").status_code == 404
    browser(cast.amira).post(f"{DRAFT}comments/{comment.pk}/settlement/")
    before = Entry.objects.count()
    browser(cast.amira).post(f"{DRAFT}comments/{comment.pk}/settlement/")
    assert ChapterComment.objects.get().settled_by == cast.amira
    assert Entry.objects.count() == before


def test_comment_sent_twice_is_there_once_and_an_empty_one_is_refused(cast: Cast) -> None:
    write_playbook(cast)
    key = "7a3e9d30-6a55-4f0e-9d0b-7f9d6bb8b0a1"
    for _ in range(2):
        browser(cast.ben).post(f"{DRAFT}tone/comments/", {"text": "Gut so.", "form_key": key})
    assert ChapterComment.objects.count() == 1
    assert browser(cast.ben).post(f"{DRAFT}tone/comments/", {"text": " "}).status_code == 422


def test_playbook_is_handed_over_before_somebody_leaves(cast: Cast) -> None:
    from eigenstimme.people.responsibilities import held_by

    write_playbook(cast)
    held = {held.responsibility.code: held for held in held_by(cast.amira)}
    held["playbooks"].responsibility.hand_over(cast.amira, cast.ben, cast.actor(cast.amira))
    assert Playbook.objects.get().responsible == cast.ben
    assert "playbooks" not in {held.responsibility.code for held in held_by(cast.amira)}
