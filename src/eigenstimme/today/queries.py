"""One person's day, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Q, Subquery, Window, prefetch_related_objects
from django.db.models.functions import Coalesce
from django.utils import timezone

from eigenstimme.calendar.queries import touching
from eigenstimme.channels import tending
from eigenstimme.channels.models import Channel
from eigenstimme.inbox.models import Conversation, Recommendation
from eigenstimme.mandates import queries as mandate_queries
from eigenstimme.mandates import words
from eigenstimme.mandates.models import SOON, Mandate
from eigenstimme.mandates.rules import holders
from eigenstimme.onboarding.queries import begun_with
from eigenstimme.orders.news import News, news
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Company
from eigenstimme.people.rights import Decision, Subject, decide, reach
from eigenstimme.plan.models import Approval, Check, Piece, Variant
from eigenstimme.plan.queries import for_reading, unfinished
from eigenstimme.plan.requests import Asked, asked
from eigenstimme.plan.stage import FIXED
from eigenstimme.publishing.models import Publication, State
from eigenstimme.reports.outlook import Outlook, outlook_of
from eigenstimme.today import errands
from eigenstimme.today.errands import Errand

IN_FULL = 3  # requests that are shown with their whole text; the others have a page
WITH_OTHERS = 5
DRAFTS = 10
PLANNED = 12
ASKED = Decision(True, "")  # whoever is asked could decide then; whether they still can, the action says


@dataclass(frozen=True)
class Planned:
    """Something that goes out today on one channel, or went; ``state`` is a key of ``ui.states``."""

    at: datetime
    variant: Variant
    state: str


@dataclass(frozen=True)
class Beginning:
    """For somebody with no mandate in force: who grants them, what is open all the same, and what begins later."""

    granted_by: str
    may: Sequence[str]
    later: Sequence[str]


@dataclass(frozen=True)
class Day:
    """``requests`` and ``errands`` need this person; the rest is good to know.

    ``quiet`` are channels this person promised time to, and that got none for two weeks.
    ``with_others`` wait for somebody else's answer; ``may_answer`` is whether this person could give one of them.
    """

    requests: Sequence[Asked]
    more_requests: int
    errands: Sequence[Errand]
    planned: Sequence[Planned]
    more_planned: bool
    drafts: Sequence[Piece]
    with_others: Sequence[Conversation]
    may_answer: bool
    mandates: Sequence[str]
    news: Sequence[News]
    quiet: Sequence[Channel]
    beginning: Beginning | None
    may_draft: bool

    @property
    def count(self) -> int:
        return len(self.requests) + self.more_requests + len(self.errands)


def day(actor: Actor, now: datetime) -> Day:
    waiting, more = _waiting_requests(actor)
    mandates = _mandates(actor, now)
    drafts = _drafts(actor)
    planned, with_others = _planned(actor), _with_others(actor)
    begun = begun_with(actor, now)
    rests = list(errands.briefings(begun, actor, now))
    held = [words.sentence_to_holder(each) for each in mandates if each.holder_id == actor.membership_id]
    return Day(
        requests=_in_full(waiting, actor),
        more_requests=more,
        errands=[
            *errands.publications(actor),
            *errands.conversations(actor),
            *errands.orders(actor),
            *errands.returned(drafts),
            *rests,
            *errands.starts(begun, actor),
            *errands.ending_mandates(mandates, now, actor),
            *errands.noted(actor),
        ],
        planned=planned[:PLANNED],
        more_planned=len(planned) > PLANNED,
        drafts=[
            piece for piece in drafts if getattr(piece, "outcome", "") in {None, "", "withdrawn", "reopened"}
        ],
        with_others=with_others,
        may_answer=any(decide(actor, "inbox.reply", each.subject(), now) for each in with_others),
        mandates=held,
        news=news(actor),
        quiet=tending.quiet_for(actor, now),
        beginning=None if held or rests else _beginning(actor, now),
        may_draft=bool(decide(actor, "piece.draft", Subject(actor.company_id), now)),
    )


def voice(actor: Actor, company: Company, now: datetime) -> Outlook | None:
    """Where the own voice stands and goes, for whoever steers it."""
    if not decide(actor, "strategy.write", Subject(actor.company_id), now):
        return None
    outlook = outlook_of(company, now)
    return outlook if outlook.expected is not None else None


def _waiting_requests(actor: Actor) -> tuple[list[Approval], int]:
    """The most urgent ones, and how many there are beside them."""
    requests = Approval.objects.waiting_for(actor).filter(piece__company_id=actor.company_id)
    urgent = requests.select_related("requested_by__person").order_by("deadline")
    found = list(urgent.annotate(together=Window(Count("pk")))[:IN_FULL])
    return found, found[0].together - len(found) if found else 0  # type: ignore[attr-defined]  # annotated


def _in_full(requests: Sequence[Approval], actor: Actor) -> list[Asked]:
    wanted = for_reading(Piece.objects.filter(pk__in=[request.piece_id for request in requests]))
    pieces = {piece.pk: piece for piece in wanted}
    return [asked(request, pieces[request.piece_id], actor, may_decide=ASKED) for request in requests]


def _drafts(actor: Actor) -> list[Piece]:
    """What this person writes or has handed in, with how the last request for it ended and what was wished."""
    last = Approval.objects.filter(piece=OuterRef("pk"), check_kind=Check.APPROVAL).order_by("-requested_at")
    mine = Piece.objects.filter(
        reach(actor, "plan.read"), company_id=actor.company_id, author_id=actor.membership_id
    )
    told = mine.filter(unfinished()).annotate(
        outcome=Subquery(last.values("outcome")[:1]), wish=Subquery(last.values("wish")[:1])
    )
    shown = told.select_related("topic").only("title", "topic__name")
    return list(shown.order_by("-edited_at")[:DRAFTS])


def _planned(actor: Actor) -> list[Planned]:
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    tomorrow = midnight + timedelta(days=1)
    mine = reach(actor, "plan.read", channel="channel", topic="piece__topic")
    standing = Publication.objects.filter(variant=OuterRef("pk"), part=0).exclude(state=State.WITHDRAWN)
    out = standing.filter(state__in=FIXED).values("due_at")[:1]
    variants = Variant.objects.filter(
        mine,
        piece__in=touching(midnight, tomorrow),
        piece__company_id=actor.company_id,
        piece__dropped_at=None,
    ).annotate(
        at=Coalesce(Subquery(out), "own_time", "piece__planned_for"),
        state=Subquery(standing.values("state")[:1]),
        asked=Exists(Approval.objects.open().filter(piece=OuterRef("piece"))),
    )
    today = variants.filter(at__gte=midnight, at__lt=tomorrow).select_related("piece", "channel")
    shown = today.only("piece__title", "channel__name", "channel__network").order_by("at")
    return [
        Planned(row.at, row, "asked" if row.asked else row.state or "draft") for row in shown[: PLANNED + 1]
    ]


def _mandates(actor: Actor, now: datetime) -> list[Mandate]:
    """The actor's own with all that their sentence names, and of those they see what ends soon."""
    mine = Q(holder_id=actor.membership_id)
    shown = Mandate.objects.visible_to(actor).in_force(now).filter(mine | Q(ends_at__lte=now + SOON))
    found = list(shown.select_related("company", "holder__person", "contact__person"))
    prefetch_related_objects(
        [each for each in found if each.holder_id == actor.membership_id], "channels", "topics"
    )
    return found


def _beginning(actor: Actor, now: datetime) -> Beginning | None:
    """Whoever grants mandates needs none."""
    company = Subject(actor.company_id)
    if decide(actor, "mandate.grant", company, now):
        return None
    mine = mandate_queries.mine(actor)
    granters = [str(each) for each in holders("mandate.grant", [company], now)]
    return Beginning(
        words.and_list(granters),
        [each.phrase for each in mine.may],
        [each.sentence for each in mine.mandates],
    )


def _with_others(actor: Actor) -> list[Conversation]:
    """Who waits for somebody else's answer: this person may propose one, and has not yet."""
    proposed = Recommendation.objects.open().filter(
        author_id=actor.member, message__conversation=OuterRef("pk")
    )
    waiting = Conversation.objects.visible_to(actor).unanswered().exclude(responsible_id=actor.member)
    return list(waiting.exclude(Exists(proposed)).for_lists()[:WITH_OTHERS])
