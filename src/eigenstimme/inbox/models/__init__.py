from eigenstimme.inbox.models.contact import Contact, Handle
from eigenstimme.inbox.models.conversation import Conversation, Message, Note, Reaction
from eigenstimme.inbox.models.recommendation import Recommendation

__all__ = ["Contact", "Conversation", "Handle", "Message", "Note", "Reaction", "Recommendation"]
