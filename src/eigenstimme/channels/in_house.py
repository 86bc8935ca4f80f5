"""Networks that run in this very house: their accounts are opened, not connected from outside.

The room that runs one stands above this room, and hands its way to open an account in at start-up.
"""

from __future__ import annotations

from collections.abc import Callable

from eigenstimme.connectors.types import Connected
from eigenstimme.people.models import Company

Opener = Callable[[Company, str], Connected]
"""Opens an account of that name for the company, inside the caller's transaction."""

_openers: dict[str, Opener] = {}


def register(network: str, opener: Opener) -> None:
    _openers[network] = opener


def opener(network: str) -> Opener | None:
    """None for a network outside."""
    return _openers.get(network)
