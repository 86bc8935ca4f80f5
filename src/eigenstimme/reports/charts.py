"""The figures of the own voice as charts, and what changed, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from eigenstimme.core.plots import Bars, Inline, Limit, Line, Series, written
from eigenstimme.reports.voice import Posts, Voice
from eigenstimme.reports.words import ANSWERS, GROUPS, WRITTEN


def share_over_time(counts: Voice, limit: int | None, channel: int | None = None) -> Line:
    """Twelve months; the running one as it is to be expected."""
    past = [counts.posts(month, channel).percent for month in counts.months[:-1]]
    shares = [*past, counts.expected(channel).percent]
    return Line(
        _("Own-voice share"),
        _("By month; the running month as it is to be expected. The table holds the figures."),
        counts.months,
        [Series(_("Own-voice share"), shares, expected_from=len(shares) - 1)],
        "%",
        Limit(_("Your limit: %(share)s") % {"share": written(limit, "%")}, limit) if limit else None,
        100,
    )


def writers_over_time(counts: Voice, channel: int | None = None) -> Bars:
    """Who wrote what is out, month by month."""
    months = [counts.posts(month, channel) for month in counts.months]
    return Bars(
        _("Who wrote the posts"),
        _("By month, as parts of all that was written. Shared and repeated posts are counted apart."),
        counts.months,
        [Series(str(GROUPS[each]), [getattr(month, each) for month in months]) for each in WRITTEN],
        stacked=True,
    )


def answers_over_time(counts: Voice, channel: int | None = None) -> Bars:
    months = [counts.answered(month, channel) for month in counts.months]
    return Bars(
        _("How answers came to be"),
        _("By month, as parts of all answers that own people sent."),
        counts.months,
        [Series(str(words), [getattr(month, each) for month in months]) for each, words in ANSWERS.items()],
        stacked=True,
    )


def small(posts: Posts, limit: int | None, name: str) -> Inline | None:
    """A channel's share within a row, against its limit."""
    if posts.percent is None:
        return None
    share = written(posts.percent, "%")
    title = _("%(name)s: %(share)s") % {"name": name, "share": share}
    return Inline(title, posts.percent, limit or 100, "%")


def changes(counts: Voice, channel: int | None = None) -> Iterator[str]:
    """What is different from the month before: of the last whole month, for the running one is not over."""
    if len(counts.months) < 3:
        return
    before, last = counts.months[-3:-1]
    then, now = counts.posts(before, channel), counts.posts(last, channel)
    if then.percent is None or now.percent is None:
        return
    yield _share_changed(then, now) % {
        "month": date_format(last, "F"),
        "before": date_format(before, "F"),
        "now": written(now.percent, "%"),
        "then": written(then.percent, "%"),
    }
    yield _("Own people wrote %(own)s of %(all)s posts, after %(own_before)s of %(all_before)s.") % {
        "own": now.own,
        "all": now.written,
        "own_before": then.own,
        "all_before": then.written,
    }


def _share_changed(then: Posts, now: Posts) -> str:
    by = (now.percent or 0) - (then.percent or 0)
    if by > 0:
        return _("In %(month)s the share rose to %(now)s; in %(before)s it was %(then)s.")
    if by < 0:
        return _("In %(month)s the share sank to %(now)s; in %(before)s it was %(then)s.")
    return _("In %(month)s the share stayed at %(now)s, as in %(before)s.")
