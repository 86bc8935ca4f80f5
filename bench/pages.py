"""What the pages cost with a year of data: queries, bytes, milliseconds; beside the nearest peer's and the goal.

    python bench/pages.py [--pieces 10000] [--messages 50000] [page …]

In-process through Django's test client, DEBUG off: median and 95th percentile of repeated calls, by the clock on the
wall (with the database, and with everybody else on the machine) and of this process's own work. Absolute times are
those of the machine and its load; queries and bytes are not. Every page is asked for by three readers: the lead; an
employee with mandates on everything; somebody from outside with mandates on some channels and topics.

A page is one line in ``_marks``. Names given at the end, or parts of them, measure only those pages.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
REPEATS = 20
CHANNELS = 20
PEOPLE = 40
STOPPED = 60
PAST_MANDATES = 100
FILES = 20_000
CELL = 40  # characters of the table


@dataclass(frozen=True)
class Mark:
    """A page, our goal for it, and the peer's figures for its own kind of page: queries, bytes, p50 ms."""

    name: str
    path: str
    goal: tuple[int, int, int]
    peer: tuple[int, int, int] | None = None


@dataclass(frozen=True)
class Times:
    """Milliseconds of repeated calls."""

    p50: float
    p95: float

    @classmethod
    def of(cls, measured: list[float]) -> Times:
        return cls(statistics.median(measured), statistics.quantiles(measured, n=20)[-1])

    def __str__(self) -> str:
        return f"{self.p50:5.0f} /{self.p95:4.0f}"


@dataclass(frozen=True)
class Cost:
    """What one reader's page took."""

    queries: int
    bytes: int
    wall: Times
    cpu: Times

    def within(self, goal: tuple[int, int, int]) -> bool:
        """Queries and bytes only: time is the machine's."""
        return self.queries <= goal[0] and self.bytes <= goal[1]


def main() -> None:
    sys.path.insert(0, str(ROOT))
    given = _arguments()
    with tempfile.TemporaryDirectory(prefix="eigenstimme-pages-") as folder:
        os.environ.update(
            EIGENSTIMME_DATA=folder, EIGENSTIMME_LOG="ERROR", DJANGO_SETTINGS_MODULE="eigenstimme.settings"
        )
        from eigenstimme.cli.database import at_hand

        with at_hand():
            _run(given.pieces, given.messages, given.pages)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--pieces", type=int, default=10_000)
    parser.add_argument("--messages", type=int, default=50_000)
    parser.add_argument("pages", nargs="*", help="only these")
    return parser.parse_args()


def _run(pieces: int, messages: int, only: list[str]) -> None:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from django.db import connection

    from eigenstimme.core.process import settle_memory

    readers, marks = fill(pieces, messages)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(f"{pieces} pieces, {messages} messages, {CHANNELS} channels, load {os.getloadavg()[0]:.1f}")
    print(
        "per reader: queries, bytes, wall p50 / p95 ms, CPU p50 / p95 ms; * over the goal for queries or bytes"
    )
    settle_memory()  # as in the web process
    report(readers, [mark for mark in marks if not only or any(word in mark.name for word in only)])


# --- measuring ------------------------------------------------------------------------------------------------


def report(readers: dict[str, Any], marks: list[Mark]) -> None:
    """Print the table."""
    from django.test import Client

    clients = {}
    for name, reader in readers.items():
        clients[name] = Client(headers={"host": "localhost"})
        clients[name].force_login(reader.person)
    columns = "".join(f"{name:^{CELL}}" for name in readers)
    print(f"{'page':<20}{columns}  {'goal':<16}peer")
    for mark in marks:
        costs = [cost(client, mark.path) for client in clients.values()]
        row = "".join(_cell(each, mark.goal) for each in costs)
        peer = " ".join(f"{figure:,}" for figure in mark.peer) if mark.peer else "-"
        goal = " ".join(f"{limit:,}" for limit in mark.goal)
        print(f"{mark.name:<20}{row}  {goal:<16}{peer}", flush=True)


def _cell(cost: Cost | None, goal: tuple[int, int, int]) -> str:
    if cost is None:
        return f"{'not theirs':^{CELL}}"
    flag = " " if cost.within(goal) else "*"
    return f"{cost.queries:>4}{cost.bytes:>8,}  {cost.wall}  {cost.cpu}{flag} "


def cost(client: Any, path: str) -> Cost | None:
    """None where the reader may not open the page."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    if client.get(path).status_code in {403, 404}:
        return None
    with CaptureQueriesContext(connection) as captured:
        page = client.get(path)
        queries = len(connection.queries_log) - captured.initial_queries
    if page.status_code != 200:
        raise SystemExit(f"{path} answers {page.status_code}")
    wall, cpu = zip(*(_timed(client, path) for _ in range(REPEATS)), strict=True)
    return Cost(queries, len(page.content), Times.of(list(wall)), Times.of(list(cpu)))


def _timed(client: Any, path: str) -> tuple[float, float]:
    """By the clock, and of this process alone."""
    wall, cpu = time.perf_counter(), time.process_time()
    client.get(path)
    return (time.perf_counter() - wall) * 1000, (time.process_time() - cpu) * 1000


# --- a year of data -------------------------------------------------------------------------------------------


def fill(pieces: int, messages: int) -> tuple[dict[str, Any], list[Mark]]:
    """The readers by name, and the pages to measure."""
    from eigenstimme.people.tests.cast import make_cast, make_channel

    cast = make_cast()
    channels = [make_channel(cast.company, cast.amira, name=f"Kanal {number}") for number in range(CHANNELS)]
    piece = _fill_plan(cast, channels, pieces)
    conversation = _fill_inbox(cast, channels, messages)
    _fill_house(cast, channels)
    _fill_library(cast)
    return {"lead": cast.amira, "own": cast.ben, "outside": cast.clara}, list(
        _marks(piece, conversation, _stop_some(channels[0]))
    )


def _marks(piece: int, conversation: int, publication: int) -> Iterator[Mark]:
    yield Mark("today", "/", (15, 60_000, 40))
    yield Mark("calendar month", "/plan/", (15, 60_000, 40), (154, 415_366, 243))
    yield Mark("calendar week", "/plan/week/", (15, 60_000, 30), (37, 413_279, 121))
    yield Mark("calendar day", "/plan/day/", (15, 60_000, 30))
    yield Mark("board", "/plan/board/", (15, 60_000, 40))
    yield Mark("composer, new", "/plan/new/", (15, 50_000, 15), (29, 290_706, 46))
    yield Mark("composer, edit", f"/plan/{piece}/edit/", (15, 60_000, 20), (50, 306_826, 56))
    yield Mark("piece", f"/plan/{piece}/", (15, 60_000, 40))
    yield Mark("list", "/plan/list/", (12, 60_000, 30), (237, 1_598_782, 362))
    yield Mark("approvals", "/plan/approvals/", (12, 60_000, 30), (43, 1_486_095, 248))
    yield Mark("library", "/media/", (12, 60_000, 20), (27, 322_527, 48))
    yield Mark("library, searched", "/media/?q=treppe+altbau", (12, 60_000, 20))
    yield Mark("library, unused", "/media/?use=unused&people=no_consent", (12, 60_000, 20))
    yield Mark("library, last page", "/media/?page=400", (12, 60_000, 20))
    yield Mark("ideas", "/plan/ideas/", (12, 60_000, 30))
    yield Mark("inbox list", "/inbox/", (12, 60_000, 20), (29, 270_341, 50))
    yield Mark("conversation", f"/inbox/{conversation}/", (12, 40_000, 15), (33, 133_658, 48))
    yield Mark("stopped", "/publications/", (12, 60_000, 30))
    yield Mark("holds", "/publications/holds/", (12, 60_000, 30))
    yield Mark("publication", f"/publications/{publication}/", (15, 60_000, 30))
    yield Mark("people", "/people/", (12, 60_000, 30))
    yield Mark("mandates", "/mandates/", (12, 60_000, 30))
    yield Mark("mine", "/mandates/mine/", (12, 60_000, 30))
    yield Mark("channels", "/channels/", (12, 60_000, 30))
    yield Mark("topics", "/topics/", (12, 60_000, 30))
    yield Mark("history", "/history/", (12, 60_000, 30))


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


if __name__ == "__main__":
    main()
