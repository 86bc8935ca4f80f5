"""Deliveries in versions, and an own person's word on each."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.core.files.base import ContentFile, File
from django.db import transaction
from django.utils import timezone

from eigenstimme.audit.record import record
from eigenstimme.media.models import Attachment, attach
from eigenstimme.orders.documents import known
from eigenstimme.orders.errors import DatePassed, NothingInIt, NotNow
from eigenstimme.orders.models import Acceptance, Delivery, DeliveryFile, Effort, Order, State, Verdict
from eigenstimme.orders.moves import locked, move, tell_one
from eigenstimme.people.actor import Actor
from eigenstimme.people.rights import Decision, require


@dataclass(frozen=True)
class Parcel:
    """What comes with one delivery; ``hours`` is what this version took."""

    text: str = ""
    link: str = ""
    note: str = ""
    attachments: Sequence[Attachment] = ()
    documents: Sequence[DeliveryFile] = ()
    hours: Decimal | None = None


@transaction.atomic
def add_document(order: Order, upload: File[bytes], *, actor: Actor) -> DeliveryFile:
    """Keep a document for the next delivery. Raises ``BadFile``, ``NotNow`` where none is awaited, ``Denied``."""
    order = locked(order)
    decision = require(actor, "order.deliver", order.subject())
    if not order.can_become(State.DELIVERED):
        raise NotNow(order.get_state_display())
    document = known(upload)
    kept = DeliveryFile(
        order=order,
        added_by_id=actor.member,
        name=document.name,
        media_type=document.media_type,
        extension=document.extension,
        size=len(document.content),
        sha256=hashlib.sha256(document.content).hexdigest(),
    )
    kept.file.save("", ContentFile(document.content, name=kept.sha256), save=True)
    record(actor, "order.document_added", order, decision, document=kept.name)
    return kept


@transaction.atomic
def deliver(order: Order, parcel: Parcel, *, form_key: UUID | None = None, actor: Actor) -> Delivery:
    """The next version. The same ``form_key`` again gives the first one.

    Raises ``NothingInIt``, ``NotNow`` where nothing is awaited, ``Denied``.
    """
    order, now = locked(order), timezone.now()
    decision = require(actor, "order.deliver", order.subject())
    if form_key and (already := order.deliveries.filter(form_key=form_key).first()):
        return already
    if not (parcel.text.strip() or parcel.link or parcel.attachments or parcel.documents):
        raise NothingInIt
    move(order, State.DELIVERED, now)
    newest = order.deliveries.first()
    delivery = Delivery.objects.create(
        order=order,
        version=newest.version + 1 if newest else 1,
        text=parcel.text,
        link=parcel.link,
        note=parcel.note,
        delivered_by_id=actor.member,
        delivered_at=now,
        form_key=form_key,
    )
    attach(delivery.attachments, parcel.attachments)
    mine = order.documents.not_delivered().filter(pk__in=[each.pk for each in parcel.documents])
    mine.update(delivery=delivery)
    if parcel.hours:
        Effort.objects.create(order=order, hours=parcel.hours, by_id=actor.member)
    tell_one(order, order.responsible, "order.delivered", actor=actor, version=str(delivery.version))
    record(actor, "order.delivered", order, decision, version=delivery.version)
    return delivery


@transaction.atomic
def accept_delivery(delivery: Delivery, *, actor: Actor) -> Order:
    """It is what was ordered. Raises ``NotNow`` for an older version, and when somebody was faster."""
    order, now = locked(delivery.order), timezone.now()
    decision = require(actor, "order.accept", order.subject())
    _decide(order, delivery, Verdict.ACCEPTED, now, actor)
    move(order, State.ACCEPTED, now)
    tell_one(order, order.specialist, "order.accepted", actor=actor)
    record(actor, "order.accepted", order, decision, version=delivery.version)
    return order


@transaction.atomic
def return_delivery(delivery: Delivery, *, reason: str, due_at: datetime, actor: Actor) -> Order:
    """Back to the specialist with what should change, and until when; it counts a round.

    Raises ``DatePassed``, ``NotNow`` as ``accept_delivery``.
    """
    order, now = locked(delivery.order), timezone.now()
    decision = require(actor, "order.accept", order.subject())
    if due_at <= now:
        raise DatePassed
    order.due_at = due_at
    acceptance = _decide(order, delivery, Verdict.RETURNED, now, actor, reason)
    move(order, State.RETURNED, now)
    _tell_of_return(order, acceptance, actor)
    _record_return(order, acceptance, decision, actor)
    return order


def beyond_agreed(order: Order, rounds: int) -> int:
    """By how many rounds this is more than was agreed; 0 while it is not."""
    return max(rounds - order.agreed_rounds, 0)


def _decide(
    order: Order, delivery: Delivery, verdict: Verdict, now: datetime, actor: Actor, reason: str = ""
) -> Acceptance:
    """Only the latest version is decided on, once."""
    newest = order.deliveries.first()
    if order.state != State.DELIVERED or newest is None or newest.pk != delivery.pk:
        raise NotNow(order.get_state_display())
    returns = Acceptance.objects.filter(delivery__order=order, verdict=Verdict.RETURNED).count()
    return Acceptance.objects.create(
        delivery=delivery,
        verdict=verdict,
        reason=reason,
        round=returns + 1 if verdict == Verdict.RETURNED else 0,
        decided_by_id=actor.member,
        decided_at=now,
    )


def _tell_of_return(order: Order, acceptance: Acceptance, actor: Actor) -> None:
    code = "order.returned_beyond" if beyond_agreed(order, acceptance.round) else "order.returned"
    rounds = {"round": str(acceptance.round), "agreed": str(order.agreed_rounds)}
    tell_one(order, order.specialist, code, actor=actor, reason=acceptance.reason, **rounds)


def _record_return(order: Order, acceptance: Acceptance, decision: Decision, actor: Actor) -> None:
    verb = "order.returned_beyond" if beyond_agreed(order, acceptance.round) else "order.returned"
    record(
        actor,
        verb,
        order,
        decision,
        version=acceptance.delivery.version,
        round=acceptance.round,
        agreed=order.agreed_rounds,
        reason=acceptance.reason,
    )
