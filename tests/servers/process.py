"""What every real server of the tests needs: a free port, a process that surely ends, and patience."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def running(command: Sequence[str], log: Path, environment: Mapping[str, str] = os.environ) -> Iterator[int]:
    """Run ``command`` in a process group of its own, give its pid, and end the whole group afterwards."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, stdout=output, stderr=output, env=dict(environment), start_new_session=True
        )
    try:
        yield process.pid
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        process.wait(20)


def wait_until(ready: Callable[[], bool], what: str, seconds: float = 30) -> None:
    """Ask ``ready`` until it says yes; a refused connection is a no. TimeoutError names ``what``."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with suppress(OSError, httpx.TransportError):
            if ready():
                return
        time.sleep(0.05)
    raise TimeoutError(f"{what} was not ready after {seconds} s")
