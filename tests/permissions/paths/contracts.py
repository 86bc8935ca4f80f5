"""Contracts. With whom one is, is ``named``; everybody else has only what the table gives."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from eigenstimme.contracts import actions as contracts
from eigenstimme.contracts.models import BY_HAND, Contract, ExitRecord, LedgerEntry
from eigenstimme.contracts.tests import papers
from eigenstimme.people.models import Membership
from eigenstimme.people.tests.cast import grant
from eigenstimme.publishing.models import Publication, State
from tests.permissions.scene import MARK, Scene, Someone
from tests.permissions.ways import Path, act, get, nothing, opens, other, post, reads


def _named(scene: Scene) -> Membership:
    named = scene.people["named"].membership
    assert named is not None
    return named


def _terms(scene: Scene, **changes: Any) -> contracts.Terms:
    return papers.terms(scene.cast, **{"membership": scene.writer, "matter": MARK, **changes})


def _contract(scene: Scene, **changes: Any) -> Contract:
    """With the writer, unless said otherwise."""
    return contracts.record_contract(_terms(scene, **changes), actor=scene.cast.actor(scene.lead))


def _with_named(scene: Scene) -> Contract:
    return _contract(scene, membership=_named(scene))


def _paper(scene: Scene, someone: Someone) -> bool:
    contract = _with_named(scene)
    contract.file_name = "Vertrag.pdf"
    contract.file.save("v.pdf", ContentFile(b"%PDF-1.7"))
    return someone.browser().get(f"{contract.get_absolute_url()}file/").status_code == 200


def _exit(scene: Scene, member: Membership | None = None) -> ExitRecord:
    """Of the writer, unless said otherwise."""
    lead = scene.cast.actor(scene.lead)
    return contracts.begin_exit(member or scene.writer, reason=MARK, actor=lead)


def _settled(scene: Scene) -> ExitRecord:
    exit_record, lead = _exit(scene), scene.cast.actor(scene.lead)
    for step in BY_HAND:
        contracts.settle_step(exit_record, step, note="x", actor=lead)
    return exit_record


def _entry(scene: Scene) -> LedgerEntry:
    return contracts.type_fee(_fee(), actor=scene.cast.actor(scene.lead))


def _fee() -> contracts.FeeTyped:
    return contracts.FeeTyped(timezone.localdate(), MARK, "Bilder", Decimal(100), "person")


def _fee_typed(_scene: Scene) -> tuple[list[object], dict[str, Any]]:
    day = timezone.localdate().isoformat()
    return [], {"paid_on": day, "contractor": "x", "subject": "x", "fee": "1", "legal_form": "person"}


def _downloads(scene: Scene, someone: Someone) -> bool:
    _entry(scene)
    answer = someone.browser().get(reverse("contracts:levy_sheet"))
    if answer.status_code != 200:
        return False
    return bool(load_workbook(BytesIO(answer.content)).worksheets[0]["B2"].value == MARK)


def _planned_by_the_writer(scene: Scene) -> None:
    mandate = grant(scene.writer, ["piece.publish"], by=scene.lead, publishes_up_to="A")
    planned = scene.publication(State.PLANNED, by=scene.writer)
    tomorrow = timezone.now() + timedelta(days=1)
    Publication.objects.filter(pk=planned.pk).update(mandate_id=mandate.pk, due_at=tomorrow)


def _exit_with_posts(scene: Scene) -> ExitRecord:
    _planned_by_the_writer(scene)
    return _exit(scene)


def _handed_on(scene: Scene) -> tuple[list[object], dict[str, Any]]:
    successor = scene.people["own+"].membership
    assert successor is not None
    return [_exit_with_posts(scene).pk], {"to": successor.pk}


def _typed(scene: Scene) -> dict[str, Any]:
    return papers.typed(scene.cast, membership=scene.writer.pk, matter="Neu")


PATHS: list[Path] = [
    other("contract.read", "reading contracts", reads(Contract, _with_named)),
    get("contract.read", "contracts:contract", lambda s: [_with_named(s).pk]),
    other("contract.read", "file contracts:file", _paper, "contracts:file"),
    other("cost.read", "reading fees", reads(LedgerEntry, _entry)),
    opens("cost.read", "contracts:levy", nothing),
    opens("cost.read", "contracts:costs", nothing),
    other("cost.read", "file contracts:levy_sheet", _downloads, "contracts:levy_sheet"),
    other("contract.read", "reading exits", reads(ExitRecord, lambda s: _exit(s, _named(s)))),
    get("contract.read", "contracts:exit", lambda s: [_exit(s, _named(s)).pk]),
    act(
        "contract.manage",
        contracts.begin_exit,
        lambda s, a: contracts.begin_exit(s.writer, reason="x", actor=a),
    ),
    post("mandate.grant", "contracts:exit_mandates", lambda s: ([_exit_with_posts(s).pk], {})),
    post("mandate.grant", "contracts:exit_handed_on", _handed_on),
    post("contract.manage", "contracts:exit_posts", lambda s: ([_exit_with_posts(s).pk], {})),
    act(
        "contract.manage",
        contracts.settle_step,
        lambda s, a: contracts.settle_step(_exit(s), "files", note="x", actor=a),
    ),
    act(
        "contract.manage",
        contracts.sign_exit,
        lambda s, a: contracts.sign_exit(_settled(s), name="x", actor=a),
    ),
    opens("contract.manage", "contracts:end", lambda s: [s.writer.pk]),
    post("contract.manage", "contracts:end", lambda s: ([s.writer.pk], {"reason": "x"})),
    post("contract.manage", "contracts:exit_step", lambda s: ([_exit(s).pk], {"step": "files", "note": "x"})),
    post("contract.manage", "contracts:exit_signed", lambda s: ([_settled(s).pk], {"name": "x"})),
    act("contract.manage", contracts.type_fee, lambda s, a: contracts.type_fee(_fee(), actor=a)),
    act("contract.manage", contracts.strike_fee, lambda s, a: contracts.strike_fee(_entry(s), actor=a)),
    post("contract.manage", "contracts:fees", _fee_typed),
    post("contract.manage", "contracts:fee_struck", lambda s: ([_entry(s).pk], {})),
    act(
        "contract.manage",
        contracts.record_contract,
        lambda s, a: contracts.record_contract(_terms(s), actor=a),
    ),
    act(
        "contract.manage",
        contracts.change_contract,
        lambda s, a: contracts.change_contract(_contract(s), _terms(s, rounds=9), actor=a),
    ),
    opens("contract.manage", "contracts:edit", lambda s: [_contract(s).pk]),
    post("contract.manage", "contracts:new", lambda s: ([], _typed(s))),
    post("contract.manage", "contracts:edit", lambda s: ([_contract(s).pk], _typed(s))),
]

OPEN_ADDRESSES: dict[str, str] = {"contracts": "lists one's own, or all for whoever sees them"}

PARTS_OF_OTHERS: dict[str, str] = {
    "eigenstimme.contracts.actions.ending.end_mandates": "mandates.end_now asks too; tried as a form"
}
