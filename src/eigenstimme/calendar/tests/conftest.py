"""What the tests of the calendar share."""

from __future__ import annotations

from eigenstimme.plan.tests.conftest import cast

__all__ = ["cast"]
