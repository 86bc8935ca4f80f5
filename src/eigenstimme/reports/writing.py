"""Who wrote a post: the definition of the own-voice share, as SQL. ``docs/own-voice.md`` says it in plain words.

A post is what goes out on one channel; a thread is one. It is counted in one of five groups, the first that fits:

* *shared*: it passes on somebody else's content (``Piece.source_url``);
* *repeated*: word for word what an earlier piece of its series says;
* *own*: an own person drafted it, whoever worked on it afterwards;
* *reworked*: somebody from outside, or a machine, drafted it, and an own person changed words of the text before it
  went out (case, punctuation and spaces do not count, nor do title, pictures and time);
* *outside*: drafted outside, and no own person changed a word.
"""

from __future__ import annotations

from enum import StrEnum

from django.db.models import Case, CharField, Exists, F, Func, OuterRef, Q, Subquery, Value, When
from django.db.models.expressions import Combinable

from eigenstimme.people.models import Kind
from eigenstimme.plan.models import Piece, Version


class Writing(StrEnum):
    OWN = "own"
    REWORKED = "reworked"
    OUTSIDE = "outside"
    REPEATED = "repeated"
    SHARED = "shared"


def writing(until: Combinable) -> Case:
    """Of a ``plan.Variant``. ``until`` is an expression: what was saved later did not go out."""
    return Case(
        When(~Q(piece__source_url=""), then=Value(Writing.SHARED)),
        When(_repeats(), then=Value(Writing.REPEATED)),
        When(piece__author__kind=Kind.OWN, then=Value(Writing.OWN)),
        When(_reworked(until), then=Value(Writing.REWORKED)),
        default=Value(Writing.OUTSIDE),
        output_field=CharField(),
    )


def _repeats() -> Exists:
    earlier = Piece.objects.filter(
        series=OuterRef("piece__series"), pk__lt=OuterRef("piece"), text=OuterRef("piece__text")
    )
    return Exists(earlier)


def _reworked(until: Combinable) -> Exists:
    """Whether an own person saved a version whose words on this channel are not those of the version before."""
    mine = OuterRef("channel_id")
    before = (
        Version.objects.filter(piece=OuterRef("piece"), number__lt=OuterRef("number"))
        .order_by("-number")
        .annotate(words=_words(OuterRef(mine)))
        .values("words")[:1]
    )
    changed = (
        Version.objects.filter(piece=OuterRef("piece"), saved_by__kind=Kind.OWN, saved_at__lte=until)
        .annotate(words=_words(mine), before=Subquery(before))
        .filter(before__isnull=False)
        .exclude(words=F("before"))
    )
    return Exists(changed)


def _words(channel: Combinable) -> Func:
    """The text of a version on a channel, its own or the piece's, without case, punctuation and spaces."""
    on_channel = Func(
        F("content"),
        Func(Value("$.channels[*] ? (@.id == $id).text"), template="%(expressions)s::jsonpath"),
        Func(Value("id"), channel, function="jsonb_build_object"),
        function="jsonb_path_query_first",
    )
    own = Func(on_channel, template="NULLIF(%(expressions)s #>> '{}', '')", output_field=CharField())
    shared = Func(F("content"), template="(%(expressions)s ->> 'text')", output_field=CharField())
    return Func(
        Func(own, shared, function="COALESCE", output_field=CharField()),
        template="regexp_replace(lower(%(expressions)s), '[^[:alnum:]]+', ' ', 'g')",
        output_field=CharField(),
    )
