"""Reading publications and holds."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count, Q

from eigenstimme.channels.models import Channel
from eigenstimme.mandates.models import Mandate
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Membership
from eigenstimme.people.rights import EVERYTHING, reach
from eigenstimme.publishing.models import (
    STANDS_STILL,
    WAITING,
    Hold,
    Publication,
    PublicationQuerySet,
    State,
)
from eigenstimme.publishing.reasons import Reason


def uses_of_mandate(mandate_id: int, start: datetime, end: datetime) -> int:
    """How many posts a mandate lets out between two instants, planned and sent ones alike."""
    used = Publication.objects.posts().filter(mandate_id=mandate_id, due_at__gte=start, due_at__lt=end)
    return used.exclude(state=State.WITHDRAWN).count()


def planned_on(channel: Channel) -> int:
    """How many posts wait for their time there."""
    return Publication.objects.filter(channel=channel, state__in=WAITING, part=0).count()


def published_between(company_id: int, since: datetime, until: datetime) -> dict[int, int]:
    """How many posts went out, by channel; a thread is one."""
    out = Publication.objects.posts().filter(company_id=company_id, sent_at__gte=since, sent_at__lt=until)
    counted = out.order_by().values_list("channel_id").annotate(number=Count("pk"))
    return dict(counted)


def below(publication: Publication) -> list[Publication]:
    """All that follows it, locked: the rest of a thread, the first comment."""
    rows = Publication.objects.with_authorisation().select_for_update(of=["self"])
    found: list[Publication] = []
    level = [publication.pk]
    while level:
        next_ones = list(rows.filter(follows__in=level).order_by("pk"))
        found, level = [*found, *next_ones], [each.pk for each in next_ones]
    return found


def planned_under(mandate_id: int) -> PublicationQuerySet:
    """What waits for its time and was authorised, or drafted, under a mandate: its end would hold it."""
    waiting = Publication.objects.filter(state__in=WAITING)
    return waiting.filter(Q(mandate_id=mandate_id) | Q(variant__piece__mandate_id=mandate_id)).order_by(
        "due_at"
    )


def under_mandates_of(holder: Membership) -> PublicationQuerySet:
    """What waits for its time under any mandate of ``holder``, and what the end of one has held: to be decided on."""
    theirs = Mandate.objects.filter(holder=holder).values("pk")
    rests_on_them = Q(mandate_id__in=theirs) | Q(variant__piece__mandate_id__in=theirs)
    open_ones = Q(state__in=WAITING) | Q(state=State.HELD, reason=Reason.MANDATE_ENDED)
    found = Publication.objects.filter(rests_on_them, open_ones, company_id=holder.company_id, part=0)
    return found.select_related("channel", "variant").order_by("due_at", "pk")


def stopped_for(actor: Actor) -> PublicationQuerySet:
    """What stands still and the actor may see, the longest waiting first, with what a list shows of it."""
    stopped = Publication.objects.visible_to(actor).in_turn().filter(STANDS_STILL)
    return stopped.select_related("channel__responsible__person").order_by("due_at", "pk")


def decided_by(actor: Actor) -> PublicationQuerySet:
    """What stands still and waits for this very person, among others perhaps."""
    by_right = reach(actor, "publication.decide", channel="channel", topic="variant__piece__topic")
    named = Q(channel__responsible_id=actor.membership_id)
    stopped = Publication.objects.in_turn().filter(STANDS_STILL, company_id=actor.company_id)
    return stopped if by_right == EVERYTHING else stopped.filter(by_right | named)


def holds_in_force(actor: Actor) -> list[Hold]:
    """The company's own first, for it stops everything. With what is told of them: every page asks."""
    told = ("company", "reason", "placed_at", "channel__name", "placed_by__person__name")
    holds = (
        Hold.objects.visible_to(actor).in_force().select_related("channel", "placed_by__person").only(*told)
    )
    return sorted(holds, key=lambda hold: hold.channel_id is not None)


def hold_on(holds: list[Hold], channel_id: int) -> Hold | None:
    """The hold that stops a channel: its own or the whole company's."""
    return next((hold for hold in holds if hold.channel_id in (None, channel_id)), None)


def may_hold_everything(actor: Actor) -> bool:
    """Whether there is no channel they may not hold."""
    return reach(actor, "hold.place", channel="pk") == EVERYTHING


def channels_to_hold(actor: Actor) -> list[Channel]:
    reached = Channel.objects.open().filter(
        reach(actor, "hold.place", channel="pk"), company_id=actor.company_id
    )
    return list(reached)
