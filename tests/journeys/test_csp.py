"""The content security policy is strict, without exceptions, on every page; and windows hear what it forbids.

That no page breaks it, and that no request leaves the machine, every window asserts when it is closed: those of
the story, and those that ``test_axe`` opens on every page.
"""

from __future__ import annotations

from contextlib import suppress

import httpx
import pytest
from playwright.sync_api import Browser, Error

from eigenstimme.people.models import Membership
from tests.journeys import pages
from tests.journeys.conftest import session_of
from tests.journeys.scene import Scene
from tests.journeys.window import DESK, window

pytestmark = pytest.mark.journey

POLICY = {
    "default-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
}


@pytest.mark.parametrize("who", ["amira", "clara", "nobody"])
def test_every_page_carries_the_strict_policy(who: str, scene: Scene, home: str) -> None:
    member: Membership | None = getattr(scene.cast, who, None)
    shown = pages.inside(scene) if member else pages.outside(scene)
    cookies = {"sessionid": session_of(member)} if member else {}
    with httpx.Client(base_url=home, cookies=cookies, follow_redirects=True, timeout=30) as browser:
        policies = {name: _policy(browser.get(path)) for name, path in shown.items()}
    assert {name: policy for name, policy in policies.items() if policy != POLICY} == {}


def test_a_window_hears_what_the_policy_forbids(home: str, browser: Browser) -> None:
    with (
        pytest.raises(AssertionError, match="Content Security Policy"),
        window(browser, home, DESK, "de") as opened,
    ):
        opened.open("/account/login/")
        opened.page.evaluate(
            "document.body.append(Object.assign(document.createElement('style'), {textContent: 'p{}'}))"
        )


def test_a_window_hears_requests_to_another_house(home: str, browser: Browser) -> None:
    with pytest.raises(AssertionError, match="elsewhere"), window(browser, home, DESK, "de") as opened:
        opened.open("/account/login/")
        with suppress(Error):  # nobody answers there
            opened.page.goto("http://elsewhere.invalid/")


def _policy(answer: httpx.Response) -> set[str]:
    return {part.strip() for part in answer.headers.get("content-security-policy", "").split(";")}
