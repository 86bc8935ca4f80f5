"""Networks that run in this very house: their accounts are opened, not connected from outside.

The room that runs one stands above this room, and hands its way to open an account in at start-up.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from eigenstimme.connectors.types import Connected
from eigenstimme.people.models import Company

Opener = Callable[[Company, str], Connected]
"""Opens an account of that name for the company, inside the caller's transaction."""

Address = Callable[[], Mapping[str, str]]
"""The part of the credentials that says where the house is reached now; it may have moved since."""

_openers: dict[str, Opener] = {}
_addresses: dict[str, Address] = {}


def register(network: str, opener: Opener, address: Address) -> None:
    _openers[network] = opener
    _addresses[network] = address


def opener(network: str) -> Opener | None:
    """None for a network outside."""
    return _openers.get(network)


def address(network: str) -> Mapping[str, str]:
    """Nothing for a network outside."""
    return _addresses[network]() if network in _addresses else {}
