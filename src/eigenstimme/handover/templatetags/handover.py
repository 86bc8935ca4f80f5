from __future__ import annotations

from typing import Any

from django import template

from eigenstimme.handover.candidates import instead_of
from eigenstimme.mandates.models import Mandate
from eigenstimme.people.actor import Actor
from eigenstimme.people.rights import Subject, decide

register = template.Library()


@register.inclusion_tag("handover/_colleagues_instead.html")
def colleagues_instead(mandate: Mandate, actor: Actor) -> dict[str, Any]:
    """A line on an outside mandate: which colleagues could have done it. Nothing for whoever reads no skills."""
    inside = mandate.holder.can_be_responsible
    if inside or not decide(actor, "skill.read", Subject(actor.company_id)):
        return {"colleagues": []}
    return {"colleagues": instead_of(mandate, actor)}
