"""The door to rights. Every room asks here; the answers are given in ``mandates.rules``, the only place that decides.

``mandates`` stands above the rooms that ask, so it hands its two functions in at start-up (``install``). Without
them everything is refused.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from eigenstimme.people.actor import Actor


@dataclass(frozen=True)
class Subject:
    """What a right is asked about, in plain values. Objects make theirs with ``subject()``."""

    company_id: int
    channel_id: int | None = None
    topic_id: int | None = None
    content_class: str = ""  # "A" to "D"
    author_id: int | None = None  # membership
    responsible: str = ""  # name of the own person to turn to
    responsible_id: int | None = None  # membership: who answers for the channel, or for the campaign
    expert_id: int | None = None  # membership: whom a delicate topic names
    specialist_id: int | None = None  # membership: whom an order names to do it
    holder_id: int | None = (
        None  # membership: who holds the mandate; for a machine, who answers for it inside
    )
    party_id: int | None = None  # membership: with whom a contract is
    team_ids: frozenset[int] = frozenset()  # memberships: whom a campaign has in its team
    self_approval: bool = False  # the company lets its people approve their own work
    already_counted: bool = False  # it is part of the week's count, or its week is asked about separately


@dataclass(frozen=True)
class Decision:
    """May they? ``reason`` says why or why not, ``instead`` the way that is open, both in the reader's language."""

    allowed: bool
    reason: str
    instead: str = ""
    mandate_id: int | None = None  # the mandate that allows it, None where it is allowed by nature
    url: str = ""  # where the way that is open begins
    label: str = ""  # of the link to it

    def __bool__(self) -> bool:
        return self.allowed


class Denied(PermissionDenied):
    """A refused act, with the reason and the way out."""

    def __init__(self, decision: Decision) -> None:
        super().__init__(decision.reason)
        self.decision = decision


EVERYTHING = ~Q(pk__in=[])
"""Every row. An empty Q would say so too, but vanish when a caller adds rows with "or"."""

Decide = Callable[[Actor, str, Subject, datetime], Decision]
Reach = Callable[[Actor, str, str, str], Q]

_decide: Decide | None = None
_reach: Reach | None = None


def install(decide: Decide, reach: Reach) -> None:
    global _decide, _reach
    _decide, _reach = decide, reach


def decide(actor: Actor, permission: str, subject: Subject, at: datetime | None = None) -> Decision:
    """``permission`` is a value of ``mandates.permissions.Permission``; ``at`` defaults to now."""
    if _decide is None:
        return Decision(False, "No rules are installed.")
    return _decide(actor, permission, subject, at or timezone.now())


def require(actor: Actor, permission: str, subject: Subject, at: datetime | None = None) -> Decision:
    """``decide``, raising ``Denied`` when the answer is no."""
    decision = decide(actor, permission, subject, at)
    if not decision.allowed:
        raise Denied(decision)
    return decision


def reach(actor: Actor, permission: str, *, channel: str = "", topic: str = "") -> Q:
    """The rows for which ``actor`` holds ``permission``, as a filter over the given lookups to channel and topic.

    The filter does not name the company: ``visible_to`` does.
    """
    return Q(pk__in=[]) if _reach is None else _reach(actor, permission, channel, topic)


class OfACompany(Protocol):
    company_id: int


def require_ours(actor: Actor, *named: OfACompany | None) -> None:
    """What an act names beside its subject is of the actor's company too.

    Forms offer nothing else; an import or another program may name anything. Raises ``Denied``.
    """
    if any(thing.company_id != actor.company_id for thing in named if thing is not None):
        raise Denied(
            Decision(False, _("This belongs to another company."), _("Switch to that company first."))
        )
