"""The worker's clock: rooms register what is to be done when its time has come; rows are the truth.

A tick is cheap, claims due rows with SKIP LOCKED and hands the work to jobs, so any number of workers may tick.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import close_old_connections
from django.utils import timezone

Tick = Callable[[datetime], datetime | None]
"""Does what is due at the given time; returns when it wants to be asked again at the latest, None for no wish."""

LONGEST_PAUSE = timedelta(seconds=1)

_ticks: list[Tick] = []
log = logging.getLogger(__name__)


def register(tick: Tick) -> None:
    _ticks.append(tick)


def run(stop: threading.Event) -> None:
    """Tick until ``stop`` is set. A failing tick is logged and tried again; it never ends the loop."""
    while not stop.is_set():
        stop.wait(_pause(_tick_all(timezone.now())))


def _tick_all(now: datetime) -> list[datetime]:
    wishes = []
    for tick in _ticks:
        try:
            wish = tick(now)
        except Exception:
            log.exception("tick %s failed", tick.__qualname__)
            continue
        finally:
            close_old_connections()
        if wish is not None:
            wishes.append(wish)
    return wishes


def _pause(wishes: list[datetime]) -> float:
    now = timezone.now()
    until = min([now + LONGEST_PAUSE, *wishes])
    return max((until - now).total_seconds(), 0.01)
