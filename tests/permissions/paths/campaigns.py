"""Campaigns. Whom one names as responsible is ``named``; nobody of the table is in its team."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from eigenstimme.people.actor import Actor
from eigenstimme.plan import actions as plan
from eigenstimme.plan.models import Campaign
from tests.permissions.scene import MARK, Scene
from tests.permissions.ways import Path, act, get, listed, nothing, opens, other, post, reads


def _draft(scene: Scene) -> plan.CampaignDraft:
    named = scene.people["named"].membership
    assert named is not None
    today = timezone.localdate()
    return plan.CampaignDraft(MARK, MARK, today, today + timedelta(days=9), responsible=named)


def _campaign(scene: Scene) -> Campaign:
    return plan.start_campaign(_draft(scene), actor=Actor.of(scene.lead))


def _closed(scene: Scene) -> Campaign:
    return plan.close_campaign(_campaign(scene), result=MARK, actor=Actor.of(scene.lead))


def _change(scene: Scene, actor: Actor) -> None:
    plan.change_campaign(_campaign(scene), _draft(scene), revision=1, actor=actor)


def _close(scene: Scene, actor: Actor) -> None:
    plan.close_campaign(_campaign(scene), result="x", actor=actor)


def _typed(scene: Scene) -> dict[str, Any]:
    today = timezone.localdate().isoformat()
    days = {"starts_on": today, "ends_on": today}
    return {"name": "x", "goal": "x", **days, "responsible": scene.lead.pk, "revision": 1}


PATHS: list[Path] = [
    other("campaign.read", "reading campaigns", reads(Campaign, _campaign)),
    other("campaign.read", "page plan:campaigns", listed("plan:campaigns", _campaign), "plan:campaigns"),
    get("campaign.read", "plan:campaign", lambda s: [_campaign(s).pk]),
    get("campaign.read", "plan:campaign_result", lambda s: [_closed(s).pk]),
    act("campaign.start", plan.start_campaign, lambda s, a: plan.start_campaign(_draft(s), actor=a)),
    opens("campaign.start", "plan:new_campaign", nothing),
    post("campaign.start", "plan:new_campaign", lambda s: ([], _typed(s))),
    act("campaign.steer", plan.change_campaign, _change),
    act("campaign.steer", plan.close_campaign, _close),
    act("campaign.steer", plan.reopen_campaign, lambda s, a: plan.reopen_campaign(_closed(s), actor=a)),
    opens("campaign.steer", "plan:campaign_edit", lambda s: [_campaign(s).pk]),
    post("campaign.steer", "plan:campaign_edit", lambda s: ([_campaign(s).pk], _typed(s))),
    post("campaign.steer", "plan:campaign_closed", lambda s: ([_campaign(s).pk], {"result": "x"})),
    post("campaign.steer", "plan:campaign_reopened", lambda s: ([_closed(s).pk], {})),
]
