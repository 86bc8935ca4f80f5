from __future__ import annotations

import httpx
import pytest

from eigenstimme.connectors.by_hand.connector import ByHandConnector
from eigenstimme.connectors.by_hand.profiles import CONFIRM, COPY, PROFILES
from eigenstimme.connectors.types import Connected, Publishes, PublishesByHand, Refused


def _no_network(request: httpx.Request) -> httpx.Response:
    raise AssertionError(f"a channel by hand asked {request.url}")


def _begin(network: str, profile: str, kind: str = "other") -> Connected:
    with httpx.Client(transport=httpx.MockTransport(_no_network)) as http:
        values = {"kind": kind, "network": network, "profile": profile}
        connected = ByHandConnector.connect.begin(values, http=http, return_url="https://ours.example/")
    assert isinstance(connected, Connected)
    return connected


def test_account_is_what_the_person_typed() -> None:
    connected = _begin("  XING ", "https://www.xing.com/pages/maler-kern/")

    assert connected.account.name == "XING"
    assert connected.account.handle == "www.xing.com/pages/maler-kern"
    with httpx.Client(transport=httpx.MockTransport(_no_network)) as http:
        connector = ByHandConnector(connected.credentials, connected.settings, http)
        assert connector.whoami() == connected.account


@pytest.mark.parametrize(
    "profile",
    ["", "xing", "javascript:alert(1)", "https://", "http://[", "ftp://a.b/c", "https://a.b/" + 300 * "c"],
)
def test_profile_that_leads_nowhere_is_refused(profile: str) -> None:
    with pytest.raises(Refused, match="full address"):
        _begin("XING", profile)


def test_places_with_a_name_of_their_own_need_none() -> None:
    connected = _begin("", "https://www.kununu.com/de/maler-kern", "kununu")

    assert connected.account.name == "kununu"
    assert ByHandConnector.label_for(connected.settings) == "kununu"
    assert ByHandConnector.limits_for(connected.settings).max_pictures == 0


@pytest.mark.parametrize("kind", PROFILES)
def test_every_kind_of_place_says_how_it_goes(kind: str) -> None:
    steps = ByHandConnector({}, {"kind": kind}, httpx.Client()).steps()

    assert COPY in steps
    assert steps[-1] == CONFIRM
    assert len(set(steps)) == len(steps)


def test_kind_nobody_knows_is_refused() -> None:
    with pytest.raises(Refused, match="choose"):
        _begin("Forum", "https://forum.example/", "myspace")


def test_network_without_a_name_is_refused() -> None:
    with pytest.raises(Refused, match="a name"):
        _begin(" \n ", "https://www.xing.com/pages/maler-kern")


def test_a_person_publishes_not_the_connector() -> None:
    connector = ByHandConnector({}, {}, httpx.Client())

    assert isinstance(connector, PublishesByHand)
    assert connector.steps()[-1].startswith("Come back and confirm")
    assert not isinstance(connector, Publishes)
