"""What a real blog shows only rarely; the rest is in ``tests/connectors/test_wordpress_real.py``."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from eigenstimme.connectors.types import Absent, Key, NotSent, OutcomeUnknown, Post, Refused, Sent, Target
from eigenstimme.connectors.wordpress.connector import OVERLAP, PAGE, WordPressConnector
from eigenstimme.connectors.wordpress.tests.scripted import Blog, error, recorded

KEY = Key("0123456789abcdef0123456789abcdef", datetime(2026, 11, 22, 9, 0, tzinfo=UTC))
POSTS = "/wp-json/wp/v2/posts"
COMMENTS = "/wp-json/wp/v2/comments"
REPLY = Post("Danke", reply_to=Target("comment-2", {"post": "4"}))


def _comments(*changed: dict[str, Any]) -> httpx.Response:
    visitor = recorded("comments")[1]
    return httpx.Response(200, json=[{**visitor, **changes} for changes in changed])


def test_created_post_is_sent() -> None:
    blog = Blog({f"POST {POSTS}": httpx.Response(201, json=recorded("post"))})

    sent = blog.connector().publish(Post("Text", "Frühling"), KEY, {})

    assert sent == Sent("post-4", "https://blog.example/2026/11/fruehling-0123456789ab/")


def test_user_who_may_no_longer_publish_hears_wordpress_own_words() -> None:
    blog = Blog({f"POST {POSTS}": error("may_not_publish")})

    with pytest.raises(Refused, match="Sorry, you are not allowed to create posts as this user"):
        blog.connector().publish(Post("Text", "Frühling"), KEY, {})


def test_firewall_page_instead_of_json_leaves_the_outcome_open() -> None:
    blog = Blog({f"POST {POSTS}": httpx.Response(200, html="<h1>Checking your browser</h1>")})

    with pytest.raises(OutcomeUnknown):
        blog.connector().publish(Post("Text", "Frühling"), KEY, {})


def test_empty_list_only_is_absent() -> None:
    post = Post("Text", "Frühling")
    assert isinstance(
        Blog({f"GET {POSTS}": httpx.Response(200, json=[])}).connector().find_existing(post, KEY, {}), Absent
    )
    bodies: list[object] = [{}, None, {"posts": []}]
    for body in bodies:
        with pytest.raises(NotSent):
            Blog({f"GET {POSTS}": httpx.Response(200, json=body)}).connector().find_existing(post, KEY, {})


def test_duplicate_answer_is_the_one_that_stands_there() -> None:
    answers = {
        f"POST {COMMENTS}": error("duplicate"),
        f"GET {COMMENTS}": httpx.Response(200, json=[recorded("answer")]),
    }

    sent = Blog(answers).connector().publish(REPLY, KEY, {})

    assert sent.remote_id == "comment-3"
    assert sent.extra == {"post": "4"}


def test_duplicate_answer_that_is_not_shown_is_refused() -> None:
    answers = {f"POST {COMMENTS}": error("duplicate"), f"GET {COMMENTS}": httpx.Response(200, json=[])}

    with pytest.raises(Refused, match="given already"):
        Blog(answers).connector().publish(REPLY, KEY, {})


def test_comments_that_break_the_look_up_do_not_break_the_answer() -> None:
    answers = {f"POST {COMMENTS}": error("duplicate"), f"GET {COMMENTS}": httpx.Response(503)}

    with pytest.raises(NotSent):  # nothing was written by this call, so it may be made again
        Blog(answers).connector().publish(REPLY, KEY, {})


def test_recorded_comments_come_in_oldest_first() -> None:
    blog = Blog({f"GET {COMMENTS}": httpx.Response(200, json=recorded("comments"))})

    batch = blog.connector().fetch("")

    assert [(one.remote_id, one.ours) for one in batch.messages] == [
        ("comment-2", False),
        ("comment-3", True),
    ]
    assert batch.messages[0].text == "Schön! Was kostet das?\n\nGruß"
    assert batch.cursor == "2026-11-22T09:20:59+00:00"


def test_fetch_looks_back_behind_the_cursor() -> None:
    blog = Blog({f"GET {COMMENTS}": httpx.Response(200, json=[])})
    cursor = "2026-11-22T09:20:59+00:00"

    batch = blog.connector().fetch(cursor)

    since = datetime.fromisoformat(blog.asked[0].url.params["after"])
    assert datetime.fromisoformat(cursor) - since == OVERLAP
    assert batch.cursor == cursor


def test_comment_dated_in_the_future_does_not_hide_those_to_come() -> None:
    blog = Blog({f"GET {COMMENTS}": _comments({"date_gmt": "2099-01-01T00:00:00"})})

    cursor = datetime.fromisoformat(blog.connector().fetch("").cursor)

    assert cursor - datetime.now(UTC) < timedelta(minutes=1)


def test_first_fetch_reads_one_page_only() -> None:
    blog = Blog({f"GET {COMMENTS}": _comments(*({"id": number} for number in range(1, PAGE + 1)))})

    assert len(blog.connector().fetch("").messages) == PAGE
    assert len(blog.asked) == 1


def test_visitors_of_the_same_name_are_told_apart_by_their_picture() -> None:
    other = {"id": 9, "author_avatar_urls": {"96": "https://secure.gravatar.com/avatar/ffff?s=96"}}
    without = {"id": 10, "author_avatar_urls": False}
    blog = Blog({f"GET {COMMENTS}": _comments({}, other, without)})

    authors = [message.author for message in blog.connector().fetch("").messages]

    assert {author.name for author in authors} == {"Gerda Busch"}
    assert len({author.remote_id for author in authors}) == 3


def test_the_same_account_number_on_another_blog_is_somebody_else() -> None:
    blog = Blog({f"GET {COMMENTS}": _comments({"author": 7})})
    elsewhere = {**recorded("settings"), "root": "https://other.example/wp-json/"}
    other = Blog({f"GET {COMMENTS}": _comments({"author": 7})}).client()
    there = WordPressConnector(recorded("credentials"), elsewhere, other)

    numbers = [one.fetch("").messages[0].author.remote_id for one in (blog.connector(), there)]

    assert numbers == ["user-7@blog.example", "user-7@other.example"]


@pytest.mark.parametrize("link", ["javascript:alert(1)", "http://[", "//blog.example"])
def test_link_a_browser_should_not_follow_is_dropped(link: str) -> None:
    blog = Blog({f"GET {COMMENTS}": _comments({"link": link, "author_url": link})})

    [message] = blog.connector().fetch("").messages

    assert (message.url, message.author.url) == ("", "")
