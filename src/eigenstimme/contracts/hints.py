"""What a contract lacks, or what in it is worth a second look: hints with source and doubt, no legal advice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from eigenstimme.contracts.models import Contract, ContractKind
from eigenstimme.mandates.models import Mandate
from eigenstimme.mandates.permissions import Permission, granting
from eigenstimme.media.models import PhotoRules

SECRECY = "secrecy"
"""The sector (``media.sectors``) of law offices and practices."""


@dataclass(frozen=True)
class Hint:
    """``source`` names the law; ``doubt`` says how sure this is. ``needed``: somebody should act on it now."""

    code: str
    title: str
    text: str
    source: str
    doubt: str
    needed: bool = False


def readers_of_messages(company_id: int, at: datetime | None = None) -> set[int]:
    """The memberships whose mandates let them read what people write to the company, now or soon."""
    reading = [str(act) for act in granting(Permission.INBOX_READ)]
    mandates = Mandate.objects.not_over(at or timezone.now()).filter(company_id=company_id)
    return set(mandates.filter(acts__overlap=reading).values_list("holder_id", flat=True))


def works_under_secrecy(company_id: int) -> bool:
    return PhotoRules.sector_of(company_id) == SECRECY


def hints_on(contract: Contract, *, reads_messages: bool, secrecy: bool) -> list[Hint]:
    """Those that hold for this contract, the pressing ones first. Nothing is asked of the database."""
    if contract.kind == ContractKind.COLLEAGUE:
        return []
    found = [
        _dpa() if reads_messages and contract.dpa_on is None else None,
        _secrecy() if secrecy and contract.secrecy_on is None else None,
        _rights() if contract.creative and not contract.names_rights else None,
        _self_employment(contract) if contract.fixed_hours or contract.one_client else None,
    ]
    return [hint for hint in found if hint]


def _dpa() -> Hint:
    return Hint(
        "dpa",
        _("Data processing agreement is missing"),
        _(
            "The mandate lets them read what people write to you. Then they process personal data for you, and that "
            "needs an agreement in writing first."
        ),
        _("Art. 28 GDPR"),
        _(
            "This holds for freelancers and agencies; for the networks themselves other rules apply (Art. 26)."
        ),
        needed=True,
    )


def _secrecy() -> Hint:
    return Hint(
        "secrecy",
        _("Not bound to secrecy yet"),
        _(
            "In your sector everybody who helps is to be bound to secrecy in writing, before they see anything."
        ),
        _("§ 203 StGB, § 43e BRAO (Germany)"),
        _("Which form is needed depends on the profession: your chamber knows."),
        needed=True,
    )


def _rights() -> Hint:
    return Hint(
        "rights",
        _("Rights of use are not fully named"),
        _(
            "Where a contract does not name media, time and place, you get only the rights that its purpose needs. "
            "A picture for the website may then not go on a poster."
        ),
        _("§ 31 (5) UrhG (Germany)"),
        _("What the purpose needs is decided case by case."),
    )


def _self_employment(contract: Contract) -> Hint:
    signs = [
        _("hours or a place that you set") if contract.fixed_hours else "",
        _("nearly all turnover with you (about five sixths)") if contract.one_client else "",
    ]
    return Hint(
        "self_employment",
        _("Signs of false self-employment"),
        _("There is: %(signs)s. Agree on results instead of hours, and leave open when and where.")
        % {"signs": ", ".join(filter(None, signs))},
        _("§ 7 SGB IV (Germany)"),
        _(
            "Only the whole picture decides. Clarity gives a status decision of the German pension insurance "
            "(§ 7a SGB IV)."
        ),
        needed=contract.fixed_hours,
    )
