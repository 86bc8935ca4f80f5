"""Which mandate a task would need: whoever gets it must get the authority to carry it (demand DE3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from eigenstimme.advisor.catalogue import Task
from eigenstimme.advisor.criteria import Answers, Power, Privacy, Sender, Speed, Verdict
from eigenstimme.mandates import words
from eigenstimme.mandates.permissions import NATURE, Permission, Standing, acts_for
from eigenstimme.people.models import Kind

ROUTINE = "A"


@dataclass(frozen=True)
class Authority:
    """``own``: what a colleague needs who does it. ``outside``: what may leave the house, empty if nothing may."""

    verdict: Verdict
    own: tuple[Permission, ...]
    outside: tuple[Permission, ...]

    @property
    def to_grant(self) -> dict[str, tuple[Permission, ...]]:
        """By kind of person; what own people may anyway needs no mandate, and machines get what is theirs."""
        kinds = {
            Kind.OWN: tuple(act for act in self.own if Standing.OWN not in NATURE[act].free),
            Kind.OUTSIDE: self.outside,
            Kind.MACHINE: tuple(act for act in self.outside if act in acts_for(Kind.MACHINE)),
        }
        return {str(kind): acts for kind, acts in kinds.items() if acts}

    def inside_sentence(self) -> str:
        needed = self.to_grant.get(Kind.OWN)
        if needed:
            return _("A colleague who does it needs a mandate that says: may %(acts)s.") % {
                "acts": _said(needed)
            }
        if self.own:
            return _("Everyone of the company may do this, without a mandate.")
        return _("No mandate is needed for this here, or none can be granted: it belongs to the lead.")

    def outside_sentence(self) -> str:
        if self.verdict is Verdict.OWN_ONLY:
            return _("Nothing of it can be granted to anybody from outside.")
        if not self.outside:
            return _("Whoever helps from outside needs no right in this program.")
        if self.verdict is Verdict.HANDOVER:
            return _("Whoever takes it over from outside needs a mandate that says: may %(acts)s.") % {
                "acts": _said(self.outside)
            }
        return _("Whoever prepares it from outside needs a mandate that says: may %(acts)s.") % {
            "acts": _said(self.outside)
        }


def of_task(task: Task) -> Authority:
    return Authority(task.verdict, task.acts, task.acts_outside)


def of_answers(answers: Answers, verdict: Verdict, task: Task | None) -> Authority:
    """For a task in somebody's own words: as the known task it is like, where the verdict is the same."""
    if task and task.verdict == verdict:
        return of_task(task)
    own = (_doing(answers),)
    outside = {
        Verdict.OWN_ONLY: (),
        Verdict.OWN_WITH_PREPARATION: (_preparing(answers),),
        Verdict.HANDOVER: own,
    }[verdict]
    return Authority(verdict, own, tuple(act for act in outside if act in acts_for(Kind.OUTSIDE)))


def _doing(answers: Answers) -> Permission:
    if answers.speed is Speed.CRISIS:
        return Permission.CRISIS_SPEAK
    if answers.power is Power.APPROVES:
        return Permission.PIECE_APPROVE
    if answers.sender is Sender.SPEAKS:
        return Permission.INBOX_REPLY
    return Permission.PIECE_PUBLISH if answers.sender is Sender.COMPANY else Permission.PIECE_DRAFT


def _preparing(answers: Answers) -> Permission:
    if answers.power is Power.STEERS:
        return Permission.PLAN_READ
    if answers.sender is Sender.SPEAKS:
        return Permission.INBOX_RECOMMEND
    return Permission.INBOX_NOTE if answers.privacy is Privacy.MESSAGES else Permission.PIECE_DRAFT


def _said(acts: Sequence[Permission]) -> str:
    return words.and_list([words.phrase(act, ROUTINE) for act in words.spoken(acts)])
