"""Goals: set by the lead, followed by their owner, and ended with a sentence on what was learnt (ST2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from eigenstimme.audit.record import record
from eigenstimme.core import live
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Membership
from eigenstimme.people.notices import tell
from eigenstimme.people.rights import Subject, require, require_ours
from eigenstimme.strategy.errors import (
    CannotOwn,
    CountsItself,
    GoalEnded,
    GoalStale,
    NoSuchMeasure,
    OutsideGoal,
)
from eigenstimme.strategy.measures import measure
from eigenstimme.strategy.models import Goal, Measured


@dataclass(frozen=True)
class GoalDraft:
    """What a lead says about a goal. ``measure``: a key of ``strategy.measures``, or empty with a ``unit``.

    Both days belong to it. The last one lies after the first, the target away from the start.
    """

    sentence: str
    serves: str
    target_value: Decimal
    starts_on: date
    ends_on: date
    owner: Membership
    start_value: Decimal = Decimal(0)
    measure: str = ""
    unit: str = ""


@transaction.atomic
def set_goal(draft: GoalDraft, *, form_key: UUID | None = None, actor: Actor) -> Goal:
    """A new goal; its owner is told. The same ``form_key`` a second time gives the first one.

    Raises ``CannotOwn``, ``NoSuchMeasure``.
    """
    decision = require(actor, "strategy.write", Subject(actor.company_id))
    _require_sound(draft, actor)
    goal = Goal(company_id=actor.company_id, set_by_id=actor.member, form_key=form_key)
    try:
        with transaction.atomic():
            _write(goal, draft)
    except IntegrityError:
        if form_key is None or not (sent := Goal.objects.filter(form_key=form_key).first()):
            raise
        return sent
    _tell_owner(goal, actor)
    live.announce(goal.company_id, "goals")
    record(actor, "goal.set", goal, decision)
    return goal


@transaction.atomic
def change_goal(goal: Goal, draft: GoalDraft, *, revision: int, actor: Actor) -> Goal:
    """Save what was changed on top of ``revision``; a new owner is told.

    Raises ``GoalEnded``, ``GoalStale``, ``CannotOwn``, ``NoSuchMeasure``.
    """
    decision = require(actor, "strategy.write", goal.subject())
    goal = _open(goal)
    if goal.revision != revision:
        raise GoalStale
    _require_sound(draft, actor)
    owner_before, goal.revision = goal.owner_id, goal.revision + 1
    if draft.ends_on != goal.ends_on:
        goal.end_asked_on = None
    _write(goal, draft)
    if goal.owner_id != owner_before:
        _tell_owner(goal, actor)
    live.announce(goal.company_id, "goals")
    record(actor, "goal.changed", goal, decision)
    return goal


@transaction.atomic
def record_value(
    goal: Goal,
    value: Decimal,
    *,
    day: date,
    note: str = "",
    form_key: UUID | None = None,
    actor: Actor,
) -> Measured:
    """Write down where a goal stood on a day. The same ``form_key`` a second time gives the first one.

    Raises ``GoalEnded``, ``CountsItself``, ``OutsideGoal``.
    """
    decision = require(actor, "goal.record", goal.subject())
    goal = _open(goal)
    if form_key and (sent := goal.values.filter(form_key=form_key).first()):
        return sent
    if not goal.by_hand:
        raise CountsItself
    if not goal.starts_on <= day <= min(goal.ends_on, timezone.localdate()):
        raise OutsideGoal
    measured = Measured.objects.create(
        goal=goal, day=day, value=value, note=note, recorded_by_id=actor.member, form_key=form_key
    )
    live.announce(goal.company_id, "goals")
    record(actor, "goal.measured", goal, decision, value=str(value), unit=goal.unit)
    return measured


@transaction.atomic
def end_goal(goal: Goal, *, outcome: str, learnt: str, actor: Actor) -> Goal:
    """Say how it ended, one of ``Outcome``, and what was learnt. A second time changes nothing."""
    decision = require(actor, "goal.record", goal.subject())
    goal = _locked(goal)
    if goal.ended_at:
        return goal
    goal.outcome, goal.learnt = outcome, learnt
    goal.ended_at, goal.ended_by_id = timezone.now(), actor.member
    goal.save(update_fields=["outcome", "learnt", "ended_at", "ended_by"])
    live.announce(goal.company_id, "goals")
    record(actor, "goal.ended", goal, decision, outcome=outcome)
    return goal


def _locked(goal: Goal) -> Goal:
    return Goal.objects.select_for_update(of=["self"]).select_related("owner__person").get(pk=goal.pk)


def _open(goal: Goal) -> Goal:
    locked = _locked(goal)
    if locked.ended_at:
        raise GoalEnded(locked.sentence)
    return locked


def _require_sound(draft: GoalDraft, actor: Actor) -> None:
    require_ours(actor, draft.owner)
    if not (draft.owner.present and draft.owner.can_be_responsible):
        raise CannotOwn(str(draft.owner))
    if draft.measure and measure(draft.measure) is None:
        raise NoSuchMeasure


def _write(goal: Goal, draft: GoalDraft) -> None:
    goal.sentence, goal.serves, goal.owner = draft.sentence, draft.serves, draft.owner
    goal.measure, goal.unit = draft.measure, "" if draft.measure else draft.unit
    goal.start_value, goal.target_value = draft.start_value, draft.target_value
    goal.starts_on, goal.ends_on = draft.starts_on, draft.ends_on
    goal.save()


def _tell_owner(goal: Goal, actor: Actor) -> None:
    if goal.owner_id != actor.membership_id:
        tell(goal.owner, "goal.given", goal.get_absolute_url(), goal=goal.sentence, name=actor.name)
