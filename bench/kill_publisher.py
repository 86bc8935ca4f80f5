"""Kill the worker with SIGKILL at random moments while it publishes to a real server; then count what is public.

    python bench/kill_publisher.py [--kills 200] [--posts 35]

The server is snac, which knows no idempotency keys: a naive publisher posts twice here. Among more than 40 posts of an
account nobody can say there that one is absent, so the kills go over rounds of few posts, each on a server of its own.
Prints kills, attempts, time, and how many posts are there once, twice or not at all; exits with 1 if any is not there
exactly once.
"""

from __future__ import annotations

import argparse
import collections
import os
import random
import signal
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
LEASE = 6  # seconds; short, so that the run does not wait for minutes after each kill


def main() -> int:
    sys.path.insert(0, str(ROOT))
    given = _arguments()
    with tempfile.TemporaryDirectory(prefix="eigenstimme-kills-") as folder:
        os.environ.update(
            EIGENSTIMME_DATA=folder,
            EIGENSTIMME_ATTEMPT_LEASE=str(LEASE),
            EIGENSTIMME_PRIVATE_HOSTS="localhost",
            DJANGO_SETTINGS_MODULE="eigenstimme.settings",
        )
        from eigenstimme.cli.database import at_hand

        with at_hand():
            return _run(given.kills, given.posts, Path(folder))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--posts", type=int, default=35)
    return parser.parse_args()


def _run(kills: int, count: int, folder: Path) -> int:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from tests.kills.setting import connected_channel, posts, shown
    from tests.servers.snac import snac

    began, done, total = time.monotonic(), 0, collections.Counter[str]()
    while done < kills:
        own = folder / str(done)
        own.mkdir()
        with snac(own) as server:
            channel = connected_channel(server)
            publications = posts(channel, count)
            done += _kill(kills - done, folder)
            _settle(folder)
            total += _result([each.text for each in publications], shown(channel))
        print(f"{done} kills, {time.monotonic() - began:.0f} s: {dict(total)}", flush=True)
    return _report(done, total)


class Worker:
    """A worker forked from this process, so that it works at once; a fresh start would take seconds each time."""

    def __init__(self, folder: Path) -> None:
        from django.db import connection

        # nothing of the database may be shared with the child; only PostgreSQL's connections have a pool
        connection.close_pool()  # type: ignore[attr-defined]
        self.pid = os.fork()
        if self.pid == 0:
            _become_a_worker(folder)

    def end(self, number: int) -> None:
        os.kill(self.pid, number)
        os.waitpid(self.pid, 0)

    @property
    def ended_by_itself(self) -> bool:
        return os.waitpid(self.pid, os.WNOHANG)[0] == self.pid


def _become_a_worker(folder: Path) -> NoReturn:
    from eigenstimme.cli.worker import work
    from eigenstimme.publishing import dispatch

    dispatch.CLAIM = timedelta(
        seconds=LEASE
    )  # what a dead worker had claimed is free again as soon as what it sent
    log = os.open(folder / "worker.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for stream in (1, 2):
        os.dup2(log, stream)
    try:
        work()
    finally:
        os._exit(0)


def _kill(kills: int, folder: Path) -> int:
    """Start workers and kill them; each lives a random time after it has begun to work."""
    for done in range(1, kills + 1):
        worker = Worker(folder)
        _wait_until_it_works(worker)
        time.sleep(random.uniform(0, 0.8))
        worker.end(signal.SIGKILL)
        if not _open():
            return done
    return kills


def _wait_until_it_works(worker: Worker) -> None:
    """Until an attempt is on its way (or half a minute: perhaps all that is open waits for its time)."""
    from eigenstimme.publishing.models import Attempt

    known = Attempt.objects.count()
    end = time.monotonic() + 30
    while time.monotonic() < end and Attempt.objects.count() == known and _open():
        if worker.ended_by_itself:
            raise SystemExit("the worker ended by itself; see its log")
        time.sleep(0.02)


def _settle(folder: Path) -> None:
    """One worker, left alone, until nothing moves any more."""
    worker = Worker(folder)
    end = time.monotonic() + 600
    while _open() and time.monotonic() < end:
        time.sleep(0.5)
    worker.end(signal.SIGTERM)


def _open() -> int:
    from eigenstimme.publishing.models import MOVING, Publication

    return Publication.objects.filter(state__in=MOVING).count()


def _result(texts: list[str], public: list[str]) -> collections.Counter[str]:
    """How many posts are public once, more than once and not at all."""
    words = {0: "missing", 1: "once"}
    return collections.Counter(
        words.get(sum(text in each for each in public), "more than once") for text in texts
    )


def _report(kills: int, total: collections.Counter[str]) -> int:
    from eigenstimme.publishing.models import Attempt, Publication

    states = collections.Counter(Publication.objects.values_list("state", flat=True))
    print(f"kills {kills}, posts {total.total()}, attempts {Attempt.objects.count()}")
    print(
        f"public once {total['once']}, missing {total['missing']}, more than once {total['more than once']}"
    )
    print("states: " + ", ".join(f"{state} {number}" for state, number in sorted(states.items())))
    return 0 if set(total) == {"once"} and set(states) == {"sent"} else 1


if __name__ == "__main__":
    sys.exit(main())
