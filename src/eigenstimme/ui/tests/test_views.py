"""Theme and language before sign-in, and the pattern book."""

from __future__ import annotations

import pytest
from django.contrib.staticfiles import finders
from django.http import Http404
from django.shortcuts import resolve_url
from django.test import Client, RequestFactory, override_settings

from eigenstimme.ui import views

post = RequestFactory().post


def test_theme_is_kept_in_a_cookie() -> None:
    response = views.theme(post("/", {"theme": "dark", "next": "/plan/"}))
    assert (response.cookies["theme"].value, response["Location"]) == ("dark", "/plan/")


@pytest.mark.parametrize("wish", ["", "neon"])
def test_theme_goes_back_to_the_device(wish: str) -> None:
    response = views.theme(post("/", {"theme": wish}))
    assert response.cookies["theme"]["max-age"] == 0


def test_language_is_kept_in_a_cookie() -> None:
    assert views.language(post("/", {"language": "en"})).cookies["django_language"].value == "en"


def test_unknown_language_is_not_kept() -> None:
    assert not views.language(post("/", {"language": "xx"})).cookies


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_the_way_back_never_leaves_the_house(elsewhere: str) -> None:
    assert views.theme(post("/", {"next": elsewhere}))["Location"] == "/"


@pytest.mark.parametrize("view", [views.theme, views.language])
def test_a_link_changes_nothing(view: object) -> None:
    assert view(RequestFactory().get("/?theme=dark&language=en")).status_code == 405  # type: ignore[operator]


def test_pattern_book_is_for_developing_only() -> None:
    with override_settings(DEBUG=False), pytest.raises(Http404):
        views.patterns(RequestFactory().get("/"))


@pytest.mark.django_db
def test_home_screen_gets_icons_that_are_there_and_a_way_to_share(client: Client) -> None:
    answer = client.get("/app.webmanifest")
    said = answer.json()

    assert answer.headers["Content-Type"] == "application/manifest+json"
    assert all(finders.find(icon["src"].removeprefix("/static/")) for icon in said["icons"])
    assert (said["display"], said["share_target"]["method"]) == ("standalone", "POST")
    assert said["share_target"]["action"].startswith(resolve_url("plan:capture"))
