"""Somebody from outside reads how the firm sounds and confirms it: nothing is allowed before, drafting after."""

from __future__ import annotations

import pytest

from eigenstimme.mandates import actions as mandates
from eigenstimme.mandates.models import Confirmation
from eigenstimme.onboarding.tests.books import publish
from eigenstimme.people.tests.cast import Cast, make_cast
from tests.journeys.conftest import OpenWindow
from tests.journeys.story import link_in
from tests.journeys.window import DESK, PHONE, Device
from tests.servers.mail import MailServer

pytestmark = pytest.mark.journey


@pytest.fixture
def cast(home: str) -> Cast:
    return make_cast()


@pytest.mark.parametrize("device", [pytest.param(DESK, id="desk"), pytest.param(PHONE, id="phone")])
def test_a_mandate_rests_until_its_briefing_is_confirmed(
    device: Device, cast: Cast, open_window: OpenWindow, mailserver: MailServer
) -> None:
    publish(cast)
    terms = mandates.Grant(cast.clara, ["piece.draft"], None, None, cast.ben, cast.blog.connected_at)
    mandate = mandates.grant(terms, actor=cast.actor(cast.amira))
    clara = open_window(device, member=cast.clara)

    clara.open("/plan/new/")
    clara.reads("Your mandate rests until you have confirmed the briefing.")

    mail = mailserver.wait_for(to="clara@kern.example", subject_part="Briefing", seconds=30)
    clara.open(link_in(mail))
    clara.reads_words("Im Mai haben wir Zeit für Fassaden.")
    clara.press("I have read it and work by it")
    clara.reads("Thank you. The briefing is confirmed, and the mandate is in force.")
    clara.open("/plan/new/")
    clara.reads_words(cast.blog.name)

    publish(cast, promise="Wir streichen mit Kalk.")
    clara.open("/plan/new/")
    clara.follow("To the briefing")
    clara.reads("What has changed since version %(number)s", number=1)
    clara.press("I have read it and work by it")
    clara.reads("Thank you. The briefing is confirmed, and the mandate is in force.")
    assert Confirmation.objects.filter(mandate=mandate).count() == 2
