"""How an attempt ends, and what that means for its publication: one function for each arrow of the state machine.

Every one is fenced: it does nothing if another worker has settled the attempt in the meantime.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import groupby
from operator import attrgetter

from django.db import connection, transaction
from django.db.models import F, Value
from django.db.models.functions import Greatest
from django.utils import timezone

from eigenstimme.audit.record import record, record_each
from eigenstimme.connectors.text import gettext_noop as _
from eigenstimme.connectors.types import ConnectorFailure, NotSent, OutcomeUnknown, Refused, Sent
from eigenstimme.core import live
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Membership
from eigenstimme.people.notices import tell
from eigenstimme.publishing.models import MOVING, WAITING, Attempt, AttemptState, Publication, State
from eigenstimme.publishing.reasons import Reason
from eigenstimme.publishing.signals import went_out

BACK_OFF = [timedelta(seconds=seconds) for seconds in (5, 15, 30, 60, 120, 300, 600)]
LOOK_AGAIN = [timedelta(seconds=seconds) for seconds in (2, 5, 15, 60, 300, 600)]


# --- before an attempt --------------------------------------------------------------------------------------


def held(publication: Publication, reason: Reason, *, quietly: bool = False) -> None:
    """It keeps its time and waits for a person. ``quietly``: those concerned are told of many at once.

    Of a thread they are told by its first post that is not out.
    """
    unused(publication, _("Stopped before sending."))
    _stop(publication, State.HELD, reason, quietly=quietly or publication.waits)


def missed(publication: Publication) -> None:
    unused(publication, _("Stopped before sending."))
    _stop(publication, State.MISSED, Reason.TOO_LATE)


def withdrawn(publication: Publication) -> None:
    """A person discarded it, or the piece it belongs to."""
    unused(publication, _("Stopped before sending."))
    publication.state = State.WITHDRAWN
    publication.save(update_fields=["state"])
    announce([publication])


def unused(publication: Publication, why: str) -> None:
    """What may have been prepared for it is not used: a worker that is still at it finds its attempt ended."""
    prepared = publication.attempts.open().filter(state=AttemptState.PREPARED)
    prepared.update(state=AttemptState.NOT_SENT, ended_at=timezone.now(), detail=why)


def ready_by_hand(publication: Publication) -> None:
    """Its time has come: the responsible person posts it and confirms; until it is too late nothing else happens."""
    if publication.reason != Reason.BY_HAND:
        tell(
            publication.channel.responsible,
            "publication.by_hand",
            publication.get_absolute_url(),
            publication=str(publication),
            channel=publication.channel.name,
        )
    publication.state, publication.reason = State.DUE, Reason.BY_HAND
    publication.next_at = publication.due_at + publication.channel.late_after + timedelta(seconds=1)
    publication.save(update_fields=["state", "reason", "next_at"])
    announce([publication])


# --- after one ----------------------------------------------------------------------------------------------


@transaction.atomic
def sent(answers: Sequence[tuple[Attempt, Sent]]) -> None:
    """The networks have them."""
    said = {attempt.publication_id: answer for attempt, answer in answers}
    rows = Publication.objects.select_related("company", "channel", "authorised_by__person")
    rows = rows.select_for_update(of=["self"]).filter(pk__in=said, state__in=MOVING)
    locked = list(rows.order_by("company", "pk"))
    attempts = Attempt.objects.open().filter(pk__in=[attempt.pk for attempt, _answer in answers])
    still_open = set(attempts.values_list("publication_id", flat=True))
    publications = [each for each in locked if each.pk in still_open]
    attempts.filter(publication__in=publications).update(state=AttemptState.ACCEPTED, ended_at=timezone.now())
    for each in publications:
        answer = said[each.pk]
        each.remote_id, each.remote_extra, each.remote_url = answer.remote_id, dict(answer.extra), answer.url
    went_public(publications)
    for company, group in groupby(publications, key=attrgetter("company_id")):
        what = [(each, {"channel": each.channel.name, "by": str(each.authorised_by)}) for each in group]
        record_each(Actor.of_the_system(company), "publication.sent", what)


def went_public(publications: Sequence[Publication]) -> None:
    """They are out, by the networks' word or by a person's; in the order of their companies."""
    _note_addresses(publications)
    out = {"state": State.SENT, "sent_at": timezone.now(), "reason": "", "detail": ""}
    Publication.objects.filter(pk__in=[each.pk for each in publications]).update(**out)
    _let_follow(publications)
    went_out.send(Publication, publications=publications)
    announce(publications)


def _let_follow(publications: Sequence[Publication]) -> None:
    """What answers them is taken up now: in the same transaction, so that a crash leaves both or neither."""
    named = [each.pk for each in publications if each.remote_id]
    now = timezone.now()
    waiting = Publication.objects.filter(follows__in=named, state__in=WAITING)
    waiting.update(next_at=now, due_at=Greatest(F("due_at"), Value(now)))


@transaction.atomic
def nothing_follows(publication: Publication) -> None:
    """The network does not say what it calls a post: what was to follow it waits for a person."""
    waiting = Publication.objects.filter(follows=publication, state__in=WAITING)
    for each in waiting.with_authorisation().select_for_update(of=["self"]).order_by("pk"):
        unused(each, _("Stopped before sending."))
        _stop(each, State.HELD, Reason.NOTHING_TO_FOLLOW)


def _note_addresses(publications: Sequence[Publication]) -> None:
    """What the networks call them. One statement: ``bulk_update`` costs more than all else that is written here."""
    rows = [
        (each.pk, each.remote_id, each.remote_url, json.dumps(each.remote_extra)) for each in publications
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE publishing_publication AS publication"
            " SET remote_id = new.remote_id, remote_url = new.url, remote_extra = new.extra::jsonb"
            " FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::text[]) AS new (id, remote_id, url, extra)"
            " WHERE publication.id = new.id",
            [list(column) for column in zip(*rows, strict=True)],
        )


@transaction.atomic
def identified(publication: Publication, answer: Sent) -> None:
    """The network's name for what a person found there; the link stays the one the person gave."""
    current = (
        Publication.objects.select_for_update(of=["self"]).select_related("channel").get(pk=publication.pk)
    )
    if current.state != State.SENT or current.remote_id:
        return
    current.remote_id, current.remote_extra = answer.remote_id, dict(answer.extra)
    current.save(update_fields=["remote_id", "remote_extra"])
    _let_follow([current])
    went_out.send(Publication, publications=[current])


@transaction.atomic
def not_sent(attempt: Attempt, failure: NotSent, reason: Reason | None = None) -> None:
    """Surely nothing went out: tried again by itself, or held when ``reason`` stands against it."""
    publication = _settle(attempt, AttemptState.NOT_SENT, failure.reason)
    if publication is None:
        return
    publication.detail = failure.reason[:500]
    if reason is not None:
        _stop(publication, State.HELD, reason)
        return
    now = timezone.now()
    publication.state = State.DUE if publication.due_at <= now else State.PLANNED
    publication.reason = Reason.NOT_REACHED
    publication.next_at = _again(publication, failure, now)
    publication.save()
    announce([publication])


@transaction.atomic
def refused(attempt: Attempt, failure: Refused) -> None:
    publication = _settle(attempt, AttemptState.REFUSED, failure.reason)
    if publication is None:
        return
    publication.detail = failure.reason[:500]
    _stop(publication, State.FAILED, Reason.REFUSED)


@transaction.atomic
def unknown(attempt: Attempt, failure: OutcomeUnknown) -> None:
    """The network may have it: it stays ``sending`` and is looked up soon."""
    publication, current = _open(attempt)
    if publication is None:
        return
    again = timezone.now() + LOOK_AGAIN[0]
    current.state, current.detail, current.lease_until = AttemptState.UNKNOWN, failure.reason[:500], again
    current.save()
    publication.next_at, publication.detail = again, failure.reason[:500]
    publication.save(update_fields=["next_at", "detail"])
    announce([publication])


@transaction.atomic
def not_answered(attempt: Attempt, failure: ConnectorFailure, *, last: bool) -> None:
    """The look-up itself failed: asked again later, and in the end handed to a person."""
    if last:
        unclear(attempt, failure.reason)
        return
    publication, current = _open(attempt)
    if publication is None:
        return
    current.lookups += 1
    current.state, current.lease_until = (
        AttemptState.UNKNOWN,
        timezone.now() + _step(LOOK_AGAIN, current.lookups),
    )
    current.save()
    publication.next_at = current.lease_until
    publication.save(update_fields=["next_at"])


@transaction.atomic
def unclear(attempt: Attempt, detail: str) -> None:
    """Nobody can say from here whether it is public: a person looks."""
    publication = _settle(attempt, AttemptState.UNKNOWN, detail)
    if publication is None:
        return
    publication.detail = detail[:500] or publication.detail
    _stop(publication, State.UNCLEAR, Reason.UNKNOWN)


# --- helpers ------------------------------------------------------------------------------------------------


def _open(attempt: Attempt) -> tuple[Publication | None, Attempt]:
    """Publication, locked, and attempt, while that is still open; (None, …) when it was settled."""
    rows = Publication.objects.with_authorisation().select_for_update(of=["self"])
    publication = rows.get(pk=attempt.publication_id)
    current = Attempt.objects.get(pk=attempt.pk)
    settled = publication.state not in MOVING or current.ended_at is not None
    return (None if settled else publication), current


def _settle(attempt: Attempt, state: AttemptState, detail: str = "") -> Publication | None:
    publication, current = _open(attempt)
    if publication is None:
        return None
    current.state, current.ended_at = state, timezone.now()
    current.detail = detail[:500] or current.detail
    current.save()
    return publication


def _stop(publication: Publication, state: State, reason: Reason, *, quietly: bool = False) -> None:
    publication.state, publication.reason = state, reason
    publication.save()
    for person in [] if quietly else concerned(publication):
        tell(
            person,
            f"publication.{state}",
            publication.get_absolute_url(),
            publication=str(publication),
            channel=publication.channel.name,
            reason=str(reason),
        )
    announce([publication])
    record(
        _system(publication),
        f"publication.{state}",
        publication,
        channel=publication.channel.name,
        reason=str(reason),
    )


def concerned(publication: Publication) -> list[Membership]:
    """Who is told: the responsible people of piece and channel, and whoever authorised it if they are own and there."""
    people = [publication.channel.responsible, publication.authorised_by]
    if publication.variant:
        people.append(publication.variant.piece.responsible)
    unique = {person.pk: person for person in people if person.present and person.can_be_responsible}
    return list(unique.values())


def announce(publications: Sequence[Publication]) -> None:
    for company, group in groupby(publications, key=attrgetter("company_id")):
        live.announce(company, "plan", *(f"publication:{each.pk}" for each in group))


def _again(publication: Publication, failure: NotSent, now: datetime) -> datetime:
    """With growing pauses, but at its own time at the latest, unless the network asked us to wait longer."""
    pause = now + _step(BACK_OFF, publication.tries)
    if publication.due_at > now:
        pause = min(pause, publication.due_at)
    return max(pause, now + (failure.retry_after or timedelta()))


def _step(steps: list[timedelta], number: int) -> timedelta:
    return steps[min(max(number, 1), len(steps)) - 1]


def _system(publication: Publication) -> Actor:
    return Actor.of_the_system(publication.company_id)
