"""Comments on an order or on one of its deliveries, and the hours it took."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from django.db import transaction

from eigenstimme.audit.record import record
from eigenstimme.orders.models import Comment, Delivery, Effort, Order
from eigenstimme.orders.moves import announce, locked, tell_others
from eigenstimme.people.actor import Actor
from eigenstimme.people.rights import require


@transaction.atomic
def comment(
    order: Order, *, text: str, delivery: Delivery | None = None, form_key: UUID | None = None, actor: Actor
) -> Comment:
    """Say something about the order, or about that version; the other side is told."""
    order = locked(order)
    decision = require(actor, "order.read", order.subject())
    if form_key and (already := order.comments.filter(form_key=form_key).first()):
        return already
    said = Comment.objects.create(
        order=order, delivery=delivery, author_id=actor.member, text=text, form_key=form_key
    )
    tell_others(order, "order.commented", actor=actor, text=text)
    announce(order)
    record(actor, "order.commented", order, decision)
    return said


@transaction.atomic
def note_effort(
    order: Order, *, hours: Decimal, kind: str = "", form_key: UUID | None = None, actor: Actor
) -> Effort:
    """Hours the actor gave to the order; ``kind`` names the step, empty means all of it."""
    order = locked(order)
    decision = require(actor, "order.read", order.subject())
    if form_key and (already := order.efforts.filter(form_key=form_key).first()):
        return already
    effort = Effort.objects.create(order=order, kind=kind, hours=hours, by_id=actor.member, form_key=form_key)
    announce(order)
    record(actor, "order.effort_noted", order, decision)
    return effort
