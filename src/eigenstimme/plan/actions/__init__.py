"""The verbs of the plan. Each asks for the right, makes the change and records it, in one transaction."""

from eigenstimme.plan.actions.aids import (
    SnippetDraft,
    add_snippet,
    change_link_rules,
    change_snippet,
    remove_snippet,
)
from eigenstimme.plan.actions.approvals import (
    approve,
    expire,
    hand_in,
    hand_to_deputy,
    may_answer,
    refuse,
    remind,
    return_with_wish,
    withdraw_request,
)
from eigenstimme.plan.actions.campaigns import (
    CampaignDraft,
    change_campaign,
    close_campaign,
    reopen_campaign,
    start_campaign,
)
from eigenstimme.plan.actions.comments import answer_comment, comment, may_settle, settle_comment
from eigenstimme.plan.actions.formats import FormatDraft, add_format, change_format, retire_format
from eigenstimme.plan.actions.ideas import drop_idea, suggest_idea
from eigenstimme.plan.actions.moving import Moved, move_piece
from eigenstimme.plan.actions.pieces import (
    Draft,
    VariantDraft,
    draft_of,
    draft_piece,
    drop_piece,
    edit_piece,
    require_to_draft,
)
from eigenstimme.plan.actions.release import Release, may_release, release, release_as_approved
from eigenstimme.plan.actions.rights import may_edit
from eigenstimme.plan.actions.series import carry_on, end_series, repeat_piece
from eigenstimme.plan.actions.versions import restore_version

__all__ = [
    "CampaignDraft",
    "Draft",
    "FormatDraft",
    "Moved",
    "Release",
    "SnippetDraft",
    "VariantDraft",
    "add_format",
    "add_snippet",
    "answer_comment",
    "approve",
    "carry_on",
    "change_campaign",
    "change_format",
    "change_link_rules",
    "change_snippet",
    "close_campaign",
    "comment",
    "draft_of",
    "draft_piece",
    "drop_idea",
    "drop_piece",
    "edit_piece",
    "end_series",
    "expire",
    "hand_in",
    "hand_to_deputy",
    "may_answer",
    "may_edit",
    "may_release",
    "may_settle",
    "move_piece",
    "refuse",
    "release",
    "release_as_approved",
    "remind",
    "remove_snippet",
    "reopen_campaign",
    "repeat_piece",
    "require_to_draft",
    "restore_version",
    "retire_format",
    "return_with_wish",
    "settle_comment",
    "start_campaign",
    "suggest_idea",
    "withdraw_request",
]
