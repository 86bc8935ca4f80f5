"""Ending the work with somebody: nothing planned is lost, everything is settled by name, and the record stays."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from eigenstimme.audit.models import Entry
from eigenstimme.contracts import actions, errors
from eigenstimme.contracts.exiting import rows_of
from eigenstimme.contracts.models import BY_HAND, Contract, ExitRecord, Step
from eigenstimme.contracts.tests.papers import contract
from eigenstimme.mandates.models import Mandate
from eigenstimme.orders.tests import sheets
from eigenstimme.people.models import Person
from eigenstimme.people.rights import Denied
from eigenstimme.people.tests.cast import Cast, grant
from eigenstimme.plan.tests.pieces import signed_in
from eigenstimme.publishing.models import Publication
from eigenstimme.publishing.tests.taking import planned_by_clara


def begun(cast: Cast) -> ExitRecord:
    return actions.begin_exit(cast.clara, reason="Neue Agentur", actor=cast.actor(cast.amira))


def settled(cast: Cast) -> ExitRecord:
    record = begun(cast)
    actions.end_mandates(record, actor=cast.actor(cast.amira))
    for step in BY_HAND:
        actions.settle_step(record, step, note="per Mail", needed=step != "dpa", actor=cast.actor(cast.amira))
    return record


def test_list_knows_what_is_open_and_ends_all_mandates_in_one_step(cast: Cast) -> None:
    grant(cast.clara, ["inbox.recommend"], by=cast.amira)
    grant(cast.clara, ["piece.draft"], by=cast.amira, starts_at=timezone.now() + timedelta(days=5))
    sheets.sent(cast)
    record = begun(cast)
    before = {row.step: row.done for row in rows_of(record)}
    assert before == dict.fromkeys(Step, False) | {Step.POSTS: True, Step.RECOMMENDATIONS: True}

    assert actions.end_mandates(record, actor=cast.actor(cast.amira)) == 2
    after = {row.step: row.done for row in rows_of(ExitRecord.objects.get())}
    assert (after[Step.MANDATES], after[Step.SIGN_IN], after[Step.ORDERS]) == (True, True, False)
    assert not Person.objects.get(pk=cast.clara.person_id).is_active


def test_nothing_of_it_happens_when_one_mandate_cannot_be_ended(cast: Cast) -> None:
    """Ben keeps contracts, and may not end mandates."""
    grant(cast.ben, ["contract.manage"], by=cast.amira)
    grant(cast.clara, ["piece.draft"], by=cast.amira)
    with pytest.raises(Denied):
        actions.end_mandates(begun(cast), actor=cast.actor(cast.ben))
    assert not Mandate.objects.filter(ended_at__isnull=False).exists()


def test_signing_waits_for_every_row_and_then_stays(cast: Cast) -> None:
    written = contract(cast)
    grant(cast.clara, ["piece.draft"], by=cast.amira)
    amira = cast.actor(cast.amira)
    with pytest.raises(errors.NotDone) as refused:
        actions.sign_exit(begun(cast), name="Amira Kern", actor=amira)
    assert "Mandate beendet" in str(refused.value)

    record = actions.sign_exit(settled(cast), name="Amira Kern", actor=amira)
    assert [line["step"] for line in record.lines] == list(Step)
    assert Contract.objects.get(pk=written.pk).ends_on == timezone.localdate()
    with pytest.raises(errors.AlreadySigned):
        actions.settle_step(record, "files", note="doch nicht", actor=amira)
    with pytest.raises(errors.AlreadySigned):
        actions.sign_exit(record, name="Noch einmal", actor=amira)
    grant(cast.clara, ["piece.draft"], by=cast.amira)
    assert all(row.done for row in rows_of(record))


def test_list_is_opened_once_and_a_row_is_said_once(cast: Cast) -> None:
    record = begun(cast)
    assert begun(cast) == record
    amira = cast.actor(cast.amira)
    actions.settle_step(record, "files", note="alles da", actor=amira)
    actions.settle_step(record, "files", note="wirklich alles da", actor=amira)
    assert record.steps.get().note == "wirklich alles da"
    with pytest.raises(errors.NotThisRow):
        actions.settle_step(record, "mandates", note="x", actor=amira)
    assert Entry.objects.filter(verb="exit.begun").count() == 1


@pytest.mark.parametrize("name", ["ben", "clara", "robo", "dora"])
def test_only_whoever_keeps_contracts_ends_the_work(cast: Cast, name: str) -> None:
    record, actor = begun(cast), cast.actor(getattr(cast, name))
    for verb in (
        lambda: actions.begin_exit(cast.clara, reason="x", actor=actor),
        lambda: actions.end_mandates(record, actor=actor),
        lambda: actions.settle_step(record, "files", note="x", actor=actor),
        lambda: actions.sign_exit(record, name="x", actor=actor),
    ):
        with pytest.raises(Denied):
            verb()


def test_party_reads_its_exit_and_others_do_not(cast: Cast) -> None:
    grant(cast.clara, ["piece.draft"], by=cast.amira)
    address = begun(cast).get_absolute_url()
    assert "Neue Agentur" in signed_in(cast.clara).get(address).content.decode()
    assert signed_in(cast.clara).post(f"{address}signature/", {"name": "x"}).status_code == 403
    assert signed_in(cast.ben).get(address).status_code == 404
    assert signed_in(cast.dora).get(address).status_code == 404


def test_page_takes_planned_posts_over_before_the_mandate_ends(cast: Cast) -> None:
    publication = planned_by_clara(cast)
    record, amira = begun(cast), signed_in(cast.amira)
    assert publication.title in amira.get(record.get_absolute_url()).content.decode()

    amira.post(f"{record.get_absolute_url()}posts/")
    amira.post(f"{record.get_absolute_url()}mandates/")
    taken = Publication.objects.get(pk=publication.pk)
    assert (taken.state, taken.authorised_by, taken.due_at) == ("planned", cast.amira, publication.due_at)
    assert rows_of(record)[0].done


def test_posts_that_were_not_taken_over_are_held_and_keep_the_row_open(cast: Cast) -> None:
    planned_by_clara(cast)
    record = begun(cast)
    actions.end_mandates(record, actor=cast.actor(cast.amira))
    row = next(row for row in rows_of(record) if row.step == Step.POSTS)
    assert not row.done
    assert Publication.objects.get().state == "held"


def test_wrong_input_says_what_to_do(cast: Cast) -> None:
    record, amira = begun(cast), signed_in(cast.amira)
    address = record.get_absolute_url()
    empty = amira.post(f"{address}steps/", {"step": "files", "note": ""})
    assert empty.status_code == 422
    assert "Bitte sagen Sie in wenigen Worten" in empty.content.decode()
    assert amira.post(f"{address}signature/", {"name": "Amira"}).status_code == 422
    assert amira.post(f"/contracts/people/{cast.clara.pk}/end/", {"reason": ""}).status_code == 302
    assert amira.post(f"/contracts/people/{cast.ben.pk}/end/", {"reason": ""}).status_code == 422


@pytest.mark.parametrize("who", ["clara", "robo"])
def test_database_lets_only_own_people_sign(cast: Cast, who: str) -> None:
    record = begun(cast)
    outside = getattr(cast, who)
    with pytest.raises(IntegrityError), transaction.atomic():
        ExitRecord.objects.filter(pk=record.pk).update(
            signed_by=outside, signed_at=timezone.now(), signed_name="x"
        )
