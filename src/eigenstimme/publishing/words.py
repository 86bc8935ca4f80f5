"""A publication in words: by what authority it goes out, what was tried, which hold stops it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from eigenstimme.channels.words import said
from eigenstimme.mandates import words as mandate_words
from eigenstimme.mandates.models import Mandate
from eigenstimme.people.actor import Actor
from eigenstimme.publishing.authorisation import is_still_the_variant
from eigenstimme.publishing.models import Attempt, AttemptState, Hold, Publication, State
from eigenstimme.publishing.reasons import Reason


@dataclass(frozen=True)
class Authority:
    """``mandate`` and its words only for readers who may see the mandate itself."""

    sentence: str
    unchanged: bool
    mandate: Mandate | None
    mandate_words: str


@dataclass(frozen=True)
class Step:
    """One entry of ``ui/story.html``."""

    at: datetime
    sentence: str
    icon: str
    tone: str = "quiet"
    quote: str = ""


def authority(publication: Publication, *, reader: Actor) -> Authority:
    mandate = _mandate(publication, reader)
    return Authority(
        sentence=_authorised(publication),
        unchanged=publication.computed_hash() == publication.content_hash
        and is_still_the_variant(publication),
        mandate=mandate,
        mandate_words=mandate_words.sentence(mandate) if mandate else "",
    )


def tries(publication: Publication) -> list[Step]:
    """What happened to every attempt, the latest first."""
    steps = [step for attempt in publication.attempts.all() for step in _steps(attempt, publication)]
    return steps[::-1]


def shown_state(publication: Publication) -> str:
    """A key of ``ui.states``: waiting for somebody to post it by hand is a state of its own for people."""
    by_hand = (publication.state, publication.reason) == (State.DUE, Reason.BY_HAND)
    return str(Reason.BY_HAND) if by_hand else publication.state


def on_hold(hold: Hold) -> str:
    """What a hold says above every page."""
    place = {
        "channel": hold.channel,
        "reason": hold.reason,
        "name": hold.placed_by,
        "time": date_format(timezone.localtime(hold.placed_at), "SHORT_DATETIME_FORMAT"),
    }
    if hold.channel:
        return _("“%(channel)s” is on hold: %(reason)s (%(name)s, %(time)s)") % place
    return _("Everything is on hold: %(reason)s (%(name)s, %(time)s)") % place


def _authorised(publication: Publication) -> str:
    name, approval = publication.authorised_by, publication.approval
    if approval and approval.decided_at:
        at = timezone.localtime(approval.decided_at)
        when = f"{date_format(at)}, {date_format(at, 'TIME_FORMAT')}"
        return _("%(name)s approved it on %(time)s.") % {"name": approval.decided_by or name, "time": when}
    if publication.variant_id is None:
        return _("%(name)s sent it as an answer, in their own name.") % {"name": name}
    if publication.mandate_id:
        return _("%(name)s released it, and a mandate allows that without an approval.") % {"name": name}
    return _("%(name)s released it; a routine post needs no approval.") % {"name": name}


def _mandate(publication: Publication, reader: Actor) -> Mandate | None:
    if publication.mandate_id is None:
        return None
    return Mandate.objects.visible_to(reader).for_words().filter(pk=publication.mandate_id).first()


def _steps(attempt: Attempt, publication: Publication) -> list[Step]:
    steps = [Step(attempt.started_at, _("Attempt %(number)s") % {"number": attempt.number}, "play")]
    if attempt.prepared_at and attempt.prepared_at < publication.due_at:
        prepared = _("Prepared: what it needs lies at %(channel)s.") % {"channel": publication.channel}
        steps.append(Step(attempt.prepared_at, prepared, "upload"))
    if attempt.handed_over_at:
        handed = _("Handed to %(channel)s.") % {"channel": publication.channel}
        steps.append(Step(attempt.handed_over_at, handed, "send"))
    end = _end(attempt, publication)
    return [*steps, end] if end else steps


def _end(attempt: Attempt, publication: Publication) -> Step | None:
    at = attempt.ended_at or attempt.handed_over_at or attempt.started_at
    quote, channel = said(attempt.detail), {"channel": publication.channel}
    if attempt.state == AttemptState.ACCEPTED:
        return Step(at, _("%(channel)s took it.") % channel, "circle-check", "calm")
    if attempt.state == AttemptState.NOT_SENT:
        return Step(at, _("Nothing went out."), "undo-2", quote=quote)
    if attempt.state == AttemptState.REFUSED:
        return Step(at, _("%(channel)s refused it.") % channel, "triangle-alert", "signal", quote)
    if attempt.state == AttemptState.UNKNOWN and attempt.ended_at:
        return Step(at, _("Nobody can say from here whether it arrived."), "circle-help", "signal", quote)
    if attempt.state == AttemptState.UNKNOWN:
        return Step(at, _("No clear answer; we are looking whether it is there."), "search", quote=quote)
    return None
