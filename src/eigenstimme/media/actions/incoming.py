"""A file that comes in piece by piece: begun, continued after a break, taken in when it is whole."""

from __future__ import annotations

from typing import BinaryIO

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from eigenstimme.media.models import Asset, Incoming
from eigenstimme.media.upload import LARGEST_VIDEO, BadFile, add_file
from eigenstimme.people.actor import Actor
from eigenstimme.people.rights import Subject, require

AT_A_TIME = 64 * 1024  # bytes


class WrongPlace(Exception):
    """The piece does not begin where the last one ended; ``arrived`` says where that is."""

    def __init__(self, arrived: int) -> None:
        super().__init__(arrived)
        self.arrived = arrived


@transaction.atomic
def begin_upload(*, file_name: str, size: int, actor: Actor) -> Incoming:
    """Make room for a file of ``size`` bytes. Raises ``BadFile`` for one that is too large."""
    require(actor, "idea.suggest", Subject(actor.company_id))
    if not 0 < size <= LARGEST_VIDEO:
        raise BadFile(_("This file is empty or larger than 500 MB. Please choose another one."))
    incoming = Incoming.objects.create(
        company_id=actor.company_id, added_by_id=actor.member, file_name=file_name[:200], size=size
    )
    incoming.path.parent.mkdir(parents=True, exist_ok=True)
    incoming.path.touch()
    return incoming


@transaction.atomic
def take_piece(incoming: Incoming, piece: BinaryIO, *, at: int, actor: Actor) -> Asset | None:
    """Write a piece behind the others; the asset, once the file is whole. Raises ``WrongPlace``.

    What has arrived stays, also when the piece breaks off in the middle. ``BadFile`` from the last piece means that
    the whole file is refused: call ``give_up``.
    """
    require(actor, "idea.suggest", Subject(incoming.company_id))
    incoming = Incoming.objects.select_for_update().get(pk=incoming.pk)
    if at != incoming.arrived:
        raise WrongPlace(incoming.arrived)
    incoming.arrived += _append(incoming, piece)
    incoming.save(update_fields=["arrived", "touched_at"])
    if incoming.arrived < incoming.size:
        return None
    with incoming.path.open("rb") as whole:
        incoming.asset = add_file(File(whole, name=incoming.file_name), alt="", actor=actor)
    incoming.save(update_fields=["asset"])
    path = incoming.path
    transaction.on_commit(lambda: path.unlink(missing_ok=True))
    return incoming.asset


@transaction.atomic
def give_up(incoming: Incoming, *, actor: Actor) -> None:
    """Stop an upload of one's own and forget what has arrived."""
    require(actor, "idea.suggest", Subject(incoming.company_id))
    _remove(incoming)


def _append(incoming: Incoming, piece: BinaryIO) -> int:
    """How many bytes were written; never more than were announced."""
    room, written = incoming.size - incoming.arrived, 0
    with incoming.path.open("r+b") as file:
        file.seek(incoming.arrived)
        while written < room and (content := piece.read(min(AT_A_TIME, room - written))):
            written += file.write(content)
    return written


def _remove(incoming: Incoming) -> None:
    path = incoming.path
    incoming.delete()
    transaction.on_commit(lambda: path.unlink(missing_ok=True))
