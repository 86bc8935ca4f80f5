"""What the pages cost with a year of data: queries, bytes, milliseconds; beside the nearest peer's and the goal.

    python bench/pages.py [--pieces 10000] [--messages 50000]

In-process through Django's test client, DEBUG off: minimum and median of repeated calls. Absolute times are those
of the machine and its load; queries and bytes are not.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
import uuid
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
REPEATS = 7
CHANNELS = 20


@dataclass(frozen=True)
class Mark:
    """A page, the peer's figures for its own kind of page (queries, bytes, p50 ms), and our goal."""

    name: str
    path: str
    peer: tuple[int, int, int] | None
    goal: tuple[int, int, int]


def main() -> None:
    sys.path.insert(0, str(ROOT))
    given = _arguments()
    with tempfile.TemporaryDirectory(prefix="eigenstimme-pages-") as folder:
        os.environ.update(EIGENSTIMME_DATA=folder, DJANGO_SETTINGS_MODULE="eigenstimme.settings")
        from eigenstimme.cli.database import at_hand

        with at_hand():
            _run(given.pieces, given.messages)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--pieces", type=int, default=10_000)
    parser.add_argument("--messages", type=int, default=50_000)
    return parser.parse_args()


def _run(pieces: int, messages: int) -> None:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from django.db import connection
    from django.test import Client

    cast, marks = _fill(pieces, messages)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    client = Client(headers={"host": "localhost"})
    client.force_login(cast.amira.person)
    print(f"{pieces} pieces, {messages} messages, {CHANNELS} channels")
    print(
        f"{'page':<24}{'queries':>8}{'bytes':>10}{'min ms':>8}{'p50 ms':>8}   peer (queries, bytes, p50)   goal"
    )
    for mark in marks:
        _measure(client, mark)


def _measure(client: Any, mark: Mark) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(mark.path)
    with CaptureQueriesContext(connection) as captured:
        page = client.get(mark.path)
        queries = len(connection.queries_log) - captured.initial_queries
    if page.status_code != 200:
        raise SystemExit(f"{mark.path} answers {page.status_code}")
    took = sorted(_timed(client, mark.path) for _ in range(REPEATS))
    figures = (queries, len(page.content), round(statistics.median(took)))
    met = all(figure <= limit for figure, limit in zip(figures, mark.goal, strict=True))
    peer = " ".join(f"{figure:,}" for figure in mark.peer) if mark.peer else "-"
    goal = " ".join(f"{limit:,}" for limit in mark.goal)
    print(
        f"{mark.name:<24}{figures[0]:>8}{figures[1]:>10,}{took[0]:>8.0f}{figures[2]:>8}   {peer:<28} "
        f"{goal} {'met' if met else 'NOT MET'}"
    )


def _timed(client: Any, path: str) -> float:
    start = time.perf_counter()
    client.get(path)
    return (time.perf_counter() - start) * 1000


def _fill(pieces: int, messages: int) -> tuple[Any, list[Mark]]:
    from eigenstimme.people.tests.cast import make_cast, make_channel

    cast = make_cast()
    channels = [make_channel(cast.company, cast.amira, name=f"Kanal {number}") for number in range(CHANNELS)]
    piece = _fill_plan(cast, channels, pieces)
    conversation = _fill_inbox(cast, channels, messages)
    return cast, [
        Mark("today", "/", None, (15, 60_000, 40)),
        Mark("calendar month", "/plan/", (154, 415_366, 243), (15, 60_000, 40)),
        Mark("composer, new", "/plan/new/", (29, 290_706, 46), (15, 50_000, 15)),
        Mark("composer, edit", f"/plan/{piece}/edit/", (50, 306_826, 56), (15, 60_000, 20)),
        Mark("piece", f"/plan/{piece}/", None, (20, 60_000, 40)),
        Mark("list", "/plan/list/", (237, 1_598_782, 362), (12, 60_000, 30)),
        Mark("list: approvals", "/plan/approvals/", (43, 1_486_095, 248), (12, 60_000, 30)),
        Mark("inbox list", "/inbox/", (29, 270_341, 50), (12, 60_000, 20)),
        Mark("inbox, one conversation", f"/inbox/{conversation}/", (33, 133_658, 48), (12, 40_000, 15)),
        Mark("history", "/history/", None, (12, 60_000, 30)),
    ]


def _fill_plan(cast: Any, channels: list[Any], count: int) -> int:
    from django.utils import timezone

    from eigenstimme.plan.models import Approval, Piece, Variant
    from eigenstimme.publishing.models import Publication

    now = timezone.now()
    start = now - timedelta(days=335)
    step = timedelta(days=365) / count
    pieces = Piece.objects.bulk_create(
        (
            Piece(
                company=cast.company, title=f"Beitrag {number}", text="Welche Farbe passt zu Ihrer Küche?",
                topic=cast.colours, author=cast.ben, responsible=cast.amira, planned_for=start + step * number,
            )
            for number in range(count)
        ),
        batch_size=2000,
    )  # fmt: skip
    variants = Variant.objects.bulk_create(
        (
            Variant(piece=piece, channel=channels[(number + offset) % CHANNELS])
            for number, piece in enumerate(pieces)
            for offset in range(3)
        ),
        batch_size=5000,
    )
    Publication.objects.bulk_create(
        (
            Publication(
                company=cast.company, channel_id=variant.channel_id, variant=variant, title=variant.piece.title,
                text=variant.piece.text, content_hash="", authorised_by=cast.amira, permission="piece.publish",
                state="sent", due_at=variant.piece.planned_for, next_at=variant.piece.planned_for,
                sent_at=variant.piece.planned_for, remote_id=uuid.uuid4().hex,
            )
            for variant in variants
            if variant.piece.planned_for < now
        ),
        batch_size=5000,
    )  # fmt: skip
    waiting = [piece for piece in pieces if piece.planned_for and piece.planned_for >= now][:200]
    Approval.objects.bulk_create(
        Approval(
            piece=piece, content_hash="0" * 64, requested_by=cast.ben, requested_at=now, approver=cast.amira,
            deadline=now + timedelta(days=1),
        )
        for piece in waiting
    )  # fmt: skip
    return pieces[-1].pk


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


if __name__ == "__main__":
    main()
