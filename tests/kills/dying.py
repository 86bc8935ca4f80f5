"""A worker that dies of SIGKILL at one step of an attempt: ``python -m tests.kills.dying STEP PUBLICATION``."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from typing import Any

import django

PREPARING = [
    "before the attempt",
    "attempt written, not committed",
    "attempt committed",
    "prepared at the network",
    "handle not committed",
    "handle stored",
]
SENDING = [
    "hand-over not committed",
    "handed over",
    "network has it, answer lost",
    "answer read",
    "outcome not committed",
    "outcome committed",
]


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def before(function: Callable[..., Any]) -> Callable[..., Any]:
    def dying(*_args: object, **_kwargs: object) -> None:
        die()

    return dying


def after(function: Callable[..., Any]) -> Callable[..., Any]:
    def dying(*args: object, **kwargs: object) -> object:
        result = function(*args, **kwargs)
        if args[0] != []:  # nothing was done to nothing
            die()
        return result

    return dying


def arm(step: str) -> None:
    """Put the death into place."""
    from eigenstimme.connectors.mastodon import client
    from eigenstimme.connectors.mastodon.connector import MastodonConnector
    from eigenstimme.publishing import engine, outcomes, steps

    places: dict[str, tuple[Any, str, Callable[..., Any]]] = {
        "before the attempt": (engine, "take_up", before),
        "attempt written, not committed": (steps, "_open", after),
        "attempt committed": (engine, "take_up", after),
        "prepared at the network": (MastodonConnector, "prepare", after),
        "handle not committed": (steps, "_store", after),
        "handle stored": (engine, "keep", after),
        "hand-over not committed": (steps, "_hand_over", after),
        "handed over": (MastodonConnector, "publish", before),
        "network has it, answer lost": (client.MastodonClient, "create_status", after),
        "answer read": (MastodonConnector, "publish", after),
        "outcome not committed": (outcomes, "record_each", before),
        "outcome committed": (outcomes, "sent", after),
    }
    holder, name, way = places[step]
    setattr(holder, name, way(getattr(holder, name)))


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "eigenstimme.settings"
    django.setup()
    from eigenstimme.publishing import engine

    arm(sys.argv[1])
    engine.carry_out(int(sys.argv[2]))


if __name__ == "__main__":
    main()
