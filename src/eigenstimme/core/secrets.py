"""The keys of an installation: made on first use, in a folder only its owner can read, never in the database."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.fernet import Fernet


@dataclass(frozen=True)
class FieldKeys:
    """The keys that seal, as the file says at the moment of asking: they change while processes run."""

    folder: Path

    def __iter__(self) -> Iterator[str]:
        return iter((self.folder / "fields").read_text().split())


@dataclass(frozen=True)
class Keys:
    """``signing`` signs sessions and links. ``fields`` seal credentials: the first writes, all of them read."""

    signing: str = field(repr=False)
    fields: FieldKeys


def load_or_create_keys(folder: Path) -> Keys:
    signing = _read_or_write(folder / "signing", lambda: secrets.token_urlsafe(64))
    _read_or_write(folder / "fields", lambda: Fernet.generate_key().decode())
    return Keys(signing=signing.strip(), fields=FieldKeys(folder))


def prepend_field_key(folder: Path) -> None:
    """Make a new first key; the old ones go on reading until everything is sealed anew."""
    file = folder / "fields"
    fresh = Fernet.generate_key().decode()
    _write_private(file.with_suffix(".new"), f"{fresh}\n{file.read_text()}")
    file.with_suffix(".new").replace(file)


def keep_first_field_key(folder: Path) -> None:
    """Forget the old keys, once nothing is sealed with them any more."""
    file = folder / "fields"
    _write_private(file.with_suffix(".new"), file.read_text().split()[0] + "\n")
    file.with_suffix(".new").replace(file)


def _read_or_write(file: Path, make: Callable[[], str]) -> str:
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = file.with_suffix(f".{secrets.token_hex(4)}")
        _write_private(draft, make() + "\n")
        with suppress(FileExistsError):  # another process was first: its key counts
            file.hardlink_to(draft)
        draft.unlink()
    return file.read_text()


def _write_private(file: Path, text: str) -> None:
    file.touch(mode=0o600)
    file.write_text(text)
