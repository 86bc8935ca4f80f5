"""Likes, notes, responsibility, closing and contacts."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from eigenstimme.audit.models import Entry
from eigenstimme.connectors.types import IncomingKind
from eigenstimme.inbox import actions, reacting
from eigenstimme.inbox.errors import CannotBeResponsible, CannotLike, NotConnected, SamePerson
from eigenstimme.inbox.models import Contact, Conversation, Handle, Message, Reaction
from eigenstimme.inbox.tests.conftest import HEDI, KARL, US, Place, actor, browser
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Kind, Notice
from eigenstimme.people.responsibilities import held_by
from eigenstimme.people.rights import Denied
from eigenstimme.people.tests.cast import grant, join
from eigenstimme.practice import actions as practice
from eigenstimme.practice.models import PracticeComment, PracticeLike
from eigenstimme.publishing.actions import withdraw

pytestmark = pytest.mark.django_db


@pytest.fixture
def question(place: Place, network: None) -> Message:
    """A comment that really stands on the wall."""
    comment = practice.comment(place.on_wall, None, visitor="f" * 32, name="Hedi", text="Na?")
    return place.asks(remote_id=f"comment-{comment.pk}")


def carried_out() -> None:
    for reaction in Reaction.objects.filter(next_at__lte=timezone.now()):
        reacting.carry_out(reaction.pk)


# --- likes ------------------------------------------------------------------------------------------------


def test_like_reaches_the_network_once(place: Place, question: Message) -> None:
    amira = actor(place.cast.amira)

    first = actions.like(question, actor=amira)
    second = actions.like(question, actor=amira)
    carried_out()
    carried_out()

    assert first == second
    assert (PracticeLike.objects.count(), Entry.objects.filter(verb="conversation.liked").count()) == (1, 1)
    assert Reaction.objects.get().done_at is not None


def test_like_taken_back_leaves_nothing_at_the_network(place: Place, question: Message) -> None:
    actions.like(question, actor=actor(place.cast.amira))
    carried_out()

    actions.unlike(question, actor=actor(place.cast.amira))
    actions.unlike(question, actor=actor(place.cast.amira))
    carried_out()

    assert not PracticeLike.objects.exists()
    assert not Reaction.objects.standing().exists()
    assert Entry.objects.filter(verb="conversation.unliked").count() == 1


def test_like_taken_back_while_its_worker_was_busy_is_taken_back(place: Place, question: Message) -> None:
    reaction = actions.like(question, actor=actor(place.cast.amira))
    actions.unlike(question, actor=actor(place.cast.amira))

    reacting._done(reaction, "late")
    carried_out()

    assert not PracticeLike.objects.exists()
    assert Reaction.objects.get().next_at is None


def test_page_likes_and_hands_htmx_only_the_thread(place: Place, question: Message) -> None:
    url = f"/inbox/{question.conversation_id}/messages/{question.pk}/like/"
    client = browser(place.cast.amira)

    response = client.post(url, {"like": "1"}, headers={"HX-Request": "true"})

    assert Reaction.objects.standing().count() == 1
    assert b'id="thread"' in response.content and b"<html" not in response.content
    assert client.post(url, {"like": "0"}).status_code == 302
    assert not Reaction.objects.standing().exists()


def test_lost_job_is_claimed_again(place: Place, question: Message) -> None:
    reaction = actions.like(question, actor=actor(place.cast.amira))
    now = timezone.now()

    reacting.tick(now)
    reaction.refresh_from_db()

    assert reaction.next_at == now + reacting.CLAIM


def test_like_whose_right_is_gone_is_not_carried_out(place: Place, question: Message) -> None:
    mandate = grant(place.cast.ben, ["inbox.react"], by=place.cast.amira)
    actions.like(question, actor=actor(place.cast.ben))
    mandate.ends_at = timezone.now() - timedelta(seconds=1)
    mandate.save()

    carried_out()

    assert not PracticeLike.objects.exists()
    assert Reaction.objects.get().failed_reason != ""


def test_failed_like_can_be_tried_again(place: Place, question: Message) -> None:
    Reaction.objects.create(message=question, by=place.cast.ben, failed_reason="The server was down.")

    actions.like(question, actor=actor(place.cast.amira))
    carried_out()

    assert PracticeLike.objects.count() == 1
    assert (Reaction.objects.get().by, Reaction.objects.get().failed_reason) == (place.cast.amira, "")


def test_reason_of_a_failed_like_is_read_in_ones_language(place: Place, question: Message) -> None:
    Reaction.objects.create(
        message=question, by=place.cast.ben, failed_reason="The channel is not connected."
    )
    html = browser(place.cast.amira).get(question.conversation.get_absolute_url()).content.decode()
    assert "Der Kanal ist nicht verbunden." in html


def test_network_that_forgot_the_comment_fails_the_like_with_its_reason(
    place: Place, question: Message
) -> None:
    actions.like(question, actor=actor(place.cast.amira))
    PracticeComment.objects.all().delete()

    carried_out()

    reaction = Reaction.objects.get()
    assert (reaction.next_at, reaction.done_at) == (None, None)
    assert reaction.failed_reason != ""


def test_what_we_wrote_ourselves_cannot_be_liked(place: Place) -> None:
    place.take_in(place.incoming(ours=True, author=US))

    with pytest.raises(CannotLike):
        actions.like(Message.objects.get(), actor=actor(place.cast.amira))


def test_disconnected_channel_likes_nothing(place: Place, question: Message) -> None:
    place.channel.disconnected_at = timezone.now()
    place.channel.save()

    with pytest.raises(NotConnected):
        actions.like(question, actor=actor(place.cast.amira))


# --- notes, responsibility, closing -----------------------------------------------------------------------


def test_note_stays_inside(place: Place) -> None:
    place.asks()
    client = browser(place.cast.ben)
    client.post(f"/inbox/{place.conversation().pk}/notes/", {"text": "Kennt Amira vom Markt."})

    assert place.conversation().notes.get().author == place.cast.ben
    assert "Kennt Amira vom Markt." in client.get(place.conversation().get_absolute_url()).content.decode()


def test_conversation_is_handed_to_a_colleague_who_is_told(place: Place) -> None:
    place.asks()
    url = f"/inbox/{place.conversation().pk}/responsible/"
    grant(place.cast.ben, ["inbox.reply"], by=place.cast.amira)

    browser(place.cast.ben).post(url, {"to": place.cast.amira.pk})

    assert place.conversation().responsible == place.cast.amira
    assert Notice.objects.open().get().membership == place.cast.amira


@pytest.mark.parametrize("who", ["clara", "robo", "dora"])
def test_responsibility_stays_with_own_people(place: Place, who: str) -> None:
    place.asks()

    with pytest.raises(CannotBeResponsible):
        actions.hand_over(place.conversation(), to=getattr(place.cast, who), actor=actor(place.cast.amira))
    assert place.conversation().responsible == place.cast.ben


def test_who_has_left_cannot_become_responsible(place: Place) -> None:
    place.asks()
    gone = join(place.cast.company, "Gerd Weg", Kind.OWN, left_at=timezone.now())

    with pytest.raises(CannotBeResponsible):
        actions.hand_over(place.conversation(), to=gone, actor=actor(place.cast.amira))


def test_whoever_leaves_hands_their_conversations_over(place: Place) -> None:
    place.asks()

    [held] = [held for held in held_by(place.cast.ben) if held.responsibility.code == "conversations"]
    held.responsibility.hand_over(place.cast.ben, place.cast.amira, actor(place.cast.amira))

    assert place.conversation().responsible == place.cast.amira


def test_closing_ends_the_waiting_and_opening_again_brings_it_back(place: Place) -> None:
    question = place.asks()
    url, client = f"/inbox/{place.conversation().pk}/closing/", browser(place.cast.amira)

    client.post(url, {"closed": "1"})
    assert (place.conversation().closed_by, place.conversation().waiting_since) == (place.cast.amira, None)
    assert not Notice.objects.open().exists()
    client.post(url, {"closed": "1"})
    client.post(url, {"closed": "0"})

    assert (place.conversation().closed_at, place.conversation().waiting_since) == (None, question.written_at)
    assert Entry.objects.filter(verb__in=["conversation.closed", "conversation.reopened"]).count() == 2


# --- contacts ---------------------------------------------------------------------------------------------


def test_two_accounts_of_one_person_become_one_contact(place: Place) -> None:
    place.asks()
    place.asks(author=KARL, thread_id="mention", parent_id="", kind=IncomingKind.MENTION)
    hedi, karl = Contact.objects.get(name="Hedi Lang"), Contact.objects.get(name="Karl Voss")
    Contact.objects.filter(pk=karl.pk).update(notes="Kommt aus Kiel.")

    browser(place.cast.amira).post(f"/inbox/contacts/{hedi.pk}/merger/", {"other": karl.pk})

    merged = Contact.objects.get()
    assert (merged, merged.notes, merged.handles.count()) == (hedi, "Kommt aus Kiel.", 2)
    assert set(Conversation.objects.values_list("contact", flat=True)) == {hedi.pk}


def test_contact_is_not_merged_with_itself(place: Place) -> None:
    place.asks()
    contact = Contact.objects.get()

    with pytest.raises(SamePerson):
        actions.merge_contacts(contact, into=contact, actor=actor(place.cast.amira))
    assert Handle.objects.count() == 1


def test_merged_contact_takes_in_what_comes_later(place: Place) -> None:
    place.asks()
    place.asks(author=KARL)
    hedi, karl = Contact.objects.get(name="Hedi Lang"), Contact.objects.get(name="Karl Voss")
    actions.merge_contacts(karl, into=hedi, actor=actor(place.cast.amira))

    place.asks(author=KARL)

    assert Contact.objects.get() == hedi


def test_notes_about_a_contact_are_kept(place: Place) -> None:
    place.asks()
    contact = Contact.objects.get()

    browser(place.cast.ben).post(contact.get_absolute_url(), {"name": "Frau Lang", "notes": "Mag Grün."})

    contact.refresh_from_db()
    assert (contact.name, contact.notes) == ("Frau Lang", "Mag Grün.")
    assert Entry.objects.get(verb="contact.edited").actor_name == "Ben Arndt"


def test_history_never_names_who_writes_to_us(place: Place) -> None:
    """Its entries cannot be taken out again, and a person may ask to be forgotten."""
    amira = actor(place.cast.amira)
    place.asks()
    theirs = place.asks(author=KARL, thread_id="begun by Karl", parent_id="")
    answer = actions.reply(theirs, "Danke, Karl Voss!", actor=amira)
    assert answer.publication
    withdraw(answer.publication, actor=amira)
    hedi, karl = Contact.objects.get(name="Hedi Lang"), Contact.objects.get(name="Karl Voss")
    actions.edit_contact(hedi, name="Hedi Lang", notes="Mag Grün.", actor=amira)
    actions.merge_contacts(karl, into=hedi, actor=amira)

    kept = {entry.verb: f"{entry.thing_name} {entry.params}" for entry in Entry.objects.all()}

    assert kept.keys() > {
        "conversation.answered",
        "publication.withdrawn",
        "contact.edited",
        "contact.merged",
    }
    assert not [said for said in kept.values() if re.search("Hedi|Lang|Karl|Voss", said)]


# --- without the right ------------------------------------------------------------------------------------

Act = Callable[[Place, Actor], Any]
VOICE: dict[str, Act] = {
    "like": lambda place, by: actions.like(Message.objects.get(), actor=by),
    "unlike": lambda place, by: actions.unlike(Message.objects.get(), actor=by),
    "hand over": lambda place, by: actions.hand_over(place.conversation(), to=place.cast.amira, actor=by),
    "close": lambda place, by: actions.close(place.conversation(), actor=by),
    "reopen": lambda place, by: actions.reopen(place.conversation(), actor=by),
    "merge": lambda place, by: actions.merge_contacts(
        Contact.objects.get(), into=Contact.objects.get(), actor=by
    ),
}
INTERNAL: dict[str, Act] = {
    "note": lambda place, by: actions.write_note(place.conversation(), "Heimlich", actor=by),
    "edit contact": lambda place, by: actions.edit_contact(
        Contact.objects.get(), name="X", notes="", actor=by
    ),
}


@pytest.mark.parametrize("act", VOICE.values(), ids=VOICE)
@pytest.mark.parametrize("who", ["ben", "clara", "robo", "dora"])
def test_what_speaks_or_decides_is_refused_without_the_right(place: Place, act: Act, who: str) -> None:
    place.asks()
    grant(place.cast.clara, ["inbox.recommend"], by=place.cast.amira)

    with pytest.raises(Denied):
        act(place, actor(getattr(place.cast, who)))
    assert not Entry.objects.exclude(verb="conversation.received").exists()


@pytest.mark.parametrize("act", INTERNAL.values(), ids=INTERNAL)
@pytest.mark.parametrize("who", ["clara", "robo", "dora"])
def test_internal_words_need_a_mandate_outside(place: Place, act: Act, who: str) -> None:
    place.asks()

    with pytest.raises(Denied):
        act(place, actor(getattr(place.cast, who)))
    assert not Entry.objects.exclude(verb="conversation.received").exists()


@pytest.mark.parametrize("act", INTERNAL.values(), ids=INTERNAL)
def test_outside_person_with_a_mandate_writes_internal_words(place: Place, act: Act) -> None:
    place.asks()
    mandate = grant(place.cast.clara, ["inbox.recommend"], by=place.cast.amira)

    act(place, actor(place.cast.clara))

    assert Entry.objects.exclude(verb="conversation.received").get().mandate_id == mandate.pk


@pytest.mark.parametrize(
    "path", ["", "thread/", "answers/", "recommendations/", "notes/", "responsible/", "closing/"]
)
def test_other_companies_find_nothing(place: Place, path: str) -> None:
    question = place.asks()
    url = f"/inbox/{place.conversation().pk}/{path}"
    client = browser(place.cast.dora)

    response = (
        client.get(url)
        if path in {"", "thread/"}
        else client.post(url, {"text": "x", "message": question.pk})
    )

    assert response.status_code == 404
    assert HEDI.name not in response.content.decode()


def test_contact_of_another_company_is_not_found(place: Place) -> None:
    place.asks()

    assert browser(place.cast.dora).get(Contact.objects.get().get_absolute_url()).status_code == 404
