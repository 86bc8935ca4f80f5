"""Jobs of this room. They carry ids only and may run twice."""

from __future__ import annotations

from procrastinate.contrib.django import app

from eigenstimme.exchange.actions import importing


@app.task(queue="imports")
def bring_in(import_id: int) -> None:
    importing.work_off(import_id)
