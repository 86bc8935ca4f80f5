"""What a channel is meant to be: for whom, how often, how fast, and what the law wants to stand there."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from decimal import Decimal

from django.db import transaction

from eigenstimme.audit.record import record
from eigenstimme.channels.actions.locked import locked
from eigenstimme.channels.models import Channel, ChannelProfile
from eigenstimme.core import live
from eigenstimme.people.actor import Actor
from eigenstimme.people.rights import require


@dataclass(frozen=True)
class ProfileDraft:
    """``answer_hours`` and ``posts_a_week`` None: nobody has set a goal."""

    audience: str = ""
    answer_hours: int | None = None
    business_hours: bool = True
    formats: str = ""
    posts_a_week: Decimal | None = None
    imprint_url: str = ""
    netiquette_url: str = ""
    privacy_url: str = ""
    label_notes: str = ""


@transaction.atomic
def describe(channel: Channel, *, purpose: str, draft: ProfileDraft, actor: Actor) -> ChannelProfile:
    """Raises ``AlreadyClosed``, ``Denied``."""
    decision = require(actor, "channel.manage", channel.subject())
    channel = locked(channel)
    channel.purpose = purpose
    channel.save(update_fields=["purpose"])
    profile, _made = ChannelProfile.objects.update_or_create(channel=channel, defaults=asdict(draft))
    live.announce(channel.company_id, f"channel:{channel.pk}", "channels")
    record(actor, "channel.described", channel, decision)
    return profile
