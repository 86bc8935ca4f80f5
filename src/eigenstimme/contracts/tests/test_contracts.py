"""Contracts: who writes them down, who reads them, what they lack, and whom a roster may name."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from eigenstimme.audit.models import Entry
from eigenstimme.audit.sentences import sentence
from eigenstimme.contracts import actions, errors
from eigenstimme.contracts.models import Contract
from eigenstimme.contracts.queries import hints_for
from eigenstimme.contracts.rostering import may_be_rostered
from eigenstimme.contracts.tests.papers import contract, terms, typed
from eigenstimme.media.models import PhotoRules
from eigenstimme.people.models import Kind, Membership
from eigenstimme.people.rights import Denied
from eigenstimme.people.tests.cast import Cast, grant, join
from eigenstimme.plan.tests.pieces import queries_of, signed_in

LIST, NEW = "/contracts/", "/contracts/new/"
PDF = b"%PDF-1.7 unterschrieben"


def test_contract_is_written_down_and_on_record(cast: Cast) -> None:
    answer = signed_in(cast.amira).post(NEW, typed(cast, budget="1.240,50", partner="Frei Texte"))

    written = Contract.objects.get()
    assert answer.url == written.get_absolute_url()  # type: ignore[attr-defined]
    assert (str(written.budget), written.partner, written.recorded_by) == (
        "1240.50",
        "Frei Texte",
        cast.amira,
    )
    assert sentence(Entry.objects.get()) == "Amira Kern hat den Vertrag mit Clara Frei festgehalten."


def test_mandate_lets_an_own_person_keep_contracts_and_is_named(cast: Cast) -> None:
    mandate = grant(cast.ben, ["contract.manage"], by=cast.amira)
    actions.record_contract(terms(cast), actor=cast.actor(cast.ben))
    assert Entry.objects.get().mandate_id == mandate.pk


@pytest.mark.parametrize("name", ["ben", "clara", "robo", "dora"])
def test_nobody_else_writes_contracts_down(cast: Cast, name: str) -> None:
    with pytest.raises(Denied):
        actions.record_contract(terms(cast), actor=cast.actor(getattr(cast, name)))
    signed_in(getattr(cast, name)).post(NEW, typed(cast))
    assert not Contract.objects.exists()


def test_party_reads_its_own_and_changes_nothing(cast: Cast) -> None:
    mine, other = contract(cast), contract(cast, membership=cast.robo, kind="provider", legal_form="legal")
    clara = signed_in(cast.clara)

    assert "Zwei Blogartikel" in clara.get(mine.get_absolute_url()).content.decode()
    assert clara.get(other.get_absolute_url()).status_code == 404
    assert clara.post(f"{mine.get_absolute_url()}edit/", typed(cast)).status_code == 403
    assert signed_in(cast.dora).get(mine.get_absolute_url()).status_code == 404
    assert signed_in(cast.ben).get(mine.get_absolute_url()).status_code == 404


def test_two_contracts_of_one_person_never_hold_on_one_day(cast: Cast) -> None:
    today = timezone.localdate()
    contract(cast, ends_on=today)
    with pytest.raises(errors.Overlaps):
        contract(cast, starts_on=today)
    contract(cast, starts_on=today + timedelta(days=1))
    answer = signed_in(cast.amira).post(NEW, typed(cast, matter="Noch einer"))
    assert answer.status_code == 422
    assert "Noch einer" in answer.content.decode()
    assert Contract.objects.count() == 2


def test_contract_with_somebody_elsewhere_or_gone_is_refused(cast: Cast) -> None:
    with pytest.raises(Denied):
        contract(cast, membership=cast.dora)
    Membership.objects.filter(pk=cast.clara.pk).update(left_at=timezone.now())
    cast.clara.refresh_from_db()
    with pytest.raises(errors.NoContractFor):
        contract(cast)


def test_wrong_days_and_a_flat_sum_without_amount_are_refused(cast: Cast) -> None:
    with pytest.raises(errors.WrongDays):
        contract(cast, ends_on=timezone.localdate() - timedelta(days=99))
    with pytest.raises(errors.NeedsFee):
        contract(cast, pay="monthly")
    page = signed_in(cast.amira).post(NEW, typed(cast, pay="monthly", ends_on="2020-01-01"))
    assert page.status_code == 422
    assert {"fee", "ends_on"} <= set(page.context["form"].errors)


def test_change_says_what_changed(cast: Cast) -> None:
    written = contract(cast)
    actions.change_contract(written, terms(cast, rounds=3), actor=cast.actor(cast.amira))
    assert Entry.objects.get(verb="contract.changed").params["fields"] == "rounds"
    assert Contract.objects.get().rounds == 3


def test_signed_paper_is_kept_for_both_sides_and_nothing_but_a_pdf(cast: Cast) -> None:
    amira = signed_in(cast.amira)
    refused = amira.post(NEW, typed(cast, file=SimpleUploadedFile("v.exe", b"MZ")))
    assert refused.status_code == 422
    amira.post(NEW, typed(cast, file=SimpleUploadedFile("Vertrag.pdf", PDF)))

    address = f"{Contract.objects.get().get_absolute_url()}file/"
    answer = signed_in(cast.clara).get(address)
    assert answer.content == PDF
    assert answer["Content-Disposition"].startswith("attachment")
    assert signed_in(cast.ben).get(address).status_code == 404
    assert amira.get(f"{contract(cast, membership=cast.robo).get_absolute_url()}file/").status_code == 404


@pytest.mark.parametrize("who", ["clara", "robo"])
def test_database_lets_only_own_people_write_contracts(cast: Cast, who: str) -> None:
    written = contract(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Contract.objects.filter(pk=written.pk).update(recorded_by=getattr(cast, who))


# --- hints --------------------------------------------------------------------------------------------------------


def test_data_processing_agreement_is_asked_for_while_messages_can_be_read(cast: Cast) -> None:
    written = contract(cast, creative=False)
    assert hints_for(written) == []
    mandate = grant(cast.clara, ["inbox.recommend"], by=cast.amira)
    assert [hint.code for hint in hints_for(written)] == ["dpa"]
    page = signed_in(cast.amira).get(LIST).content.decode()
    assert "Vertrag zur Auftragsverarbeitung fehlt" in page

    written.dpa_on = timezone.localdate()
    assert hints_for(written) == []
    written.dpa_on, mandate.ends_at = None, timezone.now()
    mandate.save()
    assert hints_for(written) == []


def test_law_offices_bind_to_secrecy(cast: Cast) -> None:
    written = contract(cast, creative=False)
    PhotoRules.objects.create(company=cast.company, sector="secrecy")
    assert [hint.code for hint in hints_for(written)] == ["secrecy"]
    written.secrecy_on = timezone.localdate()
    assert hints_for(written) == []


def test_creative_work_names_its_rights(cast: Cast) -> None:
    named = {"rights_media": "Website", "rights_time": "unbegrenzt", "rights_territory": "weltweit"}
    assert [hint.code for hint in hints_for(contract(cast))] == ["rights"]
    assert hints_for(contract(cast, membership=cast.robo, **named)) == []


def test_signs_of_false_self_employment_are_said(cast: Cast) -> None:
    codes = [hint.code for hint in hints_for(contract(cast, creative=False, fixed_hours=True))]
    assert codes == ["self_employment"]
    assert hints_for(contract(cast, membership=cast.ben, kind="colleague", fixed_hours=True)) == []


# --- rosters ------------------------------------------------------------------------------------------------------


def test_only_own_people_and_organisations_may_be_rostered(cast: Cast) -> None:
    assert may_be_rostered(cast.ben)
    assert not may_be_rostered(cast.robo)
    without = may_be_rostered(cast.clara)
    assert not without
    assert "Scheinselbstständigkeit" in without.reason
    assert without.instead

    written = contract(cast, kind="agency", own_organisation=True)
    assert may_be_rostered(cast.clara)
    Contract.objects.filter(pk=written.pk).update(ends_on=timezone.localdate() - timedelta(days=1))
    assert not may_be_rostered(cast.clara)
    Membership.objects.filter(pk=cast.ben.pk).update(left_at=timezone.now())
    cast.ben.refresh_from_db()
    assert not may_be_rostered(cast.ben)


# --- pages --------------------------------------------------------------------------------------------------------


def test_list_names_whoever_works_without_a_contract(cast: Cast) -> None:
    grant(cast.clara, ["piece.draft"], by=cast.amira)
    page = signed_in(cast.amira).get(LIST).content.decode()
    assert f"{NEW}?person={cast.clara.pk}" in page
    contract(cast)
    assert f"{NEW}?person={cast.clara.pk}" not in signed_in(cast.amira).get(LIST).content.decode()


def test_contract_stands_on_the_pages_of_person_and_mandate(cast: Cast) -> None:
    written, mandate = contract(cast), grant(cast.clara, ["piece.draft"], by=cast.amira)
    amira = signed_in(cast.amira)
    for address in (f"/people/{cast.clara.pk}/", mandate.get_absolute_url()):
        assert written.get_absolute_url() in amira.get(address).content.decode()
    assert (
        written.get_absolute_url()
        not in signed_in(cast.ben).get(f"/people/{cast.clara.pk}/").content.decode()
    )


def test_list_costs_the_same_with_two_hundred_contracts(cast: Cast) -> None:
    amira = signed_in(cast.amira)
    contract(cast)
    amira.get(LIST)
    few = queries_of(amira, LIST)
    for number in range(199):
        contract(cast, membership=join(cast.company, f"Frei{number} Name", Kind.OUTSIDE))
    assert queries_of(amira, LIST) == few <= 14
