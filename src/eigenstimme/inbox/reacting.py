"""Likes, carried to the network. ``Reaction.next_at`` is the truth; a job is only a nudge.

A reason is kept in English and read in the reader's language.

Liking is idempotent at every network (twice is once), so a doubt is simply asked again.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext_noop as _
from procrastinate.types import JSONValue

from eigenstimme.channels.models import Channel
from eigenstimme.channels.opening import opened
from eigenstimme.connectors.types import ConnectorFailure, NeedsReconnect, NotSent, Reacts, Refused
from eigenstimme.inbox.models import Reaction
from eigenstimme.inbox.waiting import announce
from eigenstimme.people.actor import Actor, Via
from eigenstimme.people.rights import decide

log = logging.getLogger(__name__)

CLAIM = timedelta(minutes=2)
SHORTEST_PAUSE, LONGEST_PAUSE = timedelta(seconds=5), timedelta(minutes=10)
GIVE_UP_AFTER = timedelta(hours=2)


def tick(now: datetime) -> datetime | None:
    """Hand over every reaction that is due; returns the time of the next one."""
    _claim(now)
    following: datetime | None = Reaction.objects.aggregate(Min("next_at"))["next_at__min"]
    return following


@transaction.atomic
def _claim(now: datetime) -> None:
    from eigenstimme.inbox import tasks

    due = Reaction.objects.filter(next_at__lte=now)
    ids = list(due.select_for_update(skip_locked=True).values_list("pk", flat=True))
    if not ids:
        return
    Reaction.objects.filter(pk__in=ids).update(next_at=now + CLAIM)
    jobs: list[dict[str, JSONValue]] = [{"reaction_id": pk} for pk in ids]
    tasks.react.batch_defer(*jobs)


def carry_out(reaction_id: int) -> None:
    """Like or take back at the network, whichever the row says now."""
    reaction = _open(reaction_id)
    if reaction is None:
        return
    try:
        _check_right(reaction)
        with opened(reaction.message.conversation.channel) as connector:
            if not isinstance(connector, Reacts):
                raise Refused(_("This network offers no likes."))
            _tell(reaction, connector)
    except (NeedsReconnect, Refused) as failure:
        _give_up(reaction, failure)
    except ConnectorFailure as failure:
        _try_again(reaction, failure)
    except Exception:
        log.exception("reaction %s broke", reaction_id)
        _give_up(reaction, Refused(_("Something unexpected went wrong.")))


def _open(reaction_id: int) -> Reaction | None:
    rows = Reaction.objects.select_related(
        "message__conversation__channel__responsible__person", "by__person"
    )
    return rows.filter(pk=reaction_id, next_at__isnull=False).first()


def _check_right(reaction: Reaction) -> None:
    """Asked again at the instant of acting (law 4). Taking back needs no right that may have gone meanwhile."""
    if reaction.taken_back_at is not None:
        return
    channel: Channel = reaction.message.conversation.channel
    if not channel.connected:
        raise Refused(_("The channel is not connected."))
    if not decide(Actor.of(reaction.by, via=Via.WORKER), "inbox.react", channel.subject()):
        raise Refused(_("Whoever liked it no longer has the right to."))


def _tell(reaction: Reaction, connector: Reacts) -> None:
    """A like whose id was lost with its worker is made again before it is taken back."""
    target, key = reaction.message.target(), reaction.network_key()
    like_id = reaction.remote_id or connector.like(target, key)
    if reaction.taken_back_at is not None:
        connector.unlike(target, like_id)
    _done(reaction, like_id)


@transaction.atomic
def _done(reaction: Reaction, like_id: str) -> None:
    """Fenced by what was wanted: if a person changed their mind meanwhile, it stays due."""
    now = timezone.now()
    wanted = Reaction.objects.filter(pk=reaction.pk, taken_back_at=reaction.taken_back_at)
    if not wanted.update(done_at=now, next_at=None, remote_id=like_id, failed_reason=""):
        Reaction.objects.filter(pk=reaction.pk).update(done_at=now, remote_id=like_id, next_at=now)
    announce(reaction.message.conversation)


@transaction.atomic
def _give_up(reaction: Reaction, failure: ConnectorFailure) -> None:
    Reaction.objects.filter(pk=reaction.pk).update(next_at=None, failed_reason=failure.reason[:300])
    announce(reaction.message.conversation)


def _try_again(reaction: Reaction, failure: ConnectorFailure) -> None:
    """Wait as long again as it has been going on, or as the network asks; in the end let it be."""
    now = timezone.now()
    since = now - (reaction.taken_back_at or reaction.at)
    if since > GIVE_UP_AFTER:
        _give_up(reaction, failure)
        return
    pause = min(max(since, SHORTEST_PAUSE), LONGEST_PAUSE)
    if isinstance(failure, NotSent) and failure.retry_after:
        pause = max(pause, failure.retry_after)
    Reaction.objects.filter(pk=reaction.pk).update(next_at=now + pause)
