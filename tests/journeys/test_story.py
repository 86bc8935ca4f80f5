"""The main job on real networks: from the first sign-in to the answer a reader sees, once."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from eigenstimme.inbox.models import Conversation, Message
from eigenstimme.publishing.models import Publication
from tests.journeys import story as steps
from tests.journeys.conftest import OpenWindow
from tests.journeys.networks import Blog, Fediverse, Place, Sky, eventually
from tests.journeys.story import Story
from tests.journeys.window import DESK, PATIENCE, PHONE, Device, Language, Window
from tests.servers.bluesky import Bluesky
from tests.servers.mail import MailServer
from tests.servers.snac import Snac
from tests.servers.wordpress import WordPress

pytestmark = pytest.mark.journey

ON_THE_SECOND = timedelta(
    seconds=3
)  # until the worker has begun; it shares the machine with all these servers
PUBLIC = timedelta(seconds=10)  # until the slowest of them has taken picture and post


@pytest.fixture
def blog(wordpress: WordPress) -> Place:
    return Blog(wordpress)


@pytest.fixture
def sky(bluesky: Bluesky) -> Place:
    mark = Story("de").mark
    return Sky(bluesky, bluesky.person(f"kern-{mark}"), bluesky.person(f"gerda-{mark}"))


@pytest.fixture
def fediverse(snac: Snac) -> Place:
    return Fediverse(snac)


@pytest.mark.parametrize(
    ("device", "language", "names"),
    [
        pytest.param(DESK, "de", ["blog", "sky"], id="desk-german-wordpress-bluesky"),
        pytest.param(PHONE, "de", ["fediverse"], id="phone-german-mastodon"),
        pytest.param(DESK, "en", ["fediverse"], id="desk-english-mastodon"),
        pytest.param(PHONE, "en", ["blog"], id="phone-english-wordpress"),
    ],
)
def test_a_piece_goes_all_the_way(
    device: Device,
    language: Language,
    names: list[str],
    request: pytest.FixtureRequest,
    open_window: OpenWindow,
    mailserver: MailServer,
    tmp_path: Path,
) -> None:
    places: list[Place] = [request.getfixturevalue(name) for name in names]
    story, lead, freelancer = Story(language), open_window(device, language), open_window(device, language)
    email = f"clara-{story.mark}@frei.example"
    lead.may_visit = {place.asks_there for place in places}

    steps.found_company(language)
    steps.sign_in(lead, "amira@kern.example")
    steps.name_topic(lead)
    for place in places:
        steps.connect(lead, place)
    steps.invite(lead, email)
    steps.come_in(freelancer, mailserver.wait_for(to=email, seconds=30))
    steps.grant(lead)

    due = steps.next_minute()
    steps.draft(freelancer, story, places, steps.make_picture(tmp_path), due)
    steps.hand_in(freelancer)
    steps.approve_from_mail(open_window(PHONE, language), steps.asked_mail(mailserver, story))
    for place in places:
        publication = steps.sent(place, 120)
        assert publication.due_at == due
        attempt = publication.attempts.get()
        assert attempt.handed_over_at and timedelta() <= attempt.handed_over_at - due < ON_THE_SECOND
        assert publication.sent_at and publication.sent_at - due < PUBLIC
        assert place.shown(story.text) == [story.alt]
    freelancer.reads("Published", "state")  # on the page that stood open all the time
    expect(freelancer.button("Take the request back")).to_have_count(0, timeout=PATIENCE)

    for place in places:
        lead.open("/inbox/")
        place.ask(story.text, story.question(place))
        arrives(lead, story.question(place))
        conversation = Message.objects.get(text__contains=story.question(place)).conversation
        is_refused_with_a_better_way(freelancer, conversation)
        lead.open(conversation.get_absolute_url())
        steps.recommend(freelancer, story, place)
        steps.take_over_and_send(lead, story, place)
        answered(place, story)


def arrives(lead: Window, question: str) -> None:
    """In the list that stands open, without reload."""
    line = lead.page.get_by_text(question).locator("visible=true")

    def is_there() -> bool:
        steps.look_now()
        lead.page.wait_for_timeout(1000)
        return line.count() > 0

    eventually(is_there, "the question in the inbox")


def is_refused_with_a_better_way(freelancer: Window, conversation: Conversation) -> None:
    """No box to answer in, but why and what instead; and the act itself is refused, too."""
    freelancer.open(conversation.get_absolute_url())
    refusal = freelancer.page.get_by_role("note")
    expect(refusal).to_contain_text(freelancer.word(PREPARES), timeout=PATIENCE)
    expect(refusal).to_contain_text(freelancer.word(BETTER, name=steps.LEAD))
    expect(freelancer.button("Send the answer")).to_have_count(0)
    status, told = freelancer.page.evaluate(FORGED_ANSWER, f"{conversation.get_absolute_url()}answers/")
    assert status == 403
    assert not Publication.objects.filter(variant=None, channel=conversation.channel).exists()
    assert refusal.locator("p").first.inner_text() in told


PREPARES = "This is for the company's own people. Whoever works from outside prepares and recommends."
BETTER = "Recommend an answer: %(name)s can take it over and send it."
FORGED_ANSWER = """async address => {
    const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
    const message = document.querySelector("[name=message]").value;
    const body = new URLSearchParams({text: "Ja!", message, csrfmiddlewaretoken: token});
    const answer = await fetch(address, {method: "POST", body});
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return [answer.status, page.body.textContent];
}"""


def answered(place: Place, story: Story) -> None:
    """The reader sees it once, also after the network was asked again."""
    steps.sent(place, 60, answer=True)
    eventually(lambda: place.answers(story.answer(place)) == 1, "the answer at the reader's")
    steps.look(place)
    assert place.answers(story.answer(place)) == 1
