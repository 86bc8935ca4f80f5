"""What is asked of a network about one attempt. It may run beside others in a thread: it changes no publication."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import overload

from eigenstimme.channels.models import Channel
from eigenstimme.channels.opening import opened
from eigenstimme.connectors.text import gettext_noop as _
from eigenstimme.connectors.types import (
    Connector,
    ConnectorFailure,
    Found,
    Handle,
    NotSent,
    OutcomeUnknown,
    Picture,
    Post,
    Prepares,
    Publishes,
    Refused,
    Sent,
    Target,
    Unknowable,
)
from eigenstimme.media.models import Attachment
from eigenstimme.media.outgoing import as_connector_picture, whole_video
from eigenstimme.publishing.models import Attempt, Publication

log = logging.getLogger(__name__)

Value = Handle | Found | ConnectorFailure


@dataclass(frozen=True)
class Call:
    """One of the three functions below, still to be called for an attempt."""

    ask: Callable[[Attempt], Value]
    attempt: Attempt

    def answer(self) -> Answer:
        return Answer(self, self.ask(self.attempt))


@dataclass(frozen=True)
class Answer:
    call: Call
    value: Value


def prepare(attempt: Attempt) -> Handle | ConnectorFailure:
    """Upload what has to lie at the network beforehand. Whatever happens here, nothing has gone out."""
    publication = attempt.publication
    try:
        with opened(publication.channel) as connector:
            if not isinstance(connector, Prepares):
                return {}
            return connector.prepare(as_post(publication), publication.network_key())
    except OutcomeUnknown as failure:
        return NotSent(failure.reason)
    except ConnectorFailure as failure:
        return failure
    except Exception:  # ours, not the network's
        log.exception("preparing publication %s broke", publication.pk)
        return Refused(_("Something unexpected went wrong before sending."))


def publish(attempt: Attempt) -> Sent | ConnectorFailure:
    """The irreversible call. The attempt is on record as handed over before it."""
    publication = attempt.publication
    try:
        with opened(publication.channel) as connector:
            post, key = as_post(publication), publication.network_key()
            return _publishing(connector).publish(post, key, attempt.handle)
    except ConnectorFailure as failure:
        return failure
    except Exception:  # ours, and nobody knows how far it came
        log.exception("publication %s broke", publication.pk)
        return OutcomeUnknown(_("Something unexpected went wrong while sending."))


def find(attempt: Attempt) -> Found | ConnectorFailure:
    """Whether the network has the post."""
    publication = attempt.publication
    try:
        with opened(publication.channel) as connector:
            post, key = as_post(publication), publication.network_key()
            return _publishing(connector).find_existing(post, key, attempt.handle)
    except ConnectorFailure as failure:
        return failure
    except Exception:
        log.exception("looking up publication %s broke", publication.pk)
        return Unknowable()


def as_post(publication: Publication) -> Post:
    """What the connector gets, from the authorised copy alone."""
    limits = publication.channel.limits
    attached = publication.attached
    return Post(
        text=publication.text,
        title=publication.title,
        pictures=_Pictures([each for each in attached if not each.asset.is_video], publication.channel),
        videos=[
            whole_video(each, limits, publication.channel.network) for each in attached if each.asset.is_video
        ],
        language=publication.company.language,
        reply_to=_answered(publication),
    )


def _answered(publication: Publication) -> Target | None:
    """A message from outside, or the post of ours it follows."""
    if publication.follows:
        return Target(publication.follows.remote_id, publication.follows.remote_extra)
    reply = publication.reply_to
    return Target(reply["remote_id"], reply["extra"]) if reply else None


class _Pictures(Sequence[Picture]):
    """Read, and made as small as the network wants them, when they are used: after preparing most connectors do not."""

    def __init__(self, attached: Sequence[Attachment], channel: Channel) -> None:
        self._attached, self._channel = attached, channel

    @cached_property
    def _read(self) -> list[Picture]:
        limits, network = self._channel.limits, self._channel.network
        return [as_connector_picture(each, limits, network) for each in self._attached]

    @overload
    def __getitem__(self, place: int) -> Picture: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Picture]: ...
    def __getitem__(self, place: int | slice) -> Picture | Sequence[Picture]:
        return self._read[place]

    def __len__(self) -> int:
        return len(self._attached)


def _publishing(connector: Connector) -> Publishes:
    if not isinstance(connector, Publishes):
        raise Refused(_("This network offers no way to publish."))
    return connector
