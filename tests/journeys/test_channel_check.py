"""A firm checks its channels: promises time, writes down what it gave, and is told "better not" for one more."""

from __future__ import annotations

import pytest

from eigenstimme.audit.models import Entry
from eigenstimme.channels.models import Channel, TimeGiven
from eigenstimme.people.tests.cast import Cast, make_cast, make_channel
from tests.journeys.conftest import OpenWindow
from tests.journeys.window import DESK, PHONE, Device, Window

pytestmark = pytest.mark.journey


@pytest.fixture
def cast(home: str) -> Cast:
    cast = make_cast()
    make_channel(cast.company, cast.ben, name="XING", network="by_hand")
    return cast


@pytest.mark.parametrize("device", [pytest.param(DESK, id="desk"), pytest.param(PHONE, id="phone")])
def test_a_firm_checks_its_channels(device: Device, cast: Cast, open_window: OpenWindow) -> None:
    lead = open_window(device, member=cast.amira)
    lead.open("/channels/comparison/")
    lead.reads("Nobody has promised time for it.")

    promise(lead)
    give(lead)
    lead.open("/channels/comparison/")
    lead.reads("Nobody has written down what it is for, and for whom.")

    one_more(lead)
    lead.reads("Better not yet")
    lead.tick("We open it all the same, and know why. History keeps it.")
    lead.press("Go on")
    lead.choose("What is it?", "kununu")
    lead.fill("Address of your profile or group", "https://www.kununu.com/de/maler-kern")
    lead.press("Connect")
    lead.reads("%(channel)s is connected.", channel="kununu")

    assert Channel.objects.get(name="kununu").profile.audience == "Bewerber"
    assert Entry.objects.filter(verb="channel.opened_all_the_same").count() == 1
    assert TimeGiven.objects.get().minutes == 45


def promise(lead: Window) -> None:
    lead.follow("Hours")
    lead.choose("Who gives the time?", lead.word("%(name)s – %(left)s of %(in_all)s a week free") % BEN)
    lead.fill("Hours a week for this channel", "2")
    lead.press("Put down")
    lead.reads("%(name)s is down for it.", name="Ben Arndt")


BEN = {"name": "Ben Arndt", "left": "2,5 h", "in_all": "2,5 h"}


def give(lead: Window) -> None:
    lead.open("/channels/time/")
    lead.choose("Channel", "XING")
    lead.fill("Minutes", "45")
    lead.press("Write down")
    lead.reads("Written down. Thank you for the time.")


def one_more(lead: Window) -> None:
    lead.open("/channels/new/by_hand/")
    lead.fill("What is it for?", "Bewerbungen")
    lead.fill("For whom?", "Bewerber")
    lead.fill("Hours a week for this channel", "0,5")
    lead.press("Go on")
