"""What this room's acts read like."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "plan.exported": _("%(actor)s exported the plan as a file (%(form)s, %(count)s entries)."),
    "plan.imported": _(
        "%(actor)s imported a table into the plan: “%(thing)s” (%(made)s new posts, %(changed)s changed)."
    ),
    "import.undone": _("%(actor)s took back %(count)s posts of the import “%(thing)s”."),
    "feed.made": _("%(actor)s made an address for showing the plan in a calendar of their own."),
    "feed.ended": _("%(actor)s closed the address that showed the plan in a calendar of their own."),
}
ICONS = {
    "plan.exported": "download",
    "plan.imported": "upload",
    "import.undone": "undo-2",
    "feed.made": "calendar-days",
    "feed.ended": "calendar-days",
}
