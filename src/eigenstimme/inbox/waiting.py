"""What a conversation says about itself, computed from its messages alone: their order of arrival does not matter."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from eigenstimme.core import live
from eigenstimme.inbox import notices
from eigenstimme.inbox.models import Conversation, Message
from eigenstimme.publishing.models import Publication, State


def settle(conversation: Conversation) -> None:
    """Bring ``conversation`` (locked) in line with its messages, and tell open pages."""
    messages = list(
        conversation.messages.select_related("publication", "handle")
        .only(
            "remote_id",
            "parent_remote_id",
            "written_at",
            "taken_in_at",
            "publication__state",
            "handle__contact_id",
        )
        .order_by("written_at", "remote_id")
    )
    conversation.publication = answered_piece(conversation, messages)
    conversation.contact_id = next((m.handle.contact_id for m in messages if m.handle), None)
    conversation.waiting_since = waiting_since(conversation, messages)
    conversation.last_at = messages[-1].written_at
    conversation.save()
    if conversation.waiting_since is None:
        notices.done(conversation)
    announce(conversation)


def waiting_since(conversation: Conversation, messages: Sequence[Message]) -> datetime | None:
    """The time of the first message from outside that nobody has answered; ``messages`` are in their order.

    An answer of ours serves everything its addressee wrote before it. One that answers nobody in particular serves
    nobody.
    """
    writers = {message.remote_id: message.handle_id for message in messages if message.handle_id is not None}
    waiting: dict[int | None, datetime] = {}
    for message in messages:
        if message.handle_id is None:
            if _is_public(message):
                waiting.pop(writers.get(message.parent_remote_id), None)
        elif not _is_settled(conversation, message):
            waiting.setdefault(message.handle_id, message.written_at)
    return min(waiting.values(), default=None)


def answered_piece(conversation: Conversation, messages: Sequence[Message]) -> Publication | None:
    """The post that began the thread; where the network named another beginning, the first that was answered."""
    ids = [conversation.thread_id, *(message.parent_remote_id for message in messages)]
    posts = Publication.objects.posts().filter(
        channel_id=conversation.channel_id, remote_id__in=set(ids) - {""}
    )
    found = {post.remote_id: post for post in posts}
    return next((found[each] for each in ids if each in found), None)


def announce(conversation: Conversation) -> None:
    live.announce(conversation.company_id, f"conversation:{conversation.pk}")
    live.announce(conversation.company_id, "inbox")


def _is_public(message: Message) -> bool:
    """Written elsewhere, or sent from here and taken by the network."""
    return message.publication is None or message.publication.state == State.SENT


def _is_settled(conversation: Conversation, message: Message) -> bool:
    return conversation.settled_until is not None and message.taken_in_at <= conversation.settled_until
