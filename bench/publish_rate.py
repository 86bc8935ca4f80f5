"""How fast and how punctual the publisher is: many posts due in the same second, one worker, an instant network.

    python bench/publish_rate.py [--posts 1000] [--workers 1] [--future 50000]

Every post was drafted under a mandate and approved by an own person under another; all of it is checked before it is
prepared and again before it is sent, and each attempt and end is on record. ``--future`` planned posts lie beside them.

Prints posts per second, the delay between the due second and the network's receipt (p50, p99, worst), what one costs
in processor time (seconds by the clock are those of the machine and its load), and the number of queries.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import psutil

ROOT = Path(__file__).resolve().parent.parent
HEAD_START = 40  # seconds between the start of the workers and the second in which everything is due
PREPARING = 20  # seconds before it in which the workers begin to prepare
PATIENCE = 600  # seconds until everything has to be out


class Network(BaseHTTPRequestHandler):
    """Takes a status and answers at once, like a very fast Mastodon server; notes when each came."""

    received: list[float] = []
    lock = threading.Lock()

    def do_POST(self) -> None:
        wanted = json.loads(self.rfile.read(int(self.headers["content-length"])))
        with self.lock:
            self.received.append(time.time())
            number = len(self.received)
        address = f"http://localhost/@kern/{number}"
        status = {"id": str(number), "uri": address, "url": address, "content": wanted["status"]}
        body = json.dumps({**status, "account": {"id": "1", "acct": "kern"}, "visibility": "public"}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: Any) -> None:
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 1024


@dataclass
class Spent:
    """Seconds of processor time of the workers and of PostgreSQL."""

    workers: float
    database: float

    def __sub__(self, before: Spent) -> Spent:
        return Spent(self.workers - before.workers, self.database - before.database)

    def each(self, posts: int) -> str:
        return f"{self.workers / posts * 1000:.1f} ms each (PostgreSQL {self.database / posts * 1000:.1f} ms)"


def main() -> None:
    sys.path.insert(0, str(ROOT))
    given = _arguments()
    with tempfile.TemporaryDirectory(prefix="eigenstimme-rate-") as folder:
        os.environ.update(
            EIGENSTIMME_DATA=folder,
            EIGENSTIMME_PRIVATE_HOSTS="localhost",
            DJANGO_SETTINGS_MODULE="eigenstimme.settings",
        )
        from eigenstimme.cli.database import at_hand

        with at_hand(), _network() as url:
            _set_the_scene(url, given.future)
            _count_queries(min(32, given.posts))
            due = _posts_due(given.posts)
            with _workers(given.workers, Path(folder)) as workers:
                preparing, sending = _watch(due, workers)
    _report(due.timestamp(), given.posts)
    print(f"processor time: preparing {preparing.each(given.posts)}, sending {sending.each(given.posts)}")
    print(f"load of the machine (1, 5, 15 minutes): {os.getloadavg()} on {os.cpu_count()} cores")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--posts", type=int, default=1000)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--future", type=int, default=50_000)
    return parser.parse_args()


@contextmanager
def _network() -> Iterator[str]:
    server = Server(("127.0.0.1", 0), Network)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()


# --- the posts ----------------------------------------------------------------------------------------------


def _set_the_scene(url: str, future: int) -> None:
    """A company with one channel on the network, and ``future`` answers planned in a month."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from django.utils import timezone

    from eigenstimme.people.tests.cast import grant, make_cast, make_channel
    from eigenstimme.publishing.models import Publication

    cast = make_cast()
    grant(cast.clara, ["piece.draft"], by=cast.amira)
    grant(cast.ben, ["piece.approve"], by=cast.amira)
    channel = make_channel(cast.company, cast.amira, name="Social", network="mastodon")
    channel.credentials = {"base_url": url, "access_token": "secret", "account_id": "1"}
    channel.save()
    month = timezone.now() + timedelta(days=30)
    answers = (
        Publication(
            company=cast.company, channel=channel, text=f"Gruß {uuid.uuid4().hex}", due_at=month, next_at=month,
            authorised_by=cast.amira, permission="inbox.reply",
        )
        for _ in range(future)
    )  # fmt: skip
    Publication.objects.bulk_create(answers, batch_size=5000)


def _posts(count: int) -> list[int]:
    """Drafted by Clara, approved by Ben, planned for next year; the ids of their publications."""
    from django.utils import timezone

    from eigenstimme.channels.models import Channel
    from eigenstimme.people.actor import Actor
    from eigenstimme.people.models import Membership
    from eigenstimme.plan import actions
    from eigenstimme.publishing.models import Publication
    from eigenstimme.strategy.models import Topic

    people = {each.person.name.split()[0]: each for each in Membership.objects.select_related("person")}
    channel, topic = Channel.objects.get(name="Social"), Topic.objects.get(name="Farben")
    year, deadline = timezone.now() + timedelta(days=365), timezone.now() + timedelta(hours=1)
    for number in range(count):
        draft = actions.Draft(
            f"Post {number}", topic, [actions.VariantDraft(channel)], text=uuid.uuid4().hex, planned_for=year
        )
        piece = actions.draft_piece(draft, actor=Actor.of(people["Clara"]))
        approval = actions.hand_in(
            piece, approver=people["Ben"], deadline=deadline, actor=Actor.of(people["Clara"])
        )
        actions.approve(approval, actor=Actor.of(people["Ben"]))
    return list(Publication.objects.filter(variant__piece__planned_for=year).values_list("pk", flat=True))


def _posts_due(count: int) -> datetime:
    """``count`` posts, due together; returns when."""
    from django.utils import timezone

    from eigenstimme.publishing.models import Publication

    posts = Publication.objects.filter(pk__in=_posts(count))
    due = (timezone.now() + timedelta(seconds=HEAD_START)).replace(microsecond=0)
    posts.update(due_at=due, next_at=due - timedelta(seconds=PREPARING))
    return due


def _count_queries(count: int) -> None:
    """Print what ``count`` posts cost that are due together, and what one alone does."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from django.utils import timezone

    from eigenstimme.publishing.engine import carry_out
    from eigenstimme.publishing.models import Publication

    for batch in (_posts(count), _posts(1)):
        with CaptureQueriesContext(connection) as preparing:
            carry_out(*batch)
        Publication.objects.filter(pk__in=batch).update(due_at=timezone.now())
        with CaptureQueriesContext(connection) as sending:
            carry_out(*batch)
        print(
            f"{len(batch)} together: {len(preparing)} queries to prepare, {len(sending)} to send,"
            f" {(len(preparing) + len(sending)) / len(batch):.1f} a post"
        )
    Network.received.clear()


# --- measuring ----------------------------------------------------------------------------------------------


@contextmanager
def _workers(count: int, folder: Path) -> Iterator[list[int]]:
    """The process ids of running workers."""
    with (folder / "worker.log").open("ab") as log:
        command = [sys.executable, "-m", "eigenstimme.cli", "worker"]
        workers = [subprocess.Popen(command, stdout=log, stderr=log) for _ in range(count)]
        yield [worker.pid for worker in workers]
        for worker in workers:
            worker.terminate()
            worker.wait(30)


def _watch(due: datetime, workers: list[int]) -> tuple[Spent, Spent]:
    """Wait until everything is out; what preparing and what sending took."""
    from eigenstimme.publishing.models import Publication, State

    waiting = Publication.objects.filter(due_at=due).exclude(state=State.SENT)
    _sleep_until(due.timestamp() - PREPARING - 1)
    started = _spent(workers)
    _sleep_until(due.timestamp() - 0.5)
    prepared = _spent(workers)
    while waiting.exists() and time.time() < due.timestamp() + PATIENCE:
        time.sleep(0.5)
    return prepared - started, _spent(workers) - prepared


def _sleep_until(moment: float) -> None:
    time.sleep(max(moment - time.time(), 0))


def _spent(workers: list[int]) -> Spent:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (backend,) = cursor.fetchone()
    server = psutil.Process(backend).parent()
    assert server is not None
    database = sum(_times(process) for process in [server, *server.children()])
    return Spent(sum(_times(psutil.Process(pid)) for pid in workers), database)


def _times(process: psutil.Process) -> float:
    """With those of its children that have ended."""
    times = process.cpu_times()
    return float(times.user + times.system + times.children_user + times.children_system)


def _report(due: float, count: int) -> None:
    delays = sorted(at - due for at in Network.received)
    if not delays:
        raise SystemExit("nothing was sent")
    rate = len(delays) / max(delays[-1], 0.001)
    p50, p99 = delays[len(delays) // 2], delays[int(len(delays) * 0.99) - 1]
    print(f"{len(delays)} of {count} sent, {rate:.0f} a second")
    print(f"delay after the due second: p50 {p50:.2f} s, p99 {p99:.2f} s, worst {delays[-1]:.2f} s")
    print(f"earliest {delays[0]:+.3f} s (never before its second: {'yes' if delays[0] >= 0 else 'NO'})")
    print(f"against the nearest peer (0.58 a second, p50 770 s): {rate / 0.58:.0f}x the rate")


if __name__ == "__main__":
    main()
