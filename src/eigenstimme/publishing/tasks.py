"""Jobs of this room. They carry ids only and may run twice."""

from __future__ import annotations

from django.db import close_old_connections
from procrastinate.contrib.django import app

from eigenstimme.publishing import engine


@app.task(queue="publish")
def carry_out_all(publication_ids: list[int]) -> None:
    close_old_connections()
    try:
        engine.carry_out(*publication_ids)
    finally:
        close_old_connections()


@app.task(queue="publish")
def learn_its_id(publication_id: int) -> None:
    engine.learn_its_id(publication_id)
