"""One agency follows another: what the first planned goes out, its work ends on a signed list, no password changes."""

from __future__ import annotations

import pytest
from django.utils import timezone

from eigenstimme.channels.models import Channel
from eigenstimme.contracts.models import BY_HAND, Contract, ExitRecord
from eigenstimme.contracts.tests.papers import contract
from eigenstimme.mandates.models import Mandate
from eigenstimme.people.models import Kind
from eigenstimme.people.tests.cast import Cast, join, make_cast
from eigenstimme.publishing.models import Publication
from eigenstimme.publishing.tests.taking import planned_by_clara
from tests.journeys.conftest import OpenWindow
from tests.journeys.window import DESK, PHONE, Device, Window

pytestmark = pytest.mark.journey

REASON = "Wir wechseln die Agentur."


@pytest.fixture
def cast(home: str) -> Cast:
    return make_cast()


@pytest.mark.parametrize("device", [pytest.param(DESK, id="desk"), pytest.param(PHONE, id="phone")])
def test_one_agency_follows_another(device: Device, cast: Cast, open_window: OpenWindow) -> None:
    old = contract(cast, kind="agency", legal_form="legal", partner="Bunte Hunde GmbH")
    planned = planned_by_clara(cast)
    secret = Channel.objects.get(pk=cast.blog.pk).credentials
    nora = join(cast.company, "Nora Neu", Kind.OUTSIDE)
    lead = open_window(device, member=cast.amira)

    end_it(lead, old)
    write_down_the_next(lead, nora.pk)
    grant_the_next(lead, nora.pk)

    after = Publication.objects.get()
    assert (after.pk, after.state, after.due_at) == (planned.pk, "planned", planned.due_at)
    assert (after.content_hash, after.authorised_by) == (planned.content_hash, cast.amira)
    record = ExitRecord.objects.get()
    assert (record.signed_name, record.signed_by) == ("Amira Kern", cast.amira)
    assert Contract.objects.get(pk=old.pk).ends_on == timezone.localdate()
    assert Contract.objects.get(membership=nora).partner == "Neue Wege GmbH"
    assert not Mandate.objects.in_force(timezone.now()).filter(holder=cast.clara).exists()
    assert Mandate.objects.in_force(timezone.now()).filter(holder=nora).exists()
    assert Channel.objects.get(pk=cast.blog.pk).credentials == secret


def end_it(lead: Window, old: Contract) -> None:
    lead.open(old.get_absolute_url())
    lead.follow(name=lead.word("End the work with %(name)s", name="Clara Frei"))
    lead.fill("Why does the work together end?", REASON)
    lead.press("Open the list")
    lead.press("Take all of them over")
    lead.reads("%(count)s planned posts go out under your name now, at their time.", count=1)
    lead.press("End all of them now")
    lead.reads("All mandates have ended.")
    for _row in BY_HAND:
        row = (
            lead.page.get_by_role("listitem")
            .filter(has=lead.page.get_by_text(lead.word("Settle this")))
            .first
        )
        row.get_by_text(lead.word("Settle this")).click()
        lead.fill("How was it settled?", "per Mail bestätigt", within=row)
        lead.press("Done", within=row)
    lead.press("Sign the record")
    lead.reads("Signed. Thank you for ending it well.")


def write_down_the_next(lead: Window, person: int) -> None:
    lead.open(f"/contracts/new/?person={person}")
    lead.choose("What are they to you?", lead.word("agency"))
    lead.choose("Legal form", lead.word("legal person (GmbH, UG, AG, association)"))
    lead.fill("Name of their company", "Neue Wege GmbH")
    lead.fill("What is it about?", "Betreuung der Profile")
    lead.fill("First day", timezone.localdate().isoformat())
    lead.press("Write it down")
    lead.reads("The contract is written down.")


def grant_the_next(lead: Window, person: int) -> None:
    lead.open(f"/mandates/new/{person}/")
    lead.page.locator('input[name="acts"][value="piece.draft"]').check()
    lead.page.locator('input[name="where"][value="every"]').check()
    lead.press("Grant")
    lead.reads("%(name)s has a mandate now.", name="Nora Neu")
