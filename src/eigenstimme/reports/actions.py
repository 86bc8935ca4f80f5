"""The verbs: a limit for the own-voice share is set, and lifted."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from eigenstimme.audit.record import record
from eigenstimme.channels.models import Channel
from eigenstimme.core import live
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Company
from eigenstimme.people.rights import Subject, require, require_ours
from eigenstimme.reports.errors import NotAShare
from eigenstimme.reports.models import VoiceLimit


@transaction.atomic
def set_voice_limit(percent: int, *, channel: Channel | None = None, actor: Actor) -> VoiceLimit:
    """From now on the share shall be at least this; it takes the place of the limit before. Raises ``NotAShare``."""
    decision = require(actor, "strategy.write", Subject(actor.company_id))
    require_ours(actor, channel)
    if not 1 <= percent <= 100:
        raise NotAShare
    _alone(actor)
    before = VoiceLimit.objects.in_force().filter(company_id=actor.company_id, channel=channel).first()
    if before and before.percent == percent:
        return before
    if before:
        _end(before, actor)
    limit = VoiceLimit.objects.create(
        company_id=actor.company_id, channel=channel, percent=percent, set_by_id=actor.member
    )
    live.announce(actor.company_id, "figures")
    record(actor, "voice_limit.set", limit, decision, percent=percent)
    return limit


@transaction.atomic
def lift_voice_limit(limit: VoiceLimit, *, actor: Actor) -> VoiceLimit:
    """Nothing is expected any more. A second time changes nothing."""
    decision = require(actor, "strategy.write", Subject(limit.company_id))
    limit = (
        VoiceLimit.objects.select_for_update(of=["self"])
        .select_related("channel", "company")
        .get(pk=limit.pk)
    )
    if limit.ended_at:
        return limit
    _end(limit, actor)
    live.announce(limit.company_id, "figures")
    record(actor, "voice_limit.lifted", limit, decision, percent=limit.percent)
    return limit


def _alone(actor: Actor) -> None:
    """Two people who set a limit at once do so one after the other."""
    Company.objects.select_for_update().get(pk=actor.company_id)


def _end(limit: VoiceLimit, actor: Actor) -> None:
    limit.ended_at, limit.ended_by_id = timezone.now(), actor.member
    limit.save(update_fields=["ended_at", "ended_by"])
