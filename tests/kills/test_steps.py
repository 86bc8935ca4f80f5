"""The worker killed at every step of an attempt, against a real server without idempotency keys."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from eigenstimme.publishing import engine
from eigenstimme.publishing.models import AttemptState, Publication, State
from tests.kills.dying import PREPARING, SENDING
from tests.kills.setting import a_thread, connected_channel, posts, shown
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
@pytest.mark.parametrize("step", [*PREPARING, *SENDING])
def test_killed_worker_leaves_nothing_twice_lost_or_stuck(step: str, snac: Snac) -> None:
    channel = connected_channel(snac)
    (publication,) = posts(channel, 1)

    assert killed_at(step, publication) == -signal.SIGKILL
    recover(publication)

    assert_out_once(publication)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("step", PREPARING)
def test_killed_while_preparing_ahead_is_out_once_after_its_second(step: str, snac: Snac) -> None:
    channel = connected_channel(snac)
    (publication,) = posts(channel, 1)
    becomes_due(publication, timedelta(hours=1))

    assert killed_at(step, publication) == -signal.SIGKILL
    assert times_public(publication) == 0
    becomes_due(publication)
    recover(publication)

    assert_out_once(publication)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "step", SENDING[:2]
)  # after these it is no longer to be seen that it was prepared ahead
def test_killed_while_sending_what_was_prepared_ahead(step: str, snac: Snac) -> None:
    channel = connected_channel(snac)
    (publication,) = posts(channel, 1)
    becomes_due(publication, timedelta(hours=1))
    engine.carry_out(publication.pk)
    becomes_due(publication)

    assert killed_at(step, publication) == -signal.SIGKILL
    recover(publication)

    assert_out_once(publication)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("step", SENDING)
def test_killed_within_a_thread_every_part_is_out_once(step: str, snac: Snac) -> None:
    first, second, third = a_thread(connected_channel(snac), 3)
    engine.carry_out(first.pk)

    assert killed_at(step, second) == -signal.SIGKILL
    for part in (second, third):
        recover(part)

    for part in (first, second, third):
        part.refresh_from_db()
        assert_out_once(part)


def becomes_due(publication: Publication, ahead: timedelta = timedelta()) -> None:
    Publication.objects.filter(pk=publication.pk).update(due_at=timezone.now() + ahead)


def times_public(publication: Publication) -> int:
    return sum(publication.text in text for text in shown(publication.channel))


def assert_out_once(publication: Publication) -> None:
    assert (publication.state, times_public(publication)) == (State.SENT, 1)
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
