"""Answering: who may, what stops it, and that nothing typed is lost."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from eigenstimme.audit.models import Entry
from eigenstimme.inbox import actions
from eigenstimme.inbox.errors import (
    AlreadyDecided,
    AnsweredMeanwhile,
    DoesNotFit,
    NotConnected,
    NotOutYet,
    SameTextAgain,
)
from eigenstimme.inbox.models import Message, Recommendation
from eigenstimme.inbox.tests.conftest import KARL, Place, actor, browser
from eigenstimme.people.models import Notice
from eigenstimme.people.rights import Denied
from eigenstimme.people.tests.cast import grant
from eigenstimme.practice import actions as practice
from eigenstimme.publishing import engine
from eigenstimme.publishing.authorisation import reason_against
from eigenstimme.publishing.models import Publication, State
from eigenstimme.publishing.reasons import Reason

pytestmark = pytest.mark.django_db

Response = Any  # what Django's test client answers


def answers() -> Publication:
    return Publication.objects.get(variant=None)


def post(client: Client, message: Message, text: str, **fields: object) -> Response:
    data = {"message": message.pk, "text": text, "sign": "on", **fields}
    return client.post(f"/inbox/{message.conversation_id}/answers/", data)


def refusal(html: str) -> list[str]:
    """What the page says about a refused act: why, and what instead."""
    return re.findall(r'<p class="refusal-(?:reason|instead)">(.+?)</p>', html)


# --- it works ---------------------------------------------------------------------------------------------


def test_own_person_with_a_mandate_answers_under_it(place: Place) -> None:
    mandate = grant(place.cast.ben, ["inbox.reply"], by=place.cast.amira)
    question = place.asks()

    answer = actions.reply(question, "Ja, gern.", actor=actor(place.cast.ben))

    publication = answers()
    assert (publication.text, answer.author) == ("Ja, gern. ^BA", place.cast.ben)
    assert (publication.reply_to, publication.permission) == (
        {"remote_id": question.remote_id, "extra": question.remote_extra},
        "inbox.reply",
    )
    assert publication.mandate_id == mandate.pk == Entry.objects.get(verb="conversation.answered").mandate_id
    assert reason_against(publication, timezone.now()) is None


@pytest.mark.usefixtures("network")
def test_answer_goes_out_and_nobody_waits_any_more(place: Place) -> None:
    on_wall = practice.comment(place.on_wall, None, visitor="f" * 32, name="Hedi", text="Na?")
    question = place.asks(remote_id=f"comment-{on_wall.pk}")
    actions.reply(question, "Ja, gern.", actor=actor(place.cast.amira))
    assert place.conversation().waiting_since == question.written_at

    engine.carry_out(answers().pk)

    assert answers().state == State.SENT, answers().detail
    assert Message.objects.get(author=place.cast.amira).remote_id == answers().remote_id
    assert place.conversation().waiting_since is None
    assert [comment.text for comment in on_wall.replies.all()] == ["Ja, gern. ^AK"]


def test_page_sends_the_answer_and_comes_back(place: Place) -> None:
    question = place.asks()

    response = post(browser(place.cast.amira), question, "Ja,\r\ngern.", sign="")

    assert response.headers["Location"] == f"/inbox/{question.conversation_id}/"
    assert answers().text == "Ja,\ngern."


def test_someone_from_the_mandate_of_one_channel_answers_only_there(place: Place) -> None:
    grant(place.cast.ben, ["inbox.reply"], by=place.cast.amira, every_channel=False)

    with pytest.raises(Denied):
        actions.reply(place.asks(), "Ja", actor=actor(place.cast.ben))


# --- without the right, from outside ----------------------------------------------------------------------


@pytest.mark.parametrize("who", ["ben", "clara", "robo", "dora"])
def test_without_the_right_nothing_is_answered(place: Place, who: str) -> None:
    question = place.asks()

    with pytest.raises(Denied):
        actions.reply(question, "Heimlich", actor=actor(getattr(place.cast, who)))

    assert not Publication.objects.filter(text__contains="Heimlich").exists()
    assert not Message.objects.filter(text__contains="Heimlich").exists()


def test_outside_person_is_refused_with_the_words_of_the_page(place: Place) -> None:
    grant(place.cast.clara, ["inbox.recommend"], by=place.cast.amira)
    question = place.asks()
    client = browser(place.cast.clara)

    html = client.get(question.conversation.get_absolute_url()).content.decode()
    response = post(client, question, "Heimlich")

    assert response.status_code == 403
    said = [words in response.content.decode() for words in refusal(html)]
    assert said == [True, True]
    assert "Ben Arndt" in html
    assert f'action="/inbox/{question.conversation_id}/answers/"' not in html
    assert f'action="/inbox/{question.conversation_id}/recommendations/"' in html
    assert not Publication.objects.filter(variant=None).exists()


def test_refused_fragment_gets_only_the_refusal(place: Place) -> None:
    question = place.asks()
    url = f"/inbox/{question.conversation_id}/messages/{question.pk}/like/"

    response = browser(place.cast.ben).post(url, {"like": "1"}, headers={"HX-Request": "true"})

    html = response.content.decode()
    assert (response.status_code, len(refusal(html)), "<html" in html) == (403, 2, False)


def test_stranger_finds_no_conversation(place: Place) -> None:
    question = place.asks()

    assert post(browser(place.cast.dora), question, "Heimlich").status_code == 404
    assert post(Client(), question, "Heimlich").status_code == 302
    assert not Publication.objects.filter(variant=None).exists()


def test_no_statement_makes_an_outside_person_the_author(place: Place) -> None:
    answer = actions.reply(place.asks(), "Ja", actor=actor(place.cast.amira))

    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.filter(pk=answer.pk).update(author=place.cast.clara)


def test_mandate_ended_before_sending_holds_the_answer(place: Place) -> None:
    mandate = grant(place.cast.ben, ["inbox.reply"], by=place.cast.amira)
    actions.reply(place.asks(), "Ja", actor=actor(place.cast.ben))
    mandate.ended_at, mandate.ended_by = timezone.now(), place.cast.amira
    mandate.save()

    engine.carry_out(answers().pk)

    assert (answers().state, answers().reason) == (State.HELD, Reason.MANDATE_ENDED)
    assert place.conversation().waiting_since is not None


# --- twice ------------------------------------------------------------------------------------------------


def test_sent_twice_by_a_double_click_is_one_answer(place: Place) -> None:
    question, key = place.asks(), uuid.uuid4()
    client = browser(place.cast.amira)

    post(client, question, "Ja, gern.", key=key)
    post(client, question, "Ja, gern.", key=key)

    assert Message.objects.filter(author=place.cast.amira).count() == 1


def test_colleague_who_was_faster_is_named_first(place: Place) -> None:
    question = place.asks()
    grant(place.cast.ben, ["inbox.reply"], by=place.cast.amira)
    actions.reply(question, "Ich war schneller", actor=actor(place.cast.ben))

    with pytest.raises(AnsweredMeanwhile, match="Ben Arndt"):
        actions.reply(question, "Ja", seen=question.pk, actor=actor(place.cast.amira))
    actions.reply(question, "Ja", seen=question.pk, confirmed=True, actor=actor(place.cast.amira))

    assert Publication.objects.filter(variant=None).count() == 2


def test_same_text_to_a_second_person_is_asked_about(place: Place) -> None:
    amira = actor(place.cast.amira)
    actions.reply(place.asks(), "@hedi Danke für Ihre Frage!", actor=amira)
    to_karl = place.asks(author=KARL)

    with pytest.raises(SameTextAgain, match="Hedi Lang"):
        actions.reply(to_karl, "@karl danke für ihre Frage", sign=False, actor=amira)
    assert Publication.objects.filter(variant=None).count() == 1
    actions.reply(to_karl, "@karl danke für ihre Frage", confirmed=True, actor=amira)

    assert Publication.objects.filter(variant=None).count() == 2


def test_same_text_to_the_same_person_is_not_asked_about(place: Place) -> None:
    amira = actor(place.cast.amira)
    actions.reply(place.asks(), "Danke!", actor=amira)

    actions.reply(place.asks("Gern"), "Danke!", actor=amira)

    assert Publication.objects.filter(variant=None).count() == 2


def test_page_asks_and_sends_when_confirmed(place: Place) -> None:
    client = browser(place.cast.amira)
    post(client, place.asks(), "Danke für alles!")
    to_karl = place.asks(author=KARL)

    asked = post(client, to_karl, "Danke für alles!")
    html = asked.content.decode()
    assert asked.status_code == 422
    assert "Danke für alles!" in html and 'name="confirmed" value="1"' in html
    post(client, to_karl, "Danke für alles!", confirmed="1")

    assert Publication.objects.filter(variant=None).count() == 2


# --- wrong moment -----------------------------------------------------------------------------------------


def test_text_too_long_for_the_network_is_named_and_kept(place: Place) -> None:
    question = place.asks()
    text = "ä" * 497

    response = post(browser(place.cast.amira), question, text)

    html = response.content.decode()
    assert response.status_code == 422
    assert text in html and "500" in html
    assert not Publication.objects.filter(variant=None).exists()


def test_the_sign_counts(place: Place) -> None:
    question = place.asks()

    actions.reply(question, "ä" * 497, sign=False, actor=actor(place.cast.amira))
    with pytest.raises(DoesNotFit):
        actions.reply(question, "ö" * 497, actor=actor(place.cast.amira))


@pytest.mark.parametrize("text", ["", " \n "])
def test_nothing_written_is_nothing_sent(place: Place, text: str) -> None:
    with pytest.raises(DoesNotFit):
        actions.reply(place.asks(), text, actor=actor(place.cast.amira))


def test_disconnected_channel_says_so_before_anything_is_stored(place: Place) -> None:
    question = place.asks()
    place.channel.disconnected_at = timezone.now()
    place.channel.save()

    with pytest.raises(NotConnected, match="Amira Kern"):
        actions.reply(question, "Ja", actor=actor(place.cast.amira))
    assert not Publication.objects.filter(variant=None).exists()


def test_our_answer_cannot_be_answered_before_it_is_public(place: Place) -> None:
    answer = actions.reply(place.asks(), "Ja", actor=actor(place.cast.amira))

    with pytest.raises(NotOutYet):
        actions.reply(answer, "Nein", actor=actor(place.cast.amira))


# --- recommendations --------------------------------------------------------------------------------------


def recommended(place: Place, question: Message, text: str = "Ja, auch Treppenhäuser.") -> Recommendation:
    grant(place.cast.clara, ["inbox.recommend"], by=place.cast.amira)
    return actions.recommend(question, text, actor=actor(place.cast.clara))


def test_outside_person_recommends_under_the_mandate_and_the_responsible_is_told(place: Place) -> None:
    recommendation = recommended(place, place.asks())

    mandate = place.cast.clara.mandates.get()
    assert (
        recommendation.mandate_id
        == mandate.pk
        == Entry.objects.get(verb="conversation.recommended").mandate_id
    )
    assert Notice.objects.filter(membership=place.cast.ben, code="conversation.recommended_to_you").exists()


def test_own_person_takes_it_over_edits_it_and_speaks_in_their_own_name(place: Place) -> None:
    question = place.asks()
    recommendation = recommended(place, question)
    client = browser(place.cast.amira)

    html = client.get(
        f"/inbox/{question.conversation_id}/?answer={question.pk}&recommendation={recommendation.pk}"
    ).content.decode()
    assert "Ja, auch Treppenhäuser.</textarea>" in html
    post(client, question, "Ja, auch Ihres!", recommendation=recommendation.pk)

    recommendation.refresh_from_db()
    assert (recommendation.adopted_by, str(recommendation.answer)) == (
        place.cast.amira,
        "Ja, auch Ihres! ^AK",
    )
    assert Notice.objects.filter(membership=place.cast.clara, code="recommendation.adopted").exists()
    assert not Notice.objects.open().filter(code="conversation.recommended_to_you").exists()


def test_recommendation_is_decided_on_once(place: Place) -> None:
    question = place.asks()
    recommendation = recommended(place, question)
    actions.dismiss(recommendation, actor=actor(place.cast.amira))

    with pytest.raises(AlreadyDecided, match="Amira Kern"):
        actions.reply(question, "Ja", recommendation=recommendation, actor=actor(place.cast.amira))
    with pytest.raises(AlreadyDecided):
        actions.dismiss(recommendation, actor=actor(place.cast.amira))
    assert not Publication.objects.filter(variant=None).exists()


def test_failed_answer_leaves_the_recommendation_open(place: Place) -> None:
    question = place.asks()
    recommendation = recommended(place, question)

    with pytest.raises(DoesNotFit):
        actions.reply(question, "x" * 501, recommendation=recommendation, actor=actor(place.cast.amira))

    recommendation.refresh_from_db()
    assert recommendation.is_open


def test_recommending_the_same_twice_is_one_recommendation(place: Place) -> None:
    question = place.asks()

    assert recommended(place, question) == actions.recommend(
        question, "Ja, auch Treppenhäuser. ", actor=actor(place.cast.clara)
    )


@pytest.mark.parametrize("who", ["clara", "robo", "dora"])
def test_without_the_right_nothing_is_recommended(place: Place, who: str) -> None:
    question = place.asks()

    with pytest.raises(Denied):
        actions.recommend(question, "Heimlich", actor=actor(getattr(place.cast, who)))
    assert not question.recommendations.exists()


def test_ended_mandate_takes_the_conversation_out_of_sight(place: Place) -> None:
    mandate = grant(place.cast.clara, ["inbox.recommend"], by=place.cast.amira)
    question = place.asks()
    mandate.ends_at = timezone.now() - timedelta(minutes=1)
    mandate.save()

    assert browser(place.cast.clara).get(question.conversation.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("who", ["ben", "clara", "robo", "dora"])
def test_only_who_may_answer_leaves_a_recommendation_aside(place: Place, who: str) -> None:
    recommendation = recommended(place, place.asks())

    with pytest.raises(Denied):
        actions.dismiss(recommendation, actor=actor(getattr(place.cast, who)))
    recommendation.refresh_from_db()
    assert recommendation.is_open
