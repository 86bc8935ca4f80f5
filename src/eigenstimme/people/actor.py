"""Who acts. Every action takes one, keyword-only and never optional."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from eigenstimme.people.models import Membership


class Via(StrEnum):
    """The path an act came by; the audit record keeps it."""

    PAGE = "page"
    MAIL_LINK = "mail link"
    COMMAND = "command"
    WORKER = "worker"


@dataclass(frozen=True)
class Actor:
    """A member of one company, the product itself (``system``), or nobody. Values as they were when it was made."""

    name: str
    company_id: int  # 0: none
    membership_id: int | None = None
    kind: str = ""  # people.Kind, "" for the system and for nobody
    lead: bool = False
    present: bool = False
    system: bool = False
    via: Via = Via.PAGE
    remembered: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)
    """What the rules have looked up for this actor. An actor lives for one request or one step of a job, no longer."""

    @classmethod
    def of(cls, membership: Membership, *, via: Via = Via.PAGE) -> Actor:
        return cls(
            name=membership.person.name,
            company_id=membership.company_id,
            membership_id=membership.pk,
            kind=membership.kind,
            lead=membership.lead,
            present=membership.present,
            via=via,
        )

    @classmethod
    def of_the_system(cls, company_id: int) -> Actor:
        """The scheduler and other machinery of the product: it keeps the rules, it never speaks or approves."""
        return cls(name="Eigenstimme", company_id=company_id, present=True, system=True, via=Via.WORKER)

    @property
    def member(self) -> int:
        """The membership's id, for rows that name their person. The system and nobody have none: ``ValueError``."""
        if self.membership_id is None:
            raise ValueError("only a member of the company can do this")
        return self.membership_id

    @classmethod
    def nobody(cls) -> Actor:
        return cls(name="", company_id=0)
