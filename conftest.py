"""Fixtures every test shares; the machine under them is `tests/machine.py`."""

from typing import Any

import pytest
from django.conf import settings

from tests.machine import prepare_template

pytest_plugins = ["tests.servers.plugin"]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Clone the test database from a migrated template, and connect to it without a pool.

    (A pool would hold on to databases that are to be dropped.)
    """
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # real ones are slow on purpose
    database: dict[str, Any] = settings.DATABASES["default"]
    database["OPTIONS"].pop("pool", None)
    database["TEST"].update(TEMPLATE=prepare_template(), MIGRATE=False)
