"""A mandate is one sentence, right in both languages."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import translation

from eigenstimme.mandates import words
from eigenstimme.mandates.words import Terms

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
LATER = datetime(2026, 12, 1, tzinfo=BERLIN)
END = datetime(2027, 4, 1, tzinfo=BERLIN)  # the first instant after 31 March

DEFAULTS = {
    "holder": "Clara Frei", "acts": ["piece.draft"], "channels": None, "topics": None, "publishes_up_to": "",
    "starts_at": NOW, "ends_at": None, "weekly_limit": None, "contact": "Amira Kern", "zone": BERLIN,
}  # fmt: skip

CASES = [
    (
        {},
        "Clara Frei darf auf allen Kanälen Entwürfe schreiben, bis auf Weiteres. Ansprechperson ist Amira Kern.",
        "Clara Frei may draft posts on every channel, until further notice. Contact inside is Amira Kern.",
    ),
    (
        {
            "acts": ["piece.publish"],
            "publishes_up_to": "A",
            "channels": ["Blog"],
            "ends_at": END,
            "weekly_limit": 5,
        },
        "Clara Frei darf auf dem Kanal Blog Routinebeiträge veröffentlichen, bis 31. März 2027, "
        "höchstens 5 Beiträge in der Woche. Ansprechperson ist Amira Kern.",
        "Clara Frei may publish routine posts on the channel Blog, until 31 March 2027, "
        "at most 5 posts a week. Contact inside is Amira Kern.",
    ),
    (
        {"acts": ["piece.publish"], "publishes_up_to": "B", "weekly_limit": 1},
        "Clara Frei darf auf allen Kanälen Routine- und normale Beiträge veröffentlichen, bis auf Weiteres, "
        "höchstens 1 Beitrag in der Woche. Ansprechperson ist Amira Kern.",
        "Clara Frei may publish routine and normal posts on every channel, until further notice, "
        "at most 1 post a week. Contact inside is Amira Kern.",
    ),
    (
        {"acts": ["piece.draft", "inbox.recommend"], "channels": ["Blog", "Mastodon"]},
        "Clara Frei darf auf den Kanälen Blog und Mastodon Entwürfe schreiben und Antworten empfehlen, "
        "bis auf Weiteres. Ansprechperson ist Amira Kern.",
        "Clara Frei may draft posts and recommend answers on the channels Blog and Mastodon, "
        "until further notice. Contact inside is Amira Kern.",
    ),
    (
        {
            "acts": ["inbox.reply", "inbox.react", "piece.approve"],
            "channels": ["Blog", "Bluesky", "Mastodon"],
        },
        "Clara Frei darf auf den Kanälen Blog, Bluesky und Mastodon Beiträge freigeben, Menschen antworten und "
        "mit „Gefällt mir“ reagieren, bis auf Weiteres. Ansprechperson ist Amira Kern.",
        "Clara Frei may approve posts, answer people and like and react on the channels Blog, Bluesky and "
        "Mastodon, until further notice. Contact inside is Amira Kern.",
    ),
    (
        {"topics": ["Farben"]},
        "Clara Frei darf auf allen Kanälen zum Thema Farben Entwürfe schreiben, bis auf Weiteres. "
        "Ansprechperson ist Amira Kern.",
        "Clara Frei may draft posts on every channel about the topic Farben, until further notice. "
        "Contact inside is Amira Kern.",
    ),
    (
        {"topics": ["Alltag", "Farben"], "channels": ["Blog"]},
        "Clara Frei darf auf dem Kanal Blog zu den Themen Alltag und Farben Entwürfe schreiben, bis auf Weiteres. "
        "Ansprechperson ist Amira Kern.",
        "Clara Frei may draft posts on the channel Blog about the topics Alltag and Farben, until further notice. "
        "Contact inside is Amira Kern.",
    ),
    (
        {"starts_at": LATER},
        "Clara Frei darf auf allen Kanälen Entwürfe schreiben, ab 1. Dezember 2026. Ansprechperson ist Amira Kern.",
        "Clara Frei may draft posts on every channel, from 1 December 2026 on. Contact inside is Amira Kern.",
    ),
    (
        {"starts_at": LATER, "ends_at": END},
        "Clara Frei darf auf allen Kanälen Entwürfe schreiben, vom 1. Dezember 2026 bis 31. März 2027. "
        "Ansprechperson ist Amira Kern.",
        "Clara Frei may draft posts on every channel, from 1 December 2026 until 31 March 2027. "
        "Contact inside is Amira Kern.",
    ),
    (
        {"ends_at": datetime(2027, 3, 31, 17, 30, tzinfo=BERLIN)},
        "Clara Frei darf auf allen Kanälen Entwürfe schreiben, bis 31. März 2027, 17:30 Uhr. "
        "Ansprechperson ist Amira Kern.",
        "Clara Frei may draft posts on every channel, until 31 March 2027, 17:30. Contact inside is Amira Kern.",
    ),
    (
        {"acts": ["plan.read", "idea.suggest", "piece.draft"]},
        "Clara Frei darf auf allen Kanälen Entwürfe schreiben, bis auf Weiteres. Ansprechperson ist Amira Kern.",
        "Clara Frei may draft posts on every channel, until further notice. Contact inside is Amira Kern.",
    ),
    (
        {"weekly_limit": 3},
        "Clara Frei darf auf allen Kanälen Entwürfe schreiben, bis auf Weiteres. Ansprechperson ist Amira Kern.",
        "Clara Frei may draft posts on every channel, until further notice. Contact inside is Amira Kern.",
    ),
]


@pytest.mark.parametrize(("changes", "german", "english"), CASES)
def test_mandate_reads_as_one_sentence(changes: dict[str, object], german: str, english: str) -> None:
    terms = Terms(**{**DEFAULTS, **changes})  # type: ignore[arg-type]

    with time_machine.travel(NOW, tick=False):
        with translation.override("de"):
            assert words.say(terms) == german
        with translation.override("en"):
            assert words.say(terms) == english


def test_holder_is_spoken_to_directly() -> None:
    terms = Terms(**DEFAULTS)  # type: ignore[arg-type]

    with translation.override("de"):
        told = words.say_to_holder(terms)

    assert (
        told
        == "Sie dürfen auf allen Kanälen Entwürfe schreiben, bis auf Weiteres. Ansprechperson ist Amira Kern."
    )


def test_last_day_is_a_whole_day_on_both_sides_of_the_clock_change() -> None:
    for first_instant_after, day in (
        (datetime(2026, 10, 26, tzinfo=BERLIN), "25. Oktober 2026"),
        (datetime(2027, 3, 29, tzinfo=BERLIN), "28. März 2027"),
    ):
        with translation.override("de"):
            assert words.last_moment(first_instant_after, BERLIN) == day
