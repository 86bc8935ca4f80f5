"""Coming and going, in German, on the phone and on the desk: invited by mail, another address, and a goodbye."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from eigenstimme.people.invitation_links import GOOD_FOR
from eigenstimme.people.models import Invitation, Membership, Person
from eigenstimme.people.tests.cast import PASSWORD, Cast, grant, make_cast
from tests.journeys import story as steps
from tests.journeys.conftest import OpenWindow
from tests.journeys.window import DESK, PATIENCE, PHONE, Device
from tests.servers.mail import MailServer

pytestmark = pytest.mark.journey

EVERYWHERE = pytest.mark.parametrize("device", [pytest.param(PHONE, id="390"), pytest.param(DESK, id="1440")])


@pytest.fixture
def cast(home: str) -> Cast:
    return make_cast()


@pytest.fixture
def address() -> str:
    """Mails of other tests lie in the same box."""
    return f"clara-{uuid.uuid4().hex[:6]}@frei.example"


@EVERYWHERE
def test_invited_by_mail_up_to_the_first_day(
    device: Device, cast: Cast, address: str, open_window: OpenWindow, mailserver: MailServer
) -> None:
    amira, clara, stranger = open_window(device, member=cast.amira), open_window(device), open_window(device)
    steps.invite(amira, address)
    link = steps.link_in(mailserver.wait_for(to=address, seconds=30))

    clara.open(link)
    clara.fill("A password", "kurz")
    clara.press("Come in")
    expect(clara.main.get_by_role("alert")).to_be_visible(timeout=PATIENCE)
    clara.fill("Your name", "Clara Freimut")
    clara.fill("A password", PASSWORD)
    clara.press("Come in")
    clara.reads("Welcome to %(company)s.", company=cast.company)
    clara.reads("Nothing has been handed to you at the moment")
    clara.reads(
        "Mandates are granted here by %(names)s. Say what you would like to take over.", names="Amira Kern"
    )

    stranger.open(link)
    stranger.reads("This invitation has already been used. You can simply sign in.")
    stranger.follow("To the sign-in")
    stranger.fill("Email", address)
    stranger.fill("Password", PASSWORD)
    stranger.press("Sign in")
    stranger.reads("Today")


@EVERYWHERE
def test_invitation_that_is_not_yours_or_too_old_lets_nobody_in(
    device: Device, cast: Cast, address: str, open_window: OpenWindow, mailserver: MailServer
) -> None:
    amira, ben, clara = (
        open_window(device, member=cast.amira),
        open_window(device, member=cast.ben),
        open_window(device),
    )
    steps.invite(amira, address)
    link = steps.link_in(mailserver.wait_for(to=address, seconds=30))

    ben.open(link)
    ben.reads("This invitation is for %(email)s. Sign out, and open the link again.", email=address)
    ben.press("Sign out and open it again")
    ben.reads("Welcome to %(company)s", company=cast.company)

    Invitation.objects.update(
        created_at=Invitation.objects.get().created_at - GOOD_FOR - timedelta(minutes=1)
    )
    clara.open(link)
    clara.reads_words("Diese Einladung ist abgelaufen")
    clara.open(link[:-3])
    clara.reads("This link is not complete. Open it again from the mail, or ask for a new one.")
    assert not Person.objects.filter(email=address).exists()


@EVERYWHERE
def test_known_person_joins_another_company_and_changes_between_them(
    device: Device, cast: Cast, open_window: OpenWindow, mailserver: MailServer
) -> None:
    email = f"dora-{uuid.uuid4().hex[:6]}@dorn.example"
    Person.objects.filter(pk=cast.dora.person_id).update(email=email)
    amira, dora = open_window(device, member=cast.amira), open_window(device)
    steps.invite(amira, email)

    dora.open(steps.link_in(mailserver.wait_for(to=email, seconds=30)))
    dora.reads("Sign in as %(email)s to join %(company)s.", email=email, company=cast.company)
    dora.fill("Email", email)
    dora.fill("Password", PASSWORD)
    dora.press("Sign in")
    dora.press("Join as %(person)s", person="Dora Dorn")
    dora.reads("Welcome to %(company)s.", company=cast.company)

    dora.page.locator("summary", has_text=dora.word("Switch company")).locator("visible=true").click()
    dora.press(cast.elsewhere.name)
    dora.open("/people/")
    dora.reads_words("Dora Dorn")
    expect(dora.main.get_by_text("Amira Kern")).to_have_count(0)


@EVERYWHERE
def test_goodbye_hands_everything_over_and_closes_the_door(
    device: Device, cast: Cast, open_window: OpenWindow
) -> None:
    mandate = grant(cast.clara, ["piece.draft"], by=cast.ben)
    amira, ben = open_window(device, member=cast.amira), open_window(device)
    ben.open("/")
    ben.fill("Email", cast.ben.person.email)
    ben.fill("Password", PASSWORD)
    ben.press("Sign in")
    ben.reads("Today")

    amira.open("/people/")
    amira.follow(name=re.compile("Ben Arndt"))
    amira.follow("Say goodbye")
    amira.press("Say goodbye to %(member)s", member="Ben Arndt")
    amira.reads("Choose who takes over.")
    amira.choose("Mandates they are the contact for", "Amira Kern")
    amira.press("Say goodbye to %(member)s", member="Ben Arndt")
    amira.reads("%(name)s no longer belongs to the company.", name="Ben Arndt")
    mandate.refresh_from_db()
    assert mandate.contact == cast.amira

    ben.open("/people/")
    ben.fill("Email", cast.ben.person.email)
    ben.fill("Password", PASSWORD)
    ben.press("Sign in")
    ben.reads("This account is closed")
    amira.open(f"/people/{cast.ben.pk}/")
    amira.reads("%(actor)s said goodbye to %(thing)s.", actor="Amira Kern", thing="Ben Arndt")


@EVERYWHERE
def test_another_address_counts_once_its_link_is_opened(
    device: Device, cast: Cast, address: str, open_window: OpenWindow, mailserver: MailServer
) -> None:
    old = f"ben-{uuid.uuid4().hex[:6]}@kern.example"
    Person.objects.filter(pk=cast.ben.person_id).update(email=old)
    ben, stranger = open_window(device, member=cast.ben), open_window(device)
    ben.open("/profile/")
    ben.follow("Your email address")
    ben.fill("New address", old)
    ben.press("Send the link")
    ben.fill("Password", PASSWORD)  # is it you?
    ben.press("Go on")
    ben.reads("You sign in with this address already.")
    ben.fill("New address", address)
    ben.press("Send the link")
    ben.reads("A link is on its way to %(email)s. Please open it here.", email=address)
    link = steps.link_in(mailserver.wait_for(to=address, seconds=30))

    stranger.open(link)
    stranger.reads("Welcome back")  # the link alone opens nothing
    ben.open(link)
    ben.press("Yes, change it")
    ben.reads("You sign in with %(email)s now.", email=address)
    told = mailserver.wait_for(to=old, seconds=30)
    assert address in told.get_content()
    ben.open(link)
    ben.reads("This link no longer works: it is good for one change, and for a day. Ask for a new one.")
    assert Membership.objects.get(pk=cast.ben.pk).person.email == address
