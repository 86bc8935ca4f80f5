from eigenstimme.plan.models.approval import Approval, Check, Outcome
from eigenstimme.plan.models.idea import Idea, IdeaAttachment
from eigenstimme.plan.models.piece import Piece, PieceAttachment, Variant, VariantAttachment
from eigenstimme.plan.models.unsaved import Unsaved

__all__ = [
    "Approval",
    "Check",
    "Idea",
    "IdeaAttachment",
    "Outcome",
    "Piece",
    "PieceAttachment",
    "Unsaved",
    "Variant",
    "VariantAttachment",
]
