"""What goals count of the inbox."""

from __future__ import annotations

from datetime import datetime, timedelta

from eigenstimme.inbox.measuring import ANSWERED, FIRST_ANSWER
from eigenstimme.inbox.models import Message
from eigenstimme.inbox.tests.conftest import NOON, Place
from eigenstimme.strategy.tests.goals import numbers

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SPANS = [(NOON - DAY, NOON), (NOON, NOON + DAY), (NOON + DAY, NOON + 9 * DAY)]


def ask(place: Place, thread: str, at: datetime = NOON) -> Message:
    return place.asks(thread_id=thread, written_at=at)


def answer(place: Place, asked: Message, at: datetime) -> None:
    conversation = asked.conversation
    Message.objects.create(
        conversation=conversation, kind="answer", author=place.cast.amira, text="Ja.", written_at=at
    )
    conversation.last_at = at
    conversation.save()


def test_a_conversation_counts_once_in_a_span(place: Place) -> None:
    asked = ask(place, "a")
    ask(place, "b")
    for hours in (1, 2, 30):
        answer(place, asked, NOON + hours * HOUR)
    assert numbers(ANSWERED.values(place.cast.company.pk, SPANS)) == [0, 1, 1]
    assert ANSWERED.value(place.cast.elsewhere.pk, *SPANS[1]) == 0


def test_time_to_the_first_answer_is_the_median_in_hours(place: Place) -> None:
    for number, hours in enumerate((1, 2, 12)):
        answer(place, ask(place, f"thread {number}"), NOON + hours * HOUR)
    twice = ask(place, "twice")
    answer(place, twice, NOON + 4 * HOUR)
    answer(place, twice, NOON + 3 * DAY)  # no first one
    ask(place, "nobody answers")
    assert numbers(FIRST_ANSWER.values(place.cast.company.pk, SPANS)) == [None, 3, None]
    assert FIRST_ANSWER.value(place.cast.elsewhere.pk, *SPANS[1]) is None


def test_what_we_said_before_somebody_asked_is_no_answer(place: Place) -> None:
    asked = ask(place, "a")
    answer(place, asked, NOON - HOUR)
    answer(place, asked, NOON + 5 * HOUR)
    assert FIRST_ANSWER.value(place.cast.company.pk, *SPANS[1]) == 5
