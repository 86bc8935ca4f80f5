"""The specialist's answer to an order: taken on, asked back, declined; and the company's answer to a question."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from eigenstimme.audit.record import record
from eigenstimme.orders.errors import NotNow
from eigenstimme.orders.models import Answer, Order, Reply, State
from eigenstimme.orders.moves import locked, move, tell_one
from eigenstimme.people.actor import Actor
from eigenstimme.people.rights import require

BECOMES = {Reply.TAKEN: State.IN_WORK, Reply.ASKED: State.ASKED_BACK, Reply.DECLINED: State.DECLINED}
UNANSWERED = (State.ORDERED, State.ASKED_BACK)


@transaction.atomic
def take_on(order: Order, *, actor: Actor) -> Order:
    """The specialist does it, for what was agreed and by its date."""
    return _answer(order, Reply.TAKEN, "order.taken_on", "", actor)


@transaction.atomic
def ask_back(order: Order, *, question: str, actor: Actor) -> Order:
    """Something has to be clear first; the responsible person has the next move."""
    return _answer(order, Reply.ASKED, "order.asked_back", question, actor)


@transaction.atomic
def decline(order: Order, *, reason: str, actor: Actor) -> Order:
    """The specialist does not do it; the order can be sent to somebody else."""
    return _answer(order, Reply.DECLINED, "order.declined", reason, actor)


@transaction.atomic
def answer_question(order: Order, *, text: str, actor: Actor) -> Order:
    """The company answers what was asked; the specialist has the next move again."""
    order, now = locked(order), timezone.now()
    decision = require(actor, "order.accept", order.subject())
    asked = order.answers.filter(reply=Reply.ASKED, resolved_at=None).last()
    if asked is None or order.state != State.ASKED_BACK:
        raise NotNow(order.get_state_display())
    asked.resolved, asked.resolved_by_id, asked.resolved_at = text, actor.member, now
    asked.save(update_fields=["resolved", "resolved_by", "resolved_at"])
    move(order, State.ORDERED, now)
    tell_one(order, order.specialist, "order.question_answered", actor=actor, text=text)
    record(actor, "order.question_answered", order, decision)
    return order


def _answer(order: Order, reply: Reply, verb: str, reason: str, actor: Actor) -> Order:
    """``verb`` names the history entry and the notice. Raises ``NotNow`` once the order has been answered."""
    order, now = locked(order), timezone.now()
    decision = require(actor, "order.deliver", order.subject())
    if order.state not in UNANSWERED:
        raise NotNow(order.get_state_display())
    move(order, BECOMES[reply], now)
    Answer.objects.create(order=order, reply=reply, reason=reason, given_by_id=actor.member, given_at=now)
    tell_one(order, order.responsible, verb, actor=actor, reason=reason)
    record(actor, verb, order, decision)
    return order
