"""The story by the keyboard alone, on the practice channel, where the reader's page is ours as well."""

from __future__ import annotations

from pathlib import Path

import pytest

from eigenstimme.inbox.models import Conversation
from tests.journeys import story as steps
from tests.journeys.conftest import OpenWindow
from tests.journeys.keyboard import Keyboard
from tests.journeys.networks import Practice, eventually
from tests.journeys.story import Story
from tests.journeys.window import DESK
from tests.servers.mail import MailServer

pytestmark = pytest.mark.journey


def test_the_keyboard_alone_completes_the_story(
    open_window: OpenWindow, mailserver: MailServer, tmp_path: Path
) -> None:
    lead, freelancer, boss_on_the_way, reader = (open_window(DESK, "de", kind=Keyboard) for _ in range(4))
    story, place = Story("de"), Practice(reader)
    email = f"clara-{story.mark}@frei.example"

    steps.found_company("de")
    steps.sign_in(lead, "amira@kern.example")
    steps.name_topic(lead)
    steps.connect(lead, place)
    steps.invite(lead, email)
    steps.come_in(freelancer, mailserver.wait_for(to=email, seconds=30))
    steps.grant(lead)
    steps.draft(freelancer, story, [place], steps.make_picture(tmp_path), at=None)
    steps.hand_in(freelancer)
    steps.approve_from_mail(boss_on_the_way, steps.asked_mail(mailserver, story))
    steps.sent(place, 30)
    assert place.shown(story.text) == [story.alt]

    place.ask(story.text, story.question(place))
    steps.look(place)
    conversation = Conversation.objects.get()
    for person in (lead, freelancer):
        person.open("/inbox/")
        person.follow(name="Gerda Busch")
    steps.recommend(freelancer, story, place)
    lead.open(conversation.get_absolute_url())
    steps.take_over_and_send(lead, story, place)
    steps.sent(place, 30, answer=True)
    eventually(lambda: place.answers(story.answer(place)) == 1, "the answer on the wall")
