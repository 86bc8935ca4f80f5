from eigenstimme.plan.models.approval import Approval, Check, Outcome
from eigenstimme.plan.models.idea import Idea, IdeaAttachment
from eigenstimme.plan.models.piece import Piece, PieceAttachment, Variant, VariantAttachment

__all__ = [
    "Approval",
    "Check",
    "Idea",
    "IdeaAttachment",
    "Outcome",
    "Piece",
    "PieceAttachment",
    "Variant",
    "VariantAttachment",
]
