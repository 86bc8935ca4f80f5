"""Being the contact of a mandate is handed over when somebody leaves."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from eigenstimme.mandates.models import Mandate, MandateQuerySet
from eigenstimme.people.actor import Actor
from eigenstimme.people.errors import CannotTakeOver
from eigenstimme.people.models import Membership
from eigenstimme.people.responsibilities import Responsibility, register


def _contact_for(membership: Membership) -> MandateQuerySet:
    """Not for their own mandates: those end when they leave."""
    mandates = Mandate.objects.not_over(timezone.now()).filter(contact=membership)
    return mandates.exclude(holder=membership).select_related("holder__person")


def _open_for(membership: Membership) -> list[Mandate]:
    return list(_contact_for(membership))


def _hand_over(membership: Membership, to: Membership, actor: Actor) -> None:
    """Nobody becomes the contact of their own mandate: a contact is somebody else to turn to."""
    taken_over = _contact_for(membership)
    if own := taken_over.filter(holder=to).first():
        why = _("Nobody is the contact of their own mandate. Choose someone else, or end that mandate first.")
        raise CannotTakeOver(str(to), str(own), str(why))
    taken_over.update(contact=to)


register(Responsibility("mandates", _("Mandates they are the contact for"), _open_for, _hand_over))
