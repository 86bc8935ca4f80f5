"""What a person waits for with a year of data: from the click until a page answers, in Chromium.

    python bench/in_browser.py [--pieces 10000] [--messages 50000] [page …]

Opens each page several times as the lead, at the width of a phone and of a desk, styles and scripts already at hand as
on any visit but the first. Interactive is the later of the first paint with content, all scripts having run, and the
end of the last task that kept the page busy for 50 ms or more (the definition of "time to interactive" without its
quiet window for the network: the live stream keeps one connection open). Milliseconds since the click, p50 and the
longest; the share of the server beside it. Browser, web process and database share the machine.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shared.server import free_port, sign_in, web
from shared.year import Year, fill

ROOT = Path(__file__).resolve().parent.parent
REPEATS = 7
SETTLED = 400  # ms after everything is there: late tasks still count
SIZES = {"phone": (390, 844), "desk": (1440, 900)}
LISTEN = """
    window.busyUntil = 0;
    new PerformanceObserver((seen) => {
        for (const task of seen.getEntries()) window.busyUntil = Math.max(busyUntil, task.startTime + task.duration);
    }).observe({type: "longtask", buffered: true});
"""
TIMES = """() => {
    const [page] = performance.getEntriesByType("navigation");
    const [paint] = performance.getEntriesByName("first-contentful-paint");
    const painted = paint ? paint.startTime : page.loadEventEnd;
    return {
        server: page.responseStart - page.requestStart,
        painted,
        interactive: Math.max(painted, page.domContentLoadedEventEnd, window.busyUntil),
    };
}"""


@dataclass(frozen=True)
class Visit:
    """Milliseconds since the click."""

    server: float
    painted: float
    interactive: float


def main() -> None:
    sys.path.insert(0, str(ROOT))
    given = _arguments()
    with tempfile.TemporaryDirectory(prefix="eigenstimme-browser-") as folder:
        port = free_port()
        os.environ.update(
            EIGENSTIMME_DATA=folder, EIGENSTIMME_PORT=str(port), EIGENSTIMME_LOG="ERROR", EIGENSTIMME_HASHED_STATIC="1",
            DJANGO_SETTINGS_MODULE="eigenstimme.settings",
        )  # fmt: skip
        from eigenstimme.cli.database import at_hand

        with at_hand():
            year, email, password = _prepare(given.pieces, given.messages)
            with web(port):
                _report(port, sign_in(port, email, password), list(_pages(year, given.pages)))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--pieces", type=int, default=10_000)
    parser.add_argument("--messages", type=int, default=50_000)
    parser.add_argument("pages", nargs="*", help="only these")
    return parser.parse_args()


def _prepare(pieces: int, messages: int) -> tuple[Year, str, str]:
    """The year, and who signs in."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    from django.db import connection

    from eigenstimme.people.tests.cast import PASSWORD

    year = fill(pieces, messages)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return year, year.readers["lead"].person.email, PASSWORD


def _pages(year: Year, only: list[str]) -> Iterator[tuple[str, str]]:
    for name, path in {
        "today": "/",
        "calendar month": "/plan/",
        "calendar week": "/plan/week/",
        "board": "/plan/board/",
        "list": "/plan/list/",
        "piece": f"/plan/{year.piece}/",
        "composer, new": "/plan/new/",
        "composer, edit": f"/plan/{year.piece}/edit/",
        "approvals": "/plan/approvals/",
        "library": "/media/",
        "inbox list": "/inbox/",
        "conversation": f"/inbox/{year.conversation}/",
    }.items():
        if not only or any(word in name for word in only):
            yield name, path


def _report(port: int, session: str, pages: list[tuple[str, str]]) -> None:
    from playwright.sync_api import sync_playwright

    print(f"load {os.getloadavg()[0]:.1f}; ms, p50 (longest): server, painted, interactive")
    print(f"{'page':<18}" + "".join(f"{size:^44}" for size in SIZES))
    with sync_playwright() as playwright:
        options = {"executable_path": shutil.which("chromium"), "args": ["--no-sandbox"]}
        browser = playwright.chromium.launch(**options)
        windows = [_window(browser, port, session, size) for size in SIZES.values()]
        for name, path in pages:
            rows = [_visits(window, f"http://localhost:{port}{path}") for window in windows]
            print(f"{name:<18}" + "".join(f"{_row(visits):^44}" for visits in rows), flush=True)
        browser.close()


def _window(browser: Any, port: int, session: str, size: tuple[int, int]) -> Any:
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, locale="de-DE")
    context.add_cookies([{"name": "sessionid", "value": session, "url": f"http://localhost:{port}"}])
    context.add_init_script(LISTEN)
    return context.new_page()


def _visits(window: Any, address: str) -> list[Visit]:
    """The first visit fetches styles and scripts and does not count."""
    return [_visit(window, address) for _ in range(REPEATS + 1)][1:]


def _visit(window: Any, address: str) -> Visit:
    answer = window.goto(address, wait_until="load")
    if answer.status != 200:
        raise SystemExit(f"{address} answers {answer.status}")
    window.wait_for_timeout(SETTLED)
    return Visit(**window.evaluate(TIMES))


def _row(visits: list[Visit]) -> str:
    figures = [[getattr(visit, name) for visit in visits] for name in ("server", "painted", "interactive")]
    return "  ".join(f"{statistics.median(each):4.0f} ({max(each):4.0f})" for each in figures)


if __name__ == "__main__":
    main()
