"""The boss wants the house to speak for itself: sets a limit, and is warned while there is still time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from eigenstimme.people.tests.cast import Cast, make_cast
from eigenstimme.publishing.models import State
from eigenstimme.reports import warnings
from eigenstimme.reports.models import VoiceLimit
from eigenstimme.reports.tests.conftest import Past
from tests.journeys.conftest import OpenWindow
from tests.journeys.window import DESK, PATIENCE, PHONE, Device

pytestmark = pytest.mark.journey


@pytest.fixture
def cast(home: str) -> Cast:
    return make_cast()


@pytest.mark.parametrize("device", [pytest.param(DESK, id="desk"), pytest.param(PHONE, id="phone")])
def test_the_boss_sets_a_limit_and_is_warned(device: Device, cast: Cast, open_window: OpenWindow) -> None:
    now = timezone.now()
    past = Past(cast)
    for author in (cast.ben, cast.ben, cast.ben, cast.clara):
        past.post(author, at=now - timedelta(seconds=1))
    past.post(cast.clara, at=now + timedelta(minutes=1), state=State.HELD)  # it will not go out
    lead = open_window(device, member=cast.amira)

    lead.open("/figures/voice/")
    lead.fill("At least, in percent", "200")
    lead.press("Set the limit")
    expect(lead.field("At least, in percent")).to_have_value("200")
    lead.fill("At least, in percent", "80")
    lead.press("Set the limit")
    lead.reads("From now on you are warned before the share falls below %(share)s.", share="80\xa0%")

    warnings.tick(now)
    lead.open("/")
    lead.reads("Own voice: %(share)s is to be expected", share="75\xa0%")
    lead.follow(name="75\xa0%")
    expect(lead.page.get_by_role("img", name=lead.word("Own-voice share")).first).to_be_visible(
        timeout=PATIENCE
    )
    assert VoiceLimit.objects.get().percent == 80
