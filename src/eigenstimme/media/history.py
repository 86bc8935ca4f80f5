"""What this room's acts read like."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "asset.added": _("%(actor)s added “%(thing)s”."),
    "asset.described": _("%(actor)s described “%(thing)s”."),
    "asset.licensed": _("%(actor)s changed the licence of “%(thing)s”."),
    "asset.focused": _("%(actor)s chose what must not be cut off “%(thing)s”."),
}

ICONS = {
    "asset.added": "image",
    "asset.described": "pencil",
    "asset.licensed": "key-round",
    "asset.focused": "goal",
}
