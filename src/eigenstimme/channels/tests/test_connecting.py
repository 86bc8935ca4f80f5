"""Connecting an account, in one step or by way of the network, and again later; and everything that goes wrong."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from eigenstimme.audit.models import Entry
from eigenstimme.channels import actions
from eigenstimme.channels.actions import Wish
from eigenstimme.channels.models import Channel
from eigenstimme.channels.tests.conftest import Answering
from eigenstimme.connectors import registry
from eigenstimme.connectors.mastodon.tests.test_connect import server
from eigenstimme.people.models import Company, Membership
from eigenstimme.people.rights import Denied
from eigenstimme.people.tests.cast import Cast

pytestmark = pytest.mark.django_db

SignIn = Callable[[Membership], Client]
BLUESKY = {
    "account-handle": "kern.bsky.social",
    "account-app_password": "geheim-geheim",
    "account-server": "",
}
BLOG = {
    "account-address": "blog.example",
    "account-user": "kern",
    "account-password": "geheim geheim",
}
XING = {
    "account-kind": "xing",
    "account-network": "",
    "account-profile": "https://www.xing.com/pages/maler-kern",
}
PENDING = {
    "state": "S",
    "client_id": "I",
    "client_secret": "X",
    "code_verifier": "",
    "base_url": "https://mastodon.social",
    "token_url": "https://mastodon.social/oauth/token",
}


def company_says(responsible: Membership, **changes: str) -> dict[str, str]:
    said = {"name": "", "purpose": "Kunden im Altbau", "audience": "Hausbesitzer", "minutes": "2"}
    return {**said, "responsible": str(responsible.pk), **changes}


def connect(client: Client, network: str, values: dict[str, str]) -> httpx.Response:
    return client.post(reverse("channels:connect", args=[network]), values)  # type: ignore[return-value]


def the_new_one(cast: Cast) -> Channel:
    return Channel.objects.exclude(pk=cast.blog.pk).get(company=cast.company)


# --- it works -----------------------------------------------------------------------------------------------


def test_channel_by_hand_is_connected_in_one_step(cast: Cast, signed_in: SignIn) -> None:
    answer = connect(signed_in(cast.amira), "by_hand", XING | company_says(cast.ben))

    channel = the_new_one(cast)
    assert answer["Location"] == channel.get_absolute_url()  # type: ignore[index]
    assert (channel.name, channel.url) == ("XING", XING["account-profile"])
    assert (channel.responsible, channel.connected_by) == (cast.ben, cast.amira)
    entry = Entry.objects.get(verb="channel.connected")
    assert (entry.thing_id, entry.actor_name) == (channel.pk, "Amira Kern")


def test_channel_by_hand_is_shown_as_what_it_is(cast: Cast, signed_in: SignIn) -> None:
    client = signed_in(cast.amira)
    group = {**XING, "account-kind": "linkedin_group", "account-network": "Farbenrunde"}
    connect(client, "by_hand", group | company_says(cast.ben))

    channel = the_new_one(cast)
    assert (channel.name, channel.icon, channel.limits.max_length) == ("Farbenrunde", "users", 3000)
    assert "Gruppe auf LinkedIn" in client.get(channel.get_absolute_url()).content.decode()


def test_kind_of_place_has_to_be_chosen(cast: Cast, signed_in: SignIn) -> None:
    answer = connect(signed_in(cast.amira), "by_hand", {**XING, "account-kind": ""} | company_says(cast.ben))

    assert answer.status_code == 422
    assert not Channel.objects.filter(network="by_hand").exists()


def test_channel_from_before_there_were_kinds_stays_as_it_was(cast: Cast, signed_in: SignIn) -> None:
    connect(signed_in(cast.amira), "by_hand", XING | company_says(cast.ben))
    channel = the_new_one(cast)
    del channel.settings["kind"]

    assert (channel.name, channel.icon, channel.network_label) == ("XING", "hand", "By hand")


def test_practice_channel_needs_nothing(cast: Cast, signed_in: SignIn) -> None:
    connect(signed_in(cast.amira), "practice", company_says(cast.amira, name="Probe"))

    channel = the_new_one(cast)
    assert channel.name == "Probe"
    assert channel.credentials["token"]
    assert cast.company.walls.count() == 1


def test_person_is_sent_to_the_network_and_comes_back(
    cast: Cast, signed_in: SignIn, network: Answering
) -> None:
    channel = connected_to_mastodon(cast, signed_in(cast.amira), network)

    assert channel.handle == "@Gargron@mastodon.social"
    assert channel.credentials["access_token"] == "ZA-Yj3aBD8U8"
    assert channel.purpose == "Kunden im Altbau"


def connected_to_mastodon(cast: Cast, client: Client, network: Answering) -> Channel:
    network(server()._answer)
    connect(client, "mastodon", {"account-server": "mastodon.social"} | company_says(cast.ben))
    finished(client)
    return the_new_one(cast)


def finished(client: Client) -> None:
    client.get(way_back(client))


def way_back(client: Client) -> str:
    """The address the network would send the browser to, had the person allowed us in."""
    page = client.get(reverse("channels:leave"))
    url = page["Refresh"].partition("url=")[2]
    assert urlsplit(url).netloc == "mastodon.social"
    query = parse_qs(urlsplit(url).query)
    assert query["redirect_uri"] == ["http://testserver/channels/returned/"]
    return f"{reverse('channels:returned')}?code=CODE&state={query['state'][0]}"


def test_connected_account_is_checked_the_day_after(cast: Cast, signed_in: SignIn) -> None:
    connect(signed_in(cast.amira), "by_hand", XING | company_says(cast.ben))

    check_at = the_new_one(cast).check_at
    assert check_at is not None
    assert 0.9 < (check_at - timezone.now()).total_seconds() / 86400 <= 1


# --- who may ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["ben", "clara", "robo"])
def test_only_the_lead_connects(cast: Cast, signed_in: SignIn, who: str) -> None:
    client = signed_in(getattr(cast, who))

    answer = connect(client, "by_hand", XING | company_says(cast.ben))

    assert answer.status_code == 403
    assert client.get(reverse("channels:new")).status_code == 403
    assert Channel.objects.filter(company=cast.company).count() == 1


@pytest.mark.parametrize("who", ["clara", "dora"])
def test_responsible_can_only_be_somebody_of_the_company(cast: Cast, signed_in: SignIn, who: str) -> None:
    answer = connect(signed_in(cast.amira), "by_hand", XING | company_says(getattr(cast, who)))

    assert answer.status_code == 422
    assert Channel.objects.filter(company=cast.company).count() == 1


def test_without_the_right_no_network_is_asked(cast: Cast, network: Answering) -> None:
    asked: list[httpx.Request] = []
    network(lambda request: asked.append(request) or httpx.Response(500))  # type: ignore[func-returns-value]
    wish, actor = Wish(cast.company.pk, "mastodon", responsible_id=cast.ben.pk), cast.actor(cast.ben)

    with pytest.raises(Denied):
        actions.begin(wish, {"server": "mastodon.social"}, return_url="https://x/", actor=actor)
    with pytest.raises(Denied):
        actions.finish(wish, {"state": "S", "code": "C"}, PENDING, return_url="https://x/", actor=actor)
    assert asked == []


def test_right_is_asked_again_on_the_way_back(cast: Cast, signed_in: SignIn, network: Answering) -> None:
    client = signed_in(cast.amira)
    network(server()._answer)
    connect(client, "mastodon", {"account-server": "mastodon.social"} | company_says(cast.ben))
    back = way_back(client)
    Membership.objects.filter(pk=cast.ben.pk).update(lead=True)
    Membership.objects.filter(pk=cast.amira.pk).update(lead=False)

    assert client.get(back).status_code == 403
    assert Channel.objects.filter(company=cast.company).count() == 1


def test_account_never_lands_in_another_company(cast: Cast, signed_in: SignIn, network: Answering) -> None:
    """Whoever switches the company while they are at the network comes back to a refusal."""
    client = signed_in(cast.amira)
    network(server()._answer)
    connect(client, "mastodon", {"account-server": "mastodon.social"} | company_says(cast.ben))
    back = way_back(client)
    other = Company.objects.create(name="Zweitfirma", slug="zweit")
    Membership.objects.create(company=other, person=cast.amira.person, kind="own", lead=True)
    session = client.session
    session["company"] = other.pk
    session.save()

    assert client.get(back).status_code == 403
    assert Channel.objects.filter(company=other).count() == 0


# --- it goes wrong ------------------------------------------------------------------------------------------


def unreachable(request: httpx.Request) -> httpx.Response:
    raise httpx.ConnectError("refused", request=request)


def silent(request: httpx.Request) -> httpx.Response:
    raise httpx.ReadTimeout("timed out", request=request)


def says_no(request: httpx.Request) -> httpx.Response:
    error = {"error": "AuthenticationRequired", "message": "Invalid identifier or password"}
    return httpx.Response(401, json=error)


def broken(request: httpx.Request) -> httpx.Response:
    return httpx.Response(500)


def web_page(request: httpx.Request) -> httpx.Response:
    return httpx.Response(200, html="<h1>Malerbetrieb</h1>")


@pytest.mark.parametrize(
    ("name", "values", "answer", "sentence"),
    [
        ("bluesky", BLUESKY, unreachable, "Der Server war nicht erreichbar."),
        ("bluesky", BLUESKY, silent, "Der Server hat nicht rechtzeitig geantwortet."),
        ("bluesky", BLUESKY, broken, "Der Server hat einen eigenen Fehler gemeldet."),
        ("bluesky", BLUESKY, says_no, "Bluesky"),
        ("wordpress", BLOG, web_page, "WordPress"),
        ("wordpress", BLOG, unreachable, "Der Server war nicht erreichbar."),
    ],
)
def test_what_goes_wrong_is_said_and_what_was_typed_stays(
    cast: Cast,
    signed_in: SignIn,
    network: Answering,
    name: str,
    values: dict[str, str],
    answer: Callable[[httpx.Request], httpx.Response],
    sentence: str,
) -> None:
    network(answer)

    page = connect(signed_in(cast.amira), name, values | company_says(cast.ben))

    assert page.status_code == 422
    html = page.content.decode()
    assert sentence in errors_of(page)
    kept = next(value for field, value in values.items() if field in {"account-handle", "account-address"})
    assert kept in html
    assert "Kunden im Altbau" in html
    assert "geheim" not in html
    assert Channel.objects.filter(company=cast.company).count() == 1


def errors_of(page: httpx.Response) -> str:
    return " ".join(page.context["account"].non_field_errors())  # type: ignore[attr-defined]


def test_private_address_is_named_as_such(cast: Cast, signed_in: SignIn) -> None:
    values = {"account-address": "http://127.0.0.1:9", "account-user": "a", "account-password": "geheim"}

    page = connect(signed_in(cast.amira), "wordpress", values | company_says(cast.ben))

    assert "EIGENSTIMME_PRIVATE_HOSTS" in errors_of(page)


def test_same_account_twice_is_one_channel(cast: Cast, signed_in: SignIn) -> None:
    client = signed_in(cast.amira)
    connect(client, "by_hand", XING | company_says(cast.ben))

    page = connect(client, "by_hand", XING | company_says(cast.ben))

    assert page.status_code == 422
    assert Channel.objects.filter(company=cast.company, network="by_hand").count() == 1


def test_network_says_no_on_the_way_back(cast: Cast, signed_in: SignIn, network: Answering) -> None:
    client = signed_in(cast.amira)
    network(server()._answer)
    connect(client, "mastodon", {"account-server": "mastodon.social"} | company_says(cast.ben))
    back = way_back(client).replace("code=CODE", "error=access_denied")

    page = client.get(back, follow=True)

    assert "Der Zugriff wurde am Server nicht erlaubt." in page.content.decode()
    assert Channel.objects.filter(company=cast.company).count() == 1


@pytest.mark.parametrize("query", ["", "?code=CODE&state=forged"])
def test_answer_that_nobody_asked_for_connects_nothing(cast: Cast, signed_in: SignIn, query: str) -> None:
    page = signed_in(cast.amira).get(reverse("channels:returned") + query, follow=True)

    assert "Bitte beginnen Sie noch einmal" in page.content.decode()
    assert Channel.objects.filter(company=cast.company).count() == 1


def test_forged_answer_connects_nothing(cast: Cast, signed_in: SignIn, network: Answering) -> None:
    client = signed_in(cast.amira)
    network(server()._answer)
    connect(client, "mastodon", {"account-server": "mastodon.social"} | company_says(cast.ben))

    client.get(reverse("channels:returned") + "?code=CODE&state=forged")

    assert Channel.objects.filter(company=cast.company).count() == 1


def test_answer_counts_once(cast: Cast, signed_in: SignIn, network: Answering) -> None:
    client = signed_in(cast.amira)
    network(server()._answer)
    connect(client, "mastodon", {"account-server": "mastodon.social"} | company_says(cast.ben))
    back = way_back(client)
    client.get(back)
    page = client.get(back, follow=True)

    assert "Bitte beginnen Sie noch einmal" in page.content.decode()
    assert Channel.objects.filter(company=cast.company, network="mastodon").count() == 1


def test_waiting_connection_lies_sealed_in_the_session(
    cast: Cast, signed_in: SignIn, network: Answering
) -> None:
    client = signed_in(cast.amira)
    network(server()._answer)
    connect(client, "mastodon", {"account-server": "mastodon.social"} | company_says(cast.ben))

    kept = str(dict(client.session))
    assert "connecting" in kept
    assert "ZEaFUFmF0umgBX1q" not in kept  # the client secret


# --- again --------------------------------------------------------------------------------------------------


def test_connecting_again_gives_the_same_channel_new_credentials(
    cast: Cast, signed_in: SignIn, network: Answering
) -> None:
    client = signed_in(cast.amira)
    channel = connected_to_mastodon(cast, client, network)
    Channel.objects.filter(pk=channel.pk).update(
        credentials={"access_token": "lost"}, disconnected_at=timezone.now(), disconnected_reason="?"
    )

    client.post(reverse("channels:reconnect", args=[channel.pk]), {"account-server": "mastodon.social"})
    finished(client)

    channel = the_new_one(cast)
    assert channel.connected
    assert channel.credentials["access_token"] == "ZA-Yj3aBD8U8"
    assert (channel.name, channel.responsible) == ("Eugen Rochko", cast.ben)
    assert Entry.objects.filter(verb="channel.reconnected").count() == 1


def test_another_account_is_refused_when_connecting_again(
    cast: Cast, signed_in: SignIn, network: Answering
) -> None:
    client = signed_in(cast.amira)
    channel = connected_to_mastodon(cast, client, network)
    Channel.objects.filter(pk=channel.pk).update(remote_id="4711", handle="@kern@mastodon.social")

    client.post(reverse("channels:reconnect", args=[channel.pk]), {"account-server": "mastodon.social"})
    page = client.get(way_back(client), follow=True)

    html = page.content.decode()
    assert "@Gargron@mastodon.social" in html
    assert "@kern@mastodon.social" in html
    assert Entry.objects.filter(verb="channel.reconnected").count() == 0


# --- nobody reads them back ---------------------------------------------------------------------------------


def test_no_page_shows_credentials(cast: Cast, signed_in: SignIn) -> None:
    client = signed_in(cast.amira)
    Channel.objects.filter(pk=cast.blog.pk).update(
        credentials={"token": "sehr-geheim", "base_url": "http://sehr-geheim.example"}
    )
    pages = ["channel", "edit", "close"]
    paths = [
        reverse("channels:channels"),
        *(reverse(f"channels:{page}", args=[cast.blog.pk]) for page in pages),
    ]

    for path in paths:
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert "sehr-geheim" not in answer.content.decode(), path
    assert "sehr-geheim" not in repr(Channel.objects.get(pk=cast.blog.pk))


@pytest.mark.parametrize("name", registry.names())
def test_every_network_has_its_page(cast: Cast, signed_in: SignIn, name: str) -> None:
    assert signed_in(cast.amira).get(reverse("channels:connect", args=[name])).status_code == 200


@pytest.mark.parametrize(("name", "shown"), [("facebook", True), ("bluesky", False)])
def test_return_address_stands_where_an_app_has_to_know_it(
    cast: Cast, signed_in: SignIn, name: str, shown: bool
) -> None:
    said = company_says(cast.ben, all_the_same="on")
    page = connect(signed_in(cast.amira), name, said).content.decode()
    assert (f"http://testserver{reverse('channels:returned')}" in page) == shown


def test_unknown_network_has_none(cast: Cast, signed_in: SignIn) -> None:
    assert signed_in(cast.amira).get(reverse("channels:connect", args=["myspace"])).status_code == 404
