"""The tasks somebody of the company does: whoever leaves hands them over, so that none is forgotten (DE4)."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from eigenstimme.handover.models import TaskHolder
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Membership
from eigenstimme.people.responsibilities import Responsibility, register


def open_for(membership: Membership) -> list[TaskHolder]:
    if not membership.can_be_responsible:
        return []
    return list(TaskHolder.objects.filter(membership=membership, until=None))


def hand_over(membership: Membership, to: Membership, actor: Actor) -> None:
    for holder in open_for(membership):
        holder.until = max(timezone.localdate(), holder.since)
        holder.save(update_fields=["until"])
        TaskHolder.objects.get_or_create(
            company_id=holder.company_id,
            membership=to,
            task=holder.task,
            until=None,
            defaults={"named_by_id": actor.member},
        )


register(Responsibility("tasks", _("Tasks they do"), open_for, hand_over))
