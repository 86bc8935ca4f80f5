from eigenstimme.plan.models.approval import Approval, Check, Outcome
from eigenstimme.plan.models.idea import Idea
from eigenstimme.plan.models.piece import Piece, Variant

__all__ = ["Approval", "Check", "Idea", "Outcome", "Piece", "Variant"]
