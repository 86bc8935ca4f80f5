"""Bringing a table into the plan. What becomes of a row is a verb of the plan, with the rights of whoever brings it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone, translation

from eigenstimme.audit.record import record
from eigenstimme.core import live
from eigenstimme.exchange.columns import recognised
from eigenstimme.exchange.errors import ExchangeError, Overtaken
from eigenstimme.exchange.judging import Judged, Verdict, judged, known_to
from eigenstimme.exchange.models import Import, Outcome, Row
from eigenstimme.exchange.tables import Table
from eigenstimme.people.actor import Actor, Via
from eigenstimme.people.rights import Denied, Subject, require
from eigenstimme.plan.actions import draft_piece, drop_piece, edit_piece
from eigenstimme.plan.errors import PlanError, Stale
from eigenstimme.plan.models import Piece
from eigenstimme.strategy.models import Topic

A_STEP = 10
"""Rows after which open pages hear how far it is."""
GIVEN_UP = timedelta(minutes=2)
"""A worker that was not heard of for so long is dead."""


@dataclass(frozen=True)
class Done:
    """How many rows became what."""

    made: int = 0
    changed: int = 0
    failed: int = 0


@transaction.atomic
def keep_table(table: Table, *, name: str, form_key: UUID, actor: Actor) -> Import:
    """Lay a table aside for its owner to look at; the plan hears nothing of it. Sent twice, it lies there once."""
    require(actor, "piece.draft", Subject(actor.company_id))
    kept, new = Import.objects.get_or_create(
        form_key=form_key,
        member_id=actor.member,
        company_id=actor.company_id,
        defaults={
            "name": name[:120],
            "headings": table.headings,
            "columns": [column or "" for column in recognised(table.headings)],
        },
    )
    if new:
        Row.objects.bulk_create(Row(table=kept, number=number, cells=cells) for number, cells in table.rows)
    return kept


def choose_columns(table: Import, columns: Sequence[str], topic: Topic | None) -> None:
    """What each column is. No right is asked: it is its owner's own table, and not in the plan."""
    table.columns, table.topic = list(columns), topic
    table.save(update_fields=["columns", "topic"])


@transaction.atomic
def correct(table: Import, cells: Mapping[int, Mapping[int, str]]) -> None:
    """Write other values into rows that are not in the plan yet: by row, then by column."""
    for row in table.rows.select_for_update().filter(pk__in=cells, outcome=Outcome.OPEN):
        for place, text in cells[row.pk].items():
            row.cells[place] = text
        row.refusal = ""
        row.save(update_fields=["cells", "refusal"])


def bring_in(table: Import, *, seen: datetime, actor: Actor) -> Done:
    """Draft and change posts as the rows say, each row for itself: one that cannot be holds up no other.

    ``seen`` is when the actor looked at what would happen: what somebody has changed after that stays as it is.
    Each row is a transaction of its own, so that others can work in the plan meanwhile, and pressing twice or once
    more after a break goes on where it stopped.
    """
    decision = require(actor, "piece.draft", table.subject())
    rows = list(table.rows.filter(outcome=Outcome.OPEN))
    found = judged(table, rows, known_to(table, rows, actor), actor)
    ready = [each for each in found if each.verdict in {Verdict.NEW, Verdict.CHANGED}]
    outcomes = []
    for each in ready:
        outcomes.append(_bring_in(each, seen, actor))
        if len(outcomes) % A_STEP == 0:
            _say_how_far(table)
    done = Done(*(outcomes.count(each) for each in (Outcome.MADE, Outcome.CHANGED, Outcome.OPEN)))
    record(actor, "plan.imported", table, decision, made=done.made, changed=done.changed)
    return done


@transaction.atomic
def ask_to_bring_in(table: Import, *, seen: datetime, actor: Actor) -> None:
    """Leave it to a worker: of many rows nobody has to wait for the last. Asked twice, it is done once."""
    from eigenstimme.exchange import tasks

    require(actor, "piece.draft", table.subject())
    table = Import.objects.select_for_update(of=["self"]).get(pk=table.pk)
    if not table.under_way:
        table.seen_at, table.moved_at = seen, timezone.now()
        table.save(update_fields=["seen_at", "moved_at"])
        tasks.bring_in.defer(import_id=table.pk)


def work_off(import_id: int) -> None:
    """What was left to a worker, as its owner. Whatever they may no longer do is said at each row."""
    asked = Import.objects.exclude(moved_at=None).select_related("member__person", "member__company")
    table = asked.filter(pk=import_id).first()
    if table is None or table.seen_at is None:
        return
    owner = table.member
    with translation.override(owner.person.language), timezone.override(owner.company.zone):
        try:
            bring_in(table, seen=table.seen_at, actor=Actor.of(owner, via=Via.WORKER))
        except Denied as denied:
            refusal = f"{denied.decision.reason} {denied.decision.instead}".strip()
            table.rows.filter(outcome=Outcome.OPEN).update(refusal=refusal)
    Import.objects.filter(pk=table.pk).update(moved_at=None)
    live.announce(table.company_id, table.live_topic)


def _say_how_far(table: Import) -> None:
    if Import.objects.filter(pk=table.pk).exclude(moved_at=None).update(moved_at=timezone.now()):
        live.announce(table.company_id, table.live_topic)


@transaction.atomic
def _bring_in(judged: Judged, seen: datetime, actor: Actor) -> Outcome | None:
    """None where somebody else, or the second click, has done it already."""
    row = Row.objects.select_for_update().get(pk=judged.row.pk)
    if row.outcome:
        return None
    try:
        with transaction.atomic():
            piece = _drafted(judged, row, actor) if judged.piece is None else _edited(judged, seen, actor)
    except (PlanError, ExchangeError) as error:
        row.refusal = str(error)
    except Denied as denied:
        row.refusal = f"{denied.decision.reason} {denied.decision.instead}".strip()
    else:
        row.outcome = Outcome.MADE if judged.piece is None else Outcome.CHANGED
        row.piece, row.revision, row.refusal = piece, piece.revision, ""
    row.save()
    return Outcome(row.outcome)


def _drafted(judged: Judged, row: Row, actor: Actor) -> Piece:
    if judged.draft is None:
        raise ValueError("only what can be made is made")
    return draft_piece(judged.draft, form_key=row.form_key, actor=actor)


def _edited(judged: Judged, seen: datetime, actor: Actor) -> Piece:
    if judged.draft is None or judged.piece is None:
        raise ValueError("only what can be changed is changed")
    if judged.piece.edited_at > seen:
        raise Overtaken
    try:
        return edit_piece(judged.piece, judged.draft, revision=judged.revision, actor=actor)
    except Stale as error:
        raise Overtaken from error


@transaction.atomic
def take_back(table: Import, *, actor: Actor) -> int:
    """Drop the posts it made which nobody has touched since; how many that were. What it changed stays changed."""
    decision = require(actor, "piece.draft", table.subject())
    rows = table.rows.select_for_update().filter(outcome=Outcome.MADE).exclude(piece=None)
    untouched = [row for row in rows if _is_untouched(row)]
    dropped = [row for row in untouched if _dropped(row, actor)]
    Row.objects.filter(pk__in=[row.pk for row in dropped]).update(outcome=Outcome.UNDONE)
    record(actor, "import.undone", table, decision, count=len(dropped))
    return len(dropped)


def _is_untouched(row: Row) -> bool:
    """As it was made: not changed, not handed in, not spoken about, on its way nowhere."""
    as_made = Piece.objects.filter(pk=row.piece_id or 0, revision=row.revision or 0, dropped_at=None)
    return as_made.filter(approvals=None, comments=None, variants__publications=None).exists()


def _dropped(row: Row, actor: Actor) -> bool:
    if row.piece is None:
        return False
    try:
        with transaction.atomic():
            drop_piece(row.piece, actor=actor)
    except (PlanError, Denied):
        return False
    return True


def throw_away(table: Import) -> None:
    """The table only: what it brought into the plan stays there."""
    table.delete()


def tick(now: datetime) -> None:
    """What nobody needs any more is not kept: such tables name people. What a dead worker left goes on."""
    from eigenstimme.exchange import tasks

    Import.objects.filter(expires_at__lte=now).delete()
    for table in Import.objects.filter(moved_at__lte=now - GIVEN_UP):
        Import.objects.filter(pk=table.pk).update(moved_at=now)
        tasks.bring_in.defer(import_id=table.pk)
