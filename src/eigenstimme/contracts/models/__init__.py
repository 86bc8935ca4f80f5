from eigenstimme.contracts.models.contract import (
    Contract,
    ContractKind,
    ContractQuerySet,
    Pay,
    Span,
)
from eigenstimme.contracts.models.exit import BY_HAND, ExitRecord, ExitRecordQuerySet, ExitStep, Step
from eigenstimme.contracts.models.ledger import LedgerEntry, LedgerEntryQuerySet, Told

__all__ = [
    "BY_HAND",
    "Contract",
    "ContractKind",
    "ContractQuerySet",
    "ExitRecord",
    "ExitRecordQuerySet",
    "ExitStep",
    "LedgerEntry",
    "LedgerEntryQuerySet",
    "Pay",
    "Span",
    "Step",
    "Told",
]
