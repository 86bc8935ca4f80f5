"""The verbs of the plan. Each asks for the right, makes the change and records it, in one transaction."""

from eigenstimme.plan.actions.approvals import (
    approve,
    expire,
    hand_in,
    hand_to_deputy,
    may_answer,
    refuse,
    return_with_wish,
    withdraw_request,
)
from eigenstimme.plan.actions.ideas import drop_idea, suggest_idea
from eigenstimme.plan.actions.pieces import Draft, VariantDraft, draft_piece, drop_piece, edit_piece, may_edit
from eigenstimme.plan.actions.release import Release, may_release, release, release_as_approved

__all__ = [
    "Draft",
    "Release",
    "VariantDraft",
    "approve",
    "draft_piece",
    "drop_idea",
    "drop_piece",
    "edit_piece",
    "expire",
    "hand_in",
    "hand_to_deputy",
    "may_answer",
    "may_edit",
    "may_release",
    "refuse",
    "release",
    "release_as_approved",
    "return_with_wish",
    "suggest_idea",
    "withdraw_request",
]
