"""This room's places in the frame."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from eigenstimme.core import frame
from eigenstimme.people.actor import Actor
from eigenstimme.people.rights import Subject, decide
from eigenstimme.plan.queries import waiting_approvals


def may_draft(actor: Actor) -> bool:
    return bool(decide(actor, "piece.draft", Subject(actor.company_id)))


def sees_campaigns(actor: Actor) -> bool:
    """Whoever is in the team of one from outside finds it by their notice, and from the plan."""
    return bool(decide(actor, "campaign.read", Subject(actor.company_id)))


def register() -> None:
    frame.register(
        frame.Entry("plan:capture", _("Capture"), "plus", order=30, phone=True),
        frame.Entry(
            "plan:approvals",
            _("Approvals"),
            "stamp",
            order=40,
            badge=waiting_approvals,
            phone=True,
            topics=("plan",),
        ),
        frame.Entry("plan:campaigns", _("Campaigns"), "megaphone", order=105, shown=sees_campaigns),
        frame.Entry("plan:ideas", _("Ideas"), "lightbulb", order=110),
        frame.Entry("plan:aids", _("Writing aids"), "copy", order=115, shown=may_draft),
    )
    frame.register_tabs("strategy", frame.Tab("plan:formats", _("Formats"), order=40))
