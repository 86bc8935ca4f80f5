"""When something bad has happened, and the days before."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from eigenstimme.advisor.catalogue.task import Condition, Group, Per, Task
from eigenstimme.advisor.criteria import Answers, Check, Knowledge, Mishap, Sender, Speed, Verdict
from eigenstimme.mandates.permissions import Permission
from eigenstimme.skills.models import Skill

TASKS = (
    Task(
        key="speak_in_crisis",
        group=Group.CRISIS,
        name=_("Speak in a crisis"),
        what=_(
            "Accident, accusation, data lost: say what you know, what you do, and when you will say more."
        ),
        verdict=Verdict.OWN_ONLY,
        reason=_("In a crisis the company speaks, and nobody else. Mandates for others rest."),
        conditions=(
            Condition(
                _("The first sentences are written in quiet times and lie ready."),
                Verdict.OWN_WITH_PREPARATION,
                changes={"sender": Sender.INSIDE, "speed": Speed.DAYS},
            ),
        ),
        profile=Answers(sender=Sender.SPEAKS, speed=Speed.CRISIS, mishap=Mishap.SERIOUS),
        skills=(
            Skill.DIALOGUE,
            Skill.LAW,
        ),
        acts=(Permission.CRISIS_SPEAK,),
        hours=4,
        per=Per.TIME,
        machine=_("Is silent. Everything planned is held."),
    ),
    Task(
        key="crisis_plan",
        group=Group.CRISIS,
        name=_("Write the emergency plan"),
        what=_("Who decides, who speaks, whom do we call, what do we say first?"),
        verdict=Verdict.OWN_WITH_PREPARATION,
        reason=_("Advisers bring the list of what is forgotten. The names and telephone numbers are yours."),
        conditions=(
            Condition(
                _("The plan is used because something has happened."),
                Verdict.OWN_ONLY,
                changes={"speed": Speed.CRISIS},
            ),
        ),
        profile=Answers(mishap=Mishap.SERIOUS, check=Check.SELDOM),
        skills=(
            Skill.PLANNING,
            Skill.LAW,
        ),
        acts=(),
        preparing=(Permission.PLAN_READ,),
        hours=8,
        per=Per.TIME,
        machine=_("May think through what could happen."),
    ),
    Task(
        key="crisis_drill",
        group=Group.CRISIS,
        name=_("Prepare a drill"),
        what=_("Stage a case on the practice channel, take the time, talk about it afterwards."),
        verdict=Verdict.HANDOVER,
        reason=_("Somebody from outside is not spared and spares nobody. You practise yourselves."),
        conditions=(
            Condition(_("It is no longer a drill."), Verdict.OWN_ONLY, changes={"speed": Speed.CRISIS}),
        ),
        profile=Answers(knowledge=Knowledge.CRAFT, check=Check.SELDOM),
        skills=(
            Skill.PLANNING,
            Skill.DIALOGUE,
        ),
        acts=(Permission.PLAN_READ,),
        hours=3,
        per=Per.TIME,
        machine=_("May play the angry crowd on the practice channel."),
    ),
)
