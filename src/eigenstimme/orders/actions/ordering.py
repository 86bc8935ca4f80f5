"""Placing, changing, sending and ending orders."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from eigenstimme.audit.record import record
from eigenstimme.channels.models import Channel
from eigenstimme.orders.errors import CannotAccept, DatePassed, Elsewhere, Gone, NotNow, SameHands, Stale
from eigenstimme.orders.models import UNSEEN, Order, State, Step
from eigenstimme.orders.moves import announce, locked, move, tell_one
from eigenstimme.orders.times import set_clock
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Membership
from eigenstimme.people.rights import Decision, Subject, require
from eigenstimme.plan.models import Campaign, Piece
from eigenstimme.strategy.models import Topic

UNSETTLED = (State.DRAFT, State.DECLINED)
"""Where another specialist can still be chosen."""


@dataclass(frozen=True)
class Brief:
    """Everything a person writes about an order, and what was agreed. ``steps``: hours estimated by ``StepKind``."""

    title: str
    goal: str
    audience: str
    message: str
    format: str
    due_at: datetime
    responsible: Membership
    specialist: Membership
    channels: Sequence[Channel] = ()
    occasion: str = ""
    proof: str = ""
    call_to_action: str = ""
    tone: str = ""
    mandatory: str = ""
    off_limits: str = ""
    material: str = ""
    examples: str = ""
    expert: Membership | None = None
    topic: Topic | None = None
    raised_class: str = ""
    publish_at: datetime | None = None
    success: str = ""
    review_on: date | None = None
    piece: Piece | None = None
    campaign: Campaign | None = None
    agreed_rounds: int = 2
    agreed_hours: Decimal | None = None
    agreed_fee: Decimal | None = None
    steps: Mapping[str, Decimal] = field(default_factory=dict)


@transaction.atomic
def place_order(brief: Brief, *, form_key: UUID | None = None, actor: Actor) -> Order:
    """A new order, not sent yet. The same ``form_key`` a second time (a double click) gives the first one.

    Raises ``CannotAccept``, ``SameHands``, ``Gone``, ``Elsewhere``, ``Denied``.
    """
    decision = _may_place(brief, actor)
    _check(brief)
    order = Order(
        company_id=actor.company_id,
        placed_by_id=actor.member,
        mandate_id=decision.mandate_id,
        form_key=form_key,
    )
    _fill(order, brief)
    try:
        with transaction.atomic():
            order.save()
    except IntegrityError:
        if form_key is None:
            raise
        return Order.objects.get(form_key=form_key, placed_by_id=actor.member)
    _write_around(order, brief)
    announce(order)
    record(actor, "order.placed", order, decision)
    return order


@transaction.atomic
def change_order(order: Order, brief: Brief, *, revision: int, actor: Actor) -> Order:
    """Save the brief on top of ``revision``; a specialist who knows the order is told.

    Raises ``Stale``, ``NotNow`` once it was accepted or when somebody else is to do what is in work, and as
    ``place_order``.
    """
    order = locked(order)
    require(actor, "order.place", order.subject())
    decision = _may_place(brief, actor)
    _check(brief)
    settled = order.state not in UNSETTLED and brief.specialist.pk != order.specialist_id
    if settled or not order.is_open or order.state == State.ACCEPTED:
        raise NotNow(order.get_state_display())
    if order.revision != revision:
        raise Stale
    order.revision += 1
    due_before = order.due_at
    _fill(order, brief)
    if order.due_at != due_before:
        set_clock(order, timezone.now())
    order.save()
    _write_around(order, brief)
    if order.state not in UNSEEN:
        tell_one(order, order.specialist, "order.changed", actor=actor)
    announce(order)
    record(actor, "order.changed", order, decision, revision=order.revision)
    return order


@transaction.atomic
def send_order(order: Order, *, actor: Actor) -> Order:
    """The specialist sees it from now on and is asked for an answer. Raises ``DatePassed``, ``NotNow``, ``Gone``."""
    order, now = locked(order), timezone.now()
    decision = require(actor, "order.place", order.subject())
    if order.state == State.ORDERED:
        return order
    if not order.specialist.present:
        raise Gone(str(order.specialist))
    if order.due_at <= now:
        raise DatePassed
    order.sent_at = now
    move(order, State.ORDERED, now)
    tell_one(order, order.specialist, "order.asked", actor=actor)
    record(actor, "order.sent", order, decision, specialist=str(order.specialist))
    return order


@transaction.atomic
def cancel_order(order: Order, *, reason: str, actor: Actor) -> Order:
    """Take it back, whatever was delivered so far stays readable. Raises ``NotNow`` once it was accepted."""
    order, now = locked(order), timezone.now()
    decision = require(actor, "order.place", order.subject())
    if order.state == State.CANCELLED:
        return order
    known = order.state not in UNSEEN
    _end(order, now, reason, actor)
    move(order, State.CANCELLED, now)
    if known:
        tell_one(order, order.specialist, "order.cancelled", actor=actor, reason=reason)
    record(actor, "order.cancelled", order, decision, reason=reason)
    return order


@transaction.atomic
def close_order(order: Order, *, billed_fee: Decimal | None = None, actor: Actor) -> Order:
    """Done and settled; what it cost in the end is noted. Raises ``NotNow`` before it was accepted."""
    order, now = locked(order), timezone.now()
    decision = require(actor, "order.accept", order.subject())
    if order.state == State.CLOSED:
        return order
    order.billed_fee = billed_fee
    _end(order, now, "", actor)
    move(order, State.CLOSED, now)
    tell_one(order, order.specialist, "order.closed", actor=actor)
    record(actor, "order.closed", order, decision)
    return order


def _may_place(brief: Brief, actor: Actor) -> Decision:
    """The right on every channel it is for; the first decision names the mandate."""
    subject = Subject(brief.responsible.company_id, topic_id=brief.topic.pk if brief.topic else None)
    anywhere = require(actor, "order.place", subject)
    on_channels = [
        require(actor, "order.place", replace(channel.subject(), topic_id=subject.topic_id))
        for channel in brief.channels
    ]
    return on_channels[0] if on_channels else anywhere


def _check(brief: Brief) -> None:
    responsible, specialist = brief.responsible, brief.specialist
    if not responsible.can_be_responsible or not responsible.present:
        raise CannotAccept(str(responsible))
    if not specialist.present:
        raise Gone(str(specialist))
    if specialist.pk == responsible.pk:
        raise SameHands(str(specialist))
    if brief.expert and not brief.expert.can_be_responsible:
        raise CannotAccept(str(brief.expert))
    named = [specialist, brief.expert, brief.topic, brief.piece, brief.campaign, *brief.channels]
    if any(each.company_id != responsible.company_id for each in named if each):
        raise Elsewhere


def _fill(order: Order, brief: Brief) -> None:
    """Everything that is a column of the order."""
    for each in fields(brief):
        if each.name not in {"channels", "steps"}:
            setattr(order, each.name, getattr(brief, each.name))


def _write_around(order: Order, brief: Brief) -> None:
    """The channels, and the steps with their estimates."""
    order.channels.set(brief.channels)
    order.steps.exclude(kind__in=brief.steps).delete()
    for kind, hours in brief.steps.items():
        Step.objects.update_or_create(order=order, kind=kind, defaults={"estimated": hours})


def _end(order: Order, now: datetime, reason: str, actor: Actor) -> None:
    order.ended_at, order.ended_by_id, order.ended_reason = now, actor.member, reason
