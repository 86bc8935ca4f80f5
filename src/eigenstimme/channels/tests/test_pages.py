"""Looking after channels: the list, one of them, checking, changing, closing; and who may."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import httpx
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from eigenstimme.audit.models import Entry
from eigenstimme.channels import checking, tasks
from eigenstimme.channels.models import Channel
from eigenstimme.channels.tests.conftest import Answering
from eigenstimme.connectors.mastodon.tests.server import CREDENTIALS, fixture
from eigenstimme.people.models import Membership, Notice
from eigenstimme.people.tests.cast import Cast, grant, make_channel

pytestmark = pytest.mark.django_db

SignIn = Callable[[Membership], Client]


@pytest.fixture
def social(cast: Cast) -> Channel:
    channel = make_channel(cast.company, cast.ben, name="Social", network="mastodon")
    channel.credentials, channel.settings = CREDENTIALS, {"domain": "mastodon.social"}
    channel.remote_id, channel.handle = the_account_id(), "@alt@mastodon.social"
    channel.save()
    return channel


def account() -> dict[str, object]:
    found: dict[str, object] = fixture("status")["account"]
    return found


def the_account_id() -> str:
    """What the connector makes of the recorded account."""
    from eigenstimme.connectors.mastodon.entities import account_from

    return account_from(account(), "mastodon.social").remote_id


def knows_us(request: httpx.Request) -> httpx.Response:
    return httpx.Response(200, json=account())


def knows_us_no_more(request: httpx.Request) -> httpx.Response:
    return httpx.Response(401, json={"error": "The access token was revoked"})


def is_away(request: httpx.Request) -> httpx.Response:
    raise httpx.ConnectError("refused", request=request)


def address(page: str, channel: Channel) -> str:
    return reverse(f"channels:{page}", args=[channel.pk])


# --- who sees what ------------------------------------------------------------------------------------------


def test_outside_person_sees_the_channels_of_their_mandates(
    cast: Cast, social: Channel, signed_in: SignIn
) -> None:
    grant(cast.clara, ["piece.draft"], by=cast.amira, every_channel=False).channels.set([social])
    client = signed_in(cast.clara)

    html = client.get(reverse("channels:channels")).content.decode()

    assert address("channel", social) in html
    assert address("channel", cast.blog) not in html
    assert client.get(address("channel", cast.blog)).status_code == 404


@pytest.mark.parametrize("who", ["ben", "clara"])
def test_without_the_right_there_is_a_reason_instead_of_buttons(
    cast: Cast, social: Channel, signed_in: SignIn, who: str
) -> None:
    grant(cast.clara, ["plan.read"], by=cast.amira)
    client = signed_in(getattr(cast, who))

    html = client.get(address("channel", social)).content.decode()

    assert 'class="refusal"' in html
    for page in ("edit", "reconnect", "check", "close"):
        assert address(page, social) not in html


@pytest.mark.parametrize("page", ["edit", "reconnect", "check", "close"])
@pytest.mark.parametrize(("who", "status"), [("ben", 403), ("clara", 403), ("robo", 403), ("dora", 404)])
def test_nobody_else_looks_after_channels(
    cast: Cast, social: Channel, signed_in: SignIn, who: str, status: int, page: str
) -> None:
    grant(cast.clara, ["plan.read"], by=cast.amira)
    grant(cast.robo, ["plan.read"], by=cast.amira)
    values = {"name": "Gekapert", "responsible": cast.ben.pk, "late_after": "60", "with_planned": "on"}

    client = signed_in(getattr(cast, who))

    assert client.post(address(page, social), values).status_code == status
    if page != "check":
        assert client.get(address(page, social)).status_code == status
    social.refresh_from_db()
    assert (social.name, social.closed_at) == ("Social", None)


def test_list_takes_a_fixed_number_of_queries(
    cast: Cast, signed_in: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = signed_in(cast.amira)
    path = reverse("channels:channels")
    client.get(path)
    with django_assert_max_num_queries(100) as one:
        client.get(path)
    for number in range(4):
        make_channel(cast.company, cast.ben, name=f"Kanal {number}", network="mastodon")
    with django_assert_max_num_queries(100) as five:
        client.get(path)

    assert len(five) == len(one)


# --- changing and closing -----------------------------------------------------------------------------------


def test_channel_is_changed(cast: Cast, social: Channel, signed_in: SignIn) -> None:
    values = {"name": "Mastodon", "purpose": "Nachbarn", "responsible": cast.amira.pk, "late_after": "15"}

    signed_in(cast.amira).post(address("edit", social), values)

    social.refresh_from_db()
    assert (social.name, social.purpose, social.responsible) == ("Mastodon", "Nachbarn", cast.amira)
    assert social.late_after == timedelta(minutes=15)
    assert Entry.objects.get(verb="channel.changed").params == {"responsible": "Amira Kern"}


@pytest.mark.parametrize("who", ["clara", "robo", "dora"])
def test_only_own_people_become_responsible(cast: Cast, social: Channel, signed_in: SignIn, who: str) -> None:
    values = {"name": "Social", "responsible": getattr(cast, who).pk, "late_after": "60"}

    answer = signed_in(cast.amira).post(address("edit", social), values)

    assert answer.status_code == 422
    social.refresh_from_db()
    assert social.responsible == cast.ben


def test_unusual_length_stays_when_something_else_is_changed(
    cast: Cast, social: Channel, signed_in: SignIn
) -> None:
    Channel.objects.filter(pk=social.pk).update(late_after=timedelta(minutes=90))
    client = signed_in(cast.amira)
    form = client.get(address("edit", social)).context["form"]

    client.post(address("edit", social), {**form.initial, "name": "Neu"})

    social.refresh_from_db()
    assert (social.name, social.late_after) == ("Neu", timedelta(minutes=90))


def test_closed_channel_forgets_its_credentials_and_nothing_else(
    cast: Cast, social: Channel, signed_in: SignIn
) -> None:
    client = signed_in(cast.amira)

    client.post(address("close", social))
    client.post(address("close", social))

    social.refresh_from_db()
    assert (social.connected, social.credentials) == (False, None)
    assert social.closed_at is not None
    assert Entry.objects.filter(verb="channel.closed").count() == 1
    assert client.get(address("channel", social)).status_code == 200


# --- health -------------------------------------------------------------------------------------------------


def test_check_finds_the_connection_well_and_takes_over_the_new_name(
    cast: Cast, social: Channel, signed_in: SignIn, network: Answering
) -> None:
    network(knows_us)

    signed_in(cast.amira).post(address("check", social))

    social.refresh_from_db()
    assert social.handle == "@Gargron@mastodon.social"
    assert social.checked_at is not None
    assert Entry.objects.filter(verb="channel.checked").count() == 1


def test_lost_connection_is_shown_and_told_in_plain_words(
    cast: Cast, social: Channel, signed_in: SignIn, network: Answering
) -> None:
    network(knows_us_no_more)
    client = signed_in(cast.amira)

    client.post(address("check", social))

    html = client.get(address("channel", social)).content.decode()
    assert "Nicht mehr verbunden" in html
    assert "Der Zugang gilt nicht mehr." in html
    notice = Notice.objects.get(code="channel.disconnected")
    assert notice.membership == cast.ben
    assert "Der Zugang gilt nicht mehr." in notice.params["reason"]


def test_unreachable_network_disconnects_nothing(
    cast: Cast, social: Channel, signed_in: SignIn, network: Answering
) -> None:
    network(is_away)

    page = signed_in(cast.amira).post(address("check", social), follow=True)

    assert "Der Server war nicht erreichbar." in page.content.decode()
    social.refresh_from_db()
    assert social.connected


def test_somebody_elses_account_disconnects(cast: Cast, social: Channel, network: Answering) -> None:
    Channel.objects.filter(pk=social.pk).update(remote_id="somebody else")
    network(knows_us)

    tasks.check_channel(social.pk)

    social.refresh_from_db()
    assert social.health == "needs_reconnect"


def test_channel_that_is_known_again_needs_no_new_credentials(
    cast: Cast, social: Channel, signed_in: SignIn, network: Answering
) -> None:
    Channel.objects.filter(pk=social.pk).update(disconnected_at=timezone.now(), disconnected_reason="?")
    network(knows_us)

    signed_in(cast.amira).post(address("check", social))

    social.refresh_from_db()
    assert (social.connected, social.disconnected_reason) == (True, "")


def test_every_channel_is_checked_once_a_day(social: Channel) -> None:
    now = timezone.now()
    Channel.objects.filter(pk=social.pk).update(check_at=now - timedelta(seconds=1))

    assert checking._claim(now) == [social.pk]
    assert checking._claim(now) == []
    assert checking._claim(now + timedelta(days=1)) == [social.pk]


def test_closed_and_lost_channels_are_left_alone(social: Channel) -> None:
    now = timezone.now()
    Channel.objects.update(check_at=now, disconnected_at=now)
    assert checking._claim(now) == []
    Channel.objects.update(disconnected_at=None, closed_at=now)
    assert checking._claim(now) == []
