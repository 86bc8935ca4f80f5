"""What the live stream costs: many open pages on one web process, and how late they hear of a change.

    python bench/live.py [--pages 1000] [--changes 20]

Signs in through the form, opens the streams with that cookie, all at once, and announces changes the way every action
does. Prints how long connecting took, what a page costs the web process in memory, and the delay from ``announce``
until each page has heard; the web process gathers for 150 ms before it passes anything on. Server and pages share the
machine, so the delay holds the pages' own work too.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import re
import resource
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from shared.server import free_port, sign_in, web

ROOT = Path(__file__).resolve().parent.parent
AT_ONCE = 100  # connections being made
PAUSE = 0.5  # seconds between two changes
PATIENCE = 60.0  # seconds until a change counts as lost


def main() -> None:
    sys.path.insert(0, str(ROOT))
    given = _arguments()
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    with tempfile.TemporaryDirectory(prefix="eigenstimme-live-") as folder:
        port = free_port()
        os.environ.update(
            EIGENSTIMME_DATA=folder, EIGENSTIMME_PORT=str(port), EIGENSTIMME_HASHED_STATIC="0",
            DJANGO_SETTINGS_MODULE="eigenstimme.settings",
        )  # fmt: skip
        from eigenstimme.cli.database import at_hand

        with at_hand():
            company, email, password = _prepare()
            with web(port) as process:
                cookie = sign_in(port, email, password)
                asyncio.run(_measure(company, port, cookie, process, given.pages, given.changes))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--changes", type=int, default=20)
    return parser.parse_args()


def _prepare() -> tuple[int, str, str]:
    """A company, and who signs in."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from eigenstimme.people.tests.cast import PASSWORD, make_cast

    cast = make_cast()
    (Path(os.environ["EIGENSTIMME_DATA"]) / "static").mkdir()
    return cast.company.pk, cast.amira.person.email, PASSWORD


def _memory(process: int) -> int:
    """kB that are the process's own, shared pages by their share."""
    found = re.search(r"^Pss:\s+(\d+) kB", Path(f"/proc/{process}/smaps_rollup").read_text(), re.MULTILINE)
    return int(found[1]) if found else 0


# --- the pages ------------------------------------------------------------------------------------------------


class Heard:
    """When each change was announced, and how much later each page heard of it, in seconds."""

    def __init__(self, expected: int) -> None:
        self.announced: dict[str, float] = {}
        self.delays: list[float] = []
        self.all_of_it = asyncio.Event()
        self._expected = expected

    def note(self, topic: str | None) -> None:
        if topic not in self.announced:
            return
        self.delays.append(time.perf_counter() - self.announced[topic])
        if len(self.delays) == self._expected:
            self.all_of_it.set()


async def _measure(company: int, port: int, cookie: str, process: int, pages: int, changes: int) -> None:
    from eigenstimme.core import live

    gate = asyncio.Semaphore(AT_ONCE)
    first = await _open(port, cookie, gate)  # starts the listening
    before, start = _memory(process), time.perf_counter()
    streams = await asyncio.gather(*(_open(port, cookie, gate) for _ in range(pages)))
    connected = time.perf_counter() - start
    heard = Heard(pages * changes)
    readers = [asyncio.create_task(_read(reader, heard)) for reader, _ in streams]
    await asyncio.sleep(1)
    for number in range(changes):
        topic = f"bench:{number}"
        heard.announced[topic] = time.perf_counter()
        await asyncio.to_thread(live.announce, company, topic)
        await asyncio.sleep(PAUSE)
    with suppress(TimeoutError):
        await asyncio.wait_for(heard.all_of_it.wait(), PATIENCE)
    _report(heard, pages, changes, connected, _memory(process), before)
    for _, writer in (first, *streams):
        writer.close()
    await asyncio.gather(*readers, return_exceptions=True)


async def _open(
    port: int, cookie: str, gate: asyncio.Semaphore
) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """A page's stream, once the server has accepted it."""
    async with gate:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(f"GET /live HTTP/1.1\r\nHost: localhost\r\nCookie: sessionid={cookie}\r\n\r\n".encode())
        head = await reader.readuntil(b"\r\n\r\n")
    if b" 200 " not in head.splitlines()[0]:
        raise SystemExit(f"the stream answers {head.splitlines()[0].decode()}")
    return reader, writer


async def _read(reader: asyncio.StreamReader, heard: Heard) -> None:
    async for line in reader:
        if line.startswith(b"data: "):
            heard.note(json.loads(line[6:])["topic"])


def _report(heard: Heard, pages: int, changes: int, connected: float, after: int, before: int) -> None:
    delays = sorted(heard.delays)
    if not delays:
        raise SystemExit("no page heard anything")
    p50, p99 = delays[len(delays) // 2], delays[int(len(delays) * 0.99) - 1]
    print(f"{pages} pages, {changes} changes, load {os.getloadavg()[0]:.1f}")
    print(
        f"connected in {connected:.1f} s; {(after - before) / pages:.1f} kB a page, {after / 1024:.0f} MB in all"
    )
    print(f"heard {len(delays)} of {pages * changes}")
    print(f"delay p50 {p50 * 1000:.0f} ms, p99 {p99 * 1000:.0f} ms, worst {delays[-1] * 1000:.0f} ms")


if __name__ == "__main__":
    main()
