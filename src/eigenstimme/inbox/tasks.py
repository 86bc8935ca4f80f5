"""Jobs of this room. They carry ids only and may run twice."""

from __future__ import annotations

from procrastinate.contrib.django import app

from eigenstimme.inbox import fetching, reacting


@app.task(queue="fetch")
def fetch(channel_id: int) -> None:
    """Ask one channel's network for messages."""
    fetching.fetch(channel_id)


@app.task(queue="publish")
def react(reaction_id: int) -> None:
    """Tell one network about a like, or that it was taken back."""
    reacting.carry_out(reaction_id)
