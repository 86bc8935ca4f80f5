"""What this room's acts and notices read like."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from eigenstimme.people.notices import Words

SENTENCES = {
    "channel.connected": _("%(actor)s connected the channel “%(thing)s”."),
    "channel.reconnected": _("%(actor)s connected the channel “%(thing)s” again."),
    "channel.changed": _("%(actor)s changed the channel “%(thing)s”; responsible is %(responsible)s."),
    "channel.closed": _("%(actor)s closed the channel “%(thing)s”."),
    "channel.checked": _("%(actor)s checked the connection of “%(thing)s”."),
}

ICONS = {
    "channel.connected": "plug",
    "channel.reconnected": "plug",
    "channel.changed": "pencil",
    "channel.closed": "circle-slash",
    "channel.checked": "life-buoy",
}

NOTICES = {
    "channel.disconnected": Words(
        _("Not connected any more: %(channel)s"),
        _("%(channel)s no longer accepts the connection: %(reason)s Please connect the channel again."),
    ),
}
