"""Delicate topics, the playbook and goals: whoever answers for one hands it over when they leave."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Membership
from eigenstimme.people.responsibilities import Responsibility, register
from eigenstimme.strategy.models import Goal, Playbook, Topic


def _open_for(membership: Membership) -> list[Topic]:
    return list(Topic.objects.in_use().filter(expert=membership))


def _hand_over(membership: Membership, to: Membership, actor: Actor) -> None:
    Topic.objects.in_use().filter(expert=membership).update(expert=to)


register(Responsibility("topics", _("Delicate topics they are the expert for"), _open_for, _hand_over))


def _playbooks(membership: Membership) -> list[Playbook]:
    return list(Playbook.objects.filter(responsible=membership).select_related("company"))


def _hand_over_playbooks(membership: Membership, to: Membership, actor: Actor) -> None:
    Playbook.objects.filter(responsible=membership).update(responsible=to)


register(Responsibility("playbooks", _("The playbook they look after"), _playbooks, _hand_over_playbooks))


def _goals(membership: Membership) -> list[Goal]:
    return list(Goal.objects.open().filter(owner=membership))


def _hand_over_goals(membership: Membership, to: Membership, actor: Actor) -> None:
    Goal.objects.open().filter(owner=membership).update(owner=to)


register(Responsibility("goals", _("Goals they answer for"), _goals, _hand_over_goals))
