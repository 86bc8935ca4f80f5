from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from eigenstimme.connectors.types import Connected, Redirect, Refused
from eigenstimme.connectors.wordpress.connector import WordPressConnector
from eigenstimme.connectors.wordpress.tests.scripted import LINK, Blog, error, recorded

RETURN_URL = "https://stimme.example/return/?channel=new"
TYPED = {"address": "blog.example", "user": "editor1", "password": "abcd EFGH"}
ME = "GET /wp-json/wp/v2/users/me"
INDEX = "GET /wp-json/"


def _answers(**changed: httpx.Response) -> dict[str, httpx.Response]:
    return {
        "GET /": changed.get("page", httpx.Response(200, headers=LINK)),
        ME: changed.get("me", httpx.Response(200, json=recorded("me"))),
        INDEX: changed.get("index", httpx.Response(200, json=recorded("index"))),
    }


def _begin(
    answers: Mapping[str, httpx.Response], values: Mapping[str, str] = TYPED, return_url: str = RETURN_URL
) -> Connected | Redirect:
    return WordPressConnector.connect.begin(values, http=Blog(answers).client(), return_url=return_url)


def test_connecting_keeps_root_and_user() -> None:
    connected = _begin(_answers())

    assert isinstance(connected, Connected)
    assert connected.settings == {"root": "https://blog.example/wp-json/", "user_id": 2}
    assert connected.credentials == {"user": "editor1", "password": "abcd EFGH"}
    assert (connected.account.name, connected.account.handle) == ("Malerbetrieb Kern", "blog.example")
    assert "abcd" not in repr(connected)


@pytest.mark.parametrize(
    "element",
    [
        "<link rel='https://api.w.org/' href='https://blog.example/wp-json/' />",
        '<link href="/wp-json/" rel="https://api.w.org/">',
    ],
)
def test_root_is_read_from_the_page_where_the_header_was_dropped(element: str) -> None:
    connected = _begin(_answers(page=httpx.Response(200, html=f"<head>{element}</head>")))

    assert isinstance(connected, Connected)
    assert connected.settings["root"] == "https://blog.example/wp-json/"


@pytest.mark.parametrize(
    "root", ["https://evil.example/wp-json/", "http://blog.example/wp-json/", "https://blog.example.evil/"]
)
def test_password_never_goes_to_another_host_or_without_https(root: str) -> None:
    blog = Blog(_answers(page=httpx.Response(200, headers={"Link": f'<{root}>; rel="https://api.w.org/"'})))

    with pytest.raises(Refused, match="leads to another one"):
        WordPressConnector.connect.begin(TYPED, http=blog.client(), return_url=RETURN_URL)

    assert len(blog.asked) == 1


@pytest.mark.parametrize("target", ["https://evil.example/", "http://blog.example/", "https://[/"])
def test_redirect_to_another_host_is_refused(target: str) -> None:
    with pytest.raises(Refused):
        _begin(_answers(page=httpx.Response(301, headers={"Location": target})))


def test_root_that_is_no_address_is_refused() -> None:
    with pytest.raises(Refused, match="cannot be used"):
        _begin(_answers(page=httpx.Response(200, headers={"Link": '<https://[/>; rel="https://api.w.org/"'})))


def test_return_without_a_pending_attempt_is_refused() -> None:
    query = {"state": "", "user_login": "u", "password": "p"}
    pending = {"root": "https://blog.example/wp-json/", "state": ""}

    with pytest.raises(Refused, match="does not belong"):
        WordPressConnector.connect.finish(
            query, pending, http=Blog(_answers()).client(), return_url=RETURN_URL
        )


def test_redirect_to_www_and_https_is_followed() -> None:
    blog = Blog(
        {
            "GET /": httpx.Response(301, headers={"Location": "https://www.blog.example/start/"}),
            "GET /start/": httpx.Response(200, headers=LINK),
            ME: httpx.Response(200, json=recorded("me")),
            INDEX: httpx.Response(200, json=recorded("index")),
        }
    )
    values = {**TYPED, "address": "http://blog.example"}

    connected = WordPressConnector.connect.begin(values, http=blog.client(), return_url=RETURN_URL)

    assert isinstance(connected, Connected)


@pytest.mark.parametrize(
    "page", [httpx.Response(200, html="<h1>Hello</h1>"), httpx.Response(401), httpx.Response(302)]
)
def test_page_that_is_no_wordpress_is_refused(page: httpx.Response) -> None:
    with pytest.raises(Refused, match="no WordPress at this address"):
        _begin(_answers(page=page))


def test_wrong_password_is_not_called_an_old_connection() -> None:
    with pytest.raises(Refused, match="did not accept user name and application password"):
        _begin(_answers(me=error("not_logged_in")))


@pytest.mark.parametrize("missing", ["publish_posts", "upload_files"])
def test_role_without_the_needed_rights_is_refused(missing: str) -> None:
    me = recorded("me")
    del me["capabilities"][missing]

    with pytest.raises(Refused, match="may not publish"):
        _begin(_answers(me=httpx.Response(200, json=me)))


def test_without_a_password_wordpress_is_asked() -> None:
    redirect = _begin(_answers(), {"address": "https://blog.example/"})

    assert isinstance(redirect, Redirect)
    query = parse_qs(urlsplit(redirect.url).query)
    back = urlsplit(query["success_url"][0])
    assert redirect.url.startswith("https://blog.example/wp-admin/authorize-application.php?")
    assert (query["app_name"], back.hostname) == (["Eigenstimme"], "stimme.example")
    assert parse_qs(back.query) == {"channel": ["new"], "state": [redirect.pending["state"]]}


def _index(**authentication: Any) -> httpx.Response:
    return httpx.Response(200, json={**recorded("index"), "authentication": authentication})


def _granting(page: str) -> httpx.Response:
    return _index(**{"application-passwords": {"endpoints": {"authorization": page}}})


@pytest.mark.parametrize(
    ("index", "return_url", "sentence"),
    [
        (_index(), RETURN_URL, "offers no application passwords"),
        (_granting("https://evil.example/wp-admin/"), RETURN_URL, "Please type the user name"),
        (_granting("http://blog.example/wp-admin/"), RETURN_URL, "Please type the user name"),
        (_granting("https://blog.example/wp-admin/"), "http://stimme.example/", "Please type the user name"),
    ],
)
def test_unsafe_or_missing_grant_is_refused(index: httpx.Response, return_url: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        _begin(_answers(index=index), {"address": "https://blog.example/"}, return_url)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"state": "s1", "success": "false"}, "did not give the access"),
        ({"state": "other", "user_login": "u", "password": "p"}, "does not belong"),
        ({"user_login": "u", "password": "p"}, "does not belong"),
        ({"state": "ä", "user_login": "u", "password": "p"}, "does not belong"),
    ],
)
def test_return_without_access_or_of_another_attempt_is_refused(query: dict[str, str], sentence: str) -> None:
    blog = Blog(_answers())
    pending = {"root": "https://blog.example/wp-json/", "state": "s1"}

    with pytest.raises(Refused, match=sentence):
        WordPressConnector.connect.finish(query, pending, http=blog.client(), return_url=RETURN_URL)

    assert blog.asked == []
