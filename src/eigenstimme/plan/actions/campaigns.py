"""Campaigns: started, steered, and closed with words about what came of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from eigenstimme.audit.record import record
from eigenstimme.core import live
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Membership
from eigenstimme.people.notices import tell
from eigenstimme.people.rights import Subject, require, require_ours
from eigenstimme.plan.errors import CampaignOver, CampaignStale, CannotBeResponsible, HasLeft
from eigenstimme.plan.models import Campaign


@dataclass(frozen=True)
class CampaignDraft:
    """What a person says about a campaign. Both days belong to it; ``budget`` in euros, None: there is none."""

    name: str
    goal: str
    starts_on: date
    ends_on: date
    responsible: Membership
    audience: str = ""
    budget: Decimal | None = None
    team: Sequence[Membership] = ()


@transaction.atomic
def start_campaign(draft: CampaignDraft, *, form_key: UUID | None = None, actor: Actor) -> Campaign:
    """A new campaign; whoever is in it is told. The same ``form_key`` a second time gives the first one.

    Raises ``CannotBeResponsible``, ``HasLeft``.
    """
    decision = require(actor, "campaign.start", Subject(actor.company_id))
    campaign = Campaign(company_id=actor.company_id, started_by_id=actor.member, form_key=form_key)
    _require_present(draft, (), actor)
    try:
        with transaction.atomic():
            _write(campaign, draft)
    except IntegrityError:
        if form_key is None:
            raise
        return Campaign.objects.get(form_key=form_key, started_by_id=actor.member)
    _tell(campaign, {draft.responsible, *draft.team}, "campaign.joined", actor)
    live.announce(campaign.company_id, "plan")
    record(actor, "campaign.started", campaign, decision)
    return campaign


@transaction.atomic
def change_campaign(campaign: Campaign, draft: CampaignDraft, *, revision: int, actor: Actor) -> Campaign:
    """Save what was changed on top of ``revision``; whoever is new in it is told.

    Raises ``CampaignOver``, ``CampaignStale``, ``CannotBeResponsible``, ``HasLeft``.
    """
    decision = require(actor, "campaign.steer", campaign.subject())
    campaign = _locked(campaign)
    if campaign.closed_at:
        raise CampaignOver(str(campaign))
    if campaign.revision != revision:
        raise CampaignStale
    campaign.revision += 1
    before = {campaign.responsible, *campaign.team.all()}
    _require_present(draft, before, actor)
    _write(campaign, draft)
    _tell(campaign, {draft.responsible, *draft.team} - before, "campaign.joined", actor)
    live.announce(campaign.company_id, "plan")
    record(actor, "campaign.changed", campaign, decision)
    return campaign


@transaction.atomic
def close_campaign(campaign: Campaign, *, result: str, actor: Actor) -> Campaign:
    """Say what came of it, and tell everybody who was in it. A second time changes nothing."""
    decision = require(actor, "campaign.steer", campaign.subject())
    campaign = _locked(campaign)
    if campaign.closed_at:
        return campaign
    campaign.result = result
    campaign.closed_at, campaign.closed_by_id = timezone.now(), actor.member
    campaign.save(update_fields=["result", "closed_at", "closed_by"])
    _tell(campaign, {campaign.responsible, *campaign.team.all()}, "campaign.closed", actor)
    live.announce(campaign.company_id, "plan")
    record(actor, "campaign.closed", campaign, decision)
    return campaign


@transaction.atomic
def reopen_campaign(campaign: Campaign, *, actor: Actor) -> Campaign:
    """It goes on after all; the words about its result wait for the next time it is closed."""
    decision = require(actor, "campaign.steer", campaign.subject())
    campaign = _locked(campaign)
    if campaign.closed_at is None:
        return campaign
    campaign.closed_at = campaign.closed_by = None
    campaign.save(update_fields=["closed_at", "closed_by"])
    live.announce(campaign.company_id, "plan")
    record(actor, "campaign.reopened", campaign, decision)
    return campaign


def _locked(campaign: Campaign) -> Campaign:
    rows = Campaign.objects.select_for_update(of=["self"]).select_related("responsible__person")
    return rows.get(pk=campaign.pk)


def _require_present(draft: CampaignDraft, before: Iterable[Membership], actor: Actor) -> None:
    """Of whoever is in it already, a team keeps those who have left meanwhile."""
    require_ours(actor, draft.responsible, *draft.team)
    if not (draft.responsible.present and draft.responsible.can_be_responsible):
        raise CannotBeResponsible(str(draft.responsible))
    for member in draft.team:
        if not member.present and member not in before:
            raise HasLeft(str(member))


def _write(campaign: Campaign, draft: CampaignDraft) -> None:
    campaign.name, campaign.goal, campaign.audience = draft.name, draft.goal, draft.audience
    campaign.starts_on, campaign.ends_on = draft.starts_on, draft.ends_on
    campaign.budget, campaign.responsible = draft.budget, draft.responsible
    campaign.save()
    campaign.team.set(draft.team)


def _tell(campaign: Campaign, members: Iterable[Membership], code: str, actor: Actor) -> None:
    """Everybody but whoever does it, and those who have left."""
    for member in members:
        if member.present and member.pk != actor.membership_id:
            tell(member, code, campaign.get_absolute_url(), campaign=campaign.name, name=actor.name)
