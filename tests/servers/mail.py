"""A real mail server on loopback that keeps every mail in a maildir: ``aiosmtpd``, without root."""

from __future__ import annotations

import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

from tests.servers.process import free_port, running, wait_until


@dataclass(frozen=True)
class MailServer:
    host: str
    port: int
    folder: Path

    def messages(self) -> list[EmailMessage]:
        """Every mail that came in, oldest first."""
        files = sorted((self.folder / "new").glob("*"), key=lambda file: file.stat().st_mtime_ns)
        parser = BytesParser(EmailMessage, policy=policy.default)
        return [parser.parsebytes(file.read_bytes()) for file in files]

    def wait_for(self, *, to: str, subject_part: str = "", seconds: float = 10) -> EmailMessage:
        """Return the newest mail to ``to`` with ``subject_part`` in its subject, or raise TimeoutError."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if found := [mail for mail in self.messages() if _fits(mail, to, subject_part)]:
                return found[-1]
            time.sleep(0.05)
        here = [f"{message['To']}: {message['Subject']}" for message in self.messages()]
        raise TimeoutError(f"no mail to {to} with {subject_part!r}; there are {here}")

    def answers(self) -> bool:
        with socket.create_connection((self.host, self.port), 1) as connection:
            return connection.recv(3) == b"220"

    def clear(self) -> None:
        for file in (self.folder / "new").glob("*"):
            file.unlink()


@contextmanager
def mail_server(folder: Path) -> Iterator[MailServer]:
    """Serve on a free port; mails lie in ``folder``."""
    server = MailServer("127.0.0.1", free_port(), folder / "mail")
    listen = ["-n", "-l", f"{server.host}:{server.port}", "-c", "aiosmtpd.handlers.Mailbox"]
    with running([sys.executable, "-m", "aiosmtpd", *listen, str(server.folder)], folder / "smtpd.log"):
        wait_until(server.answers, "the mail server")
        yield server


def _fits(mail: EmailMessage, to: str, subject_part: str) -> bool:
    return to in str(mail["To"]) and subject_part in str(mail["Subject"])
