"""How fast and how punctual the publisher is: many posts due in the same second, one worker, an instant network.

    python bench/publish_rate.py [--posts 1000] [--workers 1] [--future 50000]

Prints publications per second and the delay between the due second and the network's receipt (p50, p99, worst),
with ``--future`` planned posts lying in the table beside them.
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
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
HEAD_START = 20  # seconds for the worker to start before anything is due


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
            due = _prepare(given.posts, given.future, url)
            with _workers(given.workers, Path(folder)):
                _wait(given.posts)
    _report(due.timestamp(), given.posts)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--posts", type=int, default=1000)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--future", type=int, default=50_000)
    return parser.parse_args()


@contextmanager
def _network() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Network)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()


def _prepare(count: int, future: int, url: str) -> datetime:
    """``count`` answers due in one second, ``future`` ones in a month."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from django.utils import timezone

    from eigenstimme.people.tests.cast import make_cast, make_channel
    from eigenstimme.publishing.models import Publication

    cast = make_cast()
    channel = make_channel(cast.company, cast.amira, name="Social", network="mastodon")
    channel.credentials = {"base_url": url, "access_token": "secret", "account_id": "1"}
    channel.save()
    now = timezone.now()

    def publication(at: datetime) -> Publication:
        made = Publication(
            company=cast.company, channel=channel, text=f"Gruß {uuid.uuid4().hex}", due_at=at, next_at=at,
            authorised_by=cast.amira, permission="inbox.reply",
        )  # fmt: skip
        made.content_hash = made.computed_hash()
        return made

    month = now + timedelta(days=30)
    Publication.objects.bulk_create((publication(month) for _ in range(future)), batch_size=5000)
    due = (timezone.now() + timedelta(seconds=HEAD_START)).replace(microsecond=0)
    Publication.objects.bulk_create((publication(due) for _ in range(count)), batch_size=5000)
    return due


@contextmanager
def _workers(count: int, folder: Path) -> Iterator[None]:
    with (folder / "worker.log").open("ab") as log:
        command = [sys.executable, "-m", "eigenstimme.cli", "worker"]
        workers = [subprocess.Popen(command, stdout=log, stderr=log) for _ in range(count)]
        yield
        for worker in workers:
            worker.terminate()
            worker.wait(30)


def _wait(count: int) -> None:
    end = time.monotonic() + 600
    while len(Network.received) < count and time.monotonic() < end:
        time.sleep(0.2)


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
