"""How a state looks: its word, its icon and its tone. The one table for all rooms.

Tones: "quiet" (nothing to do), "calm" (it runs as it should), "signal" (a person is needed).
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True)
class Look:
    word: str | Promise
    icon: str
    tone: str = "quiet"


LOOKS: dict[str, Look] = {
    # pieces and approvals
    "idea": Look(pgettext_lazy("state", "Idea"), "lightbulb"),
    "draft": Look(pgettext_lazy("state", "Draft"), "pencil"),
    "asked": Look(pgettext_lazy("state", "Approval asked for"), "stamp", "signal"),
    "approved": Look(pgettext_lazy("state", "Approved"), "check", "calm"),
    "returned": Look(pgettext_lazy("state", "Returned"), "corner-up-left", "signal"),
    "refused": Look(pgettext_lazy("state", "Refused"), "circle-x"),
    "expired": Look(pgettext_lazy("state", "Expired"), "hourglass", "signal"),
    "dropped": Look(pgettext_lazy("state", "Taken out of the plan"), "trash-2"),
    # campaigns
    "campaign_ahead": Look(pgettext_lazy("state", "Begins later"), "calendar-clock"),
    "campaign_running": Look(pgettext_lazy("state", "Running"), "play", "calm"),
    "campaign_over": Look(pgettext_lazy("state", "Result missing"), "hourglass", "signal"),
    "campaign_closed": Look(pgettext_lazy("state", "Finished"), "flag"),
    # goals
    "goal_ahead": Look(pgettext_lazy("state", "Begins later"), "calendar-clock"),
    "goal_unknown": Look(pgettext_lazy("state", "No figures yet"), "circle-dashed"),
    "goal_on_course": Look(pgettext_lazy("state", "On course"), "check", "calm"),
    "goal_behind": Look(pgettext_lazy("state", "Behind"), "hourglass", "signal"),
    "goal_reached": Look(pgettext_lazy("state", "Reached"), "flag", "calm"),
    "goal_ended_reached": Look(pgettext_lazy("state", "Ended: reached"), "flag"),
    "goal_ended_missed": Look(pgettext_lazy("state", "Ended: missed"), "circle-x"),
    "goal_ended_dropped": Look(pgettext_lazy("state", "Ended: dropped"), "circle-slash"),
    # orders
    "ordered": Look(pgettext_lazy("state", "Asked for an answer"), "send"),
    "asked_back": Look(pgettext_lazy("state", "Question open"), "circle-help", "signal"),
    "order_declined": Look(pgettext_lazy("state", "Order declined"), "circle-slash", "signal"),
    "in_work": Look(pgettext_lazy("state", "In work"), "pencil", "calm"),
    "delivered": Look(pgettext_lazy("state", "Delivered"), "package-open", "signal"),
    "order_accepted": Look(pgettext_lazy("state", "Delivery accepted"), "check-check", "calm"),
    "cancelled": Look(pgettext_lazy("state", "Cancelled"), "x"),
    # publications
    "planned": Look(pgettext_lazy("state", "Planned"), "calendar-clock", "calm"),
    "due": Look(pgettext_lazy("state", "Due"), "clock", "calm"),
    "sending": Look(pgettext_lazy("state", "Being sent"), "send", "calm"),
    "sent": Look(pgettext_lazy("state", "Published"), "circle-check", "calm"),
    "unclear": Look(pgettext_lazy("state", "Unclear"), "circle-help", "signal"),
    "failed": Look(pgettext_lazy("state", "Failed"), "triangle-alert", "signal"),
    "held": Look(pgettext_lazy("state", "Held"), "octagon-pause", "signal"),
    "missed": Look(pgettext_lazy("state", "Missed"), "hourglass", "signal"),
    "withdrawn": Look(pgettext_lazy("state", "Withdrawn"), "undo-2"),
    "by_hand": Look(pgettext_lazy("state", "To be posted by hand"), "hand", "signal"),
    # attempts
    "prepared": Look(pgettext_lazy("state", "Prepared"), "circle-dashed"),
    "accepted": Look(pgettext_lazy("state", "Accepted by the network"), "circle-check", "calm"),
    "not_sent": Look(pgettext_lazy("state", "Not sent"), "undo-2"),
    "unknown": Look(pgettext_lazy("state", "Outcome unknown"), "circle-help", "signal"),
    # mandates, memberships, invitations
    "active": Look(pgettext_lazy("state", "In force"), "circle-check", "calm"),
    "upcoming": Look(pgettext_lazy("state", "Begins later"), "calendar-clock"),
    "resting": Look(pgettext_lazy("state", "Rests"), "pause", "signal"),
    "ending": Look(pgettext_lazy("state", "Ends soon"), "hourglass", "signal"),
    "ended": Look(pgettext_lazy("state", "Ended"), "circle-slash"),
    "invited": Look(pgettext_lazy("state", "Invited"), "mail"),
    "left": Look(pgettext_lazy("state", "Has left"), "log-out"),
    # channels
    "connected": Look(pgettext_lazy("state", "Connected"), "plug", "calm"),
    "channel_good": Look(pgettext_lazy("state", "Looked after"), "circle-check", "calm"),
    "channel_thin": Look(pgettext_lazy("state", "Thin"), "circle-dashed"),
    "channel_neglected": Look(pgettext_lazy("state", "Neglected"), "triangle-alert", "signal"),
    "needs_reconnect": Look(pgettext_lazy("state", "Connect again"), "unplug", "signal"),
    "disconnected": Look(pgettext_lazy("state", "Disconnected"), "unplug"),
    # conversations and recommendations
    "open": Look(pgettext_lazy("state", "Open"), "circle-dashed", "signal"),
    "answered": Look(pgettext_lazy("state", "Answered"), "check-check", "calm"),
    "closed": Look(pgettext_lazy("state", "Closed"), "check"),
    "recommended": Look(pgettext_lazy("state", "Answer recommended"), "feather", "signal"),
    "adopted": Look(pgettext_lazy("state", "Taken over"), "handshake", "calm"),
    "declined": Look(pgettext_lazy("state", "Not taken over"), "circle-slash"),
}


def look(state: str) -> Look:
    """The look of a state; an unknown one is quiet and shows its own name."""
    return LOOKS.get(state) or Look(state, "circle-dashed")
