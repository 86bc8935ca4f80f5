"""The worker: jobs as they come, and the clock that finds what has become due."""

from __future__ import annotations

import asyncio
import signal
import threading
from concurrent.futures import ThreadPoolExecutor

from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.contrib.django.procrastinate_app import current_app

from eigenstimme.core import ticks

PUBLISHING_AT_ONCE = 3
"""Jobs. Each makes many calls at once, and more of them would only keep each other from the processor."""
OTHERS_AT_ONCE = 5
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
    """Run jobs until SIGTERM, or, without `wait`, until none is left.

    Publishing has a lane of its own: a network that is slow to hand over its messages makes no post late.
    """
    # A second app that shares the tasks: what a task defers goes through the first one's Django connection,
    # so that it appears with the task's transaction and disappears with it.
    app = current_app.with_connector(DjangoConnector().get_worker_connector())
    queues = {task.queue for task in current_app.tasks.values()}
    lanes = {"publish": PUBLISHING_AT_ONCE, ",".join(queues - {"publish"}): OTHERS_AT_ONCE}
    loop = asyncio.get_running_loop()
    loop.set_default_executor(ThreadPoolExecutor(PUBLISHING_AT_ONCE + OTHERS_AT_ONCE))
    async with app.open_async(), asyncio.TaskGroup() as group:
        tasks = [
            group.create_task(
                app.run_worker_async(
                    queues=names.split(","),
                    concurrency=jobs,
                    shutdown_graceful_timeout=GRACE,
                    wait=wait,
                    install_signal_handlers=False,
                )
            )
            for names, jobs in lanes.items()
        ]
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, lambda: [task.cancel() for task in tasks])
