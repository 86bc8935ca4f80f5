"""Knowing people: a name, notes, and one contact for the accounts of one person."""

from __future__ import annotations

from django.db import transaction

from eigenstimme.audit.record import record
from eigenstimme.core import live
from eigenstimme.inbox.errors import SamePerson
from eigenstimme.inbox.models import Contact
from eigenstimme.people.actor import Actor
from eigenstimme.people.rights import require


@transaction.atomic
def edit_contact(contact: Contact, *, name: str, notes: str, actor: Actor) -> Contact:
    """What we call them, and what is good to know."""
    decision = require(actor, "inbox.note", contact.subject())
    contact = Contact.objects.select_for_update().get(pk=contact.pk)
    contact.name, contact.notes = name.strip(), notes.strip()
    contact.save(update_fields=["name", "notes"])
    live.announce(contact.company_id, "inbox")
    record(actor, "contact.edited", contact, decision)
    return contact


@transaction.atomic
def merge_contacts(contact: Contact, *, into: Contact, actor: Actor) -> Contact:
    """They are one person: ``into`` keeps its name and gets accounts, conversations and notes of ``contact``."""
    decision = require(actor, "inbox.reply", into.subject())
    if contact.pk == into.pk:
        raise SamePerson
    rows = Contact.objects.select_for_update().filter(
        company_id=actor.company_id, pk__in=[contact.pk, into.pk]
    )
    by_pk = {row.pk: row for row in rows.order_by("pk")}
    contact, into = by_pk[contact.pk], by_pk[into.pk]
    contact.handles.update(contact=into)
    contact.conversations.update(contact=into)
    into.notes = "\n\n".join(filter(None, [into.notes, contact.notes]))
    into.first_seen_at = min(into.first_seen_at, contact.first_seen_at)
    into.save(update_fields=["notes", "first_seen_at"])
    other = contact.name_on_record
    contact.delete()
    live.announce(into.company_id, "inbox")
    record(actor, "contact.merged", into, decision, other=other)
    return into
