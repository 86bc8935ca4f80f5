"""The plan by time."""

from __future__ import annotations

from tests.permissions.scene import Scene
from tests.permissions.ways import Path, listed, other

PATHS: list[Path] = [
    other("plan.read", "page calendar:month", listed("calendar:month", Scene.piece), "calendar:month"),
    other("plan.read", "page calendar:list", listed("calendar:list", Scene.piece), "calendar:list"),
]

OPEN_ADDRESSES: dict[str, str] = {}
