"""Pieces, forms and visitors for the tests of the plan."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from eigenstimme.channels.models import Channel
from eigenstimme.people.models import Membership
from eigenstimme.people.tests.cast import Cast, grant
from eigenstimme.plan import actions
from eigenstimme.plan.actions import Draft, VariantDraft
from eigenstimme.plan.models import Approval, Piece
from eigenstimme.publishing.models import Publication


def signed_in(member: Membership) -> Client:
    client = Client()
    client.force_login(member.person)
    return client


def draft(cast: Cast, **changes: Any) -> Draft:
    fields: dict[str, Any] = {
        "title": "Fünf Farben für den Herbst",
        "text": "Welche Farbe passt zu Ihrer Küche?",
        "topic": cast.colours,
        "planned_for": timezone.now() + timedelta(days=1),
        "variants": [VariantDraft(cast.blog)],
    }
    return Draft(**{**fields, **changes})


def a_piece(cast: Cast, *, by: Membership | None = None, **changes: Any) -> Piece:
    """Drafted by the lead, unless said otherwise."""
    return actions.draft_piece(draft(cast, **changes), actor=cast.actor(by or cast.amira))


def a_piece_of_clara(cast: Cast, **changes: Any) -> Piece:
    if not cast.clara.mandates.exists():
        grant(cast.clara, ["piece.draft"], by=cast.amira)
    return a_piece(cast, by=cast.clara, **changes)


def handed_in(cast: Cast, piece: Piece, *, approver: Membership | None = None, **options: Any) -> Approval:
    """Asked of the lead by the author, four hours to answer."""
    return actions.hand_in(
        piece,
        approver=approver or cast.amira,
        deadline=timezone.now() + timedelta(hours=4),
        actor=cast.actor(piece.author),
        **options,
    )


def published(piece: Piece, state: str, **fields: Any) -> Publication:
    """A publication of the piece's first variant, in any state, as publishing would have left it."""
    variant = piece.variants.get()
    now = timezone.now()
    values: dict[str, Any] = {
        "company": piece.company,
        "channel": variant.channel,
        "variant": variant,
        "authorised_by": piece.responsible,
        "permission": "piece.publish",
        "due_at": piece.planned_for or now,
        "next_at": now,
        "sent_at": now if state == "sent" else None,
    }
    return Publication.objects.create(**{**values, **fields}, state=state)


def local(at: datetime | None) -> str:
    """As a browser sends a date and a time of the company's clock."""
    return timezone.localtime(at).strftime("%Y-%m-%dT%H:%M") if at else ""


def form(cast: Cast, *channels: Channel, **changes: Any) -> dict[str, Any]:
    """What the composer's form sends for a new piece."""
    values: dict[str, Any] = {
        "title": "Fünf Farben für den Herbst",
        "text": "Welche Farbe passt zu Ihrer Küche?",
        "topic": cast.colours.pk,
        "planned_for": local(timezone.now() + timedelta(days=1)),
        "form_key": str(uuid4()),
        **{f"channel-{channel.pk}": "on" for channel in channels or (cast.blog,)},
    }
    return {**values, **changes}


def queries_of(client: Client, address: str) -> int:
    """How many queries a page costs, the frame's own among them."""
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)
