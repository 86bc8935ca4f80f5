"""The verbs of the inbox. Each asks for the right, makes the change and records it, in one transaction."""

from eigenstimme.inbox.actions.answers import reply
from eigenstimme.inbox.actions.contacts import edit_contact, merge_contacts
from eigenstimme.inbox.actions.conversations import close, hand_over, reopen, write_note
from eigenstimme.inbox.actions.reactions import like, unlike
from eigenstimme.inbox.actions.recommendations import dismiss, recommend

__all__ = [
    "close",
    "dismiss",
    "edit_contact",
    "hand_over",
    "like",
    "merge_contacts",
    "recommend",
    "reopen",
    "reply",
    "unlike",
    "write_note",
]
