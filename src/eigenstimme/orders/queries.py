"""Lists and counts of orders, each in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from django.db.models import Case, F, IntegerField, Prefetch, Q, QuerySet, Value, When
from django.utils import timezone

from eigenstimme.channels.models import Channel
from eigenstimme.orders.models import (
    UNSEEN,
    Acceptance,
    Answer,
    Comment,
    Delivery,
    DeliveryAttachment,
    Effort,
    Order,
    OrderQuerySet,
    Step,
    StepKind,
)
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Membership
from eigenstimme.people.rights import reach
from eigenstimme.plan.models import Piece
from eigenstimme.plan.queries import in_group
from eigenstimme.plan.stage import Group
from eigenstimme.strategy.models import Topic

LATELY = timedelta(days=60)


def waiting(actor: Actor) -> OrderQuerySet:
    """The orders whose next move is this person's: the number beside the navigation."""
    return Order.objects.waiting_for(actor)


def in_turn(orders: OrderQuerySet, actor: Actor) -> OrderQuerySet:
    """What waits for this person first, then by when the next move should be made; what is over comes last."""
    mine = Order.objects.waiting_for(actor)
    turn = Case(
        When(pk__in=mine.values("pk"), then=Value(0)),
        When(ended_at=None, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    soonest = F("move_until").asc(nulls_last=True)
    return orders.for_lists().annotate(turn=turn).order_by("turn", soonest, "-ended_at", "due_at", "pk")


def for_its_page(orders: OrderQuerySet) -> OrderQuerySet:
    """With everything its page shows, in a fixed number of queries."""
    said = Comment.objects.select_related("author__person")
    deliveries = Delivery.objects.select_related("delivered_by__person").prefetch_related(
        "files",
        Prefetch("attachments", DeliveryAttachment.objects.select_related("asset")),
        Prefetch("comments", said),
        Prefetch("acceptance", Acceptance.objects.select_related("decided_by__person")),
    )
    answers = Answer.objects.select_related("given_by__person", "resolved_by__person")
    return (
        orders.for_lists()
        .select_related("topic", "expert__person", "piece", "campaign", "ended_by__person")
        .prefetch_related(
            Prefetch("deliveries", deliveries),
            Prefetch("comments", said.filter(delivery=None), to_attr="talk"),
            Prefetch("answers", answers),
            Prefetch("steps", Step.objects.all()),
            Prefetch("efforts", Effort.objects.select_related("by__person")),
        )
    )


# --- effort -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Work:
    """One step of an order, estimated and done; ``people`` gave the hours."""

    label: str
    estimated: Decimal | None
    done: Decimal
    people: Sequence[str]


def work(order: Order) -> list[Work]:
    """Every step with an estimate or with hours, in the order of the work, then what belongs to none."""
    estimated = {step.kind: step.estimated for step in order.steps.all()}
    efforts: defaultdict[str, list[Effort]] = defaultdict(list)
    for effort in order.efforts.all():
        efforts[effort.kind].append(effort)
    kinds = [(str(kind), str(kind.label)) for kind in StepKind]
    return [
        Work(
            label,
            estimated.get(kind),
            sum((each.hours for each in efforts[kind]), Decimal()),
            list(dict.fromkeys(str(each.by) for each in efforts[kind])),
        )
        for kind, label in [*kinds, ("", "")]
        if kind in estimated or efforts[kind]
    ]


def hours_done(order: Order) -> Decimal:
    return sum((each.hours for each in order.efforts.all()), Decimal())


# --- who and what can be chosen -----------------------------------------------------------------------------------


def specialists(actor: Actor) -> QuerySet[Membership]:
    """Everybody who is here, colleagues first: look inside the company, then outside."""
    return Membership.objects.visible_to(actor).present().inside_first()


def own_people(actor: Actor) -> QuerySet[Membership]:
    own = Membership.objects.visible_to(actor).present().own()
    return own.select_related("person").order_by("person__name")


def channels_to_order_for(actor: Actor) -> QuerySet[Channel]:
    mine = reach(actor, "order.place", channel="pk")
    return Channel.objects.open().filter(mine, company_id=actor.company_id)


def topics_to_order_about(actor: Actor) -> QuerySet[Topic]:
    return Topic.objects.in_use().filter(reach(actor, "order.place", topic="pk"), company_id=actor.company_id)


def pieces_to_order_for(actor: Actor, also: int | None = None) -> QuerySet[Piece]:
    """Posts somebody wrote on lately, and the one an order already belongs to."""
    lately = in_group(Group.WRITING) & Q(edited_at__gte=timezone.now() - LATELY)
    return Piece.objects.visible_to(actor).filter(lately | Q(pk=also or 0)).order_by("-edited_at")


def works_for_the_company(actor: Actor) -> bool:
    """Whether this person has an order under way as the one who does it."""
    mine = Order.objects.open().filter(company_id=actor.company_id, specialist_id=actor.membership_id or 0)
    return mine.exclude(state__in=UNSEEN).exists()
