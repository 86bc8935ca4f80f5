"""Jobs of this room. They carry ids only and may run twice."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from django.db import close_old_connections, connection
from procrastinate.contrib.django import app

from eigenstimme.publishing import engine

THREADS = 8


@app.task(queue="publish")
def carry_out_all(publication_ids: list[int]) -> None:
    """Send (or look up) these publications, several at once: they wait for networks most of the time."""
    with ThreadPoolExecutor(max_workers=min(THREADS, len(publication_ids))) as threads:
        list(threads.map(_carry_out, publication_ids))


@app.task(queue="publish")
def learn_its_id(publication_id: int) -> None:
    engine.learn_its_id(publication_id)


def _carry_out(publication_id: int) -> None:
    close_old_connections()
    try:
        engine.carry_out(publication_id)
    finally:
        connection.close()
