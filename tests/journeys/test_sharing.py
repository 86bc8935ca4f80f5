"""Sharing what others wrote: from the reading list to a post with its source, and a department that hears of it."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from eigenstimme.people.tests.cast import grant
from eigenstimme.plan import actions
from eigenstimme.plan.models import Piece
from eigenstimme.strategy.actions import TopicDraft, change_topic
from tests.journeys.conftest import OpenWindow
from tests.journeys.scene import Scene
from tests.journeys.window import DESK, PATIENCE, PHONE, Device

pytestmark = pytest.mark.journey

devices = pytest.mark.parametrize("device", [DESK, PHONE], ids=["desk", "phone"])


@devices
def test_a_find_becomes_a_post_with_its_source_and_own_words(
    device: Device, scene: Scene, home: str, open_window: OpenWindow
) -> None:
    amira = scene.cast.amira
    link = f"{home}{reverse('practice:post', args=[scene.wall.slug, scene.on_wall.pk])}"
    actions.suggest_idea(text=link, actor=scene.cast.actor(amira))
    window = open_window(device, member=amira)
    window.open(reverse("plan:reading_list"))

    window.follow("Post about this find")
    expect(window.field("Link to it")).to_have_value(link)
    window.press("Fetch its title")
    expect(window.field("Title")).not_to_have_value("", timeout=PATIENCE)
    window.page.locator(".channel-choice", has_text="Blog").get_by_role("checkbox").check()
    window.reads("Nothing here is yours yet. Say in a sentence why you share it.")
    window.fill("Text", "So halten wir es seit Jahren.")
    window.follow("Put the link in")
    expect(window.field("Text")).to_have_value(f"So halten wir es seit Jahren.\n\n{link}")
    window.choose("Topic", "Farben (B – normal)")
    window.press("Save and go on")

    window.reads("somebody else’s content")
    piece = Piece.objects.latest("pk")
    assert (piece.source_url, link in piece.variants.get().text) == (link, True)


@devices
def test_a_department_hears_of_a_post_and_mutes_its_topic(
    device: Device, scene: Scene, open_window: OpenWindow
) -> None:
    cast = scene.cast
    draft = TopicDraft("Farben", "B", departments=[scene.department])
    change_topic(cast.colours, draft, actor=cast.actor(cast.amira))
    grant(cast.clara, ["piece.draft"], by=cast.amira)
    piece = actions.draft_piece(
        actions.Draft("Kalk", cast.colours, [actions.VariantDraft(cast.blog)], text="Kalk atmet."),
        actor=cast.actor(cast.clara),
    )
    deadline = scene.asked.deadline
    actions.hand_in(piece, approver=cast.amira, deadline=deadline, actor=cast.actor(cast.clara))

    ben = open_window(device, member=cast.ben)
    ben.open("/")
    ben.reads("For your department: %(piece)s", piece="Kalk")
    ben.open(piece.get_absolute_url())
    ben.press("Hear no more of it")
    ben.reads("You hear no more of posts about “%(name)s”.", name="Farben")

    assert list(cast.colours.muted_by.all()) == [cast.ben]
