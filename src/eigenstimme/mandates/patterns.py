"""Mandates as they are usually granted: data for the form to begin with, never more than a mandate can "
"give (law 3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from eigenstimme.mandates.permissions import OWN_ONLY, Permission
from eigenstimme.people.models import Kind

OUTSIDE = frozenset({Kind.OUTSIDE})
MACHINE = frozenset({Kind.MACHINE})


@dataclass(frozen=True)
class Pattern:
    """``days`` is the usual span, ``note`` what the mandate says for itself, ``lacks`` what is left out, and why."""

    key: str
    name: str | Promise
    icon: str
    kinds: frozenset[Kind]
    acts: tuple[Permission, ...]
    days: int
    note: str | Promise
    lacks: str | Promise
    publishes_up_to: str = ""
    weekly_limit: int | None = None


PATTERNS = (
    Pattern(
        key="channel_tender",
        name=_("Looks after a channel"),
        icon="radio-tower",
        kinds=OWN_ONLY,
        acts=(Permission.PIECE_PUBLISH, Permission.INBOX_REPLY, Permission.INBOX_REACT),
        publishes_up_to="B",
        days=365,
        note=_("Looks after the channel: posts, answers, reacts."),
        lacks=_("Does not approve other people's posts and does not speak in a crisis."),
    ),
    Pattern(
        key="trainee",
        name=_("Trainee"),
        icon="graduation-cap",
        kinds=OWN_ONLY,
        acts=(Permission.PIECE_DRAFT,),
        days=90,
        note=_("Is learning: writes and plans, colleagues look at it."),
        lacks=_("Does not publish and does not answer alone yet; recommending answers is how one learns it."),
    ),
    Pattern(
        key="text_freelancer",
        name=_("Freelance writer"),
        icon="file-pen-line",
        kinds=OUTSIDE,
        acts=(Permission.PIECE_DRAFT,),
        days=180,
        note=_("Writes posts from a brief."),
        lacks=_("Does not publish: every text is read in your house first. Does not see the inbox."),
    ),
    Pattern(
        key="photographer",
        name=_("Photographer"),
        icon="camera",
        kinds=OUTSIDE,
        acts=(Permission.IDEA_SUGGEST,),
        days=90,
        note=_("Delivers pictures and suggests what to do with them."),
        lacks=_("Does not write posts. Who has agreed to being shown is recorded by your own people."),
    ),
    Pattern(
        key="agency_routine",
        name=_("Agency that publishes routine posts"),
        icon="handshake",
        kinds=OUTSIDE,
        acts=(Permission.PIECE_PUBLISH,),
        publishes_up_to="A",
        weekly_limit=3,
        days=180,
        note=_("Publishes posts in the form agreed, without asking each time."),
        lacks=_(
            "Everything but routine needs your approval. Does not see the inbox and never answers anybody."
        ),
    ),
    Pattern(
        key="adviser",
        name=_("Adviser"),
        icon="lightbulb",
        kinds=OUTSIDE,
        acts=(Permission.PLAN_READ,),
        days=180,
        note=_("Looks at the plan, asks and advises."),
        lacks=_("Changes nothing: whoever advises does not decide."),
    ),
    Pattern(
        key="night_watch",
        name=_("Night watch without a voice"),
        icon="moon",
        kinds=OUTSIDE | MACHINE,
        acts=(Permission.INBOX_RECOMMEND,),
        days=90,
        note=_("Reads along, marks what is urgent and recommends answers for the morning."),
        lacks=_(
            "Answers nobody, not even at three in the morning. Sees messages: an agreement on data "
            "processing is needed."
        ),
    ),
    Pattern(
        key="ai_agent",
        name=_("AI agent"),
        icon="bot",
        kinds=MACHINE,
        acts=(Permission.PIECE_DRAFT, Permission.INBOX_RECOMMEND),
        days=90,
        note=_("Prepares drafts and recommends answers."),
        lacks=_(
            "Neither publishes nor answers, approves or decides: a machine is never the company's voice."
        ),
    ),
)


def for_kind(kind: str) -> Sequence[Pattern]:
    return [pattern for pattern in PATTERNS if kind in pattern.kinds]


def by_key(key: str, kind: str) -> Pattern | None:
    """The pattern, if it is meant for somebody of this kind."""
    return next((pattern for pattern in for_kind(kind) if pattern.key == key), None)
