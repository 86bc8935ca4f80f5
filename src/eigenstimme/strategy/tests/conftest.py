"""What the tests of this room share."""

from __future__ import annotations

import pytest

from eigenstimme.strategy import measures


@pytest.fixture(autouse=True)
def own_measures(monkeypatch: pytest.MonkeyPatch) -> None:
    """A measure that a test registers is gone afterwards."""
    monkeypatch.setattr(measures, "_measures", dict(measures._measures))
