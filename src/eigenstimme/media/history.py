"""What this room's acts read like."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "asset.added": _("%(actor)s added the picture “%(thing)s”."),
}
