"""Where approvals take long (PL4): how soon somebody answers, how long until the yes, how often it goes round.

Figures of the company, its topics and classes, never of single people (works councils, § 87 BetrVG).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Company
from eigenstimme.plan.models import Approval, Check, Outcome
from eigenstimme.plan.working_days import WorkingTime

ANSWERED = (Outcome.APPROVED, Outcome.RETURNED, Outcome.REFUSED, Outcome.REOPENED)
TOO_LONG = 5  # working days an approval may be open before it is shown as stuck
BUCKETS = (0.25, 0.5, 1, 2, 5)  # working days until the yes


@dataclass(frozen=True)
class Round:
    """One request for approval, as far as the figures need it."""

    piece_id: int
    topic: str
    content_class: str
    asked_at: datetime
    answered_at: datetime | None
    outcome: str


@dataclass(frozen=True)
class Figures:
    """Of some requests. Times in working days; None where there is nothing to measure."""

    pieces: int
    first_answer: float | None
    until_yes: float | None
    rounds: float | None
    reopened: float | None  # share of approved content that was changed afterwards, 0 to 1
    expired: float | None  # share of requests nobody answered, 0 to 1


@dataclass(frozen=True)
class Bar:
    """How many pieces got their yes within ``days``; None for the rest."""

    days: float | None
    pieces: int
    share: float  # 0 to 1

    @property
    def label(self) -> str:
        if self.days is None:
            return _("longer")
        if self.days < 1:
            return _("%(hours)s hours") % {"hours": round(self.days * 24)}
        return ngettext("%(days)s day", "%(days)s days", self.days) % {"days": self.days}

    @property
    def percent(self) -> int:
        return round(self.share * 100)


@dataclass(frozen=True)
class Report:
    all: Figures
    by_topic: list[tuple[str, Figures]]
    by_class: list[tuple[str, Figures]]
    bars: list[Bar]


def rounds(actor: Actor, since: datetime) -> list[Round]:
    """The requests since then that the reader may see."""
    seen = Approval.objects.visible_to(actor).filter(check_kind=Check.APPROVAL, requested_at__gte=since)
    found = seen.exclude(outcome=Outcome.WITHDRAWN).select_related("piece__topic").order_by("requested_at")
    return [
        Round(
            each.piece_id,
            each.piece.topic.name,
            each.piece.content_class,
            each.requested_at,
            each.decided_at,
            each.outcome,
        )
        for each in found.defer("piece__text", "piece__brief")
    ]


def report(found: Sequence[Round], company: Company) -> Report:
    """The figures of the whole, of each topic and of each class, the slowest first."""
    works = WorkingTime.of(company)
    return Report(
        all=figures(found, works),
        by_topic=_split(found, [each.topic for each in found], works),
        by_class=_split(found, [each.content_class for each in found], works),
        bars=_bars(list(_until_yes(found, works).values())),
    )


def figures(found: Sequence[Round], works: WorkingTime) -> Figures:
    answers = [_days(each, works) for each in found if each.answered_at and each.outcome in ANSWERED]
    yes = _until_yes(found, works)
    agreed = [
        each for each in found if each.outcome in (Outcome.APPROVED, Outcome.REOPENED) and each.answered_at
    ]
    closed = [each for each in found if each.outcome != Outcome.OPEN]
    pieces = {each.piece_id for each in found}
    return Figures(
        pieces=len(pieces),
        first_answer=median(answers) if answers else None,
        until_yes=median(yes.values()) if yes else None,
        rounds=len(closed) / len({each.piece_id for each in closed}) if closed else None,
        reopened=_share(agreed, Outcome.REOPENED),
        expired=_share(closed, Outcome.EXPIRED),
    )


def _until_yes(found: Iterable[Round], works: WorkingTime) -> dict[int, float]:
    """By piece: from when it was first handed in to its first yes."""
    first: dict[int, datetime] = {}
    times: dict[int, float] = {}
    for each in found:
        first.setdefault(each.piece_id, each.asked_at)
        agreed = each.outcome in (Outcome.APPROVED, Outcome.REOPENED) and each.answered_at
        if agreed and each.piece_id not in times:
            times[each.piece_id] = works.between(first[each.piece_id], agreed)
    return times


def _days(each: Round, works: WorkingTime) -> float:
    return works.between(each.asked_at, each.answered_at or each.asked_at)


def _share(found: Sequence[Round], outcome: Outcome) -> float | None:
    return sum(each.outcome == outcome for each in found) / len(found) if found else None


def _split(found: Sequence[Round], names: Sequence[str], works: WorkingTime) -> list[tuple[str, Figures]]:
    parts: defaultdict[str, list[Round]] = defaultdict(list)
    for name, each in zip(names, found, strict=True):
        parts[name].append(each)
    measured = [(name, figures(part, works)) for name, part in parts.items()]
    return sorted(measured, key=lambda pair: -(pair[1].until_yes or 0))


def _bars(times: Sequence[float]) -> list[Bar]:
    """Each piece in the first bucket it fits."""
    edges = (*BUCKETS, None)
    counts = dict.fromkeys(edges, 0)
    for time in times:
        counts[next((edge for edge in BUCKETS if time <= edge), None)] += 1
    return [Bar(edge, counts[edge], counts[edge] / len(times)) for edge in edges] if times else []


def stuck(actor: Actor, company: Company, now: datetime) -> list[Approval]:
    """Open requests older than ``TOO_LONG`` working days, the oldest first: these need a word."""
    works = WorkingTime.of(company)
    people = ["piece", "approver__person", "deputy__person"]
    open_ones = (
        Approval.objects.visible_to(actor).open().filter(requested_at__lt=now - timedelta(days=TOO_LONG))
    )
    return [
        each
        for each in open_ones.select_related(*people).order_by("requested_at")[:50]
        if works.between(each.requested_at, now) > TOO_LONG
    ]
