"""A company with a year behind it: what the pages are measured with.

10,000 pieces on 20 channels, 50,000 messages, 20,000 files, 40 colleagues, 60 stopped posts, 140 mandates.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

CHANNELS = 20
PEOPLE = 40
STOPPED = 60
PAST_MANDATES = 100
FILES = 20_000


@dataclass(frozen=True)
class Year:
    """The readers by name, and of each kind of thing one with a page of its own."""

    readers: dict[str, Any]
    piece: int
    conversation: int
    publication: int


def fill(pieces: int, messages: int) -> Year:
    from eigenstimme.people.tests.cast import make_cast, make_channel

    cast = make_cast()
    channels = [make_channel(cast.company, cast.amira, name=f"Kanal {number}") for number in range(CHANNELS)]
    piece = _fill_plan(cast, channels, pieces)
    conversation = _fill_inbox(cast, channels, messages)
    _fill_house(cast, channels)
    _fill_library(cast)
    readers = {"lead": cast.amira, "own": cast.ben, "outside": cast.clara}
    return Year(readers, piece, conversation, _stop_some(channels[0]))


def _fill_house(cast: Any, channels: list[Any]) -> None:
    """Colleagues, mandates in force and past ones, a hold, ideas, and what people were told."""
    from django.utils import timezone

    from eigenstimme.people.models import Kind, Notice
    from eigenstimme.people.tests.cast import grant, join
    from eigenstimme.plan.models import Idea
    from eigenstimme.publishing.models import Hold

    now = timezone.now()
    everything = ["piece.publish", "piece.approve", "inbox.reply", "publication.decide", "hold.place"]
    grant(cast.ben, everything, by=cast.amira, publishes_up_to="A")
    for acts in (["piece.publish"], ["inbox.recommend"]):
        limited = grant(cast.clara, acts, by=cast.amira, every_channel=False, every_topic=False)
        limited.channels.set(channels[:6])
        limited.topics.set([cast.colours, cast.everyday])
    for number in range(PEOPLE):
        kind = Kind.OWN if number % 3 else Kind.OUTSIDE
        colleague = join(cast.company, f"Kollege{number} Muster", kind)
        grant(colleague, ["piece.draft"], by=cast.amira, ends_at=now + timedelta(days=number + 1))
    for number in range(PAST_MANDATES):
        start = now - timedelta(days=400 + number)
        grant(cast.clara, ["piece.draft"], by=cast.amira, starts_at=start, ends_at=start + timedelta(days=90))
    Hold.objects.create(
        company=cast.company, channel=channels[0], placed_by=cast.amira, reason="Wasserschaden"
    )
    Idea.objects.bulk_create(
        Idea(company=cast.company, text=f"Altbau, Treppe {number}", caught_by=cast.ben)
        for number in range(40)
    )
    Notice.objects.bulk_create(
        Notice(
            membership=reader,
            code="approval.reopened",
            params={"name": "Ben", "piece": "Beitrag"},
            path="/plan/",
        )
        for reader in (cast.amira, cast.ben, cast.clara)
        for _ in range(40)
    )


def _fill_library(cast: Any) -> None:
    """Pictures with words, tags and makers; every third is in a post, every fiftieth shows people."""
    from eigenstimme.media.models import Asset
    from eigenstimme.plan.models import Piece
    from eigenstimme.plan.models.piece import PieceAttachment

    tags = [["Innenraum", "Referenz"], ["Fassade"], ["Treppe", "Altbau", "Stuck"], ["Team"]]
    assets = [
        Asset(
            company=cast.company, file=f"1/aa/{number}.jpg", file_name=f"IMG_{number:05}.jpg",
            media_type="image/jpeg", width=2560, height=1920, size=900_000, sha256=f"{number:064x}",
            alt=f"Ein frisch gestrichenes Zimmer, Bild {number}", tags=tags[number % 4], origin="own",
            people_shown=number % 50 == 0, likeness=hash(number), added_by=(cast.ben, cast.clara)[number % 2],
        )
        for number in range(FILES)
    ]  # fmt: skip
    for asset in assets:
        asset.words = asset.searchable()
    Asset.objects.bulk_create(assets, batch_size=2000)
    pieces = list(Piece.objects.values_list("pk", flat=True))
    PieceAttachment.objects.bulk_create(
        (
            PieceAttachment(asset=asset, piece_id=pieces[at % len(pieces)], alt=asset.alt, position=0)
            for at, asset in enumerate(assets[::3])
        ),
        batch_size=5000,
    )


def _stop_some(channel: Any) -> int:
    """Some of what went out on a channel had failed instead; one of these."""
    from eigenstimme.publishing.models import Publication

    numbers = list(Publication.objects.filter(channel=channel).values_list("pk", flat=True)[:STOPPED])
    Publication.objects.filter(pk__in=numbers).update(state="failed", sent_at=None, reason="refused")
    return int(numbers[0])


def _fill_plan(cast: Any, channels: list[Any], count: int) -> int:
    """Pieces over eleven months back and one ahead, each on three channels; what lies in the past is out."""
    from django.utils import timezone

    now = timezone.now()
    pieces = _pieces(cast, now - timedelta(days=335), timedelta(days=365) / count, count)
    _send(cast, _variants(pieces, channels), now)
    _ask(cast, [piece for piece in pieces if piece.planned_for >= now][:200], now)
    return int(pieces[3 - CHANNELS].pk)  # a late one, by Clara on channels of her mandate


def _pieces(cast: Any, start: datetime, step: timedelta, count: int) -> list[Any]:
    from eigenstimme.plan.models import Piece

    return Piece.objects.bulk_create(
        (
            Piece(
                company=cast.company, title=f"Beitrag {number}", text="Welche Farbe passt zu Ihrer Küche?",
                topic=cast.colours, author=(cast.ben, cast.clara)[number % 2], responsible=cast.amira,
                planned_for=start + step * number,
            )
            for number in range(count)
        ),
        batch_size=2000,
    )  # fmt: skip


def _variants(pieces: list[Any], channels: list[Any]) -> list[Any]:
    from eigenstimme.plan.models import Variant

    return Variant.objects.bulk_create(
        (
            Variant(piece=piece, channel=channels[(number + offset) % CHANNELS])
            for number, piece in enumerate(pieces)
            for offset in range(3)
        ),
        batch_size=5000,
    )


def _send(cast: Any, variants: list[Any], now: datetime) -> None:
    from eigenstimme.publishing.models import Publication

    Publication.objects.bulk_create(
        (
            Publication(
                company=cast.company, channel_id=variant.channel_id, variant=variant, title=variant.piece.title,
                text=variant.piece.text, content_hash="", authorised_by=cast.amira, permission="piece.publish",
                state="sent", due_at=at, next_at=at, sent_at=at, remote_id=uuid.uuid4().hex,
            )
            for variant in variants
            if (at := variant.piece.planned_for) < now
        ),
        batch_size=5000,
    )  # fmt: skip


def _ask(cast: Any, pieces: list[Any], now: datetime) -> None:
    from eigenstimme.plan.models import Approval

    Approval.objects.bulk_create(
        Approval(
            piece=piece, content_hash="0" * 64, requested_by=cast.ben, requested_at=now, approver=cast.amira,
            deadline=now + timedelta(days=1),
        )
        for piece in pieces
    )  # fmt: skip


def _fill_inbox(cast: Any, channels: list[Any], count: int) -> int:
    from django.utils import timezone

    from eigenstimme.inbox.models import Contact, Conversation, Handle, Message

    now = timezone.now()
    conversations = Conversation.objects.bulk_create(
        (
            Conversation(
                company=cast.company, channel=channels[number % CHANNELS], thread_id=str(number),
                responsible=cast.amira, waiting_since=now if number % 10 == 0 else None,
                last_at=now - timedelta(minutes=number),
            )
            for number in range(count // 5)
        ),
        batch_size=5000,
    )  # fmt: skip
    contacts = Contact.objects.bulk_create(
        Contact(company=cast.company, name=f"Kundin {number}", first_seen_at=now) for number in range(500)
    )
    handles = Handle.objects.bulk_create(
        Handle(
            company=cast.company,
            contact=contact,
            network="practice",
            remote_id=str(contact.pk),
            name=contact.name,
        )
        for contact in contacts
    )
    Message.objects.bulk_create(
        (
            Message(
                conversation=conversation, kind="comment", handle=handles[number % 500], remote_id=str(number),
                text="Was kostet das etwa für ein Zimmer mit zwanzig Quadratmetern?",
                written_at=now - timedelta(minutes=number),
            )
            for number, conversation in enumerate(conversations)
            for number in range(number * 5, number * 5 + 5)
        ),
        batch_size=5000,
    )  # fmt: skip
    return conversations[0].pk
