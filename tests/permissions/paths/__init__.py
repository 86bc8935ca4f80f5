"""Every path to every right, one list for each room.

Whoever adds a verb with an ``actor``, or an address, adds its line in the file of its room: ``test_matrix`` misses it
otherwise. A file here holds

- ``PATHS``: the ways to a right, made with :mod:`tests.permissions.ways`;
- ``OPEN_ADDRESSES``, in the one named like the room: addresses that only show what ``visible_to`` lets through, or that
  are a person's own, with the reason;
- ``PARTS_OF_OTHERS``, where there are any: verbs that take an actor and are only called by verbs that have asked.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module
from types import ModuleType

from tests.permissions.ways import Path

_ROOMS: dict[str, ModuleType] = {
    found.name: import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)
}

PATHS: list[Path] = [path for room in _ROOMS.values() for path in room.PATHS]
OPEN_ADDRESSES: dict[str, dict[str, str]] = {
    name: room.OPEN_ADDRESSES for name, room in _ROOMS.items() if hasattr(room, "OPEN_ADDRESSES")
}
PARTS_OF_OTHERS: dict[str, str] = {
    verb: reason for room in _ROOMS.values() for verb, reason in getattr(room, "PARTS_OF_OTHERS", {}).items()
}
