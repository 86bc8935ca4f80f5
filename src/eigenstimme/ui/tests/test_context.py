"""The navigation as one person sees it on one page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from django.urls import path
from pytest_django import DjangoAssertNumQueries

from eigenstimme.core import frame as registry
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Company
from eigenstimme.ui.context import Frame
from eigenstimme.ui.views import patterns

AMIRA = Actor(name="Amira Kern", company_id=1, membership_id=1, kind="own", present=True)

urlpatterns = [
    path("", patterns, name="today"),
    path("plan/", patterns, name="plan"),
    path("plan/month/", patterns, name="month"),
]
pytestmark = pytest.mark.urls(__name__)


@pytest.fixture(autouse=True)
def entries(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An empty registry for each test."""
    monkeypatch.setattr(registry, "_entries", {})
    monkeypatch.setattr(registry, "_banners", [])
    yield


def frame_at(address: str, actor: Actor = AMIRA) -> Frame:
    request = RequestFactory().get(address)
    request.actor = actor  # type: ignore[attr-defined]  # as ActorMiddleware does
    return Frame(request)


def entry(url_name: str, order: int = 10, **more: object) -> registry.Entry:
    return registry.Entry(url_name, url_name.title(), "sun", order, **more)  # type: ignore[arg-type]


def test_places_stand_in_their_order() -> None:
    registry.register(entry("plan", 20), entry("today", 10))
    assert [place.url for place in frame_at("/").places] == ["/", "/plan/"]


def test_place_without_address_is_left_out() -> None:
    registry.register(entry("today"), entry("not_built_yet"))
    assert [place.entry.url_name for place in frame_at("/").places] == ["today"]


@pytest.mark.parametrize(
    ("address", "current"),
    [("/", "today"), ("/plan/", "plan"), ("/plan/12/", "plan"), ("/plan/month/", "month"), ("/else/", None)],
)
def test_only_the_best_fitting_place_is_current(address: str, current: str | None) -> None:
    registry.register(entry("today"), entry("plan"), entry("month"))
    found = [place.entry.url_name for place in frame_at(address).places if place.current]
    assert found == ([current] if current else [])


def test_place_is_shown_to_those_it_is_for() -> None:
    registry.register(entry("plan", shown=lambda actor: actor.lead))
    assert frame_at("/").places == []


def test_badge_counts_for_the_actor() -> None:
    registry.register(entry("plan", badge=lambda actor: len(actor.name)), entry("today", phone=True))
    frame = frame_at("/")
    assert [place.count for place in frame.places] == [10, 0]
    assert frame.more_count == 10


def test_nobody_gets_no_navigation() -> None:
    registry.register(entry("today"))
    assert frame_at("/", Actor.nobody()).places == []


def test_banners_are_asked_with_the_actor() -> None:
    registry.register_banners(lambda actor: [registry.Banner(f"Held by {actor.name}")])
    assert [banner.text for banner in frame_at("/").banners] == ["Held by Amira Kern"]


@pytest.mark.parametrize(("cookie", "theme"), [("dark", "dark"), ("light", "light"), ('"><script>', "")])
def test_theme_is_one_of_ours(cookie: str, theme: str) -> None:
    request: HttpRequest = RequestFactory().get("/")
    request.COOKIES["theme"] = cookie
    assert Frame(request).theme == theme


@pytest.mark.django_db
def test_rows_of_all_badges_are_counted_in_one_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for name in ("kern", "dorn", "holz"):
        Company.objects.create(name=name, slug=name)
    registry.register(
        entry("plan", badge=lambda _: Company.objects.all()),
        entry("today", badge=lambda _: Company.objects.filter(slug__in=["kern", "dorn"])),
        entry("month", badge=lambda _: Company.objects.filter(slug="none")),
    )
    with django_assert_num_queries(1):
        counts = {place.entry.url_name: place.count for place in frame_at("/").places}
    assert counts == {"plan": 3, "today": 2, "month": 0}
