"""Fetching what an action changes, for itself alone until its transaction ends."""

from __future__ import annotations

from eigenstimme.inbox.models import Conversation


def locked(conversation: Conversation) -> Conversation:
    """The conversation as it is now, with all that its words and rights need."""
    rows = Conversation.objects.select_for_update(of=["self"]).select_related(
        "channel__responsible__person", "responsible__person", "contact", "publication"
    )
    return rows.get(pk=conversation.pk)
