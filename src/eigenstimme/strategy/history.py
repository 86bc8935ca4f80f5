"""What this room's acts read like."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "topic.added": _("%(actor)s added the topic “%(thing)s” (class %(content_class)s)."),
    "topic.changed": _("%(actor)s changed the topic “%(thing)s” (class %(content_class)s)."),
    "topic.retired": _("%(actor)s retired the topic “%(thing)s”."),
}

ICONS = {
    "topic.added": "flag",
    "topic.changed": "pencil",
    "topic.retired": "circle-slash",
}
