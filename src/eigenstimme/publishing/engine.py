"""Sending, so that nothing goes out twice and nothing is lost.

The intent is committed before the network is called. A worker that dies leaves an attempt whose lease runs out;
``sending`` is then never replayed: the network is asked, and what it cannot say a person decides. All of it holds
because only one attempt of a publication can be open, and every write is fenced by that attempt's state.
"""

from __future__ import annotations

import logging
from contextlib import suppress
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from eigenstimme.channels.opening import opened
from eigenstimme.connectors.text import gettext_noop as _
from eigenstimme.connectors.types import (
    Absent,
    Connector,
    ConnectorFailure,
    Found,
    NeedsReconnect,
    NotSent,
    OutcomeUnknown,
    Post,
    Publishes,
    PublishesByHand,
    Refused,
    Sent,
    Target,
)
from eigenstimme.media.upload import as_connector_picture, as_connector_video
from eigenstimme.publishing import outcomes
from eigenstimme.publishing.authorisation import reason_against
from eigenstimme.publishing.models import Attempt, AttemptState, Publication, State
from eigenstimme.publishing.reasons import Reason

log = logging.getLogger(__name__)

MOST_LOOKUPS = 6
SLOW_LINE = 250_000  # bytes a second


def carry_out(publication_id: int) -> None:
    """Take one publication a step on: send it, or find out what became of an attempt that gave no answer.

    Harmless to call at any time and twice at once: whoever comes second finds nothing to do.
    """
    attempt = _begin(publication_id)
    if attempt is None:
        return
    if attempt.state == AttemptState.PREPARED:
        _send(attempt)
    else:
        _look_up(attempt)


def learn_its_id(publication_id: int) -> None:
    """Ask the network how it calls what a person found there: answers to it are recognised by that.

    Where it cannot say, the post stays as it is: published, with the person's link.
    """
    publication = Publication.objects.with_authorisation().get(pk=publication_id)
    attempt = publication.attempts.last()
    if attempt is None or not publication.channel.connected:
        return
    attempt.publication = publication
    with suppress(ConnectorFailure):
        found = _find(attempt)
        if isinstance(found, Sent):
            outcomes.identified(publication, found)


@transaction.atomic
def _begin(publication_id: int) -> Attempt | None:
    """Claim the publication: a new attempt, or one whose worker is gone; None when there is nothing to do."""
    publication = _locked(publication_id)
    if publication is None:
        return None
    if publication.state == State.SENDING:
        return _inherit(publication)
    if publication.state not in {State.PLANNED, State.DUE}:
        return None
    now = timezone.now()
    if reason := reason_against(publication, now):
        outcomes.held(publication, reason)
        return None
    if now > publication.due_at + publication.channel.late_after:
        outcomes.missed(publication)
        return None
    if publication.channel.can(PublishesByHand):
        outcomes.ready_by_hand(publication)
        return None
    return _open_attempt(publication)


def _locked(publication_id: int) -> Publication | None:
    rows = Publication.objects.with_authorisation().select_for_update(of=["self"], skip_locked=True)
    return rows.filter(pk=publication_id).first()


def _open_attempt(publication: Publication) -> Attempt:
    now = timezone.now()
    publication.state, publication.tries = State.SENDING, publication.tries + 1
    publication.next_at = lease_until = now + lease() + _time_for_videos(publication)
    publication.save(update_fields=["state", "tries", "next_at"])
    return Attempt.objects.create(
        publication=publication, number=publication.tries, started_at=now, lease_until=lease_until
    )


def _time_for_videos(publication: Publication) -> timedelta:
    """What preparing may take beside: a slow line brings them there, and then the network works on them."""
    sizes = [each.asset.size for each in publication.attached if each.asset.is_video]
    return timedelta(minutes=3) * len(sizes) + timedelta(seconds=sum(sizes) / SLOW_LINE)


def _inherit(publication: Publication) -> Attempt | None:
    """The open attempt of a worker that gave no sign until its lease ran out."""
    now = timezone.now()
    attempt = publication.attempts.get(number=publication.tries)
    if attempt.lease_until > now:
        return None
    if attempt.state == AttemptState.PREPARED:
        outcomes.not_sent(attempt, NotSent(_("The worker stopped before anything was sent.")))
        return None
    attempt.lease_until = now + lease()
    attempt.save(update_fields=["lease_until"])
    Publication.objects.filter(pk=publication.pk).update(next_at=attempt.lease_until)
    return attempt


def _send(attempt: Attempt) -> None:
    publication = attempt.publication
    try:
        with opened(publication.channel) as connector:
            post = as_post(publication)
            handle = _publishing(connector).prepare(post, publication.network_key())
            if not _hand_over(attempt, handle):
                return
            sent = _publishing(connector).publish(post, publication.network_key(), handle)
    except ConnectorFailure as failure:
        _failed(attempt, failure)
    except Exception:  # ours, not the network's: before the hand-over nothing went out, after it nobody knows
        log.exception("publication %s broke", publication.pk)
        _failed(attempt, _broken(attempt))
    else:
        outcomes.sent(attempt, sent)


@transaction.atomic
def _hand_over(attempt: Attempt, handle: dict[str, str]) -> bool:
    """The last look before the irreversible call, committed before it. False: it must not go out after all."""
    publication = _locked(attempt.publication_id)
    fresh = Attempt.objects.select_for_update().get(pk=attempt.pk)
    if publication is None or publication.state != State.SENDING or fresh.state != AttemptState.PREPARED:
        return False
    if reason := reason_against(publication, timezone.now()):
        outcomes.not_sent(fresh, NotSent(_("Stopped before sending.")), reason)
        return False
    now = timezone.now()
    fresh.state, fresh.handle, fresh.handed_over_at = AttemptState.SENDING, handle, now
    fresh.lease_until = now + lease()
    fresh.save(update_fields=["state", "handle", "handed_over_at", "lease_until"])
    Publication.objects.filter(pk=publication.pk).update(next_at=fresh.lease_until)
    attempt.state, attempt.handle = fresh.state, fresh.handle
    return True


def _look_up(attempt: Attempt) -> None:
    """Ask the network whether it has the post."""
    publication = attempt.publication
    try:
        found = _find(attempt)
    except ConnectorFailure as failure:
        outcomes.not_answered(attempt, failure, last=attempt.lookups + 1 >= MOST_LOOKUPS)
    except Exception:
        log.exception("looking up publication %s broke", publication.pk)
        outcomes.unclear(attempt, "")
    else:
        if isinstance(found, Sent):
            outcomes.sent(attempt, found)
        elif isinstance(found, Absent):
            _absent(attempt)
        else:
            outcomes.unclear(attempt, "")


def _find(attempt: Attempt) -> Found:
    publication = attempt.publication
    with opened(publication.channel) as connector:
        return _publishing(connector).find_existing(
            as_post(publication), publication.network_key(), attempt.handle
        )


def _absent(attempt: Attempt) -> None:
    """Absence counts once the call must be over: a slow network may still be working on what we gave up waiting for."""
    if attempt.handed_over_at and timezone.now() < attempt.handed_over_at + lease():
        outcomes.not_answered(attempt, NotSent(_("The network does not have it yet.")), last=False)
    else:
        outcomes.not_sent(attempt, NotSent(_("The network does not have it.")))


def _failed(attempt: Attempt, failure: ConnectorFailure) -> None:
    if isinstance(failure, OutcomeUnknown):
        outcomes.unknown(attempt, failure)
    elif isinstance(failure, Refused):
        outcomes.refused(attempt, failure)
    elif isinstance(failure, NeedsReconnect):
        outcomes.not_sent(attempt, NotSent(failure.reason), Reason.DISCONNECTED)
    elif isinstance(failure, NotSent):
        outcomes.not_sent(attempt, failure)


def _broken(attempt: Attempt) -> ConnectorFailure:
    if attempt.state == AttemptState.PREPARED:
        return Refused(_("Something unexpected went wrong before sending."))
    return OutcomeUnknown(_("Something unexpected went wrong while sending."))


def _publishing(connector: Connector) -> Publishes:
    if not isinstance(connector, Publishes):
        raise Refused(_("This network offers no way to publish."))
    return connector


def as_post(publication: Publication) -> Post:
    """What the connector gets, from the authorised copy alone."""
    limits = publication.channel.limits
    reply, attached = publication.reply_to, publication.attached
    return Post(
        text=publication.text,
        title=publication.title,
        pictures=[as_connector_picture(each, limits) for each in attached if not each.asset.is_video],
        videos=[as_connector_video(each) for each in attached if each.asset.is_video],
        language=publication.company.language,
        reply_to=Target(reply["remote_id"], reply["extra"]) if reply else None,
    )


def lease() -> timedelta:
    return timedelta(seconds=settings.ATTEMPT_LEASE)
