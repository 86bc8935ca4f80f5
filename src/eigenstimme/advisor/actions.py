"""Weighing a task, suggesting to hand it over, and noting which mandate came of it."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction

from eigenstimme.advisor.criteria import Answers
from eigenstimme.advisor.errors import AlreadyGranted, AlreadySuggested
from eigenstimme.advisor.models import Suggestion, Weighing
from eigenstimme.advisor.rules import judge
from eigenstimme.audit.record import record
from eigenstimme.core import live
from eigenstimme.mandates.models import Mandate
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Membership
from eigenstimme.people.notices import tell
from eigenstimme.people.rights import Subject, require, require_ours


@transaction.atomic
def weigh(
    words: str, answers: Answers, *, known_as: str = "", form_key: UUID | None = None, actor: Actor
) -> Weighing:
    """What the rules say about a task, kept. The same ``form_key`` a second time gives the first one.

    Raises ``Denied``.
    """
    decision = require(actor, "task.weigh", Subject(actor.company_id))
    judged = judge(answers)
    weighing = Weighing(
        company_id=actor.company_id,
        by_id=actor.member,
        words=words,
        known_as=known_as,
        answers=answers.stored(),
        verdict=judged.verdict,
        fired=[rule.key for rule in judged.fired],
        form_key=form_key,
    )
    try:
        with transaction.atomic():
            weighing.save()
    except IntegrityError:
        if form_key is None:
            raise
        return Weighing.objects.get(form_key=form_key, by_id=actor.member)
    live.announce(weighing.company_id, "weighings")
    record(actor, "weighing.made", weighing, decision, verdict=weighing.verdict)
    return weighing


@transaction.atomic
def suggest(weighing: Weighing, *, actor: Actor) -> Suggestion:
    """The leads are told that somebody would like to. Raises ``AlreadySuggested``, ``AlreadyGranted``, ``Denied``."""
    decision = require(actor, "task.weigh", weighing.subject())
    weighing = _take(weighing)
    if Suggestion.objects.filter(weighing=weighing).exists():
        raise AlreadySuggested
    suggestion = Suggestion.objects.create(weighing=weighing, by_id=actor.member)
    for lead in Membership.objects.present().filter(company_id=weighing.company_id, lead=True):
        tell(lead, "weighing.suggested", weighing.get_absolute_url(), name=actor.name, task=weighing.words)
    live.announce(weighing.company_id, "weighings")
    record(actor, "weighing.suggested", weighing, decision)
    return suggestion


@transaction.atomic
def note_mandate(weighing: Weighing, mandate: Mandate, *, actor: Actor) -> Weighing:
    """This mandate was granted for it; whoever suggested it is told. Raises ``AlreadyGranted``, ``Denied``."""
    decision = require(actor, "mandate.grant", weighing.subject())
    require_ours(actor, mandate)
    weighing = _take(weighing)
    weighing.mandate = mandate
    weighing.save(update_fields=["mandate"])
    for suggestion in Suggestion.objects.filter(weighing=weighing).select_related("by"):
        tell(suggestion.by, "weighing.granted", weighing.get_absolute_url(), task=weighing.words)
    live.announce(weighing.company_id, "weighings")
    record(actor, "weighing.granted", weighing, decision, holder=str(mandate.holder))
    return weighing


def _take(weighing: Weighing) -> Weighing:
    """The locked row, while no mandate has come of it."""
    locked = Weighing.objects.select_for_update(of=["self"]).get(pk=weighing.pk)
    if locked.mandate_id is not None:
        raise AlreadyGranted
    return locked
