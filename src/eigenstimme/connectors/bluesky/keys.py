"""The name of a record, made from our key, so that the same publication always lands in the same place."""

from __future__ import annotations

from eigenstimme.connectors.types import Key

_ALPHABET = "234567abcdefghijklmnopqrstuvwxyz"
_LENGTH = 13


def record_key(key: Key) -> str:
    """A valid TID: 53 bits of microseconds since 1970, 10 bits of clock number, in sortable base 32.

    The second comes from ``key.created_at``; what is finer comes from ``key.uuid``, so that publications of
    one transaction do not share a name. https://atproto.com/specs/tid
    """
    clock, microsecond = divmod(int(key.uuid, 16), 1_000_000)
    moment = int(key.created_at.timestamp()) * 1_000_000 + microsecond
    number = (moment << 10) | (clock % 1024)
    return "".join(_ALPHABET[number >> 5 * place & 31] for place in reversed(range(_LENGTH)))
