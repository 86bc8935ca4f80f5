from eigenstimme.plan.models.approval import Approval, Check, Outcome
from eigenstimme.plan.models.campaign import Campaign
from eigenstimme.plan.models.format import Format
from eigenstimme.plan.models.idea import Idea, IdeaAttachment
from eigenstimme.plan.models.piece import Piece, PieceAttachment, Variant, VariantAttachment
from eigenstimme.plan.models.series import Series
from eigenstimme.plan.models.unsaved import Unsaved
from eigenstimme.plan.models.version import Comment, Version
from eigenstimme.plan.models.writing_aids import LinkRules, Snippet, SnippetKind

__all__ = [
    "Approval",
    "Campaign",
    "Check",
    "Comment",
    "Format",
    "Idea",
    "IdeaAttachment",
    "LinkRules",
    "Outcome",
    "Piece",
    "PieceAttachment",
    "Series",
    "Snippet",
    "SnippetKind",
    "Unsaved",
    "Variant",
    "VariantAttachment",
    "Version",
]
