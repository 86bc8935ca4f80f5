"""Conversations are handed over before their responsible person leaves."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from eigenstimme.inbox.models import Conversation
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Membership
from eigenstimme.people.responsibilities import Responsibility, register


def _open_for(membership: Membership) -> Sequence[Conversation]:
    """Closed ones too: any of them can open again by itself."""
    return list(membership.responsible_for_conversations.select_related("contact", "publication", "channel"))


def _hand_over(membership: Membership, to: Membership, actor: Actor) -> None:
    membership.responsible_for_conversations.update(responsible=to)


register(Responsibility("conversations", _("Conversations in the inbox"), _open_for, _hand_over))
