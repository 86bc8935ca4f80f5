"""Access that runs out is exchanged in time, once, and stays where the network cannot be reached."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import httpx
import pytest
from django.utils import timezone

from eigenstimme.channels.models import Channel
from eigenstimme.channels.opening import opened
from eigenstimme.channels.refreshing import A_WEEK_AHEAD, AHEAD
from eigenstimme.channels.tests.conftest import Answering
from eigenstimme.connectors.types import NeedsReconnect, NotSent
from eigenstimme.people.tests.cast import Cast, make_channel

MINUTE = timedelta(minutes=1)


class Network:
    """Hands out new access as often as it is asked, or answers with ``status``."""

    def __init__(self, status: int = 200) -> None:
        self.status, self.asked = status, 0

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked += 1
        body = {"access_token": f"new {self.asked}", "refresh_token": "next", "expires_in": 7200}
        return httpx.Response(self.status, json=body if self.status == 200 else {"error": "invalid_grant"})


def channel_that_ends(cast: Cast, left: timedelta) -> Channel:
    channel = make_channel(cast.company, cast.amira, name="Ausland", network="x_com")
    ends = (timezone.now() + left).isoformat()
    app = {"client_id": "app", "client_secret": "hush", "user_id": "1", "username": "kern"}
    channel.credentials = {**app, "access_token": "old", "refresh_token": "first", "expires_at": ends}
    channel.save()
    return channel


def kept(channel: Channel) -> dict[str, str]:
    return dict(Channel.objects.get(pk=channel.pk).credentials or {})


def test_access_is_exchanged_once_ahead_of_its_end(cast: Cast, network: Answering) -> None:
    channel, there = channel_that_ends(cast, AHEAD - MINUTE), Network()
    stale = Channel.objects.get(pk=channel.pk)
    network(there)

    for each in (channel, stale, Channel.objects.get(pk=channel.pk)):
        with opened(each):
            assert (each.credentials or {})["access_token"] == "new 1"

    assert there.asked == 1
    assert (kept(channel)["refresh_token"], kept(channel)["client_secret"]) == ("next", "hush")


def test_access_that_lasts_is_left_alone(cast: Cast, network: Answering) -> None:
    channel, there = channel_that_ends(cast, AHEAD + MINUTE), Network()
    network(there)
    with opened(channel):
        pass
    assert there.asked == 0
    with opened(channel, ahead=A_WEEK_AHEAD):
        pass
    assert there.asked == 1


@pytest.mark.parametrize("status", [400, 401])
def test_access_taken_away_asks_a_person(cast: Cast, network: Answering, status: int) -> None:
    channel = channel_that_ends(cast, MINUTE)
    network(Network(status))
    with pytest.raises(NeedsReconnect), opened(channel):
        pass
    assert Channel.objects.get(pk=channel.pk).health == "needs_reconnect"


def unreachable(request: httpx.Request) -> httpx.Response:
    raise httpx.ConnectError("down", request=request)


@pytest.mark.parametrize("answer", [Network(503), unreachable])
def test_network_that_cannot_be_reached_takes_nothing_away(
    cast: Cast, network: Answering, answer: Callable[[httpx.Request], httpx.Response]
) -> None:
    network(answer)
    still_good = channel_that_ends(cast, MINUTE)
    with opened(still_good):
        assert (still_good.credentials or {})["access_token"] == "old"

    gone = channel_that_ends(cast, -MINUTE)
    with pytest.raises(NotSent), opened(gone):
        pass
    assert Channel.objects.get(pk=gone.pk).health == "connected"
    assert kept(gone)["refresh_token"] == "first"
