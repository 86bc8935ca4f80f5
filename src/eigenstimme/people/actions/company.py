"""The company's own settings."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from eigenstimme.core import live
from eigenstimme.people.actor import Actor
from eigenstimme.people.chronicle import record
from eigenstimme.people.models import Company
from eigenstimme.people.rights import Subject, require


@transaction.atomic
def change_company(
    company: Company, *, name: str, language: str, time_zone: str, region: str, actor: Actor
) -> Company:
    decision = require(actor, "company.manage", Subject(company.pk))
    company = Company.objects.select_for_update().get(pk=company.pk)
    company.name, company.language = name, language
    company.time_zone, company.region = time_zone, region
    company.save(update_fields=["name", "language", "time_zone", "region"])
    live.announce(company.pk, "company")
    record(actor, "company.changed", company, decision, language=language, time_zone=time_zone, region=region)
    return company


@transaction.atomic
def switch_self_approval(company: Company, *, on: bool, actor: Actor) -> Company:
    """Let people approve their own work, or stop it. Visible to all, and on record; nothing changes twice."""
    decision = require(actor, "company.manage", Subject(company.pk))
    company = Company.objects.select_for_update().get(pk=company.pk)
    if on == (company.self_approval_since is not None):
        return company
    company.self_approval_since = timezone.now() if on else None
    company.save(update_fields=["self_approval_since"])
    live.announce(company.pk, "company")
    record(actor, "company.self_approval_on" if on else "company.self_approval_off", company, decision)
    return company
