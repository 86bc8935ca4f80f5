"""The web server: pages, the live stream and static files on one port."""

from __future__ import annotations

import os

from django.conf import settings
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

PAGES_AT_ONCE = 20_000  # requests in progress; each open page holds one for its live stream
YEAR = 365 * 24 * 60 * 60  # seconds; the names of static files contain their hash


def serve() -> None:
    """Serve until SIGTERM."""
    Server(
        "eigenstimme.asgi:served",
        factory=True,
        interface=Interfaces.ASGINL,
        address=os.environ.get("EIGENSTIMME_HOST", "127.0.0.1"),
        port=settings.PORT,
        workers=int(os.environ.get("EIGENSTIMME_WEB_PROCESSES", "1")),
        respawn_failed_workers=True,
        workers_kill_timeout=5,
        websockets=False,
        backlog=4096,
        backpressure=PAGES_AT_ONCE,
        log_level=LogLevels.warning,
        static_path_route=["/static"],
        static_path_mount=[settings.STATIC_ROOT],
        static_path_expires=YEAR,
    ).serve()
