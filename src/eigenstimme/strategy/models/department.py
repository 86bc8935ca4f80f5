from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from eigenstimme.people.models import Company, Membership

if TYPE_CHECKING:
    from eigenstimme.people.actor import Actor


class DepartmentQuerySet(models.QuerySet["Department"]):
    def visible_to(self, actor: Actor) -> DepartmentQuerySet:
        return self.filter(company_id=actor.company_id)

    def in_use(self) -> DepartmentQuerySet:
        return self.filter(retired_at=None)


class Department(models.Model):
    """A part of the company that takes an interest in topics (ST3). Its people are own ones; it decides nothing."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="departments")
    name = models.CharField(_("name"), max_length=80)
    people = models.ManyToManyField(
        Membership, blank=True, related_name="departments", verbose_name=_("people")
    )
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = DepartmentQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                "company", "name", condition=Q(retired_at=None), name="department_name_once"
            )
        ]

    def __str__(self) -> str:
        return self.name
