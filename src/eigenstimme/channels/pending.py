"""A connection that waits for a network's leave: sealed in the session of whoever began it, one at a time."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from datetime import timedelta

from cryptography.fernet import InvalidToken
from django.contrib.sessions.backends.base import SessionBase

from eigenstimme.channels.actions import Wish
from eigenstimme.channels.errors import Interrupted
from eigenstimme.core.sealed import box

GOOD_FOR = timedelta(minutes=30)
_KEY = "connecting"


@dataclass(frozen=True)
class Pending:
    """``url``: where the browser goes; ``return_url``: where it is sent back to; ``kept``: the connector's memory."""

    wish: Wish
    url: str
    return_url: str
    kept: dict[str, str] = field(repr=False)


def keep(session: SessionBase, pending: Pending) -> None:
    session[_KEY] = box().encrypt(json.dumps(asdict(pending)).encode()).decode()


def read(session: SessionBase) -> Pending:
    """Raises ``Interrupted`` where there is none, or none that can be read any more."""
    try:
        opened = box().decrypt(session[_KEY].encode(), ttl=int(GOOD_FOR.total_seconds()))
    except (KeyError, InvalidToken) as error:
        raise Interrupted from error
    values = json.loads(opened)
    return Pending(**{**values, "wish": Wish(**values["wish"])})


def take(session: SessionBase) -> Pending:
    """Read it for the last time: an answer counts once."""
    pending = read(session)
    del session[_KEY]
    return pending
