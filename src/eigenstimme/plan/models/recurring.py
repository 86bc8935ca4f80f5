"""A rhythm as columns of a row."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from eigenstimme.plan.rhythm import Pattern, Rhythm

PATTERNS = [
    (Pattern.WEEKLY.value, _("on days of the week")),
    (Pattern.MONTHLY_WEEKDAY.value, _("on a weekday of the month")),
    (Pattern.MONTHLY_DAY.value, _("on a day of the month")),
]


class Recurring(models.Model):
    """``plan.rhythm`` says what each column means."""

    pattern = models.CharField(max_length=20, choices=PATTERNS)
    clock = models.TimeField()
    first_day = models.DateField()
    step = models.PositiveSmallIntegerField(default=1)
    weekdays = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    nth = models.SmallIntegerField(default=1)
    month_day = models.PositiveSmallIntegerField(default=1)
    last_day = models.DateField(null=True, blank=True)
    count = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def rhythm(self) -> Rhythm:
        values: dict[str, Any] = {name: getattr(self, name) for name in Rhythm.__dataclass_fields__}
        return Rhythm(**values | {"pattern": Pattern(self.pattern), "weekdays": tuple(self.weekdays)})

    @rhythm.setter
    def rhythm(self, rhythm: Rhythm) -> None:
        for name, value in vars(rhythm).items():
            setattr(self, name, value)
        self.weekdays = list(rhythm.weekdays)
