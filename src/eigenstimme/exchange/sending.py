"""What goes out of the plan: which part of it, in which form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO, TextIOWrapper

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from eigenstimme.calendar.cards import Card, dealt
from eigenstimme.calendar.models import Event
from eigenstimme.calendar.period import A_DAY, EARLIEST, LATEST, midnight
from eigenstimme.calendar.queries import Spot, spots, touching
from eigenstimme.calendar.sight import Sight
from eigenstimme.exchange import delimited, icalendars, lines, workbooks
from eigenstimme.exchange.columns import OF_PIECES, OF_THE_PLAN
from eigenstimme.people.models import Company


class What(TextChoices):
    PLAN = "plan", gettext_lazy("The plan: a line for each time something goes out")
    PIECES = (
        "pieces",
        gettext_lazy("The posts: a line for each, with everything that can be changed and brought back"),
    )


class Form(TextChoices):
    XLSX = "xlsx", gettext_lazy("Excel, LibreOffice (XLSX)")
    CSV = "csv", gettext_lazy("Text with separators (CSV)")
    ICAL = "ics", gettext_lazy("Calendar (iCal)")


MEDIA_TYPES = {
    Form.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Form.CSV: "text/csv; charset=utf-8",
    Form.ICAL: "text/calendar; charset=utf-8",
}


@dataclass(frozen=True)
class Wish:
    """What somebody wants to take along. Both days belong to the span; None leaves that side open."""

    what: What
    form: Form
    first: date | None = None
    last: date | None = None

    @property
    def span(self) -> tuple[datetime, datetime]:
        return midnight(self.first or EARLIEST), midnight((self.last or LATEST) + A_DAY)

    @property
    def whole(self) -> bool:
        return self.first is None and self.last is None


@dataclass(frozen=True)
class File:
    name: str
    media_type: str
    content: bytes
    count: int  # posts, or times at which something goes out


def file(wish: Wish, sight: Sight, company: Company) -> File:
    """The wish as a file, of what the reader of ``sight`` may see and through their filters."""
    if wish.form == Form.ICAL:
        content, count = _as_calendar(wish, sight, company)
    else:
        content, count = _as_table(wish, sight)
    name = f"{slugify(company.name) or 'plan'}-{slugify(_('Plan'))}-{timezone.localdate().isoformat()}"
    return File(f"{name}.{wish.form}", MEDIA_TYPES[wish.form], content, count)


def named_cards(found: Sequence[Spot], sight: Sight) -> Iterator[tuple[str, Card]]:
    """Each card with a name that stays when the post moves.

    A piece has one for all its channels that go out together; its lowest channel tells two times of a piece apart.
    """
    cards = dealt(found, sight)
    for spot in found:
        if card := cards.get(spot):
            yield f"post-{spot.piece_id}-{min(spot.channel_ids, default=0)}", card


def _as_calendar(wish: Wish, sight: Sight, company: Company) -> tuple[bytes, int]:
    found = spots(sight.pieces, *wish.span)
    events = Event.objects.visible_to(sight.actor).between(wish.first or EARLIEST, wish.last or LATEST)
    return icalendars.calendar(company, named_cards(found, sight), events), len(found)


def _as_table(wish: Wish, sight: Sight) -> tuple[bytes, int]:
    if wish.what == What.PLAN:
        found = spots(sight.pieces, *wish.span)
        table, count = lines.of_the_plan(found, sight), len(found)
    else:
        ids = _pieces(wish, sight)
        table, count = lines.of_pieces(ids, sight), len(ids)
    columns = OF_THE_PLAN if wish.what == What.PLAN else OF_PIECES
    file = BytesIO()
    if wish.form == Form.XLSX:
        workbooks.write(columns, table, file)
    else:
        text = TextIOWrapper(file, encoding="utf-8", newline="")
        delimited.write(columns, table, text)
        text.flush()
        text.detach()
    return file.getvalue(), count


def _pieces(wish: Wish, sight: Sight) -> list[int]:
    """In the order of their times; those without one only where no span is asked for."""
    pieces = sight.pieces if wish.whole else sight.pieces.filter(pk__in=touching(*wish.span))
    return list(pieces.order_by("planned_for", "pk").values_list("pk", flat=True))
