"""What happened to a piece, and to everything it became, as sentences: the newest first."""

from __future__ import annotations

from eigenstimme.audit.models import Entry
from eigenstimme.audit.queries import Line, lines
from eigenstimme.plan.models import Piece


def story(piece: Piece) -> list[Line]:
    """Of a piece that the reader has already been allowed to see."""
    entries = Entry.objects.about(piece)
    for variant in piece.variants.all():
        for publication in variant.publications.all():
            entries = entries | Entry.objects.about(publication)
    return lines(entries)
