"""Channels are handed over before their responsible person leaves."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from eigenstimme.channels.models import Channel
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Membership
from eigenstimme.people.responsibilities import Responsibility, register


def _open_for(membership: Membership) -> list[Channel]:
    return list(Channel.objects.open().filter(responsible=membership))


def _hand_over(membership: Membership, to: Membership, actor: Actor) -> None:
    Channel.objects.open().filter(responsible=membership).update(responsible=to)


register(Responsibility("channels", _("Channels they answer for"), _open_for, _hand_over))
