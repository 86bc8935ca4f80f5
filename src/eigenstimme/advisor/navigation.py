"""Who gets the advisor among the pages about mandates."""

from __future__ import annotations

from eigenstimme.people.actor import Actor
from eigenstimme.people.rights import Subject, decide


def may_weigh(actor: Actor) -> bool:
    return decide(actor, "task.weigh", Subject(actor.company_id)).allowed
