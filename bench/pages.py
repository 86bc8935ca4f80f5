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
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shared.year import CHANNELS, Year, fill

ROOT = Path(__file__).resolve().parent.parent
REPEATS = 20
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

    year = fill(pieces, messages)
    marks = [mark for mark in _marks(year) if not only or any(word in mark.name for word in only)]
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(f"{pieces} pieces, {messages} messages, {CHANNELS} channels, load {os.getloadavg()[0]:.1f}")
    print(
        "per reader: queries, bytes, wall p50 / p95 ms, CPU p50 / p95 ms; * over the goal for queries or bytes"
    )
    settle_memory()  # as in the web process
    report(year.readers, marks)


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


def _marks(year: Year) -> Iterator[Mark]:
    yield Mark("today", "/", (15, 60_000, 40))
    yield Mark("calendar month", "/plan/", (15, 60_000, 40), (154, 415_366, 243))
    yield Mark("calendar week", "/plan/week/", (15, 60_000, 30), (37, 413_279, 121))
    yield Mark("calendar day", "/plan/day/", (15, 60_000, 30))
    yield Mark("board", "/plan/board/", (15, 60_000, 40))
    yield Mark("composer, new", "/plan/new/", (15, 50_000, 15), (29, 290_706, 46))
    yield Mark("composer, edit", f"/plan/{year.piece}/edit/", (15, 60_000, 20), (50, 306_826, 56))
    yield Mark("piece", f"/plan/{year.piece}/", (15, 60_000, 40))
    yield Mark("list", "/plan/list/", (12, 60_000, 30), (237, 1_598_782, 362))
    yield Mark("approvals", "/plan/approvals/", (12, 60_000, 30), (43, 1_486_095, 248))
    yield Mark("library", "/media/", (12, 60_000, 20), (27, 322_527, 48))
    yield Mark("library, searched", "/media/?q=treppe+altbau", (12, 60_000, 20))
    yield Mark("library, unused", "/media/?use=unused&people=no_consent", (12, 60_000, 20))
    yield Mark("library, last page", "/media/?page=400", (12, 60_000, 20))
    yield Mark("ideas", "/plan/ideas/", (12, 60_000, 30))
    yield Mark("inbox list", "/inbox/", (12, 60_000, 20), (29, 270_341, 50))
    yield Mark("conversation", f"/inbox/{year.conversation}/", (12, 40_000, 15), (33, 133_658, 48))
    yield Mark("stopped", "/publications/", (12, 60_000, 30))
    yield Mark("holds", "/publications/holds/", (12, 60_000, 30))
    yield Mark("publication", f"/publications/{year.publication}/", (15, 60_000, 30))
    yield Mark("people", "/people/", (12, 60_000, 30))
    yield Mark("mandates", "/mandates/", (12, 60_000, 30))
    yield Mark("mine", "/mandates/mine/", (12, 60_000, 30))
    yield Mark("channels", "/channels/", (12, 60_000, 30))
    yield Mark("topics", "/topics/", (12, 60_000, 30))
    yield Mark("own voice", "/figures/voice/", (15, 60_000, 60))
    yield Mark("own voice, posts", "/figures/voice/posts/", (12, 60_000, 30))
    yield Mark("history", "/history/", (12, 60_000, 30))


if __name__ == "__main__":
    main()
