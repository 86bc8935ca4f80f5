"""The steps of an attempt before the irreversible call, for many publications in one transaction each.

An attempt is opened and committed, prepared at the network, its handle stored, and, when the time has come, handed
over. The publication stays ``planned`` or ``due`` until it is handed over: up to then whatever stops or changes it
works as if nothing had been prepared, and ends the attempt or makes its handle worthless.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from eigenstimme.connectors.text import gettext_noop as _
from eigenstimme.connectors.types import Handle, NotSent, Prepares, PublishesByHand
from eigenstimme.publishing import asking, outcomes
from eigenstimme.publishing.asking import Call
from eigenstimme.publishing.authorisation import reasons_against
from eigenstimme.publishing.models import (
    MOVING,
    WAITING,
    Attempt,
    AttemptState,
    Publication,
    PublicationQuerySet,
    State,
    time_for_videos,
)
from eigenstimme.publishing.reasons import Reason


@transaction.atomic
def take_up(publication_ids: Sequence[int]) -> list[Call]:
    """Claim what nobody else works on; returns what is to be asked of the networks."""
    return _go_on(_locked(publication_ids, skip_locked=True))


@transaction.atomic
def keep(prepared: Sequence[tuple[Attempt, Handle]]) -> list[Call]:
    """Store what preparing left at the networks, and go on with what is due by now.

    An attempt that was ended meanwhile (the post was changed, held, given up for dead) is not gone on with.
    """
    waiting = Publication.objects.filter(pk__in=[attempt.publication_id for attempt, _handle in prepared])
    times = dict(_in_order(waiting.select_for_update()).values_list("pk", "due_at"))
    now = timezone.now()
    stored = _store({attempt.pk: handle for attempt, handle in prepared}, now)
    _wait([publication for publication in stored if times[publication] > now])
    return _go_on(_locked([publication for publication in stored if times[publication] <= now]))


def lease(publication: Publication) -> timedelta:
    """The longest that a call to its network can take."""
    return timedelta(seconds=settings.ATTEMPT_LEASE) + time_for_videos(publication.attached)


def _locked(publication_ids: Sequence[int], *, skip_locked: bool = False) -> list[Publication]:
    rows = Publication.objects.with_authorisation().filter(pk__in=publication_ids, state__in=MOVING)
    found = _in_order(rows.select_for_update(of=["self"], skip_locked=skip_locked))
    return [publication for publication in found if not publication.waits]


def _in_order(publications: PublicationQuerySet) -> PublicationQuerySet:
    """All who lock many lock them in this order: so nobody waits for somebody who waits for them."""
    return publications.order_by("company", "pk")


def _go_on(publications: Sequence[Publication]) -> list[Call]:
    """The next step of each of these, locked."""
    if not publications:
        return []
    now = timezone.now()
    open_ones = Attempt.objects.open().filter(publication__in=publications)
    attempts = {attempt.publication_id: attempt for attempt in open_ones}
    against = reasons_against([each for each in publications if each.state in WAITING], now)
    todo = _Todo()
    for publication in publications:
        attempt = attempts.get(publication.pk)
        if attempt is not None:
            attempt.publication = publication
        if attempt is not None and attempt.lease_until > now:
            continue  # its worker is alive
        if attempt is not None and attempt.state != AttemptState.PREPARED:
            todo.in_doubt.append(attempt)
        elif attempt is not None and attempt.prepared_at is None:
            outcomes.not_sent(attempt, NotSent(_("The worker stopped before anything was sent.")))
        elif publication.state in WAITING and not _stopped(publication, against.get(publication.pk), now):
            todo.add(publication, attempt, now)
    return todo.done(now)


def _stopped(publication: Publication, reason: Reason | None, now: datetime) -> bool:
    """Whether it ends here for the worker, and a person goes on."""
    if reason is not None:
        outcomes.held(publication, reason)
    elif now > publication.due_at + publication.channel.late_after:
        outcomes.missed(publication)
    elif publication.channel.can(PublishesByHand):
        outcomes.ready_by_hand(publication)
    else:
        return False
    return True


@dataclass
class _Todo:
    """What is done with many rows at once."""

    early: list[Publication] = field(default_factory=list)
    to_prepare: list[Publication] = field(default_factory=list)
    without_preparing: list[Publication] = field(default_factory=list)
    ready: list[Attempt] = field(default_factory=list)
    in_doubt: list[Attempt] = field(default_factory=list)

    def add(self, publication: Publication, attempt: Attempt | None, now: datetime) -> None:
        if attempt is not None and not _is_good(attempt, now):
            outcomes.unused(publication, _("What had been prepared was no longer good."))
            attempt = None
        if attempt is None and publication.channel.can(Prepares):
            self.to_prepare.append(publication)
        elif publication.due_at > now:
            self.early.append(publication)
        elif attempt is None:
            self.without_preparing.append(publication)
        else:
            self.ready.append(attempt)

    def done(self, now: datetime) -> list[Call]:
        _wait([each.pk for each in self.early])
        ready = [*self.ready, *_open(self.without_preparing, now)]
        return [
            *(Call(asking.publish, attempt) for attempt in _hand_over(ready, now)),
            *(Call(asking.prepare, attempt) for attempt in _open(self.to_prepare, now)),
            *(Call(asking.find, attempt) for attempt in _inherit(self.in_doubt, now)),
        ]


def _is_good(attempt: Attempt, now: datetime) -> bool:
    """Whether the handle still fits what is to go out, and the network still has what it names."""
    publication = attempt.publication
    keeps = publication.channel.limits.keeps_unused
    age = now - (attempt.prepared_at or now)
    return attempt.prepared_for == _purpose(publication) and age <= keeps


def _purpose(publication: Publication) -> str:
    """What a handle is made for: this content, in this language, by the account connected now."""
    made_for = [publication.content_hash, publication.company.language, str(publication.channel.connected_at)]
    return hashlib.sha256(" ".join(made_for).encode()).hexdigest()


def _store(handles: dict[int, Handle], now: datetime) -> list[int]:
    """By attempt; returns the publications of those that are still open."""
    attempts = list(Attempt.objects.filter(pk__in=handles, state=AttemptState.PREPARED))
    for attempt in attempts:
        attempt.handle = handles[attempt.pk]
    Attempt.objects.bulk_update([attempt for attempt in attempts if attempt.handle], ["handle"])
    rows = Attempt.objects.filter(pk__in=[attempt.pk for attempt in attempts])
    rows.update(prepared_at=now, lease_until=now)
    return [attempt.publication_id for attempt in attempts]


def _wait(publication_ids: Sequence[int]) -> None:
    """Nothing more to do before their time: taken up again then."""
    rows = Publication.objects.filter(pk__in=publication_ids)
    rows.update(next_at=F("due_at"), reason="", detail="")


def _open(publications: Sequence[Publication], now: datetime) -> list[Attempt]:
    for span, ids in _by_lease(publications):
        Publication.objects.filter(pk__in=ids).update(tries=F("tries") + 1, next_at=now + span)
    return Attempt.objects.bulk_create(
        Attempt(
            publication=each,
            number=each.tries + 1,
            prepared_for=_purpose(each),
            started_at=now,
            lease_until=now + lease(each),
        )
        for each in publications
    )


def _hand_over(attempts: Sequence[Attempt], now: datetime) -> Sequence[Attempt]:
    """The last thing committed before the irreversible call; law 4 was asked in this transaction."""
    for attempt in attempts:
        attempt.state, attempt.handed_over_at = AttemptState.SENDING, now
    for span, ids in _by_lease([attempt.publication for attempt in attempts]):
        rows = Attempt.objects.open().filter(publication__in=ids)
        rows.update(state=AttemptState.SENDING, handed_over_at=now, lease_until=now + span)
        Publication.objects.filter(pk__in=ids).update(state=State.SENDING, next_at=now + span)
    return attempts


def _inherit(attempts: Sequence[Attempt], now: datetime) -> Sequence[Attempt]:
    """Whose worker gave no sign until the lease ran out."""
    for span, ids in _by_lease([attempt.publication for attempt in attempts]):
        Attempt.objects.open().filter(publication__in=ids).update(lease_until=now + span)
        Publication.objects.filter(pk__in=ids).update(next_at=now + span)
    return attempts


def _by_lease(publications: Sequence[Publication]) -> Iterable[tuple[timedelta, list[int]]]:
    """Their ids; nearly all have the same."""
    grouped: dict[timedelta, list[int]] = {}
    for publication in publications:
        grouped.setdefault(lease(publication), []).append(publication.pk)
    return grouped.items()
