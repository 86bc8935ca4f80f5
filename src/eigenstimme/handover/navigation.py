"""This room's place in the frame."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from eigenstimme.core import frame


def register() -> None:
    frame.register_tabs("mandates", frame.Tab("handover:who", _("Who does what"), order=20))
