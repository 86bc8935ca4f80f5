"""What happened to a piece, and to everything it became, as sentences: the newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from eigenstimme.audit.models import Entry
from eigenstimme.audit.sentences import sentence
from eigenstimme.plan.models import Piece

ICONS = {
    "piece.drafted": "pencil",
    "piece.edited": "file-pen-line",
    "piece.handed_in": "stamp",
    "piece.returned": "corner-up-left",
    "piece.refused": "circle-x",
    "piece.released": "calendar-clock",
    "piece.dropped": "trash-2",
    "approval.expired": "hourglass",
    "publication.held": "octagon-pause",
    "publication.missed": "hourglass",
    "publication.unclear": "circle-help",
    "publication.failed": "triangle-alert",
}
CALM = {"piece.approved", "publication.sent", "piece.released_by_approval", "publication.confirmed_by_hand"}
NEEDED = {
    "piece.returned",
    "approval.expired",
    "publication.held",
    "publication.missed",
    "publication.unclear",
}


@dataclass(frozen=True)
class Step:
    """One entry of ``ui/story.html``."""

    at: datetime
    sentence: str
    icon: str
    tone: str


def story(piece: Piece) -> list[Step]:
    """Of a piece that the reader has already been allowed to see."""
    entries = Entry.objects.about(piece)
    for variant in piece.variants.all():
        for publication in variant.publications.all():
            entries = entries | Entry.objects.about(publication)
    return [
        Step(entry.at, sentence(entry), ICONS.get(entry.verb, "check"), _tone(entry)) for entry in entries
    ]


def _tone(entry: Entry) -> str:
    return "calm" if entry.verb in CALM else "signal" if entry.verb in NEEDED else "quiet"
