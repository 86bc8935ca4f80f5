"""What this room's acts read like."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "event.added": _("%(actor)s entered “%(thing)s” in the calendar."),
    "event.changed": _("%(actor)s changed “%(thing)s” in the calendar."),
    "event.removed": _("%(actor)s took “%(thing)s” out of the calendar."),
}
ICONS = {"event.added": "flag", "event.changed": "flag", "event.removed": "trash-2"}
