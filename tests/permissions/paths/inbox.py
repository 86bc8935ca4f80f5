"""Conversations, recommendations, answers, likes, contacts."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from eigenstimme.inbox import actions as inbox
from eigenstimme.inbox.models import Conversation
from eigenstimme.people.actor import Actor
from tests.permissions.scene import Scene
from tests.permissions.ways import Path, act, get, listed, other, post, reads


def _liked(scene: Scene) -> Any:
    message = scene.message()
    inbox.like(message, actor=Actor.of(scene.lead))
    return message


def _said(scene: Scene, **more: object) -> tuple[list[object], dict[str, Any]]:
    message = scene.message()
    return [message.conversation_id], {"message": message.pk, "text": "Gern!", "confirmed": "on", **more}


def _to_leave(scene: Scene) -> tuple[list[object], dict[str, Any]]:
    recommendation = scene.recommendation()
    return [recommendation.message.conversation_id, recommendation.pk], {}


def _to_merge(scene: Scene) -> tuple[list[object], dict[str, Any]]:
    return [scene.conversation().contact_id], {"other": scene.conversation().contact_id}


def _to_like(scene: Scene) -> tuple[list[object], dict[str, Any]]:
    message = scene.message()
    return [message.conversation_id, message.pk], {"like": "1"}


PATHS: list[Path] = [
    other("inbox.read", "reading conversations", reads(Conversation, lambda s: s.message().conversation)),
    get("inbox.read", "inbox:conversation", lambda s: [s.message().conversation_id]),
    get("inbox.read", "inbox:thread", lambda s: [s.message().conversation_id]),
    other("inbox.read", "page inbox:inbox", listed("inbox:inbox", Scene.message), "inbox:inbox"),
    other("inbox.read", "page inbox:list", listed("inbox:list", Scene.message), "inbox:list"),
    act("inbox.recommend", inbox.recommend, lambda s, a: inbox.recommend(s.message(), "So?", actor=a)),
    act("inbox.note", inbox.write_note, lambda s, a: inbox.write_note(s.conversation(), "Notiz", actor=a)),
    act(
        "inbox.note",
        inbox.edit_contact,
        lambda s, a: inbox.edit_contact(s.message().handle.contact, name="Hedi", notes="", actor=a),  # type: ignore[union-attr]
    ),
    act("inbox.reply", inbox.reply, lambda s, a: inbox.reply(s.message(), "Ja!", confirmed=True, actor=a)),
    act("inbox.reply", inbox.hand_over, lambda s, a: inbox.hand_over(s.conversation(), to=s.writer, actor=a)),
    act("inbox.reply", inbox.close, lambda s, a: inbox.close(s.conversation(), actor=a)),
    act(
        "inbox.reply",
        inbox.reopen,
        lambda s, a: inbox.reopen(s.conversation(closed_at=timezone.now(), closed_by=s.lead), actor=a),
    ),
    act("inbox.reply", inbox.dismiss, lambda s, a: inbox.dismiss(s.recommendation(), actor=a)),
    act(
        "inbox.reply",
        inbox.merge_contacts,
        lambda s, a: inbox.merge_contacts(s.conversation().contact, into=s.conversation().contact, actor=a),  # type: ignore[arg-type]
    ),
    act("inbox.react", inbox.like, lambda s, a: inbox.like(s.message(), actor=a)),
    act("inbox.react", inbox.unlike, lambda s, a: inbox.unlike(_liked(s), actor=a)),
    post("inbox.recommend", "inbox:recommendations", _said),
    post("inbox.reply", "inbox:answers", _said),
    post("inbox.note", "inbox:notes", _said),
    post("inbox.reply", "inbox:closing", lambda s: ([s.conversation().pk], {"closed": "1"})),
    post("inbox.reply", "inbox:responsible", lambda s: ([s.conversation().pk], {"to": s.writer.pk})),
    post("inbox.reply", "inbox:dismissal", _to_leave),
    post("inbox.reply", "inbox:merger", _to_merge),
    post(
        "inbox.note",
        "inbox:contact",
        lambda s: ([s.conversation().contact_id], {"name": "Hedi", "notes": ""}),
    ),
    post("inbox.react", "inbox:like", _to_like),
]

OPEN_ADDRESSES: dict[str, str] = {}
