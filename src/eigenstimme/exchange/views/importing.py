"""A table on its way into the plan: handed over, looked at and put right, brought in, taken back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from eigenstimme.calendar.period import EARLIEST, midnight
from eigenstimme.exchange import actions
from eigenstimme.exchange.columns import Column
from eigenstimme.exchange.forms import ColumnsForm, ImportForm
from eigenstimme.exchange.judging import Judged, Verdict, judged, known_to
from eigenstimme.exchange.models import Import, Outcome
from eigenstimme.people.middleware import ActorRequest
from eigenstimme.people.rights import Subject, require
from eigenstimme.plan.views.doors import planner

A_PAGE = 50
A_LONG_CELL = 80  # characters from which on a cell is put right in several lines
LATEST = 5
AT_ONCE = 40
"""Rows that somebody waits for; more are left to a worker, and the page says how far it is."""
TONES = {Verdict.CANNOT: "signal", Verdict.NEW: "calm", Verdict.CHANGED: "calm", Verdict.DONE: "calm"}
ICONS = {
    Verdict.NEW: "plus",
    Verdict.CHANGED: "pencil",
    Verdict.UNCHANGED: "check",
    Verdict.CANNOT: "triangle-alert",
    Verdict.DONE: "circle-check",
}


@dataclass(frozen=True)
class Cell:
    """A value that can be put right: below its trouble."""

    name: str
    label: str
    text: str
    trouble: str
    column: str

    @property
    def long(self) -> bool:
        return len(self.text) > A_LONG_CELL or "\n" in self.text


@dataclass(frozen=True)
class Line:
    """A row as it is shown."""

    judged: Judged
    title: str
    cells: list[Cell]
    troubles: list[str]

    @property
    def url(self) -> str:
        """Of the post, if there is one: it leads there, and the page stays where it is."""
        piece = self.judged.piece or self.judged.row.piece
        if piece:
            return piece.get_absolute_url()
        return reverse("plan:piece", args=[self.judged.there]) if self.judged.there else ""

    @property
    def word(self) -> str:
        row = self.judged.row
        return str(row.get_outcome_display() if row.outcome else self.judged.verdict.label)

    @property
    def tone(self) -> str:
        return TONES.get(self.judged.verdict, "quiet")

    @property
    def icon(self) -> str:
        return ICONS[self.judged.verdict]


@dataclass(frozen=True)
class Count:
    """How many rows would become what; the way to see only those."""

    verdict: Verdict
    number: int
    url: str
    current: bool

    @property
    def label(self) -> str:
        return str(self.verdict.label)

    @property
    def needed(self) -> bool:
        return self.verdict == Verdict.CANNOT and self.number > 0


@planner
@require_http_methods(["GET", "POST"])
def start(request: ActorRequest) -> HttpResponse:
    """Hand a table over; what was handed over lately lies there still."""
    require(request.actor, "piece.draft", Subject(request.actor.company_id))
    if request.method == "GET":
        return _start_page(request, ImportForm())
    form = ImportForm(request.POST, request.FILES)
    if not form.is_valid():
        return _start_page(request, form, status=422)
    key = form.cleaned_data["form_key"]
    return redirect(actions.keep_table(form.table, name=form.name, form_key=key, actor=request.actor))


def _start_page(request: ActorRequest, form: ImportForm, status: int = 200) -> HttpResponse:
    latest = Import.objects.visible_to(request.actor)[:LATEST]
    return render(request, "exchange/import.html", {"form": form, "latest": latest}, status=status)


@planner
@require_safe
def preview(request: ActorRequest, pk: int) -> HttpResponse:
    return _preview(request, _fetched(request, pk))


def _preview(
    request: ActorRequest, table: Import, *, columns: ColumnsForm | None = None, status: int = 200
) -> HttpResponse:
    """What would happen, row by row; and what has happened to those that are in the plan by now."""
    rows = list(table.rows.select_related("piece"))
    if table.under_way:
        done = sum(bool(row.outcome) for row in rows)
        context = {"table": table, "done": done, "total": len(rows)}
        return render(request, "exchange/under_way.html", context)
    at_hand = known_to(table, rows, request.actor)
    found = judged(table, rows, at_hand, request.actor)
    shown = request.GET.get("show", "")
    chosen = [each for each in found if not shown or each.verdict == shown]
    page: Page[Judged] = Paginator(chosen, A_PAGE).get_page(request.GET.get("page"))
    unclear = [heading for heading, column in zip(table.headings, table.columns, strict=True) if not column]
    fit = any(each.verdict != Verdict.CANNOT for each in found)
    ready = sum(each.verdict in {Verdict.NEW, Verdict.CHANGED} for each in found)
    context = {
        "table": table,
        "columns": columns or ColumnsForm(table=table, actor=request.actor),
        "unclear": unclear,
        "columns_open": bool(columns) or not table.places(Column.TITLE) or bool(unclear and not fit),
        "counts": _counts(table, found, shown),
        "total": len(found),
        "all_shown": not shown,
        "page": page,
        "lines": [_line(each, table) for each in page],
        "ready": ready,
        "choices": at_hand.choices,
        "troubled": any(each.verdict == Verdict.CANNOT for each in page),
        "can_take_back": any(row.outcome == Outcome.MADE for row in rows),
        "seen": timezone.now().isoformat(),
        "query": request.GET.urlencode(),
    }
    return render(request, "exchange/preview.html", context, status=status)


def _counts(table: Import, found: Sequence[Judged], shown: str) -> list[Count]:
    number = Counter(each.verdict for each in found)
    address = table.get_absolute_url()
    return [
        Count(verdict, number[verdict], f"{address}?{urlencode({'show': verdict})}", verdict == shown)
        for verdict in Verdict
        if number[verdict] or verdict == shown
    ]


def _line(judged: Judged, table: Import) -> Line:
    """Each trouble with its cell; what no cell is to blame for stands above them."""
    of_a_cell: dict[int, list[str]] = {}
    for trouble in judged.troubles:
        if trouble.place is not None:
            of_a_cell.setdefault(trouble.place, []).append(trouble.said)
    cells = [
        Cell(
            f"cell-{judged.row.pk}-{place}",
            table.headings[place],
            judged.row.cells[place],
            " ".join(said),
            table.columns[place],
        )
        for place, said in sorted(of_a_cell.items())
    ]
    others = [trouble.said for trouble in judged.troubles if trouble.place is None]
    return Line(judged, _title(judged, table), cells, [*others, *filter(None, [judged.row.refusal])])


def _title(judged: Judged, table: Import) -> str:
    if judged.draft:
        return judged.draft.title
    titles = [judged.row.cells[place] for place in table.places(Column.TITLE)]
    return next(filter(None, titles), "") or _("without a title")


@planner
@require_POST
def choose_columns(request: ActorRequest, pk: int) -> HttpResponse:
    table = _fetched(request, pk)
    form = ColumnsForm(request.POST, table=table, actor=request.actor)
    if not form.is_valid():
        return _preview(request, table, columns=form, status=422)
    actions.choose_columns(table, form.chosen(), form.cleaned_data["topic"])
    return redirect(table)


@planner
@require_POST
def correct(request: ActorRequest, pk: int) -> HttpResponse:
    table = _fetched(request, pk)
    actions.correct(table, _typed(request, table))
    return redirect(_back(request, table))


@planner
@require_POST
def bring_in(request: ActorRequest, pk: int) -> HttpResponse:
    """What was typed and not checked yet comes in as well."""
    table = _fetched(request, pk)
    require(request.actor, "piece.draft", table.subject())
    actions.correct(table, _typed(request, table))
    if table.rows.filter(outcome=Outcome.OPEN).count() > AT_ONCE:
        actions.ask_to_bring_in(table, seen=_seen(request), actor=request.actor)
        return redirect(table)
    done = actions.bring_in(table, seen=_seen(request), actor=request.actor)
    messages.success(request, _told(done))
    if done.failed:
        said = ngettext(
            "%(count)s row could not be imported after all; it says why.",
            "%(count)s rows could not be imported after all; they say why.",
            done.failed,
        )
        messages.warning(request, said % {"count": done.failed})
    return redirect(table)


@planner
@require_POST
def take_back(request: ActorRequest, pk: int) -> HttpResponse:
    table = _fetched(request, pk)
    count = actions.take_back(table, actor=request.actor)
    said = ngettext(
        "%(count)s post was taken out of the plan again.",
        "%(count)s posts were taken out of the plan again.",
        count,
    )
    messages.success(request, said % {"count": count})
    return redirect(table)


@planner
@require_POST
def throw_away(request: ActorRequest, pk: int) -> HttpResponse:
    actions.throw_away(_fetched(request, pk))
    messages.success(request, _("The table is gone. What it brought into the plan stays there."))
    return redirect("exchange:import")


def _fetched(request: ActorRequest, pk: int) -> Import:
    tables = Import.objects.visible_to(request.actor).select_related("topic__expert__person")
    return get_object_or_404(tables, pk=pk)


def _typed(request: ActorRequest, table: Import) -> dict[int, dict[int, str]]:
    """The cells of the form, by row and column; a name that makes no sense is nobody's."""
    found: dict[int, dict[int, str]] = {}
    for name, text in request.POST.items():
        kind, _dash, where = name.partition("-")
        row, _dash, place = where.partition("-")
        if kind == "cell" and row.isdecimal() and place.isdecimal() and int(place) < len(table.headings):
            found.setdefault(int(row), {})[int(place)] = str(text).replace("\r\n", "\n")
    return found


def _seen(request: ActorRequest) -> datetime:
    """When the preview was made. Without it nothing counts as seen."""
    try:
        said = parse_datetime(request.POST.get("seen", ""))
    except ValueError:
        said = None
    return said if said and said.tzinfo else midnight(EARLIEST)


def _back(request: ActorRequest, table: Import) -> str:
    query = request.GET.urlencode()
    return f"{reverse('exchange:preview', args=[table.pk])}{'?' if query else ''}{query}"


def _told(done: actions.Done) -> str:
    made = ngettext("%(count)s post was made.", "%(count)s posts were made.", done.made) % {
        "count": done.made
    }
    changed = ngettext("%(count)s was changed.", "%(count)s were changed.", done.changed) % {
        "count": done.changed
    }
    return f"{made} {changed}" if done.changed else made
