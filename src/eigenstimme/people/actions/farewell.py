"""Whoever leaves hands over every responsibility first; nothing stays orphaned."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from eigenstimme.core import live
from eigenstimme.people import sign_in
from eigenstimme.people.actions.memberships import check_another_lead, lock_leads
from eigenstimme.people.actor import Actor
from eigenstimme.people.chronicle import record
from eigenstimme.people.errors import AlreadyLeft, NotInside, StillResponsible
from eigenstimme.people.models import Membership
from eigenstimme.people.responsibilities import Held, held_by
from eigenstimme.people.rights import Subject, require
from eigenstimme.people.signals import left


@transaction.atomic
def say_goodbye(membership: Membership, *, successors: Mapping[str, Membership], actor: Actor) -> None:
    """``membership`` leaves the company; ``successors`` names an own person per responsibility code.

    Their mandates end, and their sign-in closes unless another company has them on board.
    Raises ``StillResponsible`` while something has no successor, ``CannotTakeOver``, ``NotInside``, ``LastLead``,
    ``AlreadyLeft``, ``Denied``.
    """
    decision = require(actor, "people.manage", Subject(membership.company_id))
    leads = lock_leads(membership.company_id)
    membership = Membership.objects.select_for_update(of=["self"]).get(pk=membership.pk)
    if not membership.present:
        raise AlreadyLeft(str(membership))
    check_another_lead(membership, leads)
    for held in held_by(membership):
        _hand_over(held, membership, successors.get(held.responsibility.code), actor)
    _check_nothing_open(membership, held_by(membership))
    membership.left_at = timezone.now()
    membership.save(update_fields=["left_at"])
    left.send(Membership, membership=membership, actor=actor)
    if not Membership.objects.present().filter(person_id=membership.person_id).exists():
        sign_in.close(membership.person)
    live.announce(membership.company_id, "people")
    record(actor, "person.left", membership, decision)


def _hand_over(held: Held, membership: Membership, to: Membership | None, actor: Actor) -> None:
    if to is None:
        return
    if not _can_succeed(to, membership):
        raise NotInside(str(to))
    held.responsibility.hand_over(membership, to, actor)
    for thing in held.things:
        record(
            actor,
            "responsibility.handed_over",
            thing,
            before=str(membership),
            after=str(to),
        )


def _can_succeed(to: Membership, membership: Membership) -> bool:
    same_company = to.company_id == membership.company_id
    return to.can_be_responsible and to.present and same_company and to.pk != membership.pk


def _check_nothing_open(membership: Membership, still_held: list[Held]) -> None:
    if still_held:
        raise StillResponsible(str(membership), [str(held.responsibility.label) for held in still_held])
