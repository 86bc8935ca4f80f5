"""Which database a command works with."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from eigenstimme.core.postgres import OWNER, Postgres, is_running, socket_folder

SOCKET = "EIGENSTIMME_SOCKET"


def data_folder() -> Path:
    """The folder of everything that has to survive."""
    return Path(os.environ.get("EIGENSTIMME_DATA", "data")).resolve()


def own_server() -> Postgres:
    """The server that belongs to the data folder; not started."""
    return Postgres(data_folder() / "postgres")


def start(server: Postgres) -> None:
    """Start the server, make the database on it and name it to the settings of all child processes."""
    server.start()
    server.create_database(OWNER)
    os.environ[SOCKET] = str(server.socket)


@contextmanager
def at_hand() -> Iterator[None]:
    """The server DATABASE_URL names, else the one that runs already, else our own while this lasts."""
    folder = data_folder() / "postgres"
    if os.environ.get("DATABASE_URL") or SOCKET in os.environ:
        yield
    elif is_running(folder):
        os.environ[SOCKET] = str(socket_folder(folder))
        yield
    else:
        server = own_server()
        try:
            start(server)
            yield
        finally:
            server.stop()
