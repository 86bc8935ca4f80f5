"""Sending, so that nothing goes out twice and nothing is lost.

Every step is committed before the network is asked for the next one. A worker that dies leaves an attempt whose lease
runs out; ``sending`` is then never replayed: the network is asked, and what it cannot say a person decides. All of it
holds because only one attempt of a publication can be open, and every write is fenced by that attempt's state.

What is due together is taken together: one transaction for many rows, the calls beside each other in threads.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ThreadPoolExecutor, wait
from typing import Any, TypeVar

from django.db import connection
from django.utils import timezone

from eigenstimme.connectors.text import gettext_noop as _
from eigenstimme.connectors.types import (
    Absent,
    ConnectorFailure,
    NeedsReconnect,
    NotSent,
    OutcomeUnknown,
    Refused,
    Sent,
)
from eigenstimme.publishing import asking, outcomes
from eigenstimme.publishing.asking import Answer, Call, Value
from eigenstimme.publishing.models import Attempt, Publication
from eigenstimme.publishing.reasons import Reason
from eigenstimme.publishing.steps import keep, lease, take_up

log = logging.getLogger(__name__)

MOST_LOOKUPS = 6
GATHER = 0.05
"""Seconds. Networks that answer within it are written down together."""

Item = TypeVar("Item")


def carry_out(*publication_ids: int) -> None:
    """Take publications a step on: prepare them, send them, or find out what became of an attempt without an answer.

    Harmless to call at any time and twice at once: whoever comes second finds nothing to do. What breaks for one
    does not stop the others, and is raised in the end.
    """
    broken: list[Exception] = []
    with _executor(len(publication_ids)) as executor:
        calls = _together(take_up, publication_ids, broken)
        under_way: set[Future[Answer]] = set()
        while under_way := under_way | {executor.submit(call.answer) for call in calls}:
            wait(under_way, return_when=FIRST_COMPLETED)
            done, under_way = wait(under_way, timeout=GATHER)
            calls = _settle([future.result() for future in done], broken)
    if broken:
        raise ExceptionGroup("some publications could not be carried out", broken)


def learn_its_id(publication_id: int) -> None:
    """Ask the network how it calls what a person found there: answers to it are recognised by that.

    Where it cannot say, the post stays as it is: published, with the person's link.
    """
    publication = Publication.objects.with_authorisation().get(pk=publication_id)
    attempt = publication.attempts.last()
    if attempt is None or not publication.channel.connected:
        return
    attempt.publication = publication
    found = asking.find(attempt)
    if isinstance(found, Sent):
        outcomes.identified(publication, found)
    else:
        outcomes.nothing_follows(publication)


def _together(
    step: Callable[[Sequence[Item]], list[Call]], items: Sequence[Item], broken: list[Exception]
) -> list[Call]:
    """One step of many in one transaction; where that breaks, each in its own."""
    if not items:
        return []
    try:
        return step(items)
    except Exception as error:
        if len(items) == 1:
            broken.append(error)
            return []
        log.warning("taking one by one what broke together", exc_info=True)
        return [call for item in items for call in _together(step, [item], broken)]


def _settle(answers: Sequence[Answer], broken: list[Exception]) -> list[Call]:
    """Write down what the networks said; returns what is to be asked next."""
    handles = [(each.call.attempt, each.value) for each in answers if isinstance(each.value, dict)]
    public = [(each.call.attempt, each.value) for each in answers if isinstance(each.value, Sent)]
    calls = _together(keep, handles, broken) + _together(_public, public, broken)
    for answer in answers:
        if not isinstance(answer.value, (dict, Sent)):
            calls += _together(_not_public, [answer], broken)
    return calls


def _public(answers: Sequence[tuple[Attempt, Sent]]) -> list[Call]:
    outcomes.sent(answers)
    return []


def _not_public(answers: Sequence[Answer]) -> list[Call]:
    for answer in answers:
        end = _not_found if answer.call.ask is asking.find else _failed
        end(answer.call.attempt, answer.value)
    return []


def _failed(attempt: Attempt, failure: Value) -> None:
    if isinstance(failure, OutcomeUnknown):
        outcomes.unknown(attempt, failure)
    elif isinstance(failure, Refused):
        outcomes.refused(attempt, failure)
    elif isinstance(failure, NeedsReconnect):
        outcomes.not_sent(attempt, NotSent(failure.reason), Reason.DISCONNECTED)
    elif isinstance(failure, NotSent):
        outcomes.not_sent(attempt, failure)


def _not_found(attempt: Attempt, answer: Value) -> None:
    if isinstance(answer, ConnectorFailure):
        outcomes.not_answered(attempt, answer, last=attempt.lookups + 1 >= MOST_LOOKUPS)
    elif isinstance(answer, Absent):
        _absent(attempt)
    else:
        outcomes.unclear(attempt, "")


def _absent(attempt: Attempt) -> None:
    """Absence counts once the call must be over: a slow network may still be working on what we gave up waiting for."""
    if attempt.handed_over_at and timezone.now() < attempt.handed_over_at + lease(attempt.publication):
        outcomes.not_answered(attempt, NotSent(_("The network does not have it yet.")), last=False)
    else:
        outcomes.not_sent(attempt, NotSent(_("The network does not have it.")))


# --- where the calls run ------------------------------------------------------------------------------------


def _executor(calls: int) -> Executor:
    return _Threads(calls) if calls > 1 else _AtOnce()


class _AtOnce(Executor):
    """Makes a call where it is submitted: one alone needs no thread."""

    def submit(self, call: Callable[..., Any], /, *args: Any, **named: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_result(call(*args, **named))
        return future


class _Threads(ThreadPoolExecutor):
    """Gives back the connection to the database, which a call needs when an access is lost or renewed."""

    def submit(self, call: Callable[..., Any], /, *args: Any, **named: Any) -> Future[Any]:
        def calling() -> Any:
            try:
                return call(*args, **named)
            finally:
                connection.close()

        return super().submit(calling)
