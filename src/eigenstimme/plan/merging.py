"""Two people changed the same thing: what only one of them touched is taken over, field by field.

A form carries, beside its revision, a fingerprint of every field as its writer first saw it. That is all a
three-way comparison needs: no older version has to be fetched.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

Values = Mapping[str, str]
"""The fields of a form by name, each as one string; "" is the same as not being there."""


@dataclass(frozen=True)
class Merged:
    """Of a field both changed, ``values`` holds mine, and ``conflicts`` its name. ``taken``: what came from theirs."""

    values: dict[str, str]
    conflicts: list[str]
    taken: list[str]


def fingerprints(values: Values) -> dict[str, str]:
    """Of every field that is not empty: 32 bits are plenty to tell a change from none."""
    return {name: _fingerprint(value) for name, value in values.items() if value}


def as_text(prints: Mapping[str, str]) -> str:
    """For a hidden field of the form."""
    return json.dumps(prints, separators=(",", ":"), sort_keys=True)


def from_text(text: str) -> dict[str, str] | None:
    """What ``as_text`` made; None when somebody else made it, or nobody."""
    try:
        prints = json.loads(text)
    except ValueError:
        return None
    sound = isinstance(prints, dict) and all(isinstance(each, str) for each in prints.values())
    return prints if sound else None


def merge(base: Mapping[str, str], mine: Values, theirs: Values) -> Merged:
    """``base`` holds the fingerprints of what both began with; without one, every difference is a conflict."""
    values, conflicts, taken = {}, [], []
    for name in sorted({*mine, *theirs}):
        own, other = mine.get(name, ""), theirs.get(name, "")
        values[name] = own
        if own == other:
            continue
        if _is_as_before(own, base.get(name, "")):
            values[name] = other
            taken.append(name)
        elif not _is_as_before(other, base.get(name, "")):
            conflicts.append(name)
    return Merged(values, conflicts, taken)


def _is_as_before(value: str, before: str) -> bool:
    return (_fingerprint(value) if value else "") == before


def _fingerprint(value: str) -> str:
    return hashlib.sha256(value.encode()).hexdigest()[:8]
