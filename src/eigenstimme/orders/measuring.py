"""What a goal can be held to: orders that were accepted."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from eigenstimme.orders.models import Acceptance
from eigenstimme.strategy.measures import Measure, Span, counted


def _accepted(company_id: int, spans: Sequence[Span]) -> list[Decimal | None]:
    rows = Acceptance.objects.filter(verdict="accepted", delivery__order__company_id=company_id)
    return counted(rows, "decided_at", spans, what="delivery__order")


ACCEPTED = Measure("orders.accepted", _("orders accepted from specialists"), _("orders"), _accepted)
