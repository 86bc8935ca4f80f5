"""Campaigns for the tests: Amira starts and steers them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from eigenstimme.people.tests.cast import Cast
from eigenstimme.plan import actions
from eigenstimme.plan.actions import CampaignDraft
from eigenstimme.plan.models import Campaign

CAMPAIGNS = "/plan/campaigns/"


def campaign_draft(cast: Cast, **changes: Any) -> CampaignDraft:
    today = timezone.localdate()
    fields: dict[str, Any] = {
        "name": "Fassadenwochen",
        "goal": "Zwanzig Anfragen bis Ende Oktober",
        "starts_on": today - timedelta(days=10),
        "ends_on": today + timedelta(days=20),
        "responsible": cast.amira,
    }
    return CampaignDraft(**{**fields, **changes})


def a_campaign(cast: Cast, **changes: Any) -> Campaign:
    return actions.start_campaign(campaign_draft(cast, **changes), actor=cast.actor(cast.amira))


def closed(cast: Cast, **changes: Any) -> Campaign:
    campaign = a_campaign(cast, **changes)
    return actions.close_campaign(campaign, result="24 Anfragen.", actor=cast.actor(cast.amira))


def typed(cast: Cast, **changes: Any) -> dict[str, Any]:
    """What the form sends."""
    draft = campaign_draft(cast)
    values = {
        "name": draft.name,
        "goal": draft.goal,
        "starts_on": draft.starts_on.isoformat(),
        "ends_on": draft.ends_on.isoformat(),
        "responsible": cast.amira.pk,
        "revision": 1,
    }
    return {**values, **changes}


def page(campaign: Campaign) -> str:
    return f"{CAMPAIGNS}{campaign.pk}/"
