"""From an accepted delivery to a post in the plan."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from eigenstimme.audit.record import record
from eigenstimme.channels.models import Channel
from eigenstimme.orders.errors import NoText, NotNow
from eigenstimme.orders.models import Order, State, Verdict
from eigenstimme.orders.moves import announce, locked
from eigenstimme.people.actor import Actor
from eigenstimme.people.rights import require
from eigenstimme.plan import actions as plan
from eigenstimme.plan.actions import Draft, VariantDraft
from eigenstimme.plan.models import Piece
from eigenstimme.strategy.models import Topic

DONE = (State.ACCEPTED, State.CLOSED)


@transaction.atomic
def make_piece(order: Order, *, topic: Topic, channels: Sequence[Channel], actor: Actor) -> Piece:
    """A draft of what was accepted, written by the specialist; its responsible person is the order's.

    The right to draft is asked for by the plan. A second time gives the post that was made. Raises ``NotNow``,
    ``NoText``, ``Denied``.
    """
    order = locked(order)
    decision = require(actor, "order.read", order.subject())
    if order.piece:
        return order.piece
    if order.state not in DONE:
        raise NotNow(order.get_state_display())
    accepted = order.deliveries.get(acceptance__verdict=Verdict.ACCEPTED)
    attachments = [each.value for each in accepted.attachments.select_related("asset")]
    if not accepted.text.strip() and not attachments:
        raise NoText
    draft = Draft(
        title=order.title,
        text=accepted.text,
        attachments=attachments,
        topic=topic,
        variants=[VariantDraft(channel) for channel in channels],
        planned_for=order.publish_at,
        raised_class=order.raised_class,
        brief=brief_in_words(order),
        responsible=order.responsible,
        campaign=order.campaign if order.campaign and not order.campaign.closed_at else None,
    )
    order.piece = plan.draft_piece(draft, author=order.specialist, actor=actor)
    order.save(update_fields=["piece"])
    announce(order)
    record(actor, "order.piece_made", order, decision)
    return order.piece


def brief_in_words(order: Order) -> str:
    """The bold part of the brief, as the plan keeps it."""
    return "\n".join([order.goal, order.audience, order.message])
