"""The worker killed at every step of an attempt, against a real server without idempotency keys."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest
from django.conf import settings
from django.db import connection

from eigenstimme.publishing import engine
from eigenstimme.publishing.models import AttemptState, Publication, State
from tests.kills.dying import STEPS
from tests.kills.setting import connected_channel, posts, shown
from tests.servers.snac import Snac

PATIENCE = 30  # seconds until everything has to be settled
LEASE = 2  # seconds; a short one, so that the test need not wait for the real one


@pytest.fixture(autouse=True)
def short_lease(settings: object, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.ATTEMPT_LEASE = LEASE  # type: ignore[attr-defined]
    settings.PRIVATE_HOSTS = frozenset({"localhost"})  # type: ignore[attr-defined]
    monkeypatch.setenv("EIGENSTIMME_ATTEMPT_LEASE", str(LEASE))
    monkeypatch.setenv("EIGENSTIMME_PRIVATE_HOSTS", "localhost")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("step", STEPS)
def test_killed_worker_leaves_nothing_twice_lost_or_stuck(step: str, snac: Snac) -> None:
    channel = connected_channel(snac)
    (publication,) = posts(channel, 1)

    assert killed_at(step, publication) == -signal.SIGKILL
    recover(publication)

    times = sum(publication.text in text for text in shown(channel))
    assert (publication.state, times) == (State.SENT, 1)
    assert publication.attempts.filter(state=AttemptState.ACCEPTED).count() == 1


def killed_at(step: str, publication: Publication) -> int:
    database = f"postgresql:///{connection.settings_dict['NAME']}"
    environment = {**os.environ, "DATABASE_URL": database}
    command = [sys.executable, "-m", "tests.kills.dying", step, str(publication.pk)]
    return subprocess.run(command, env=environment, cwd=settings.PACKAGE.parent.parent, timeout=60).returncode


def recover(publication: Publication) -> None:
    """What any worker does: take the publication up again until it is settled."""
    end = time.monotonic() + PATIENCE
    while publication.state not in {State.SENT, State.UNCLEAR, State.FAILED} and time.monotonic() < end:
        engine.carry_out(publication.pk)
        publication.refresh_from_db()
        time.sleep(0.1)
