"""Asking the networks: when, what is kept, and what happens when they do not answer."""

from __future__ import annotations

from datetime import timedelta

import httpx
import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from eigenstimme.channels.models import Channel
from eigenstimme.core import http
from eigenstimme.inbox import fetching
from eigenstimme.inbox.models import Message
from eigenstimme.inbox.tests.conftest import Place
from eigenstimme.practice import actions as practice

pytestmark = pytest.mark.django_db


def jobs() -> list[dict[str, int]]:
    return list(
        ProcrastinateJob.objects.filter(task_name__endswith="inbox.tasks.fetch").values_list(
            "args", flat=True
        )
    )


def answering(monkeypatch: pytest.MonkeyPatch, response: httpx.Response) -> None:
    monkeypatch.setattr(http, "_GuardedTransport", lambda: httpx.MockTransport(lambda _: response))


def channel(place: Place) -> Channel:
    return Channel.objects.get(pk=place.channel.pk)


def test_new_channel_is_asked_at_once_and_only_by_one_worker(place: Place) -> None:
    now = timezone.now()

    following = fetching.tick(now)
    fetching.tick(now)

    assert jobs() == [{"channel_id": place.channel.pk}]
    assert following == channel(place).fetch_at == now + fetching.CLAIM


@pytest.mark.parametrize("field", ["disconnected_at", "closed_at"])
def test_channel_that_is_not_connected_is_not_asked(place: Place, field: str) -> None:
    Channel.objects.update(**{field: timezone.now()})

    assert fetching.tick(timezone.now()) is None
    fetching.fetch(place.channel.pk)

    assert (jobs(), channel(place).fetched_at) == ([], None)


def test_network_without_conversations_is_not_asked(place: Place) -> None:
    Channel.objects.update(network="by_hand")

    fetching.tick(timezone.now())

    assert jobs() == []


@pytest.mark.usefixtures("network")
def test_comment_on_the_wall_arrives_once_with_the_cursor(place: Place) -> None:
    comment = practice.comment(
        place.on_wall, None, visitor="f" * 32, name="Hedi Lang", text="<b>Schön</b> 👍"
    )

    fetching.fetch(place.channel.pk)
    fetching.fetch(place.channel.pk)

    message = Message.objects.get()
    assert (message.text, message.remote_id) == ("<b>Schön</b> 👍", f"comment-{comment.pk}")
    assert message.conversation.publication == place.post
    after = channel(place)
    assert (after.fetch_cursor, after.fetch_error) == (str(comment.pk), "")
    assert after.fetched_at is not None and after.fetch_at is not None
    assert after.fetch_at - after.fetched_at == channel(place).connector_class.poll_every


def test_dead_server_is_asked_less_and_less_and_its_reason_is_kept(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    answering(monkeypatch, httpx.Response(503))
    now = timezone.now()
    Channel.objects.update(fetched_at=now - timedelta(minutes=4), fetch_cursor="5")

    fetching.fetch(place.channel.pk)

    after = channel(place)
    assert after.fetch_at is not None and after.fetch_at - now > timedelta(minutes=4)
    assert (after.fetch_cursor, after.fetch_error != "") == ("5", True)


def test_silence_of_days_is_asked_every_quarter_of_an_hour(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    answering(monkeypatch, httpx.Response(503))
    now = timezone.now()
    Channel.objects.update(fetched_at=now - timedelta(days=4))

    fetching.fetch(place.channel.pk)

    fetch_at = channel(place).fetch_at
    assert fetch_at is not None and fetch_at - now < timedelta(minutes=16)


def test_refused_credentials_disconnect_the_channel_and_tell_its_responsible(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    answering(monkeypatch, httpx.Response(401))

    fetching.fetch(place.channel.pk)

    assert not channel(place).connected
    assert place.cast.amira.notices.get().code == "channel.disconnected"


def test_malformed_answer_stores_nothing_and_says_so(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, httpx.Response(200, text="<html>"))

    fetching.fetch(place.channel.pk)

    assert not Message.objects.exists()
    assert channel(place).fetch_error != ""
