"""Every right there is, and by nature: who has it without a mandate, and whom a mandate can give it to.

This table is the source of ``docs/permissions.md``. Nothing else in the product compares kinds or roles.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from django.utils.translation import gettext_lazy as _

from eigenstimme.people.models import Kind


class Permission(StrEnum):
    PLAN_READ = "plan.read"
    IDEA_SUGGEST = "idea.suggest"
    MEDIA_MANAGE = "media.manage"
    PIECE_DRAFT = "piece.draft"
    PIECE_PUBLISH = "piece.publish"
    PIECE_APPROVE = "piece.approve"
    PIECE_CHECK = "piece.check"
    PUBLICATION_DECIDE = "publication.decide"
    CAMPAIGN_READ = "campaign.read"
    CAMPAIGN_START = "campaign.start"
    CAMPAIGN_STEER = "campaign.steer"
    ORDER_READ = "order.read"
    ORDER_PLACE = "order.place"
    ORDER_DELIVER = "order.deliver"
    ORDER_ACCEPT = "order.accept"
    CONTRACT_READ = "contract.read"
    COST_READ = "cost.read"
    CONTRACT_MANAGE = "contract.manage"
    HOLD_PLACE = "hold.place"
    INBOX_READ = "inbox.read"
    INBOX_RECOMMEND = "inbox.recommend"
    INBOX_NOTE = "inbox.note"
    INBOX_REPLY = "inbox.reply"
    INBOX_REACT = "inbox.react"
    FIGURES_READ = "figures.read"
    CRISIS_SPEAK = "crisis.speak"
    EFFORT_READ = "effort.read"
    EFFORT_RECORD = "effort.record"
    CHANNEL_MANAGE = "channel.manage"
    TOPIC_MANAGE = "topic.manage"
    PLAYBOOK_READ = "playbook.read"
    STRATEGY_READ = "strategy.read"
    STRATEGY_COMMENT = "strategy.comment"
    STRATEGY_WRITE = "strategy.write"
    GOAL_RECORD = "goal.record"
    TASK_WEIGH = "task.weigh"
    SKILL_READ = "skill.read"
    SKILL_SAY = "skill.say"
    MANDATE_GRANT = "mandate.grant"
    BRIEFING_CONFIRM = "briefing.confirm"
    ONBOARDING_TEND = "onboarding.tend"
    ONBOARDING_STEER = "onboarding.steer"
    PEOPLE_MANAGE = "people.manage"
    COMPANY_MANAGE = "company.manage"
    HISTORY_READ = "history.read"


class Standing(StrEnum):
    """What someone is to the company at the moment of asking."""

    LEAD = "lead"
    OWN = "own"
    OUTSIDE = "outside"
    MACHINE = "machine"
    SYSTEM = "system"
    NOBODY = "nobody"


EVERYONE = frozenset({Kind.OWN, Kind.OUTSIDE, Kind.MACHINE})
PERSONS = frozenset({Kind.OWN, Kind.OUTSIDE})
OWN_ONLY = frozenset({Kind.OWN})
NOT_BY_MANDATE: frozenset[Kind] = frozenset()

NO_ONE: frozenset[Standing] = frozenset()
LEAD = frozenset({Standing.LEAD})
LEAD_AND_OWN = frozenset({Standing.LEAD, Standing.OWN})
PEOPLE = frozenset({Standing.LEAD, Standing.OWN, Standing.OUTSIDE})


class Role(StrEnum):
    """Being named for something gives a right there, without a mandate."""

    EXPERT = "expert"
    RESPONSIBLE = "responsible"
    TEAM = "team"  # whom a campaign has in its team
    PRINCIPAL = "principal"  # who placed an order, and who is responsible for it
    SPECIALIST = "specialist"  # whom an order names to do it
    HOLDER = "holder"  # who holds a mandate; for a machine the person inside who answers for it
    PARTY = "party"  # with whom a contract is
    TENDING = "tending"  # who holds a mandate, and its contact inside
    WORKING = "working"  # who comes from outside, or is a machine, and has an order under way


@dataclass(frozen=True)
class Nature:
    """``free``: holds it without a mandate. ``grantable``: a mandate can give it to these kinds.

    ``by_role``: whoever is named for it (the expert of the topic, the channel's responsible person) holds it there;
    only people of the kinds ``nameable`` can be.
    """

    free: frozenset[Standing]
    grantable: frozenset[Kind]
    label: object  # lazy translation: "publish posts"
    by_role: Role | None = None
    nameable: frozenset[Kind] = OWN_ONLY


NATURE: dict[Permission, Nature] = {
    Permission.PLAN_READ: Nature(LEAD_AND_OWN, EVERYONE, _("see the plan")),
    Permission.IDEA_SUGGEST: Nature(LEAD_AND_OWN, EVERYONE, _("suggest ideas"), by_role=Role.WORKING),
    Permission.MEDIA_MANAGE: Nature(
        LEAD_AND_OWN, NOT_BY_MANDATE, _("record licences and consent for pictures, and delete files for good")
    ),
    Permission.PIECE_DRAFT: Nature(LEAD, EVERYONE, _("draft posts")),
    Permission.PIECE_PUBLISH: Nature(LEAD, PERSONS, _("publish posts")),
    Permission.PIECE_APPROVE: Nature(LEAD, OWN_ONLY, _("approve posts")),
    Permission.PIECE_CHECK: Nature(
        NO_ONE, NOT_BY_MANDATE, _("check delicate posts as the expert"), by_role=Role.EXPERT
    ),
    Permission.PUBLICATION_DECIDE: Nature(
        LEAD, OWN_ONLY, _("decide on posts that were stopped"), by_role=Role.RESPONSIBLE
    ),
    Permission.CAMPAIGN_READ: Nature(
        LEAD_AND_OWN, NOT_BY_MANDATE, _("see campaigns"), by_role=Role.TEAM, nameable=EVERYONE
    ),
    Permission.CAMPAIGN_START: Nature(LEAD, OWN_ONLY, _("start campaigns")),
    Permission.CAMPAIGN_STEER: Nature(
        LEAD, NOT_BY_MANDATE, _("change and close a campaign"), by_role=Role.RESPONSIBLE
    ),
    Permission.ORDER_READ: Nature(
        LEAD_AND_OWN,
        NOT_BY_MANDATE,
        _("see orders and talk about them"),
        by_role=Role.SPECIALIST,
        nameable=EVERYONE,
    ),
    Permission.ORDER_PLACE: Nature(LEAD, OWN_ONLY, _("place orders with specialists")),
    Permission.ORDER_DELIVER: Nature(
        NO_ONE,
        NOT_BY_MANDATE,
        _("answer an order and deliver it"),
        by_role=Role.SPECIALIST,
        nameable=EVERYONE,
    ),
    Permission.ORDER_ACCEPT: Nature(
        LEAD, NOT_BY_MANDATE, _("accept or return what was delivered"), by_role=Role.PRINCIPAL
    ),
    Permission.CONTRACT_READ: Nature(
        LEAD,
        OWN_ONLY,
        _("see contracts"),
        by_role=Role.PARTY,
        nameable=EVERYONE,
    ),
    Permission.COST_READ: Nature(LEAD, OWN_ONLY, _("see what outside work costs")),
    Permission.CONTRACT_MANAGE: Nature(LEAD, OWN_ONLY, _("keep contracts and end the work with somebody")),
    Permission.HOLD_PLACE: Nature(LEAD, OWN_ONLY, _("hold a channel")),
    Permission.INBOX_READ: Nature(LEAD_AND_OWN, EVERYONE, _("read the inbox")),
    Permission.INBOX_RECOMMEND: Nature(LEAD_AND_OWN, EVERYONE, _("recommend answers")),
    Permission.INBOX_NOTE: Nature(LEAD_AND_OWN, EVERYONE, _("write internal notes")),
    Permission.INBOX_REPLY: Nature(LEAD, OWN_ONLY, _("answer people")),
    Permission.INBOX_REACT: Nature(LEAD, OWN_ONLY, _("like and react")),
    Permission.FIGURES_READ: Nature(LEAD_AND_OWN, EVERYONE, _("see figures")),
    Permission.CRISIS_SPEAK: Nature(LEAD, OWN_ONLY, _("speak in a crisis")),
    Permission.EFFORT_READ: Nature(
        LEAD_AND_OWN, NOT_BY_MANDATE, _("see what channels take in time and money")
    ),
    Permission.EFFORT_RECORD: Nature(
        LEAD_AND_OWN, NOT_BY_MANDATE, _("write down the time they gave a channel themselves")
    ),
    Permission.CHANNEL_MANAGE: Nature(LEAD, NOT_BY_MANDATE, _("connect and look after channels")),
    Permission.TOPIC_MANAGE: Nature(LEAD, NOT_BY_MANDATE, _("decide on topics and formats")),
    Permission.PLAYBOOK_READ: Nature(LEAD_AND_OWN, EVERYONE, _("read the playbook"), by_role=Role.WORKING),
    Permission.STRATEGY_READ: Nature(
        LEAD_AND_OWN, PERSONS, _("see the strategy while it is being worked on")
    ),
    Permission.STRATEGY_COMMENT: Nature(LEAD_AND_OWN, PERSONS, _("comment on the strategy")),
    Permission.STRATEGY_WRITE: Nature(LEAD, NOT_BY_MANDATE, _("write down how the company speaks")),
    Permission.GOAL_RECORD: Nature(
        LEAD,
        NOT_BY_MANDATE,
        _("write down where a goal stands, and end it"),
        by_role=Role.RESPONSIBLE,
    ),
    Permission.TASK_WEIGH: Nature(LEAD_AND_OWN, NOT_BY_MANDATE, _("weigh which tasks can be handed over")),
    Permission.SKILL_READ: Nature(
        LEAD_AND_OWN, NOT_BY_MANDATE, _("see what others can and would like to do")
    ),
    Permission.SKILL_SAY: Nature(PEOPLE, NOT_BY_MANDATE, _("speak of one’s own skills and wishes")),
    Permission.MANDATE_GRANT: Nature(LEAD, NOT_BY_MANDATE, _("grant mandates")),
    Permission.BRIEFING_CONFIRM: Nature(
        NO_ONE, NOT_BY_MANDATE, _("confirm the briefing"), by_role=Role.HOLDER, nameable=PERSONS
    ),
    Permission.ONBOARDING_TEND: Nature(
        LEAD,
        NOT_BY_MANDATE,
        _("tick off what belongs to a good start"),
        by_role=Role.TENDING,
        nameable=PERSONS,
    ),
    Permission.ONBOARDING_STEER: Nature(
        LEAD, NOT_BY_MANDATE, _("decide what belongs to a good start"), by_role=Role.RESPONSIBLE
    ),
    Permission.PEOPLE_MANAGE: Nature(LEAD, NOT_BY_MANDATE, _("invite people and say goodbye")),
    Permission.COMPANY_MANAGE: Nature(LEAD, NOT_BY_MANDATE, _("change the company's settings")),
    Permission.HISTORY_READ: Nature(LEAD, NOT_BY_MANDATE, _("read the company's history")),
}

_IMPLIED: dict[Permission, frozenset[Permission]] = {
    Permission.PIECE_DRAFT: frozenset({Permission.PLAN_READ, Permission.IDEA_SUGGEST}),
    Permission.PIECE_PUBLISH: frozenset(
        {Permission.PLAN_READ, Permission.IDEA_SUGGEST, Permission.PIECE_DRAFT}
    ),
    Permission.IDEA_SUGGEST: frozenset({Permission.PLAN_READ}),
    Permission.CONTRACT_MANAGE: frozenset({Permission.CONTRACT_READ, Permission.COST_READ}),
    Permission.INBOX_RECOMMEND: frozenset({Permission.INBOX_READ, Permission.INBOX_NOTE}),
    Permission.INBOX_REPLY: frozenset(
        {Permission.INBOX_READ, Permission.INBOX_NOTE, Permission.INBOX_RECOMMEND}
    ),
    Permission.STRATEGY_COMMENT: frozenset({Permission.STRATEGY_READ}),
}
_OF_EVERY_MANDATE = frozenset({Permission.PLAYBOOK_READ})
IMPLIED: dict[Permission, frozenset[Permission]] = {
    act: _IMPLIED.get(act, frozenset()) | _OF_EVERY_MANDATE - {act}
    for act, nature in NATURE.items()
    if nature.grantable
}
"""Who may do the one may do the others too: nobody can draft without seeing the plan, nor work without the playbook."""

BEFOREHAND = frozenset({Permission.PLAYBOOK_READ})
"""Rights that a mandate gives as soon as it is granted: whoever begins on Monday, or has to confirm, reads first."""

CLASS_LIMITED = frozenset({Permission.PIECE_PUBLISH})
"""Rights that a mandate gives up to a class of content only; never to C or D."""


@cache
def granting(permission: Permission) -> frozenset[Permission]:
    """The acts of a mandate that give ``permission``: itself, and those that imply it."""
    return frozenset({permission, *(act for act, implied in IMPLIED.items() if permission in implied)})


def acts_for(kind: str) -> list[Permission]:
    """What a mandate for a person of this kind can hold, in the table's order."""
    return [permission for permission, nature in NATURE.items() if kind in nature.grantable]


PERSONS_ONLY_ACTS = sorted(p for p, nature in NATURE.items() if nature.grantable == PERSONS)
OWN_ONLY_ACTS = sorted(p for p, nature in NATURE.items() if nature.grantable == OWN_ONLY)
NEVER_GRANTED = sorted(p for p, nature in NATURE.items() if not nature.grantable)
