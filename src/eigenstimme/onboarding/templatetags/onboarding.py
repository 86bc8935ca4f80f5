"""``{% start_panel mandate told.state %}``: briefing and start on the page of a mandate."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils import timezone

from eigenstimme.mandates.models import Mandate
from eigenstimme.onboarding import queries
from eigenstimme.people.models import Kind
from eigenstimme.people.rights import decide

register = template.Library()


@register.inclusion_tag("onboarding/panel.html", takes_context=True)
def start_panel(context: template.Context, mandate: Mandate, state: str) -> dict[str, Any]:
    actor, now = context["request"].actor, timezone.now()
    return {
        "mandate": mandate,
        "state": state,
        "outside": mandate.holder.kind == Kind.OUTSIDE,
        "confirmation": mandate.confirmations.select_related("version", "confirmed_by__person").first(),
        "may_confirm": decide(actor, "briefing.confirm", mandate.subject(), now),
        "start": queries.start(mandate, actor, now),
    }
