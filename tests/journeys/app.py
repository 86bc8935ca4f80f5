"""The program itself, as it runs at a customer's: web server and worker in processes of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from tests.servers.mail import MailServer
from tests.servers.process import free_port, running, wait_until

COMMAND = [sys.executable, "-m", "eigenstimme.cli"]


@dataclass(frozen=True)
class App:
    """``url`` has no slash at its end. ``logs`` are what its processes wrote."""

    url: str
    logs: tuple[Path, ...]

    def said(self) -> str:
        """The last lines of web and worker, for a test that has failed."""
        return "\n".join(f"--- {log.name}\n{log.read_text()[-4000:]}" for log in self.logs)


@contextmanager
def app(folder: Path, *, database: str, mail: MailServer) -> Iterator[App]:
    """Serve ``database`` on a free port. Data folder, and with it the keys, are those of this test run."""
    port = free_port()
    url, web_log, worker_log = f"http://localhost:{port}", folder / "web.log", folder / "worker.log"
    environment = os.environ | {
        "DATABASE_URL": f"postgresql:///{database}",
        "EIGENSTIMME_PORT": str(port),
        "EIGENSTIMME_URL": url,
        "EIGENSTIMME_MAIL_URL": f"smtp://{mail.host}:{mail.port}",
        "EIGENSTIMME_PRIVATE_HOSTS": "localhost,127.0.0.1",
    }
    collect = [*COMMAND, "collectstatic", "--no-input", "--verbosity=0"]
    subprocess.run(collect, env=environment, check=True)
    with (
        running([*COMMAND, "web"], web_log, environment),
        running([*COMMAND, "worker"], worker_log, environment),
    ):
        wait_until(lambda: httpx.get(f"{url}/account/login/").is_success, "the web server")
        yield App(url, (web_log, worker_log))
