from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from eigenstimme.exchange.columns import Column
from eigenstimme.people.models import Company, Membership
from eigenstimme.people.rights import Subject
from eigenstimme.plan.models import Piece
from eigenstimme.strategy.models import Topic

if TYPE_CHECKING:
    from eigenstimme.people.actor import Actor

KEPT = timedelta(days=14)


class ImportQuerySet(models.QuerySet["Import"]):
    def visible_to(self, actor: Actor) -> ImportQuerySet:
        """Nobody but who brought it."""
        return self.filter(
            member_id=actor.membership_id, company_id=actor.company_id, expires_at__gt=timezone.now()
        )


def _in_two_weeks() -> datetime:
    return timezone.now() + KEPT


class Import(models.Model):
    """A table on its way into the plan. It waits here while its owner looks at what would happen, and is then gone."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="+")
    member = models.ForeignKey(Membership, models.CASCADE, related_name="imports")
    name = models.CharField(max_length=120, help_text="of the file; empty: it was pasted")
    headings = models.JSONField(default=list)
    columns = models.JSONField(
        default=list, help_text="for each heading a value of exchange.columns.Column, or empty"
    )
    topic = models.ForeignKey(
        Topic, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("topic")
    )
    form_key = models.UUIDField(editable=False, help_text="of the form it came from")
    created_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(
        null=True, help_text="when its owner looked at what would happen, and asked for it to be brought in"
    )
    moved_at = models.DateTimeField(
        null=True, db_index=True, help_text="when a worker last got on with it; empty: none has to"
    )
    expires_at = models.DateTimeField(default=_in_two_weeks, db_index=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [models.UniqueConstraint("member", "form_key", name="one_import_per_form")]

    def __str__(self) -> str:
        return self.name or str(_("pasted table"))

    def get_absolute_url(self) -> str:
        return reverse("exchange:preview", args=[self.pk])

    @property
    def live_topic(self) -> str:
        return f"import:{self.pk}"

    @property
    def under_way(self) -> bool:
        return self.moved_at is not None

    def subject(self) -> Subject:
        return Subject(self.company_id)

    def places(self, column: Column) -> list[int]:
        """Which columns of the table hold this."""
        return [place for place, each in enumerate(self.columns) if each == column]


class Outcome(models.TextChoices):
    """What became of a row."""

    OPEN = "", _("open")
    MADE = "made", _("made")
    CHANGED = "changed", _("changed")
    UNDONE = "undone", _("taken back")


class Row(models.Model):
    """One row of it, as it came or as its owner corrected it."""

    table = models.ForeignKey(Import, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(help_text="as a spreadsheet counts, from 1")
    cells = models.JSONField(default=list)
    form_key = models.UUIDField(
        unique=True, default=uuid.uuid4, editable=False, help_text="brought in twice, it makes one post"
    )
    outcome = models.CharField(max_length=8, blank=True, choices=Outcome.choices)
    refusal = models.TextField(blank=True, help_text="why it could not be brought in the last time")
    piece = models.ForeignKey(Piece, models.SET_NULL, null=True, blank=True, related_name="+")
    revision = models.PositiveIntegerField(null=True, help_text="of the piece, as it was made")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint("table", "number", name="one_row_per_line")]

    def __str__(self) -> str:
        return f"{self.table} {self.number}"
