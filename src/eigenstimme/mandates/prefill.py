"""What the grant form begins with: a pattern, an occasion or single acts named in its address.

Only what can be granted to this person; anything else is left out, never an error.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from django.http import QueryDict
from django.utils import timezone

from eigenstimme.mandates import occasions, patterns
from eigenstimme.mandates.patterns import Pattern
from eigenstimme.mandates.permissions import IMPLIED, Permission, acts_for
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Membership

A_NOTE = 300


def prefilled(query: QueryDict, holder: Membership, actor: Actor) -> dict[str, Any]:
    """Initial values of ``GrantForm``. A pattern is taken whole; what is named beside it comes on top."""
    pattern = patterns.by_key(query.get("pattern", ""), holder.kind)
    occasion = occasions.named_in(query, actor)
    acts = set(query.getlist("act"))
    values: dict[str, Any] = {}
    if pattern:
        acts |= set(pattern.acts)
        values |= _of_pattern(pattern, holder)
    if occasion:
        acts |= set(occasion.acts.get(holder.kind, ()))
        values["note"] = occasion.words[:A_NOTE]
    acts &= set(acts_for(holder.kind))
    if Permission.PIECE_PUBLISH in acts:
        values.setdefault("publishes_up_to", (occasion and occasion.publishes_up_to) or "A")
    return values | {"acts": _ticked(acts)}


def _of_pattern(pattern: Pattern, holder: Membership) -> dict[str, Any]:
    last_day = timezone.localdate(timezone=holder.company.zone) + timedelta(days=pattern.days)
    values: dict[str, Any] = {"last_day": last_day, "note": str(pattern.note)}
    if pattern.publishes_up_to:
        values |= {"publishes_up_to": pattern.publishes_up_to, "weekly_limit": pattern.weekly_limit}
    return values


def _ticked(acts: Collection[str]) -> list[str]:
    """The boxes: publishing is asked with its class, and what another act implies goes without a tick."""
    implied = {each for act in acts for each in IMPLIED.get(Permission(act), ())}
    return [act for act in Permission if act in acts and act not in implied | {Permission.PIECE_PUBLISH}]
