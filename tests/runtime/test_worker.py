"""The worker: jobs run, and what a job defers belongs to the job's own transaction."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django import app as jobs
from procrastinate.contrib.django.procrastinate_app import current_app

from eigenstimme.cli.worker import take_jobs

pytestmark = pytest.mark.django_db(transaction=True)

done: list[str] = []


def note(word: str) -> None:
    done.append(word)


def defer_and_fail(word: str) -> None:
    with transaction.atomic():
        current_app.configure_task("test:note").defer(word=word)
        raise ValueError


def defer(word: str) -> None:
    with transaction.atomic():
        current_app.configure_task("test:note").defer(word=word)


@pytest.fixture(autouse=True)
def tasks() -> Iterator[None]:
    """Tasks for this file only."""
    done.clear()
    known = dict(current_app.tasks)
    for task in (note, defer_and_fail, defer):
        current_app.task(name=f"test:{task.__name__}")(task)
    yield
    current_app.tasks.clear()
    current_app.tasks.update(known)


def waiting_jobs() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name FROM procrastinate_jobs WHERE status = 'todo'")
        return [name for (name,) in cursor.fetchall()]


def work(task: str) -> None:
    jobs.configure_task(f"test:{task}").defer(word="heard")
    asyncio.run(take_jobs(wait=False))


def test_job_runs() -> None:
    work("note")
    assert done == ["heard"]
    assert waiting_jobs() == []


def test_job_deferred_by_a_job_runs_too() -> None:
    work("defer")
    asyncio.run(take_jobs(wait=False))
    assert done == ["heard"]


@pytest.mark.filterwarnings("default")
def test_job_deferred_in_a_transaction_that_fails_does_not_exist() -> None:
    work("defer_and_fail")
    assert (done, waiting_jobs()) == ([], [])
