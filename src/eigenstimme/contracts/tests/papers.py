"""Contracts for the tests: Clara writes as a freelancer, unless said otherwise."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from eigenstimme.contracts import actions
from eigenstimme.contracts.actions import Terms
from eigenstimme.contracts.models import Contract
from eigenstimme.orders import actions as orders
from eigenstimme.orders.models import Order
from eigenstimme.orders.tests import sheets
from eigenstimme.people.tests.cast import Cast


def terms(cast: Cast, **changes: Any) -> Terms:
    fields: dict[str, Any] = {
        "membership": cast.clara,
        "kind": "freelancer",
        "legal_form": "person",
        "matter": "Zwei Blogartikel im Monat",
        "starts_on": timezone.localdate() - timedelta(days=40),
    }
    return Terms(**{**fields, **changes})


def contract(cast: Cast, **changes: Any) -> Contract:
    return actions.record_contract(terms(cast, **changes), actor=cast.actor(cast.amira))


def typed(cast: Cast, **changes: Any) -> dict[str, Any]:
    """What a browser sends; a box that is not ticked is not sent."""
    return {
        "membership": cast.clara.pk,
        "kind": "freelancer",
        "legal_form": "person",
        "creative": "on",
        "matter": "Zwei Blogartikel im Monat",
        "starts_on": timezone.localdate().isoformat(),
        "pay": "result",
        "budget_span": "year",
        "rounds": "2",
        "acceptance_days": "3",
        **changes,
    }


def closed_order(cast: Cast, fee: str, **changes: Any) -> Order:
    """Accepted and billed today."""
    amira = cast.actor(cast.amira)
    delivery = sheets.delivered(cast, agreed_fee=Decimal(fee), **changes)
    return orders.close_order(
        orders.accept_delivery(delivery, actor=amira), billed_fee=Decimal(fee), actor=amira
    )
