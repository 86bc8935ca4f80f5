"""``{% contracts_of member %}``: what was agreed with somebody, on the page of a person or a mandate."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse
from django.utils import timezone

from eigenstimme.contracts.models import Contract
from eigenstimme.people.models import Membership
from eigenstimme.people.rights import Subject, decide

register = template.Library()


@register.inclusion_tag("contracts/of_person.html", takes_context=True)
def contracts_of(context: template.Context, member: Membership) -> dict[str, Any]:
    """Those the reader may see; whoever keeps contracts is shown how to write one down. One query."""
    actor, day = context["request"].actor, timezone.localdate()
    seen = Contract.objects.visible_to(actor).filter(membership=member).order_by("-starts_on")
    return {
        "member": member,
        "contracts": [(each, each.state(day)) for each in seen.select_related("membership__person")],
        "new_url": f"{reverse('contracts:new')}?person={member.pk}",
        "may_manage": decide(actor, "contract.manage", Subject(member.company_id)),
    }
