"""The worker: jobs as they come, and the clock that finds what has become due."""

from __future__ import annotations

import asyncio
import threading

from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.contrib.django.procrastinate_app import current_app

from eigenstimme.core import ticks

JOBS_AT_ONCE = 8
GRACE = 10.0  # seconds a job gets to end after SIGTERM; what is cut off is found again by its row


def work() -> None:
    """Work until SIGTERM."""
    stop = threading.Event()
    clock = threading.Thread(target=ticks.run, args=(stop,), name="clock")
    clock.start()
    try:
        asyncio.run(take_jobs())
    finally:
        stop.set()
        clock.join()


async def take_jobs(*, wait: bool = True) -> None:
    """Run jobs until SIGTERM, or, without `wait`, until none is left."""
    # A second app that shares the tasks: what a task defers goes through the first one's Django connection,
    # so that it appears with the task's transaction and disappears with it.
    app = current_app.with_connector(DjangoConnector().get_worker_connector())
    async with app.open_async():
        await app.run_worker_async(concurrency=JOBS_AT_ONCE, shutdown_graceful_timeout=GRACE, wait=wait)
