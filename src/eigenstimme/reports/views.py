"""The own voice: the page, the posts behind a number, the sheet of a month, the limit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Any, ParamSpec

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Exists, F, OuterRef, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from eigenstimme.channels.models import Channel
from eigenstimme.core.plots import written
from eigenstimme.people.doors import View
from eigenstimme.people.middleware import ActorRequest
from eigenstimme.people.rights import Subject, decide, reach, require
from eigenstimme.plan.models import Piece
from eigenstimme.plan.views.doors import member, planner
from eigenstimme.reports import actions, charts, workbook
from eigenstimme.reports.forms import LimitForm, PostsForm
from eigenstimme.reports.models import VoiceLimit
from eigenstimme.reports.outlook import Outlook, outlook_for
from eigenstimme.reports.voice import (
    Answers,
    Posts,
    Voice,
    midnight,
    month_after,
    months_until,
    planned,
    published,
)
from eigenstimme.reports.voice import voice as count
from eigenstimme.reports.words import ANSWERS, GROUPS

P = ParamSpec("P")
A_PAGE = 30


def reader(view: View[P]) -> View[P]:
    """On the company's clock, and with the right to see figures."""

    @wraps(view)
    def allowed(request: ActorRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        require(request.actor, "figures.read", Subject(request.actor.company_id))
        return view(request, *args, **kwargs)

    return planner(allowed)


@dataclass(frozen=True)
class ChannelLine:
    """A channel in the table: the running month as it is to be expected, the one before, all twelve."""

    channel: Channel
    outlook: Outlook
    last: Posts
    year: Posts
    bar: Any


@dataclass(frozen=True)
class MonthLine:
    month: date
    posts: Posts
    answers: Answers


@reader
@require_safe
def voice(request: ActorRequest) -> HttpResponse:
    return _page(request, LimitForm(actor=request.actor, initial={"channel": request.GET.get("channel")}))


@reader
@require_POST
def set_limit(request: ActorRequest) -> HttpResponse:
    require(request.actor, "strategy.write", Subject(request.actor.company_id))
    form = LimitForm(request.POST, actor=request.actor)
    if not form.is_valid():
        return _page(request, form, status=422)
    limit = actions.set_voice_limit(
        form.cleaned_data["percent"], channel=form.cleaned_data["channel"], actor=request.actor
    )
    share = written(limit.percent, "%")
    messages.success(
        request, _("From now on you are warned before the share falls below %(share)s.") % {"share": share}
    )
    return redirect("reports:voice")


@reader
@require_POST
def lift_limit(request: ActorRequest, pk: int) -> HttpResponse:
    limit = get_object_or_404(VoiceLimit.objects.visible_to(request.actor), pk=pk)
    actions.lift_voice_limit(limit, actor=request.actor)
    messages.success(request, _("The limit is lifted."))
    return redirect("reports:voice")


@reader
@require_safe
def sheet(request: ActorRequest) -> HttpResponse:
    """Everything on one sheet, to read and to print."""
    return render(request, "reports/voice_sheet.html", _context(request))


@reader
@require_safe
def table(request: ActorRequest) -> HttpResponse:
    """The same as a workbook."""
    counts = _counts(request)
    response = HttpResponse(workbook.of_voice(counts), content_type=workbook.TYPE)
    name = _("own-voice-%(month)s.xlsx") % {"month": f"{counts.running:%Y-%m}"}
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


@reader
@require_safe
def posts(request: ActorRequest) -> HttpResponse:
    """The posts behind a number, as far as the reader sees the plan."""
    channels = _channels(request)
    form = PostsForm(request.GET)
    form.fields["channel"].queryset = Channel.objects.filter(pk__in=[each.pk for each in channels])  # type: ignore[attr-defined]
    form.is_valid()
    chosen = {name: value for name, value in form.cleaned_data.items() if value}
    zone = member(request).company.zone
    now = timezone.now()
    month: date = chosen.get("month") or months_until(now, zone, 1)[0]
    if chosen.get("ahead"):
        found = planned(now, zone)
    else:
        start, end = midnight(month, zone), midnight(month_after(month), zone)
        found = published(start, zone).filter(publications__sent_at__lt=end)
    found = found.filter(channel__in=[chosen["channel"]] if "channel" in chosen else channels)
    if "writing" in chosen:
        found = found.filter(Q(writing=chosen["writing"]))
    seen = Piece.objects.visible_to(request.actor).filter(pk=OuterRef("piece"))
    shown = found.filter(Exists(seen)).select_related("piece", "channel").order_by(F("at").desc(), "pk")
    page = Paginator(shown, A_PAGE).get_page(request.GET.get("page"))
    rows = [(each, GROUPS[each.writing]) for each in page]  # type: ignore[attr-defined]  # annotated
    context = {"form": form, "page": page, "rows": rows, "month": month, "ahead": chosen.get("ahead")}
    return render(request, "reports/voice_posts.html", context | {"active": len(chosen.keys() - {"month"})})


def _page(request: ActorRequest, form: LimitForm, status: int = 200) -> HttpResponse:
    may_set = decide(request.actor, "strategy.write", Subject(request.actor.company_id))
    context = _context(request) | {"form": form, "may_set": may_set}
    return render(request, "reports/voice.html", context, status=status)


def _channels(request: ActorRequest) -> list[Channel]:
    """Those whose figures they may see, closed ones too: they have a past."""
    mine = reach(request.actor, "figures.read", channel="pk")
    return list(Channel.objects.filter(mine, company_id=request.actor.company_id))


def _counts(request: ActorRequest) -> Voice:
    return count(member(request).company, _channels(request), timezone.now())


def _context(request: ActorRequest) -> dict[str, Any]:
    counts = _counts(request)
    limits = list(VoiceLimit.objects.visible_to(request.actor).in_force().select_related("channel"))
    percents = {limit.channel_id: limit.percent for limit in limits}
    chosen = next((each for each in counts.channels if str(each.pk) == request.GET.get("channel")), None)
    number = chosen.pk if chosen else None
    outlook = outlook_for(counts, percents.get(number), number)
    lines = [line for each in counts.channels if (line := _channel_line(counts, each, percents.get(each.pk)))]
    answers = sum((counts.answered(month, number) for month in counts.months), Answers())
    return {
        "counts": counts,
        "channel": chosen,
        "outlook": outlook,
        "last": counts.posts(counts.months[-2], number),
        "warnings": [line.outlook for line in lines if line.outlook.warns and line.channel != chosen],
        "changes": list(charts.changes(counts, number)),
        "share": charts.share_over_time(counts, outlook.limit, number),
        "writers": charts.writers_over_time(counts, number),
        "answers": answers,
        "answers_shown": number is None or counts.answers_by_channel,
        "answering": charts.answers_over_time(counts, number),
        "answer_words": ANSWERS,
        "lines": lines,
        "months": [
            MonthLine(month, counts.posts(month, number), counts.answered(month, number))
            for month in reversed(counts.months)
        ],
        "limits": limits,
        "today": timezone.localdate(),
    }


def _channel_line(counts: Voice, channel: Channel, limit: int | None) -> ChannelLine | None:
    """None for one on which nothing went out, and nothing is planned."""
    year = sum((counts.posts(month, channel.pk) for month in counts.months), Posts())
    outlook = outlook_for(counts, limit, channel.pk, channel.name)
    if not (year.all or outlook.ahead.all):
        return None
    bar = charts.small(outlook.so_far + outlook.ahead, limit, channel.name)
    return ChannelLine(channel, outlook, counts.posts(counts.months[-2], channel.pk), year, bar)
