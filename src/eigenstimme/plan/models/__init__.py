from eigenstimme.plan.models.approval import Approval, Check, Outcome
from eigenstimme.plan.models.idea import Idea, IdeaAttachment
from eigenstimme.plan.models.piece import Piece, PieceAttachment, Variant, VariantAttachment
from eigenstimme.plan.models.unsaved import Unsaved
from eigenstimme.plan.models.version import Comment, Version

__all__ = [
    "Approval",
    "Check",
    "Comment",
    "Idea",
    "IdeaAttachment",
    "Outcome",
    "Piece",
    "PieceAttachment",
    "Unsaved",
    "Variant",
    "VariantAttachment",
    "Version",
]
