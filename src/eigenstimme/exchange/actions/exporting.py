"""Taking the plan out of the program."""

from __future__ import annotations

from django.db import transaction

from eigenstimme.audit.record import record
from eigenstimme.calendar.sight import Sight
from eigenstimme.exchange import sending
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Company
from eigenstimme.people.rights import Subject, require


@transaction.atomic
def export_plan(wish: sending.Wish, sight: Sight, *, actor: Actor) -> sending.File:
    """What the actor may see, as a file. That it was taken along is on record, because nobody can take it back."""
    decision = require(actor, "plan.read", Subject(actor.company_id))
    if sight.actor != actor:
        raise ValueError("nobody takes along what another one sees")
    company = Company.objects.get(pk=actor.company_id)
    file = sending.file(wish, sight, company)
    record(actor, "plan.exported", company, decision, count=file.count, form=wish.form)
    return file
