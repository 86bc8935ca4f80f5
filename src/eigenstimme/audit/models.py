from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from django.db import models

from eigenstimme.people.models import Company, Membership
from eigenstimme.people.rights import Subject, decide

if TYPE_CHECKING:
    from eigenstimme.people.actor import Actor


class EntryQuerySet(models.QuerySet["Entry"]):
    def visible_to(self, actor: Actor) -> EntryQuerySet:
        """The company's whole history; what one object went through is read with ``about`` after it was fetched."""
        if not decide(actor, "history.read", Subject(actor.company_id)):
            return self.none()
        return self.filter(company_id=actor.company_id)

    def about(self, thing: models.Model) -> EntryQuerySet:
        """The history of an object that the reader has already been allowed to see."""
        return self.filter(thing_type=thing._meta.label_lower, thing_id=thing.pk)


class Entry(models.Model):
    """One act, never changed afterwards (a trigger refuses), chained to the company's entry before by its hash."""

    company = models.ForeignKey(Company, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(help_text="1, 2, 3 … within the company")
    at = models.DateTimeField()
    membership = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    actor_name = models.CharField(max_length=120, help_text="as it was at the time")
    via = models.CharField(max_length=12)
    mandate_id = models.BigIntegerField(null=True)
    verb = models.CharField(max_length=60)
    thing_type = models.CharField(max_length=60)
    thing_id = models.BigIntegerField()
    thing_name = models.CharField(max_length=200)
    params = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint("company", "number", name="entry_number_once")]
        indexes = [
            models.Index(fields=["thing_type", "thing_id", "-number"], name="entry_by_thing"),
            models.Index(
                fields=["company", "-at"],
                condition=models.Q(mandate_id__isnull=False),
                name="entry_under_mandate",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.company_id}/{self.number} {self.verb}"

    def computed_hash(self) -> str:
        """SHA-256 over every other field, as canonical JSON with the previous entry's hash in it."""
        fields = [
            field.attname for field in self._meta.concrete_fields if field.attname not in {"id", "hash"}
        ]
        content = {name: getattr(self, name) for name in fields}
        content["at"] = self.at.isoformat()
        return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
