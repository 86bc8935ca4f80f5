"""What would become of each row: made, changed, left as it is, or why it cannot be. Nothing is stored by looking."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from eigenstimme.exchange.changes import Change, differences, goes_out
from eigenstimme.exchange.columns import Column, is_called
from eigenstimme.exchange.errors import BadCell
from eigenstimme.exchange.known import Known, folded, known
from eigenstimme.exchange.models import Import, Row
from eigenstimme.exchange.moments import moment
from eigenstimme.exchange.workbooks import LONGEST_CELL, fitted
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Membership
from eigenstimme.people.rights import Denied
from eigenstimme.plan.actions import Draft, VariantDraft, draft_of, may_edit, require_to_draft
from eigenstimme.plan.errors import AlreadyOut, Dropped, PlanError
from eigenstimme.plan.forms.piece import PieceForm
from eigenstimme.plan.models import Piece
from eigenstimme.plan.stage import FIXED
from eigenstimme.plan.times import unless_changed
from eigenstimme.strategy.models import ContentClass

T = TypeVar("T")


class Verdict(TextChoices):
    NEW = "new", pgettext_lazy("row", "new")
    CHANGED = "changed", pgettext_lazy("row", "changed")
    UNCHANGED = "unchanged", pgettext_lazy("row", "unchanged")
    CANNOT = "cannot", pgettext_lazy("row", "cannot be imported")
    DONE = "done", pgettext_lazy("row", "imported")


@dataclass(frozen=True)
class Trouble:
    """Why a row cannot be; ``place`` is the cell to put right, None where none of them is to blame."""

    said: str
    place: int | None = None


@dataclass
class Judged:
    row: Row
    verdict: Verdict
    draft: Draft | None = None
    piece: Piece | None = None
    revision: int = 0
    troubles: list[Trouble] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    there: int | None = None  # the post that stands in the plan already


def known_to(table: Import, rows: Sequence[Row], actor: Actor) -> Known:
    """What the names in these rows can mean: with the same number of queries however many there are."""
    numbers = filter(None, (_number(table, row) for row in rows))
    return known(actor, numbers=numbers, titles=[_cell(table, row, Column.TITLE) for row in rows])


def judged(table: Import, rows: Sequence[Row], at_hand: Known, actor: Actor) -> list[Judged]:
    """All of them, without a query."""
    numbers = Counter(filter(None, (_number(table, row) for row in rows)))
    twice = {number for number, count in numbers.items() if count > 1}
    return [_Reading(table, row, at_hand, actor, twice).judged() for row in rows]


def _number(table: Import, row: Row) -> int | None:
    text = _cell(table, row, Column.NUMBER)
    return int(text) if text.isdecimal() and len(text) < 12 else None


def _cell(table: Import, row: Row, column: Column) -> str:
    return next((row.cells[place].strip() for place in table.places(column)), "")


# --- the columns, one after the other -------------------------------------------------------------------------


class _Reading:
    """One row being read: what was wrong is gathered, so that everything can be put right at once."""

    def __init__(self, table: Import, row: Row, at_hand: Known, actor: Actor, twice: set[int]) -> None:
        self.table, self.row, self.known, self.actor, self.twice = table, row, at_hand, actor, twice
        self.troubles: list[Trouble] = []
        self.piece: Piece | None = None

    def judged(self) -> Judged:
        if self.row.outcome:
            return Judged(self.row, Verdict.DONE)
        self.piece = self._find()
        before = draft_of(self.piece) if self.piece and not self.troubles else None
        draft = None if self.troubles else self._draft(before)
        if draft is None or self.troubles:
            return self._cannot()
        return self._changed(self.piece, before, draft) if self.piece and before else self._new(draft)

    def _find(self) -> Piece | None:
        text = self._text(Column.NUMBER)
        if not text:
            return None
        number = _number(self.table, self.row)
        found = self.known.pieces.get(number or 0)
        if found is None:
            said = _(
                "There is no post no. %(number)s, or you cannot see it. Leave the number empty to make a new one."
            )
            self._trouble(said % {"number": text}, Column.NUMBER)
        elif number in self.twice:
            self._trouble(_("No. %(number)s stands in several rows.") % {"number": text}, Column.NUMBER)
        return found

    def _draft(self, before: Draft | None) -> Draft | None:
        base = before or Draft(title="", topic=self.table.topic, variants=())  # type: ignore[arg-type]  # checked below
        changes: dict[str, Any] = {
            "title": self._cleaned(Column.TITLE, "title", base.title),
            "text": self._cleaned(Column.TEXT, "text", base.text),
            "first_comment": self._cleaned(Column.COMMENT, "first_comment", base.first_comment),
            "brief": self._brief(base.brief),
            "topic": self._topic(base),
            "raised_class": self._read(Column.CLASS, _raised_class, base.raised_class),
            "planned_for": self._moment(base.planned_for),
            "variants": self._variants(base),
            "responsible": self._responsible(),
            "campaign": self._of_the_plan(Column.CAMPAIGN, self.known.campaign, base.campaign),
            "format": self._of_the_plan(Column.FORMAT, self.known.format, base.format),
        }
        if changes["topic"] is None and not self.troubles:
            said = _("A topic is missing. Choose one above for all rows that have none.")
            self._trouble(said, Column.TOPIC)
        if not changes["title"] and not self.troubles:
            self._trouble(_("The title is missing."), Column.TITLE)
        return None if self.troubles else replace(base, **changes)

    def _topic(self, base: Draft) -> Any:
        """The one it has counts also when nobody can choose it any more."""
        text = self._text(Column.TOPIC)
        if not text or (base.topic and text == base.topic.name):
            return base.topic
        return self._read(Column.TOPIC, self.known.topic, base.topic)

    def _variants(self, base: Draft) -> Sequence[VariantDraft]:
        """What a channel has of its own stays, as long as the channel does."""
        if not self.table.places(Column.CHANNELS):
            return base.variants
        own = {variant.channel.pk: variant for variant in base.variants}
        also = [variant.channel for variant in base.variants]
        chosen = self._read(
            Column.CHANNELS, lambda text: self.known.channels_named(text, also), [], also_empty=True
        )
        return [own.get(channel.pk) or VariantDraft(channel) for channel in chosen]

    def _responsible(self) -> Membership | None:
        """None: as it is, or chosen by itself."""
        text = self._text(Column.RESPONSIBLE)
        if self.piece and text == str(self.piece.responsible):
            return None
        found: Membership | None = self._read(Column.RESPONSIBLE, self.known.person, None)
        return found

    def _of_the_plan(self, column: Column, read: Callable[[str], T], before: T | None) -> T | None:
        """A campaign or format: the one it has counts also when it is over, or when nobody here can see it."""
        if not self.table.places(column):
            return before
        text = self._text(column)
        hidden = before and folded(str(before)) not in map(folded, self.known.choices[column])
        if text == str(before or "") or (hidden and not text):
            return before
        found: T | None = self._read(column, read, None)
        return found

    def _moment(self, before: datetime | None) -> datetime | None:
        """A new time lies ahead; one that was there before may have passed."""
        if not self.table.places(Column.DATE):
            return before
        usual = timezone.localtime(before).time() if before and not self.table.places(Column.TIME) else None
        try:
            read = moment(self._text(Column.DATE), self._text(Column.TIME), usual)
        except BadCell as error:
            self._trouble(str(error), Column.DATE if self._text(Column.DATE) else Column.TIME)
            return before
        planned = unless_changed(read, before)
        if planned and planned < timezone.now() and planned != before:
            self._trouble(_("This time has passed. Choose a later one, or leave it empty."), Column.DATE)
        return planned

    def _brief(self, before: str) -> str:
        """Its own column as it is; below it what has no place of its own, under its name."""
        places = self.table.places(Column.BRIEF)
        if not places:
            return before
        own = [place for place in places if is_called(self.table.headings[place], Column.BRIEF)]
        lines = [self.row.cells[place].strip() for place in own]
        lines += [
            f"{self.table.headings[place]}: {self.row.cells[place].strip()}"
            for place in places
            if place not in own and self.row.cells[place].strip()
        ]
        return self._as_field("brief", "\n".join(filter(None, lines)), before, places[0])

    # --- cells ------------------------------------------------------------------------------------------------

    def _text(self, column: Column) -> str:
        return _cell(self.table, self.row, column)

    def _cleaned(self, column: Column, name: str, before: str) -> str:
        places = self.table.places(column)
        return self._as_field(name, self.row.cells[places[0]], before, places[0]) if places else before

    def _as_field(self, name: str, text: str, before: str, place: int) -> str:
        """As the form for posts takes it. A cell holds less than a post: its full length says nothing has changed."""
        if text == before or (len(text) >= LONGEST_CELL // 2 and text == fitted(before)):
            return before
        try:
            return str(PieceForm.base_fields[name].clean(text))
        except ValidationError as error:
            self.troubles.append(Trouble(" ".join(error.messages), place))
            return before

    def _read(
        self, column: Column, read: Callable[[str], Any], otherwise: Any, *, also_empty: bool = False
    ) -> Any:
        text = self._text(column)
        if not text and not also_empty:
            return "" if column == Column.CLASS and self.table.places(column) else otherwise
        try:
            return read(text)
        except BadCell as error:
            self._trouble(str(error), column)
            return otherwise

    def _trouble(self, said: str, column: Column) -> None:
        self.troubles.append(Trouble(said, next(iter(self.table.places(column)), None)))

    # --- verdicts ---------------------------------------------------------------------------------------------

    def _new(self, draft: Draft) -> Judged:
        there = self.known.standing.get((draft.title, draft.planned_for)) if draft.planned_for else None
        if there:
            return Judged(self.row, Verdict.UNCHANGED, draft, there=there)
        return self._allowed(draft) or Judged(self.row, Verdict.NEW, draft)

    def _changed(self, piece: Piece, before: Draft, draft: Draft) -> Judged:
        changes = differences(piece, before, draft)
        if not changes:
            return Judged(self.row, Verdict.UNCHANGED, draft, piece, there=piece.pk)
        if refused := self._stands_against(piece, before, draft) or self._allowed(draft):
            return refused
        return Judged(self.row, Verdict.CHANGED, draft, piece, piece.revision, changes=changes)

    def _stands_against(self, piece: Piece, before: Draft, draft: Draft) -> Judged | None:
        version = self._text(Column.VERSION)
        if piece.dropped_at:
            self._trouble(str(Dropped()), Column.NUMBER)
        elif version and version != str(piece.revision):
            said = _(
                "Somebody has changed this post since the export: it is version %(now)s by now. Look at it first; to"
                " write over it, put %(now)s here."
            )
            self._trouble(said % {"now": piece.revision}, Column.VERSION)
        elif goes_out(draft) != goes_out(before) and (out := _public_on(piece)):
            self.troubles.append(Trouble(str(AlreadyOut(out))))
        elif not (may := may_edit(piece, self.actor)):
            self.troubles.append(Trouble(f"{may.reason} {may.instead}".strip()))
        return self._cannot() if self.troubles else None

    def _allowed(self, draft: Draft) -> Judged | None:
        try:
            require_to_draft(draft, self.actor)
        except Denied as denied:
            self.troubles.append(Trouble(f"{denied.decision.reason} {denied.decision.instead}".strip()))
        except PlanError as error:
            self._trouble(str(error), Column.RESPONSIBLE)
        return self._cannot() if self.troubles else None

    def _cannot(self) -> Judged:
        return Judged(self.row, Verdict.CANNOT, piece=self.piece, troubles=self.troubles)


def _raised_class(text: str) -> str:
    """A is what no topic lies below, so it says nothing."""
    letter = text[:1].upper()
    if letter not in ContentClass.values or text[1:2].isalpha():
        raise BadCell(_("“%(text)s” is no class. There are A, B, C and D.") % {"text": text})
    return "" if letter == ContentClass.ROUTINE else letter


def _public_on(piece: Piece) -> str:
    """A channel it is out on already, or perhaps."""
    states: Iterable[str] = piece.states  # type: ignore[attr-defined]  # annotated
    return piece.variants.all()[0].channel.name if set(states) & set(FIXED) else ""
