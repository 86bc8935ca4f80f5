"""How a piece is to be repeated, and when that would be."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from eigenstimme.plan.errors import PlanError
from eigenstimme.plan.forms.rhythm import RhythmForm
from eigenstimme.plan.models import Piece
from eigenstimme.plan.rhythm import LAST, Pattern
from eigenstimme.plan.series import MOST, moments_of

A_DAY = timedelta(days=1)


class SeriesForm(RhythmForm):
    """A rhythm with an end. ``moments`` of a valid form are those at which there will be a piece."""

    says_optional = False

    count = forms.IntegerField(
        label=gettext_lazy("or so many times"), min_value=1, max_value=MOST, required=False
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: QueryDict | None = None, *, piece: Piece) -> None:
        super().__init__(data, initial=_like(piece))
        self.piece, self.moments = piece, list[datetime]()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.errors:
            return cleaned
        if bool(cleaned["last_day"]) == bool(cleaned["count"]):
            self.add_error("last_day", _("Say when it ends: either a last day, or how many times."))
            return cleaned
        try:
            self.moments = moments_of(self.piece, self.rhythm())
        except PlanError as error:
            self.add_error(None, str(error))
        return cleaned

    @property
    def seen(self) -> str:
        """Stands for exactly these moments: what was shown is what will be made."""
        shown = "".join(at.isoformat() for at in self.moments)
        return hashlib.sha256(shown.encode()).hexdigest()[:16] if self.moments else ""


def _like(piece: Piece) -> dict[str, Any]:
    """Each week as it is, beginning with the day after."""
    local = timezone.localtime(piece.planned_for)
    fifth = (local.day - 1) // 7 == 4
    return {
        "form_key": uuid4(),
        "pattern": Pattern.WEEKLY.value,
        "weekdays": [local.weekday()],
        "weekday": local.weekday(),
        "nth": LAST if fifth else (local.day - 1) // 7 + 1,
        "month_day": local.day,
        "step": 1,
        "clock": local.time().replace(second=0, microsecond=0),
        "first_day": max(local.date(), timezone.localdate()) + A_DAY,
    }
