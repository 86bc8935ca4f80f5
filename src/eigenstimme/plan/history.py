"""What this room's acts and notices read like."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from eigenstimme.people.notices import Words

SENTENCES = {
    "idea.suggested": _("%(actor)s suggested the idea “%(thing)s”."),
    "idea.dropped": _("%(actor)s put the idea “%(thing)s” aside."),
    "piece.drafted": _("%(actor)s drafted “%(thing)s”."),
    "piece.edited": _("%(actor)s changed “%(thing)s” (revision %(revision)s)."),
    "piece.moved": _("%(actor)s gave “%(thing)s” another time."),
    "piece.unscheduled": _("%(actor)s took “%(thing)s” off its time."),
    "piece.dropped": _("%(actor)s took “%(thing)s” out of the plan."),
    "piece.handed_in": _("%(actor)s handed in “%(thing)s” and asked %(approver)s for approval."),
    "piece.request_withdrawn": _("%(actor)s took back the request for approval of “%(thing)s”."),
    "piece.approved": _("%(actor)s approved “%(thing)s”."),
    "piece.returned": _("%(actor)s returned “%(thing)s” with a wish: %(wish)s"),
    "piece.refused": _("%(actor)s refused “%(thing)s”: %(wish)s"),
    "piece.released": _("%(actor)s released “%(thing)s” for publication."),
    "piece.released_by_approval": _("“%(thing)s” goes out as %(actor)s approved it."),
    "approval.handed_to_deputy": _(
        "The approval of “%(thing)s” went to the deputy %(deputy)s, because nobody answered."
    ),
    "approval.reminded": _("%(person)s was reminded that “%(thing)s” waits for approval."),
    "approval.expired": _("The request for approval of “%(thing)s” expired without an answer."),
    "campaign.started": _("%(actor)s started the campaign “%(thing)s”."),
    "campaign.changed": _("%(actor)s changed the campaign “%(thing)s”."),
    "campaign.closed": _("%(actor)s closed the campaign “%(thing)s” with its result."),
    "campaign.reopened": _("%(actor)s opened the campaign “%(thing)s” again."),
    "snippet.added": _("%(actor)s made the snippet “%(thing)s”."),
    "snippet.changed": _("%(actor)s changed the snippet “%(thing)s”."),
    "snippet.removed": _("%(actor)s removed the snippet “%(thing)s”."),
    "links.named": _("%(actor)s changed how links to the own pages are named."),
    "format.added": _("%(actor)s added the format “%(thing)s”."),
    "format.changed": _("%(actor)s changed the format “%(thing)s”."),
    "format.retired": _("%(actor)s retired the format “%(thing)s”."),
    "series.started": _("%(actor)s repeated “%(thing)s”, %(count)s times."),
    "series.carried_on": _("%(actor)s carried the words of “%(thing)s” on to %(count)s later posts."),
    "series.ended": _("%(actor)s ended the series after “%(thing)s” and took out %(count)s posts."),
    "comment.written": _("%(actor)s wrote a comment on “%(thing)s”."),
    "comment.settled": _("%(actor)s settled a comment on “%(thing)s”."),
}

ICONS = {
    "idea.suggested": "lightbulb",
    "idea.dropped": "trash-2",
    "piece.drafted": "pencil",
    "campaign.started": "megaphone",
    "campaign.changed": "file-pen-line",
    "campaign.closed": "flag",
    "campaign.reopened": "undo-2",
    "snippet.added": "copy",
    "snippet.changed": "copy",
    "snippet.removed": "trash-2",
    "links.named": "link",
    "piece.edited": "file-pen-line",
    "piece.moved": "calendar-clock",
    "piece.unscheduled": "calendar-days",
    "piece.dropped": "trash-2",
    "piece.handed_in": "stamp",
    "piece.request_withdrawn": "undo-2",
    "piece.returned": "corner-up-left",
    "piece.refused": "circle-x",
    "piece.released": "calendar-clock",
    "approval.handed_to_deputy": "user",
    "approval.reminded": "bell",
    "approval.expired": "hourglass",
    "format.added": "repeat-2",
    "format.changed": "repeat-2",
    "format.retired": "circle-slash",
    "series.started": "repeat-2",
    "series.carried_on": "repeat-2",
    "series.ended": "circle-slash",
    "comment.written": "message-square",
    "comment.settled": "check",
}
CALM = {"piece.approved", "piece.released_by_approval", "campaign.closed"}
NEEDED = {
    "piece.returned",
    "approval.expired",
}

NOTICES = {
    "approval.asked": Words(
        _("Please approve: %(piece)s"),
        _("%(name)s asks for your approval of “%(piece)s”. You can look at it and decide with this link:"),
    ),
    "piece.interesting": Words(
        _("For your department: %(piece)s"),
        _(
            "%(name)s has handed in “%(piece)s” about %(topic)s, a topic of your department. You can comment on it."
        ),
        mail=False,
    ),
    "approval.reminder": Words(
        _("Still waiting for you: %(piece)s"),
        _(
            "Half of the time has passed: %(name)s waits for your approval of “%(piece)s”. You can decide here:"
        ),
    ),
    "campaign.joined": Words(
        _("You are in the campaign %(campaign)s"),
        _("%(name)s has put you into the team of the campaign “%(campaign)s”. What it is about stands here:"),
    ),
    "campaign.closed": Words(
        _("Closed: %(campaign)s"),
        _("%(name)s closed the campaign “%(campaign)s”. What came of it stands here:"),
        mail=False,
    ),
    "comment.written": Words(_("A comment on %(piece)s"), _("%(name)s on “%(piece)s”: %(text)s"), mail=False),
    "approval.reopened": Words(
        _("Changed meanwhile: %(piece)s"),
        _("%(name)s changed “%(piece)s”. It will be handed in anew; you need not do anything now."),
        mail=False,
    ),
    "approval.expired": Words(
        _("Nobody answered in time: %(piece)s"),
        _(
            "The time for the approval of “%(piece)s” has run out. Nothing was published. It can be handed in again."
        ),
    ),
    "piece.approved": Words(
        _("Approved: %(piece)s"), _("%(name)s approved “%(piece)s”. It goes out at its time."), mail=False
    ),
    "piece.returned": Words(_("A wish: %(piece)s"), _("%(name)s wishes a change to “%(piece)s”: %(wish)s")),
    "piece.refused": Words(_("Refused: %(piece)s"), _("%(name)s refused “%(piece)s”: %(wish)s")),
}
