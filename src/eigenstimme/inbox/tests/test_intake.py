"""What networks hand us ends as the same rows, however often and in whatever order it comes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eigenstimme.audit.models import Entry
from eigenstimme.connectors.types import Author, Incoming
from eigenstimme.inbox import actions
from eigenstimme.inbox.intake import answered
from eigenstimme.inbox.models import Contact, Conversation, Handle, Message
from eigenstimme.inbox.tests.conftest import HEDI, KARL, NOON, US, Place, actor, published
from eigenstimme.people.models import Notice
from eigenstimme.publishing.models import State

pytestmark = pytest.mark.django_db


def test_comment_stands_under_the_piece_it_answers(place: Place) -> None:
    message = place.asks()

    conversation = place.conversation()
    assert (conversation.publication, conversation.responsible) == (place.post, place.cast.ben)
    assert str(conversation.contact) == "Hedi Lang"
    assert (conversation.waiting_since, conversation.last_at) == (message.written_at, message.written_at)
    assert Entry.objects.get(verb="conversation.received").thing_id == conversation.pk


def test_mention_from_nowhere_belongs_to_the_channels_responsible(place: Place) -> None:
    place.asks(thread_id="mention-1", parent_id="")

    conversation = place.conversation()
    assert (conversation.publication, conversation.responsible) == (None, place.cast.amira)


def test_thread_the_network_names_differently_is_found_by_the_answered_post(place: Place) -> None:
    place.asks(thread_id="elsewhere", parent_id=place.thread_id)

    assert place.conversation().publication == place.post
    assert place.conversation().responsible == place.cast.ben


def test_repeated_message_is_one_message_and_one_notice(place: Place) -> None:
    incoming = place.incoming()

    assert len(place.take_in(incoming, incoming)) == 1
    assert place.take_in(incoming) == []
    assert (Message.objects.count(), Notice.objects.count()) == (1, 1)


def test_one_mail_until_the_inbox_is_empty(place: Place) -> None:
    place.asks()
    place.asks(author=KARL)
    place.asks(thread_id="other", parent_id=place.thread_id, author=KARL)

    codes = Notice.objects.filter(membership=place.cast.ben).order_by("pk").values_list("code", flat=True)
    assert list(codes) == ["conversation.waiting", "conversation.waiting_too"]


def test_closed_conversation_opens_with_a_new_word(place: Place) -> None:
    place.asks()
    actions.close(place.conversation(), actor=actor(place.cast.amira))
    assert place.conversation().waiting_since is None

    late = place.asks("Und was kostet das?")

    conversation = place.conversation()
    assert (conversation.closed_at, conversation.waiting_since) == (None, late.written_at)


def test_answer_serves_its_addressee_and_nobody_else(place: Place) -> None:
    hedi, karl = place.incoming(), place.incoming(author=KARL)
    place.take_in(hedi, karl)
    place.take_in(place.incoming(ours=True, author=US, parent_id=hedi.remote_id))

    assert place.conversation().waiting_since == karl.written_at


def test_answer_written_elsewhere_ends_the_waiting_and_its_notice(place: Place) -> None:
    hedi = place.incoming()
    place.take_in(hedi)
    place.take_in(place.incoming(ours=True, author=US, parent_id=hedi.remote_id))

    message = Message.objects.get(handle=None)
    assert (message.author, message.publication) == (None, None)
    assert place.conversation().waiting_since is None
    assert not Notice.objects.open().exists()


def test_our_post_in_its_own_thread_is_not_a_message(place: Place) -> None:
    place.take_in(place.incoming(remote_id=place.thread_id, ours=True, author=US, parent_id=""))

    assert not Message.objects.exists()


def test_answer_handed_back_after_we_know_its_id_is_one_message(place: Place) -> None:
    question = place.asks()
    answer = actions.reply(question, "Ja, gern.", actor=actor(place.cast.amira))
    handed_back = place.incoming(remote_id="comment-7", ours=True, author=US, parent_id=question.remote_id)

    goes_out(answer, "comment-7")
    place.take_in(handed_back)

    assert Message.objects.filter(handle=None).get() == answer


def test_answer_handed_back_before_we_know_its_id_is_one_message(place: Place) -> None:
    question = place.asks()
    answer = actions.reply(question, "Ja, gern.", actor=actor(place.cast.amira))
    handed_back = place.incoming(remote_id="comment-7", ours=True, author=US, parent_id=question.remote_id)

    place.take_in(handed_back)
    assert Message.objects.filter(handle=None).count() == 2
    goes_out(answer, "comment-7")
    place.take_in(handed_back)

    ours = Message.objects.filter(handle=None).get()
    assert (ours, ours.remote_id, ours.author) == (answer, "comment-7", place.cast.amira)
    assert place.conversation().waiting_since is None


def test_answer_a_person_found_public_gets_its_id_when_the_network_hands_it_back(place: Place) -> None:
    question = place.asks()
    answer = actions.reply(question, "Ja, gern.", sign=False, actor=actor(place.cast.amira))
    goes_out(answer, "")

    place.take_in(
        place.incoming(
            remote_id="comment-7", ours=True, author=US, parent_id=question.remote_id, text="Ja, gern."
        )
    )

    assert Message.objects.filter(handle=None).get().remote_id == "comment-7"


def test_post_handed_back_before_we_know_its_id_leaves_no_empty_conversation(place: Place) -> None:
    other = published(place.cast, place.channel, "")
    place.take_in(
        place.incoming(
            remote_id="post-elsewhere", thread_id="post-elsewhere", parent_id="", ours=True, author=US
        )
    )
    assert Conversation.objects.count() == 1

    other.remote_id = "post-elsewhere"
    other.save()
    answered([other])

    assert not Conversation.objects.exists()


def test_contact_was_first_seen_with_their_earliest_message(place: Place) -> None:
    early, late = place.incoming(), place.incoming()
    place.take_in(late)
    place.take_in(early)

    assert Contact.objects.get().first_seen_at == early.written_at


def test_deleted_authors_are_not_taken_for_one_person(place: Place) -> None:
    gone = Author("", "", "")
    place.take_in(place.incoming(author=gone), place.incoming(author=gone))

    assert Contact.objects.count() == 2
    assert str(Contact.objects.first()) in {"Somebody", "Jemand"}


def test_hostile_values_are_made_harmless(place: Place) -> None:
    author = Author("x", "N\x00ame" + "x" * 500, "h" * 500, "javascript:alert(1)", "http://[broken")
    message = place.asks("a\x00b\ud800c" + "😀" * 10_000, author=author, url="javascript:alert(1)")

    handle = Handle.objects.get()
    assert message.text == "ab?c" + "😀" * 10_000
    assert (handle.name, len(handle.handle)) == ("Name" + "x" * 196, 200)
    assert (handle.url, handle.avatar_url, message.url) == ("", "", "")


def test_message_from_the_future_is_dated_now(place: Place) -> None:
    message = place.asks(written_at=timezone.now() + timedelta(days=2))

    assert message.written_at <= timezone.now()


def test_contact_keeps_the_name_a_person_gave_it(place: Place) -> None:
    place.asks()
    actions.edit_contact(Contact.objects.get(), name="Frau Lang", notes="", actor=actor(place.cast.amira))
    place.asks(author=replace(HEDI, name="Hedi L."))

    assert (Contact.objects.get().name, Handle.objects.get().name) == ("Frau Lang", "Hedi L.")


def goes_out(answer: Message, remote_id: str) -> None:
    """What the engine does when the network has accepted it."""
    publication = answer.publication
    assert publication is not None
    publication.state, publication.sent_at, publication.remote_id = State.SENT, timezone.now(), remote_id
    publication.save()
    answered([publication])


# --- any repetition and order ---------------------------------------------------------------------------------

PEOPLE = [HEDI, KARL, US, Author("", "", "")]


@st.composite
def threads(draw: st.DrawFn) -> list[Incoming]:
    """Messages of one to three threads; each answers the thread's beginning or an earlier message of it."""
    made: list[Incoming] = []
    for number in range(draw(st.integers(1, 8))):
        thread = draw(st.sampled_from(["post-known", "thread-1", "thread-2"]))
        earlier = [each.remote_id for each in made if each.thread_id == thread]
        author = draw(st.sampled_from(PEOPLE))
        made.append(
            Incoming(
                remote_id=f"m{number}",
                kind=draw(st.sampled_from(["reply", "mention"])),  # type: ignore[arg-type]
                author=replace(author, name=f"{author.name} {number}") if author.remote_id else author,
                text=f"Nachricht {number}",
                written_at=NOON + timedelta(minutes=number),
                url="",
                thread_id=thread,
                parent_id=draw(st.sampled_from([thread, *earlier])),
                ours=author is US,
            )
        )
    return made


@st.composite
def deliveries(draw: st.DrawFn) -> tuple[list[Incoming], list[list[Incoming]]]:
    """The messages, and a way they may come: batches that repeat and mix them, each at least once."""
    messages = draw(threads())
    repeated = draw(st.lists(st.sampled_from(messages), max_size=6))
    mixed = draw(st.permutations([*messages, *repeated]))
    cuts = sorted(draw(st.sets(st.integers(1, len(mixed)), max_size=3)))
    return messages, [mixed[a:b] for a, b in zip([0, *cuts], [*cuts, len(mixed)], strict=True)]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deliveries())
def test_any_repetition_and_order_gives_the_same_rows(
    place: Place, delivery: tuple[list[Incoming], list[list[Incoming]]]
) -> None:
    messages, batches = delivery
    type(place.post).objects.filter(pk=place.post.pk).update(remote_id="post-known")

    place.take_in(*messages)
    in_order = rows()
    forget()
    for batch in batches:
        place.take_in(*batch)
    mixed = rows()
    forget()

    assert mixed == in_order


def rows() -> list[object]:
    conversations = Conversation.objects.order_by("thread_id").values_list(
        "thread_id", "publication", "contact__name", "responsible", "waiting_since", "last_at"
    )
    messages = Message.objects.order_by("remote_id").values_list(
        "remote_id", "conversation__thread_id", "parent_remote_id", "handle__remote_id", "text", "written_at"
    )
    handles = Handle.objects.order_by("remote_id").values_list(
        "remote_id", "name", "contact__name", "contact__first_seen_at"
    )
    return [*conversations, *messages, *handles]


def forget() -> None:
    Conversation.objects.all().delete()
    Contact.objects.all().delete()
