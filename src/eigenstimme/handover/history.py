"""What this room's acts read like."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "task.chosen": _("%(actor)s put “%(thing)s” among the tasks that matter to us."),
    "task.dropped": _("%(actor)s took “%(thing)s” off the tasks that matter to us."),
    "task.holder_named": _("%(actor)s named %(name)s for “%(thing)s”."),
    "task.holding_ended": _("%(actor)s: %(name)s no longer does “%(thing)s”."),
    "mandate.left_alone": _("%(actor)s saw that nobody uses the %(thing)s, and left it as it is."),
}

ICONS = {
    "task.chosen": "list-checks",
    "task.dropped": "circle-slash",
    "task.holder_named": "hand",
    "task.holding_ended": "undo-2",
    "mandate.left_alone": "check",
}
