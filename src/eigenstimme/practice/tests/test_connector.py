"""The practice connector against the practice network itself, over HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from unittest.mock import patch
from uuid import uuid4

import httpx
import pytest
from pytest_django import Settings

from eigenstimme.channels.opening import opened
from eigenstimme.connectors.practice.connector import PracticeConnector
from eigenstimme.connectors.types import Absent, Key, NeedsReconnect, Picture, Post, Refused, Target
from eigenstimme.core import http as outgoing
from eigenstimme.people.tests.cast import make_cast, make_channel
from eigenstimme.practice import actions
from eigenstimme.practice.models import PracticePost
from eigenstimme.practice.tests.conftest import Wallpaper, application, jpeg


@pytest.fixture
def http() -> Iterator[httpx.Client]:
    with httpx.Client(transport=httpx.MockTransport(application)) as client:
        yield client


@pytest.fixture
def practice(kern: Wallpaper, http: httpx.Client) -> PracticeConnector:
    return _connector(kern.token, http)


def _connector(token: str, http: httpx.Client) -> PracticeConnector:
    return PracticeConnector({"base_url": "http://testserver/practice/api/", "token": token}, {}, http)


def test_opened_wall_is_connected_like_any_account(
    kern: Wallpaper, http: httpx.Client, settings: Settings
) -> None:
    settings.PUBLIC_URL = "http://testserver"

    connected = actions.connect_wall(kern.wall.company, "Zweite Wand")

    connector = PracticeConnector(connected.credentials, connected.settings, http)
    assert connector.whoami() == connected.account
    assert connected.account.remote_id != str(kern.wall.pk)


def _key() -> Key:
    return Key(uuid4().hex, datetime.now(UTC))


def test_post_goes_out_once_and_is_found(kern: Wallpaper, practice: PracticeConnector) -> None:
    pictures = [Picture(jpeg(), "image/jpeg", f"{alt}.jpg", alt, 40, 30) for alt in ("Wand", "Tür")]
    post, key = Post("Hallo 👩‍🎨\nzweite Zeile", pictures=pictures), _key()
    assert isinstance(practice.find_existing(post, key, {}), Absent)

    sent = practice.publish(post, key, {})

    assert practice.publish(post, key, {}) == sent == practice.find_existing(post, key, {})
    row = PracticePost.objects.get(key=key.uuid)
    assert sent.url == f"http://testserver{row.get_absolute_url()}"
    assert row.text == "Hallo 👩‍🎨\nzweite Zeile"
    assert [picture.alt for picture in row.pictures.all()] == ["Wand", "Tür"]


def test_conversation_goes_to_and_fro(kern: Wallpaper, practice: PracticeConnector) -> None:
    visitor = actions.comment(kern.post, None, visitor="v" * 32, name="Gerda", text="Was kostet das?")

    batch = practice.fetch("")
    [message] = batch.messages
    assert (message.text, message.author.name, message.ours) == ("Was kostet das?", "Gerda", False)
    assert message.thread_id == message.parent_id == f"post-{kern.post.pk}"

    post, key = Post("Ab 30 Euro", reply_to=Target(message.remote_id, message.extra)), _key()
    assert isinstance(practice.find_existing(post, key, {}), Absent)
    sent = practice.publish(post, key, {})
    assert practice.publish(post, key, {}) == sent == practice.find_existing(post, key, {})

    [own] = practice.fetch(batch.cursor).messages
    assert (own.remote_id, own.parent_id, own.ours) == (sent.remote_id, message.remote_id, True)
    assert [reply.text for reply in visitor.replies.all()] == ["Ab 30 Euro"]


def test_nothing_new_keeps_the_cursor(kern: Wallpaper, practice: PracticeConnector) -> None:
    assert practice.fetch("").cursor == ""
    actions.comment(kern.post, None, visitor="v" * 32, name="Gerda", text="Hallo")
    cursor = practice.fetch("").cursor

    assert practice.fetch(cursor).messages == []
    assert practice.fetch(cursor).cursor == cursor


def test_like_and_unlike(kern: Wallpaper, practice: PracticeConnector) -> None:
    comment = actions.comment(kern.post, None, visitor="v" * 32, name="Gerda", text="Schön")
    target = Target(f"comment-{comment.pk}")

    like = practice.like(target, _key())
    practice.like(target, _key())
    comment.refresh_from_db()
    assert comment.like

    practice.unlike(target, like)
    practice.unlike(target, like)
    comment.refresh_from_db()
    assert not hasattr(comment, "like")


def test_wrong_token_asks_for_connecting_again(http: httpx.Client, kern: Wallpaper) -> None:
    with pytest.raises(NeedsReconnect):
        _connector("wrong", http).whoami()


def test_networks_own_words_reach_the_person(practice: PracticeConnector) -> None:
    with pytest.raises(Refused, match="longer than 500 characters"):
        practice.publish(Post("x" * 501), _key(), {})


def test_answer_to_what_is_gone_is_refused(kern: Wallpaper, practice: PracticeConnector) -> None:
    gone = Target("comment-999999", {"post": str(kern.post.pk)})

    with pytest.raises(Refused, match="no longer there"):
        practice.publish(Post("Danke", reply_to=gone), _key(), {})
    with pytest.raises(Refused, match="no longer there"):
        practice.like(gone, _key())
    practice.unlike(gone, gone.remote_id)  # what is gone is not liked


def test_answer_with_picture_is_refused(practice: PracticeConnector) -> None:
    picture = Picture(jpeg(), "image/jpeg", "a.jpg", "Wand", 40, 30)

    with pytest.raises(Refused, match="cannot carry pictures"):
        practice.publish(Post("Danke", pictures=[picture], reply_to=Target("post-1")), _key(), {})


def test_wall_is_found_again_after_the_installation_moved(db: None, settings: Settings) -> None:
    cast = make_cast()
    wall = actions.connect_wall(cast.company, "Übungskanal")
    channel = make_channel(cast.company, cast.amira, name="Übungskanal")
    channel.credentials = dict(wall.credentials)
    channel.save()
    settings.PUBLIC_URL = "https://moved.example"
    asked: list[str] = []

    def elsewhere(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url.copy_with(path="/")))
        return application(request)

    with (
        patch.object(outgoing, "client", lambda: httpx.Client(transport=httpx.MockTransport(elsewhere))),
        opened(channel) as connector,
    ):
        assert connector.whoami().name == "Übungskanal"
    assert asked == ["https://moved.example/"]
