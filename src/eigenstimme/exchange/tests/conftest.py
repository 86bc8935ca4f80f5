"""What the tests of the exchange share."""

from __future__ import annotations

from eigenstimme.calendar.tests.conftest import _in_november, cast

__all__ = ["_in_november", "cast"]
