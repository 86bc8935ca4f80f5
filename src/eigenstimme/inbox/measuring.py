"""What a goal can be held to: conversations answered, and how long people waited for the first answer."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from django.db.models import Aggregate, DurationField, F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from eigenstimme.inbox.models import Conversation, Message
from eigenstimme.strategy.measures import Measure, Span, counted, in_spans


class Median(Aggregate):
    function = "PERCENTILE_CONT"
    name = "Median"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"


def _answered(company_id: int, spans: Sequence[Span]) -> list[Decimal | None]:
    """Each conversation counts once in a span, however often we answered in it."""
    answers = Message.objects.filter(conversation__company_id=company_id, handle=None)
    return counted(answers, "written_at", spans, what="conversation")


def _first_answer(company_id: int, spans: Sequence[Span]) -> list[Decimal | None]:
    """Hours from the first message of a conversation to our first answer after it, counted when that was given."""
    said = Message.objects.filter(conversation=OuterRef("pk")).order_by("written_at").values("written_at")
    begun = min(since for since, _until in spans)
    rows = (
        Conversation.objects.filter(company_id=company_id, last_at__gte=begun)
        .annotate(asked=Subquery(said.exclude(handle=None)[:1]))
        .annotate(answered=Subquery(said.filter(handle=None, written_at__gte=OuterRef("asked"))[:1]))
    )
    found = in_spans(rows, "answered", spans, _median_wait)
    return [None if each is None else _hours(each.total_seconds()) for each in found]


def _median_wait(within: Q) -> Median:
    return Median(F("answered") - F("asked"), filter=within, output_field=DurationField())


def _hours(seconds: float) -> Decimal:
    return (Decimal(seconds) / 3600).quantize(Decimal("0.01"))


ANSWERED = Measure("inbox.answered", _("conversations answered"), _("conversations"), _answered)
FIRST_ANSWER = Measure(
    "inbox.first_answer", _("hours until the first answer (median)"), _("h"), _first_answer, adds_up=False
)
