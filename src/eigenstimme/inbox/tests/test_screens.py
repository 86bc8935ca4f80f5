"""What people see in the inbox, and what it costs."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from eigenstimme.inbox import actions
from eigenstimme.inbox.models import Contact, Conversation
from eigenstimme.inbox.tests.conftest import HEDI, KARL, US, Place, actor, browser
from eigenstimme.people.tests.cast import grant, make_channel

pytestmark = pytest.mark.django_db

INBOX = "/inbox/"


def page(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def fill(place: Place, conversations: int) -> None:
    """Conversations with an answer, a note, a like and a recommendation each."""
    grant(place.cast.clara, ["inbox.recommend"], by=place.cast.amira)
    amira, clara = actor(place.cast.amira), actor(place.cast.clara)
    for number in range(conversations):
        question = place.asks(f"Frage {number}", thread_id=f"thread-{number}", parent_id=place.thread_id)
        place.asks(f"Noch eine {number}", thread_id=f"thread-{number}", author=KARL)
        actions.reply(question, f"Antwort {number}", actor=amira)
        actions.write_note(question.conversation, f"Notiz {number}", actor=amira)
        actions.like(question, actor=amira)
        actions.recommend(question, f"Rat {number}", actor=clara)


def cost(client: Client, url: str) -> tuple[int, int]:
    """Queries and bytes of a page."""
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(url)
    assert response.status_code == 200
    return len(queries), len(response.content)


# --- the list ---------------------------------------------------------------------------------------------


def test_whoever_waits_longest_stands_first(place: Place) -> None:
    place.asks("Zuerst", thread_id="a", parent_id="")
    place.asks("Danach", thread_id="b", parent_id="", author=KARL)
    place.asks("Erledigt", thread_id="c", parent_id="")
    actions.close(place.asks("Zu", thread_id="c", parent_id="").conversation, actor=actor(place.cast.amira))

    html = page(browser(place.cast.amira), INBOX)

    assert html.index("Zuerst") < html.index("Danach") < html.index(">Zu<")


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", {"Wartet", "Anderswo", "Fertig"}),
        ("?show=waiting", {"Wartet", "Anderswo"}),
        ("?show=mine", {"Wartet"}),
        ("?show=nonsense&page=x&channel=x", {"Wartet", "Anderswo", "Fertig"}),
    ],
)
def test_filters_show_what_they_say(place: Place, query: str, shown: set[str]) -> None:
    three_conversations(place)

    html = page(browser(place.cast.ben), INBOX + query)

    assert {text for text in ("Wartet", "Anderswo", "Fertig") if f">{text}<" in html} == shown


def test_channel_filter_shows_one_channel(place: Place) -> None:
    three_conversations(place)
    other = make_channel(place.cast.company, place.cast.amira, name="Zweite Wand")
    place.channel = other
    place.asks("Drüben", thread_id="d", parent_id="")

    html = page(browser(place.cast.ben), f"{INBOX}?channel={other.pk}")

    assert ">Drüben<" in html and ">Wartet<" not in html


def three_conversations(place: Place) -> None:
    place.asks("Wartet")
    place.asks("Anderswo", thread_id="b", parent_id="")
    done = place.asks("Fertig", thread_id="c", parent_id="")
    actions.close(done.conversation, actor=actor(place.cast.amira))


def test_outside_person_sees_the_channels_of_the_mandate_only(place: Place) -> None:
    place.asks("Auf dem Blog")
    other = make_channel(place.cast.company, place.cast.amira, name="Zweite Wand")
    mandate = grant(place.cast.clara, ["inbox.read"], by=place.cast.amira, every_channel=False)
    mandate.channels.add(other)
    blog, place.channel = place.conversation(), other
    place.asks("Auf der Wand", thread_id="d", parent_id="")
    client = browser(place.cast.clara)

    html = page(client, INBOX)

    assert ">Auf der Wand<" in html and "Auf dem Blog" not in html
    assert client.get(blog.get_absolute_url()).status_code == 404


def test_nobody_is_sent_to_the_sign_in(place: Place) -> None:
    place.asks()

    assert reverse("account_login") in Client().get(INBOX).headers["Location"]


# --- a conversation ---------------------------------------------------------------------------------------


def test_conversation_shows_the_piece_the_thread_and_who_speaks(place: Place) -> None:
    question = place.asks()
    actions.reply(question, "Ja, gern.", actor=actor(place.cast.amira))

    html = page(browser(place.cast.amira), question.conversation.get_absolute_url())

    variant = place.post.variant
    assert variant is not None
    assert f'href="{variant.piece.get_absolute_url()}"' in html
    assert HEDI.name in html and "Ja, gern. ^AK" in html
    assert f'data-live-topic="conversation:{question.conversation_id}"' in html
    assert "publication:" in html  # the answer is on its way, and its state follows it


def test_what_people_write_is_never_markup(place: Place) -> None:
    place.asks("<script>alert(1)</script><img src=//evil.example> שלום 😀")

    html = page(browser(place.cast.amira), place.conversation().get_absolute_url())

    assert "<script>alert" not in html and "<img src=//evil" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert 'dir="auto"' in html and HEDI.avatar_url == ""


def test_picture_of_a_stranger_is_never_fetched(place: Place) -> None:
    place.asks(author=replace(HEDI, avatar_url="https://evil.example/me.png"))

    assert "evil.example" not in page(browser(place.cast.amira), place.conversation().get_absolute_url())


def test_long_comment_is_folded_and_complete(place: Place) -> None:
    text = "Wort " * 2000 + "Ende."
    place.asks(text)

    html = page(browser(place.cast.amira), place.conversation().get_absolute_url())

    assert "<details" in html and text in html


def test_long_thread_shows_its_newest_part_first(place: Place) -> None:
    place.take_in(*[place.incoming(text=f"Nachricht Nr. {number}!") for number in range(60)])
    url, client = place.conversation().get_absolute_url(), browser(place.cast.amira)

    assert "Nachricht Nr. 59!" in page(client, url) and "Nachricht Nr. 9!" not in page(client, url)
    assert "Nachricht Nr. 9!" in page(client, url + "?whole=1")


def test_refreshed_thread_holds_no_form_that_somebody_types_in(place: Place) -> None:
    place.asks()

    html = page(browser(place.cast.amira), f"/inbox/{place.conversation().pk}/thread/")

    assert "<textarea" not in html and "Hedi Lang" in html


def test_answer_box_addresses_who_waits_longest(place: Place) -> None:
    hedi = place.asks()
    karl = place.asks("Und ich?", author=KARL)
    place.take_in(place.incoming(ours=True, author=US, parent_id=hedi.remote_id))
    place.asks("Danke!")
    url, client = place.conversation().get_absolute_url(), browser(place.cast.amira)

    assert f'name="message" value="{karl.pk}"' in page(client, url)
    assert f'name="message" value="{hedi.pk}"' in page(client, f"{url}?answer={hedi.pk}")


def test_own_person_without_the_right_reads_why_and_can_recommend(place: Place) -> None:
    question = place.asks()

    html = page(browser(place.cast.ben), question.conversation.get_absolute_url())

    assert 'class="refusal"' in html
    assert f'action="/inbox/{question.conversation_id}/recommendations/"' in html
    assert f'action="/inbox/{question.conversation_id}/answers/"' not in html


@pytest.mark.parametrize("path", ["answers/", "recommendations/"])
@pytest.mark.parametrize("message", ["", "x", "999999"])
def test_nonsense_in_a_form_breaks_nothing(place: Place, path: str, message: str) -> None:
    place.asks()
    url = place.conversation().get_absolute_url() + path

    response = browser(place.cast.amira).post(url, {"message": message, "text": "Noch da"})

    assert response.status_code in {404, 422}
    if response.status_code == 422 and path == "recommendations/":
        return  # whoever may answer has no box to recommend in
    assert response.status_code == 404 or "Noch da" in response.content.decode()


def test_contact_page_shows_every_account_and_conversation(place: Place) -> None:
    place.asks("Frage A")
    place.asks("Frage B", thread_id="b", parent_id="")

    html = page(browser(place.cast.amira), Contact.objects.get().get_absolute_url())

    assert "Frage A" in html and "Frage B" in html and "@hedi@social.example" in html


def test_same_person_is_found_by_account(place: Place) -> None:
    place.asks()
    place.asks(author=KARL)
    hedi = Contact.objects.get(name="Hedi Lang")

    assert "Karl Voss" in page(browser(place.cast.amira), hedi.get_absolute_url() + "?q=@karl")
    assert "Karl Voss" not in page(browser(place.cast.amira), hedi.get_absolute_url())


# --- what it costs ----------------------------------------------------------------------------------------


FRAME = 2  # queries before a view begins: the session, and the person with their memberships


@pytest.mark.parametrize("who", ["amira", "clara"])
def test_pages_cost_the_same_with_one_row_and_with_five(place: Place, who: str) -> None:
    client = browser(getattr(place.cast, who))
    fill(place, 1)
    urls = [
        INBOX,
        place.conversation().get_absolute_url(),
        Contact.objects.get(name="Hedi Lang").get_absolute_url(),
    ]
    one = [cost(client, url)[0] for url in urls]
    fill(place, 5)

    five = [cost(client, url) for url in urls]

    assert [queries for queries, _ in five] == one
    assert [size for _, size in five if size > 40_000] == []


def test_refreshing_a_part_costs_little(place: Place) -> None:
    client = browser(place.cast.amira)
    fill(place, 5)
    conversation = Conversation.objects.first()
    assert conversation is not None

    lines, _ = cost(client, "/inbox/list/")
    thread, _ = cost(client, f"/inbox/{conversation.pk}/thread/")

    assert (lines - FRAME, thread - FRAME) == (3, 4)
