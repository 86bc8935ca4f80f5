"""Being the contact of a mandate is handed over when somebody leaves."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from eigenstimme.mandates.models import Mandate, MandateQuerySet
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Membership
from eigenstimme.people.responsibilities import Responsibility, register


def _contact_for(membership: Membership) -> MandateQuerySet:
    """Not for their own mandates: those end when they leave."""
    mandates = Mandate.objects.not_over(timezone.now()).filter(contact=membership)
    return mandates.exclude(holder=membership).select_related("holder__person")


def _open_for(membership: Membership) -> list[Mandate]:
    return list(_contact_for(membership))


def _hand_over(membership: Membership, to: Membership, actor: Actor) -> None:
    """An own person can become the contact even of their own mandate: someone must be named."""
    _contact_for(membership).update(contact=to)


register(Responsibility("mandates", _("Mandates they are the contact for"), _open_for, _hand_over))
