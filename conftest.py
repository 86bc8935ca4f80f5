"""Fixtures every test shares; the machine under them is `tests/machine.py`."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django.test import TransactionTestCase
from pytest_django import DjangoDbBlocker

from tests.machine import prepare_template

pytest_plugins = ["tests.servers.plugin"]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Clone the test database from a migrated template, and connect to it without a pool.

    (A pool would hold on to databases that are to be dropped.)
    """
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.MD5PasswordHasher"
    ]  # real ones are slow on purpose
    database: dict[str, Any] = settings.DATABASES["default"]
    database["OPTIONS"].pop("pool", None)
    database["TEST"].update(TEMPLATE=prepare_template(), MIGRATE=False)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """At the end, cut off the connections threads have left, which would keep the database from being dropped."""
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture(scope="session", autouse=True)
def quick_flush() -> None:
    """After a test with real transactions, empty the tables Django's way would leave alone or stumble over.

    It leaves the jobs, whose models are not managed, and stumbles over the history, which refuses to be emptied.
    """
    TransactionTestCase._fixture_teardown = _empty_all_tables  # type: ignore[attr-defined]  # Django's, though not for all


def _empty_all_tables(_: TransactionTestCase) -> None:
    """Again where a worker that runs beside the tests was in the way: of two that wait for each other one is ended."""
    for _again in range(4):
        with suppress(OperationalError):
            return _truncate()
    return _truncate()


def _truncate() -> None:
    # a worker that runs beside the tests is registered once and for all
    kept = ["django_migrations", "django_content_type", "auth_permission", "procrastinate_workers"]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT string_agg(quote_ident(tablename), ', ') FROM pg_tables"
            " WHERE schemaname = 'public' AND tablename <> ALL(%s)",
            [kept],
        )
        (tables,) = cursor.fetchone()
        cursor.execute("SET lock_timeout = '10s'; SET session_replication_role = replica")  # triggers rest
        cursor.execute(f"TRUNCATE {tables}")
        cursor.execute("RESET session_replication_role; RESET lock_timeout")
