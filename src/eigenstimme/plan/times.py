"""Local times as people type them, and deadlines as they mean them. The zone is the active one: the company's."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from eigenstimme.plan.working_days import WorkingTime

AT_LEAST = timedelta(minutes=30)


class LocalTimeField(forms.DateTimeField):
    """A date and a time of the company's clock. Of a time that exists twice, the first is meant."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    default_error_messages = {
        "invalid": gettext_lazy("Please give a date and a time, like 24.12.2026, 18:00.")
    }

    def to_python(self, value: object) -> datetime | None:
        if value in self.empty_values:
            return None
        if isinstance(value, datetime):
            return value
        naive = _parsed(str(value).strip())
        if naive is None or naive.tzinfo is not None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        local = naive.replace(tzinfo=timezone.get_current_timezone())
        if local.astimezone(UTC).astimezone(local.tzinfo).replace(tzinfo=None) != naive:
            raise ValidationError(
                _("This time does not exist: the clocks go forward in that night. Choose one an hour later."),
                code="skipped",
            )
        return local


def exists_twice(local: datetime) -> bool:
    """Whether the clock shows this time twice, in the night when the clocks go back."""
    return local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()


def unless_changed(typed: datetime | None, before: datetime | None) -> datetime | None:
    """What a form shows ends at the minute: where nobody changed it, the exact time stays."""
    if typed and before and _wall_clock(typed) == _wall_clock(before):
        return before
    return typed


def sensible_deadline(now: datetime, planned_for: datetime | None, works: WorkingTime) -> datetime:
    """A working day from now; earlier when the post is to go out before that."""
    deadline = works.same_clock(now, 1)
    if planned_for and planned_for < deadline:
        deadline = max(planned_for, now + AT_LEAST)
    return deadline.replace(second=0, microsecond=0)


def _wall_clock(at: datetime) -> datetime:
    return timezone.localtime(at).replace(tzinfo=None, second=0, microsecond=0)


def _parsed(text: str) -> datetime | None:
    try:
        return parse_datetime(text)
    except ValueError:
        return None
