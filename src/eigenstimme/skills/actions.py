"""What people say of themselves, and what a lead wishes somebody learned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass

from django.db import transaction
from django.utils import timezone

from eigenstimme.audit.record import record
from eigenstimme.core import live
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Membership
from eigenstimme.people.notices import tell
from eigenstimme.people.rights import Subject, require
from eigenstimme.skills.errors import NotAColleague
from eigenstimme.skills.models import ExerciseDone, ShouldLearn, SkillSaid


@dataclass(frozen=True)
class Said:
    """What somebody says of one skill; ``can`` and ``wants`` are values of ``Can`` and ``Wants``, or nothing."""

    skill: str
    can: str = ""
    wants: str = ""
    would_learn: bool = False
    note: str = ""

    @property
    def anything(self) -> bool:
        return bool(self.can or self.wants or self.would_learn or self.note)


@transaction.atomic
def say_skills(said: Sequence[Said], *, actor: Actor) -> None:
    """All that the actor says of themselves now; what was said before and is not among it is taken back.

    The history keeps that they spoke, not what they said. Saying the same again changes nothing. Raises ``Denied``.
    """
    decision = require(actor, "skill.say", Subject(actor.company_id))
    member = Membership.objects.select_for_update(of=["self"]).select_related("person").get(pk=actor.member)
    rows = {row.skill: row for row in SkillSaid.objects.filter(membership=member)}
    before = {
        skill: Said(skill, row.can, row.wants, row.would_learn, row.note) for skill, row in rows.items()
    }
    now = {each.skill: each for each in said if each.anything}
    if now == before:
        return
    SkillSaid.objects.filter(membership=member).exclude(skill__in=now).delete()
    for skill, each in now.items():
        if each != before.get(skill):
            _write(rows.get(skill, SkillSaid(membership=member)), each)
    live.announce(member.company_id, "skills")
    record(actor, "skills.said", member, decision)


@transaction.atomic
def wish_to_learn(member: Membership, skill: str, why: str, *, actor: Actor) -> ShouldLearn:
    """A lead would like a colleague to learn something; the colleague is told. Wished again, the reason changes.

    Raises ``NotAColleague``, ``Denied``.
    """
    decision = require(actor, "people.manage", Subject(member.company_id))
    if not (member.can_be_responsible and member.present):
        raise NotAColleague(str(member))
    wish, new = ShouldLearn.objects.update_or_create(
        membership=member, skill=skill, defaults={"why": why, "wished_by_id": actor.member}
    )
    if new and member.pk != actor.membership_id:
        tell(member, "skill.wished", "/skills/mine/", name=actor.name)
    live.announce(member.company_id, "skills")
    record(actor, "skill.wished", member, decision, skill=skill)
    return wish


@transaction.atomic
def take_wish_back(wish: ShouldLearn, *, actor: Actor) -> None:
    """Learnt, or no longer wanted. A second time changes nothing. Raises ``Denied``."""
    member = wish.membership
    decision = require(actor, "people.manage", Subject(member.company_id))
    gone, _rows = ShouldLearn.objects.filter(pk=wish.pk).delete()
    if not gone:
        return
    live.announce(member.company_id, "skills")
    record(actor, "skill.wish_taken_back", member, decision, skill=wish.skill)


def tick_exercise(member: Membership, key: str, *, done: bool) -> None:
    """One's own tick, and nobody else's matter: it stands in no history (TR2)."""
    if done:
        ExerciseDone.objects.get_or_create(membership=member, exercise=key)
    else:
        ExerciseDone.objects.filter(membership=member, exercise=key).delete()


def _write(row: SkillSaid, said: Said) -> None:
    row.skill, row.can, row.wants, row.would_learn, row.note = astuple(said)
    row.said_at = timezone.now()
    row.save()
