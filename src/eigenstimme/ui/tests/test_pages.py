"""Every component, and every page an error can lead to, in the browser: axe and the security policy are content."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import AnonymousUser
from django.contrib.staticfiles import finders
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import RequestFactory, override_settings
from django.utils import translation
from playwright.sync_api import Browser, Page, Route

from eigenstimme.core import frame
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Company, Membership, Person
from eigenstimme.ui.views import patterns

HOME = "http://eigenstimme.test"


@pytest.fixture
def navigation(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two places, one of them with something to do, and a banner."""
    places = [
        frame.Entry("ui:patterns", "Werkstatt", "sun", 10, badge=lambda _: 3, phone=True),
        frame.Entry("account_login", "Festhalten", "plus", 30, phone=True),
        frame.Entry("mfa_index", "Sicherheit", "shield-check", 100, badge=lambda _: 1),
    ]
    monkeypatch.setattr(frame, "_entries", {place.url_name: place for place in places})
    monkeypatch.setattr(
        frame, "_banners", [lambda _: [frame.Banner("Alles ist angehalten.", "/", "Entscheiden")]]
    )


@pytest.fixture(params=[(390, "light"), (390, "dark"), (1440, "light"), (1440, "dark")], ids=str)
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A window on the phone and on the desk, light and dark; complaints of the console fail the test."""
    width, scheme = request.param
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    yield page
    context.close()
    assert complaints == []


def request_of_amira() -> HttpRequest:
    company = Company(pk=1, name="Malerbetrieb Kern")
    person = Person(pk=1, name="Amira Kern", email="amira@example.org")
    membership = Membership(pk=1, company=company, person=person, kind="own", lead=True)
    other = Membership(pk=2, company=Company(pk=2, name="Tischlerei Holzapfel"), person=person, kind="own")
    request = RequestFactory().get("/werkstatt/")
    request.user = AnonymousUser()
    request.actor, request.membership = Actor.of(membership), membership  # type: ignore[attr-defined]
    request.memberships = [membership, other]  # type: ignore[attr-defined]
    return request


def show(page: Page, html: str) -> None:
    """Open ``html`` as a page of ours, with our static files and our security policy."""

    def answer(route: Route) -> None:
        name = route.request.url.removeprefix(f"{HOME}/")
        if name == "live":
            route.fulfill(status=200, content_type="text/event-stream", body="")
        elif found := finders.find(name.removeprefix("static/")) if name else None:
            route.fulfill(path=Path(str(found)))
        else:
            policy = {"Content-Security-Policy": "default-src 'self'"}
            route.fulfill(body=html, content_type="text/html; charset=utf-8", headers=policy)

    page.route("**/*", answer)
    page.goto(f"{HOME}/")


def faults(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{each['id']}: {node['target']}" for each in found for node in each["nodes"]]


@pytest.mark.usefixtures("navigation")
def test_pattern_book_is_sound(page: Page) -> None:
    with override_settings(DEBUG=True), translation.override("de"):
        html = patterns(request_of_amira()).content.decode()
    show(page, html)
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.usefixtures("navigation")
def test_theme_changes_at_once(page: Page) -> None:
    with override_settings(DEBUG=True), translation.override("de"):
        show(page, patterns(request_of_amira()).content.decode())
    page.get_by_text("Ihr Menü").locator("..").click()
    page.get_by_role("button", name="Dunkel").click()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.wait_for_timeout(300)
    page.get_by_role("button", name="Wie das Gerät").click()
    assert page.evaluate("document.documentElement.dataset.theme") is None


@pytest.mark.parametrize("template", ["403.html", "403_csrf.html", "404.html", "500.html"])
def test_error_page_is_sound(page: Page, template: str) -> None:
    request = None if template == "500.html" else request_of_amira()
    with translation.override("de"):
        html = render_to_string(template, {}, request=request)
    show(page, html)
    assert faults(page) == []
    assert page.get_by_role("link", name="Zum Anfang").get_attribute("href") == "/"
