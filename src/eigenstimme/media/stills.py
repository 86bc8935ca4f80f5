"""The still that stands for a video: the frame at the moment somebody chose, else about a second in."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from eigenstimme.media.film import STILL_AT
from eigenstimme.media.models import Asset

LONGEST_LOOK = 60  # seconds


class NoFrame(Exception):
    """``str(error)`` says in the reader's language what to do."""


def poster_path(asset: Asset) -> str:
    """Where it is kept; each moment has its own file."""
    moment = "" if asset.poster_ms is None else f"-{asset.poster_ms}"
    return f"{asset.company_id}/{asset.sha256[:2]}/{asset.sha256}.poster{moment}.webp"


def poster(asset: Asset) -> File[bytes]:
    """Opened for reading; made, if it is not there. Raises ``NoFrame``, and ``FileNotFoundError`` without the video."""
    path = poster_path(asset)
    if not default_storage.exists(path):
        default_storage.save(path, ContentFile(_frame(asset)))
    return default_storage.open(path)


def _frame(asset: Asset) -> bytes:
    """Looked for by ``media.film`` in a process of its own."""
    if not Path(asset.file.path).exists():
        raise FileNotFoundError(asset.file.path)
    seconds = STILL_AT if asset.poster_ms is None else asset.poster_ms / 1000
    with tempfile.TemporaryDirectory() as folder:
        still = Path(folder) / "still"
        command = [
            sys.executable,
            "-m",
            "eigenstimme.media.film",
            "still",
            asset.file.path,
            str(still),
            str(seconds),
        ]
        try:
            done = subprocess.run(command, capture_output=True, timeout=LONGEST_LOOK)  # noqa: S603 (our own module)
        except subprocess.TimeoutExpired as error:
            raise NoFrame(_("This moment could not be found. Please choose another one.")) from error
        if done.returncode:
            raise NoFrame(_("This moment could not be found. Please choose another one."))
        return still.read_bytes()
