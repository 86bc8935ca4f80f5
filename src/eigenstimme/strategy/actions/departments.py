"""Which parts of the company take an interest in topics."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from eigenstimme.audit.record import record
from eigenstimme.core import live
from eigenstimme.core.uniqueness import unless_taken
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Membership
from eigenstimme.people.rights import Subject, require, require_ours
from eigenstimme.strategy.errors import DepartmentRetired, DepartmentTaken, NotInside
from eigenstimme.strategy.models import Department


@dataclass(frozen=True)
class DepartmentDraft:
    name: str
    people: Collection[Membership] = ()


@transaction.atomic
def add_department(draft: DepartmentDraft, *, actor: Actor) -> Department:
    """Raises ``DepartmentTaken``, ``NotInside``, ``Denied``."""
    decision = require(actor, "topic.manage", Subject(actor.company_id))
    department = _write_department(Department(company_id=actor.company_id), draft, actor)
    record(actor, "department.added", department, decision)
    return department


@transaction.atomic
def change_department(department: Department, draft: DepartmentDraft, *, actor: Actor) -> Department:
    """Raises as ``add_department``, and ``DepartmentRetired``."""
    decision = require(actor, "topic.manage", Subject(department.company_id))
    department = _write_department(_take_department(department), draft, actor)
    record(actor, "department.changed", department, decision)
    return department


@transaction.atomic
def retire_department(department: Department, *, actor: Actor) -> Department:
    """It hears of nothing any more. Raises ``DepartmentRetired``, ``Denied``."""
    decision = require(actor, "topic.manage", Subject(department.company_id))
    department = _take_department(department)
    department.retired_at = timezone.now()
    department.save(update_fields=["retired_at"])
    live.announce(department.company_id, "topics")
    record(actor, "department.retired", department, decision)
    return department


def _take_department(department: Department) -> Department:
    locked = Department.objects.select_for_update(of=["self"]).get(pk=department.pk)
    if locked.retired_at:
        raise DepartmentRetired(locked.name)
    return locked


def _write_department(department: Department, draft: DepartmentDraft, actor: Actor) -> Department:
    require_ours(actor, *draft.people)
    for person in draft.people:
        if not (person.can_be_responsible and person.present):
            raise NotInside(str(person))
    department.name = draft.name
    with unless_taken("department_name_once", DepartmentTaken(draft.name)):
        department.save()
    department.people.set(draft.people)
    live.announce(department.company_id, "topics")
    return department
