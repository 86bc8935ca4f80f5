"""Reading the plan."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    Min,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, JSONArray
from django.utils import timezone

from eigenstimme.channels.models import Channel
from eigenstimme.mandates.rules import holders
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Membership
from eigenstimme.people.rights import reach
from eigenstimme.plan.models import Approval, Campaign, Check, Comment, Format, Piece, Variant
from eigenstimme.plan.models.approval import ApprovalQuerySet
from eigenstimme.plan.stage import BY_HAND, MOVING, STANDING, TURNED_DOWN, Group
from eigenstimme.strategy.models import Topic


def for_reading(pieces: QuerySet[Piece]) -> QuerySet[Piece]:
    """With everything its full content on every channel needs, in a fixed number of queries."""
    variants = Variant.objects.select_related("channel__responsible__person").order_by("channel__name")
    return pieces.select_related(
        "company",
        "topic__expert__person",
        "author__person",
        "responsible__person",
        "idea",
        "campaign",
        "format",
    ).prefetch_related(
        "attachments__asset", Prefetch("variants", variants.prefetch_related("attachments__asset"))
    )


def for_its_page(pieces: QuerySet[Piece]) -> QuerySet[Piece]:
    """For reading, and with who was asked about it and what became of it."""
    people = ["approver__person", "deputy__person", "decided_by__person", "requested_by__person"]
    approvals = Prefetch("approvals", Approval.objects.select_related(*people))
    page = with_states(for_reading(pieces)).annotate(open_comments=_open_comments())
    return page.prefetch_related(approvals, "variants__publications")


def _open_comments() -> Subquery:
    talks = Comment.objects.open().filter(piece=OuterRef("pk")).order_by()
    return Subquery(talks.values("piece").annotate(number=Count("pk")).values("number"))


def with_states(pieces: QuerySet[Piece]) -> QuerySet[Piece]:
    """With what became of a piece on all its channels, for ``stage``: only the states, not the rows."""
    by_hand = When(publications__state="due", publications__reason=BY_HAND, then=Value(BY_HAND))
    published = Variant.objects.filter(piece=OuterRef("pk"), publications__isnull=False).order_by()
    states = published.values(state=Case(by_hand, default="publications__state", output_field=CharField()))
    return pieces.annotate(states=ArraySubquery(states))


def of_campaign(campaign: Campaign, actor: Actor) -> QuerySet[Piece]:
    """Its pieces the reader may see, for ``stage``, in the order in which they go or went out (``at``)."""
    asked = Approval.objects.select_related("approver__person", "deputy__person")
    channels = Variant.objects.select_related("channel").order_by("channel__name")
    variants = Variant.objects.filter(piece=OuterRef("pk")).order_by().values("piece")
    out = Subquery(variants.annotate(at=Min("publications__sent_at")).values("at"))
    own = Subquery(variants.annotate(at=Min("own_time")).values("at"))
    pieces = Piece.objects.visible_to(actor).filter(campaign=campaign, dropped_at=None)
    shown = with_states(pieces).select_related("topic", "author__person", "responsible__person")
    return (
        shown.prefetch_related(Prefetch("approvals", asked), Prefetch("variants", channels))
        .annotate(at=Coalesce(out, "planned_for", own))
        .order_by(F("at").asc(nulls_last=True), "pk")
    )


# --- where they stand -----------------------------------------------------------------------------------------


def in_group(group: str) -> Q:
    """The pieces whose ``stage`` is of this group, as a filter; the same rules as ``stage``, said in SQL."""
    dropped = Q(dropped_at__isnull=False)
    match Group(group):
        case Group.DROPPED:
            return dropped
        case Group.ASKED:
            return ~dropped & _asked()
        case Group.WRITING:
            state = ~_has(*STANDING) | _again()
        case Group.STOPPED:
            state = _stopped() & ~_again()
        case Group.PLANNED:
            state = ~_stopped() & _has(*MOVING)
        case Group.SENT:
            state = ~_stopped() & ~_has(*MOVING) & _has("sent")
    return ~dropped & ~_asked() & state


def unfinished() -> Q:
    """The pieces that are being written or wait for an approval."""
    return Q(dropped_at=None) & (_asked() | ~_has(*STANDING) | _again())


def _asked() -> Q:
    return Q(Exists(_approvals().open()))


def _again() -> Q:
    """Turned down after it had been planned: it is being written once more."""
    return _has("held") & ~_has("unclear", "failed") & _turned_down()


def _stopped() -> Q:
    return _has("unclear", "failed", "held", "missed") | _by_hand()


def _has(*states: str) -> Q:
    """Whether a publication is in one of the states."""
    return Q(Exists(Variant.objects.filter(piece=OuterRef("pk"), publications__state__in=states)))


def _by_hand() -> Q:
    return Q(
        Exists(
            Variant.objects.filter(
                piece=OuterRef("pk"), publications__state="due", publications__reason=BY_HAND
            )
        )
    )


def _turned_down() -> Q:
    latest = Approval.objects.filter(piece=OuterRef("piece"), check_kind=Check.APPROVAL).order_by(
        "-requested_at"
    )
    ended = _approvals().filter(
        outcome__in=TURNED_DOWN, requested_at__gte=Subquery(latest.values("requested_at")[:1])
    )
    return Q(Exists(ended))


def _approvals() -> ApprovalQuerySet:
    return Approval.objects.filter(piece=OuterRef("pk"))


# --- who and where --------------------------------------------------------------------------------------------


def channels_to_draft_on(actor: Actor) -> QuerySet[Channel]:
    mine = reach(actor, "piece.draft", channel="pk")
    return (
        Channel.objects.open().filter(mine, company_id=actor.company_id).select_related("responsible__person")
    )


def topics_to_draft_on(actor: Actor, also: Topic | None = None) -> QuerySet[Topic]:
    """The topics in use, and the one a piece already has."""
    mine = Topic.objects.in_use().filter(reach(actor, "piece.draft", topic="pk"), company_id=actor.company_id)
    return mine | Topic.objects.filter(pk=also.pk) if also else mine


def campaigns_to_write_for(actor: Actor, also: Campaign | None = None) -> QuerySet[Campaign]:
    """The open ones the writer sees, and the one a piece already has."""
    mine = Campaign.objects.visible_to(actor).open()
    return Campaign.objects.filter(Q(pk__in=mine.values("pk")) | Q(pk=also.pk)) if also else mine


def as_choices(offered: QuerySet[Any]) -> ArraySubquery:
    """Number and name of each, as a column of another query: most pages offer them, and many have none."""
    return ArraySubquery(offered.values(choice=JSONArray("pk", "name")))


def planned_between(company_id: int, since: datetime, until: datetime) -> dict[int, int]:
    """How many posts stand in the plan and are not out yet, by channel."""
    ahead = Variant.objects.filter(
        piece__company_id=company_id, piece__dropped_at=None, channel__closed_at=None
    ).annotate(at=Coalesce("own_time", "piece__planned_for"))
    due = ahead.filter(at__gte=since, at__lt=until).order_by()
    return dict(due.values_list("channel_id").annotate(number=Count("pk")))


def possible_team(actor: Actor, also: Campaign | None = None) -> QuerySet[Membership]:
    """Everybody who is here, and whoever of a campaign's team has left meanwhile."""
    everybody = Membership.objects.visible_to(actor).inside_first()
    if also is None:
        return everybody.present()
    return everybody.filter(Q(left_at=None) | Q(pk__in=also.team.values("pk")))


def formats_to_write_for(actor: Actor, also: Format | None = None) -> QuerySet[Format]:
    """The formats in use, and the one a piece already has."""
    mine = Format.objects.visible_to(actor)
    return mine.filter(Q(retired_at=None) | Q(pk=also.pk)) if also else mine.in_use()


def possible_approvers(piece: Piece) -> list[Membership]:
    """The own people who can approve this piece on every channel it goes to, leads first."""
    subjects = [variant.subject() for variant in piece.variants.all()] or [piece.subject()]
    return holders("piece.approve", subjects, timezone.now())


def waiting_approvals(actor: Actor) -> ApprovalQuerySet:
    """The requests that wait for this person."""
    if actor.membership_id is None:
        return Approval.objects.none()
    return Approval.objects.waiting_for(actor).filter(piece__company_id=actor.company_id)
