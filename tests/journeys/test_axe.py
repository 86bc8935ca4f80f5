"""axe finds nothing on any page, light and dark, on the phone and on the desk; and nothing sticks out sideways.

With EIGENSTIMME_SCREENS=1 every page is also photographed in both languages, into ``.screens``, for people to look at.
"""

from __future__ import annotations

import os
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from eigenstimme.people.models import Person
from tests.journeys import pages
from tests.journeys.conftest import OpenWindow
from tests.journeys.scene import Scene
from tests.journeys.window import DESK, PHONE, SCREENS, Device, Language, Window, keep_picture

pytestmark = pytest.mark.journey

PHOTOGRAPHED = os.environ.get("EIGENSTIMME_SCREENS") == "1"
LANGUAGES: list[Language] = ["de", "en"] if PHOTOGRAPHED else ["de"]
RULES = {"light": "{}", "dark": "{runOnly: ['color-contrast']}"}  # only colours differ between the themes
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
FAULTS = """axe.run(%s).then(found => found.violations.flatMap(
    fault => fault.nodes.map(node => `${fault.id}: ${node.target}`)))"""
SETTLED = """async () => {
    for (let frame = 0, calm = 0; frame < 60 && calm < 3; frame++) {
        await new Promise(requestAnimationFrame);
        calm = document.getAnimations().length ? 0 : calm + 1;
    }
}"""
VISITS = [  # on the desk a freelancer's pages are the lead's with less on them
    pytest.param("amira", PHONE, id="lead-390"),
    pytest.param("amira", DESK, id="lead-1440"),
    pytest.param("clara", PHONE, id="freelancer-390"),
    pytest.param("nobody", PHONE, id="nobody-390"),
    pytest.param("nobody", DESK, id="nobody-1440"),
]


def test_every_address_is_in_a_list(scene: Scene) -> None:
    assert pages.listed(scene) == pages.named()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("who", "device"), VISITS)
def test_axe_finds_nothing(
    who: str, device: Device, language: Language, scene: Scene, open_window: OpenWindow
) -> None:
    Person.objects.update(language=language)
    member = getattr(scene.cast, who, None)
    window = open_window(device, language, member=member)
    shown = pages.inside(scene) if member else pages.outside(scene)
    found = {name: faults for name, path in shown.items() if (faults := _faults(window, name, path, who))}
    assert found == {}


def _faults(window: Window, name: str, path: str, who: str) -> list[str]:
    window.open(path)
    found = _sideways(window.page)
    window.page.evaluate(Axe().axe_script)
    for scheme in SCHEMES:
        window.page.emulate_media(color_scheme=scheme)
        window.page.evaluate(SETTLED)  # inherited colours arrive one level a frame
        found += [f"{scheme}: {fault}" for fault in window.page.evaluate(FAULTS % RULES[scheme])]
        if PHOTOGRAPHED:
            width = window.page.viewport_size["width"] if window.page.viewport_size else 0
            file = name.replace(":", "-").replace(" ", "-")
            keep_picture(window.page, SCREENS / f"{who}-{window.language}-{width}-{scheme}" / f"{file}.png")
    return found


def _sideways(page: Page) -> list[str]:
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return [f"{wide} px stick out sideways"] if wide > 0 else []
