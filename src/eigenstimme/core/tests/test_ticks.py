"""The worker's clock: one failing tick stops nothing, and the next wish is kept to the second."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from eigenstimme.core import ticks

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ticks, "_ticks", [])
    monkeypatch.setattr(ticks, "close_old_connections", lambda: None)


def test_failing_tick_is_logged_and_the_others_go_on(caplog: pytest.LogCaptureFixture) -> None:
    called = []
    stop = threading.Event()

    def broken(now: datetime) -> None:
        raise RuntimeError("oh no")

    def working(now: datetime) -> None:
        called.append(now)
        if len(called) == 2:
            stop.set()

    ticks.register(broken)
    ticks.register(working)
    ticks.LONGEST_PAUSE, before = timedelta(milliseconds=10), ticks.LONGEST_PAUSE
    ticks.run(stop)
    ticks.LONGEST_PAUSE = before

    assert len(called) == 2
    assert "oh no" in caplog.text


def test_pause_ends_at_the_earliest_wish() -> None:
    soon, later = timezone.now() + timedelta(milliseconds=300), timezone.now() + timedelta(hours=1)

    assert 0.1 < ticks._pause([later, soon]) <= 0.3
    assert ticks._pause([later]) == pytest.approx(1, abs=0.1)
