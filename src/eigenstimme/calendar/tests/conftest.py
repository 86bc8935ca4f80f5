"""What the tests of the calendar share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine

from eigenstimme.calendar.tests.looking import NOW
from eigenstimme.plan.tests.conftest import cast

__all__ = ["cast"]


@pytest.fixture(autouse=True)
def _in_november() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield
