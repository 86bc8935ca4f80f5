"""This room's place in the frame."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from eigenstimme.core import frame


def register() -> None:
    frame.register(frame.Entry("calendar:month", _("Plan"), "calendar-days", order=20, phone=True))
