"""Contracts. With whom one is, is ``named``; everybody else has only what the table gives."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from eigenstimme.contracts import actions as contracts
from eigenstimme.contracts.models import Contract, LedgerEntry
from eigenstimme.contracts.tests import papers
from eigenstimme.people.models import Membership
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


def _entry(scene: Scene) -> LedgerEntry:
    return contracts.type_fee(_fee(), actor=scene.cast.actor(scene.lead))


def _fee() -> contracts.FeeTyped:
    return contracts.FeeTyped(timezone.localdate(), MARK, "Bilder", Decimal(100), "person")


def _fee_typed(_scene: Scene) -> tuple[list[object], dict[str, Any]]:
    day = timezone.localdate().isoformat()
    return [], {"paid_on": day, "contractor": "x", "subject": "x", "fee": "1", "legal_form": "person"}


def _downloads(_scene: Scene, someone: Someone) -> bool:
    return someone.browser().get(reverse("contracts:levy_sheet")).status_code == 200


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

PARTS_OF_OTHERS: dict[str, str] = {}
