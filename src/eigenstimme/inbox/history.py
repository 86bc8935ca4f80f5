"""What this room's acts and notices read like."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from eigenstimme.people.notices import Words

SENTENCES = {
    "conversation.received": _("New messages on %(channel)s in “%(thing)s”: %(count)s."),
    "conversation.answered": _("%(actor)s answered in “%(thing)s” on %(channel)s."),
    "conversation.recommended": _("%(actor)s recommended an answer in “%(thing)s”."),
    "conversation.recommendation_dismissed": _(
        "%(actor)s left the recommendation of %(by)s in “%(thing)s” aside."
    ),
    "conversation.liked": _("%(actor)s liked a message in “%(thing)s” on %(channel)s."),
    "conversation.unliked": _("%(actor)s took back a like in “%(thing)s” on %(channel)s."),
    "conversation.noted": _("%(actor)s wrote an internal note in “%(thing)s”."),
    "conversation.handed_over": _("%(actor)s made %(to)s responsible for “%(thing)s”."),
    "conversation.closed": _("%(actor)s closed the conversation “%(thing)s”."),
    "conversation.reopened": _("%(actor)s opened the conversation “%(thing)s” again."),
    "contact.edited": _("%(actor)s changed what we know about the contact %(thing)s."),
    "contact.merged": _("%(actor)s found that the contacts %(other)s and %(thing)s are the same person."),
}

ICONS = {
    "conversation.received": "inbox",
    "conversation.answered": "reply",
    "conversation.recommended": "feather",
    "conversation.recommendation_dismissed": "circle-slash",
    "conversation.liked": "heart",
    "conversation.unliked": "undo-2",
    "conversation.noted": "file-pen-line",
    "conversation.handed_over": "user",
    "conversation.reopened": "message-circle",
    "contact.edited": "pencil",
    "contact.merged": "users",
}
CALM = {"conversation.answered"}

NOTICES = {
    "conversation.waiting": Words(
        _("Somebody waits for an answer: %(conversation)s"),
        _("There is a new message on %(channel)s in “%(conversation)s”. You are responsible for the answer."),
    ),
    "conversation.waiting_too": Words(
        _("Somebody waits for an answer: %(conversation)s"),
        _("There is a new message on %(channel)s in “%(conversation)s”. You are responsible for the answer."),
        mail=False,
    ),
    "conversation.handed_to_you": Words(
        _("Now yours: %(conversation)s"),
        _("%(by)s made you responsible for “%(conversation)s” on %(channel)s."),
    ),
    "conversation.recommended_to_you": Words(
        _("An answer is recommended: %(conversation)s"),
        _(
            "%(by)s recommends an answer in “%(conversation)s” on %(channel)s. "
            "You can take it over, change it and send it."
        ),
        mail=False,
    ),
    "recommendation.adopted": Words(
        _("Taken over: %(conversation)s"),
        _("%(by)s took over your recommendation in “%(conversation)s” on %(channel)s."),
        mail=False,
    ),
}
