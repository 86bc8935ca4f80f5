"""Hearing what is said elsewhere."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from eigenstimme.advisor.catalogue.task import Condition, Group, Per, Task
from eigenstimme.advisor.criteria import About, Answers, Check, Knowledge, Privacy, Sender, Verdict
from eigenstimme.mandates.permissions import Permission
from eigenstimme.skills.models import Skill

TASKS = (
    Task(
        key="watch_mentions",
        group=Group.LISTENING,
        name=_("Watch where you are mentioned"),
        what=_("Search for your name and your products, and pass on what matters."),
        verdict=Verdict.HANDOVER,
        reason=_("Searching is diligence. Answering is something else, and remains with you."),
        conditions=(
            Condition(
                _("Whoever finds something is to answer it too."),
                Verdict.OWN_WITH_PREPARATION,
                changes={"sender": Sender.SPEAKS},
            ),
        ),
        profile=Answers(about=About.STANDARD, knowledge=Knowledge.CRAFT),
        skills=(Skill.LISTENING,),
        acts=(Permission.INBOX_READ,),
        hours=1,
        per=Per.WEEK,
        machine=_("May search round the clock."),
    ),
    Task(
        key="watch_trade",
        group=Group.LISTENING,
        name=_("Watch competitors and the trade"),
        what=_("What do others do, what is new, what is being asked?"),
        verdict=Verdict.HANDOVER,
        reason=_("Somebody who serves many houses sees more than you do."),
        conditions=(
            Condition(
                _("Profiles of individual people are to be made."),
                Verdict.OWN_WITH_PREPARATION,
                changes={"privacy": Privacy.DATA},
            ),
        ),
        profile=Answers(knowledge=Knowledge.CRAFT),
        skills=(
            Skill.LISTENING,
            Skill.FIGURES,
        ),
        acts=(Permission.IDEA_SUGGEST,),
        hours=2,
        per=Per.MONTH,
        machine=_("May read and sum up."),
    ),
    Task(
        key="understand_feedback",
        group=Group.LISTENING,
        name=_("Learn from what people say"),
        what=_("Which wishes come again and again, what annoys, what could become an offer?"),
        verdict=Verdict.OWN_WITH_PREPARATION,
        reason=_("Others may count. To understand it one has to know your work."),
        conditions=(
            Condition(
                _("It is about counting by a fixed list only."),
                Verdict.HANDOVER,
                changes={"about": About.STANDARD, "knowledge": Knowledge.BRIEFABLE, "check": Check.REGULAR},
            ),
        ),
        profile=Answers(knowledge=Knowledge.ONLY_US, check=Check.FEEL),
        skills=(
            Skill.LISTENING,
            Skill.DIALOGUE,
        ),
        acts=(Permission.INBOX_READ,),
        preparing=(Permission.INBOX_READ,),
        hours=2,
        per=Per.MONTH,
        machine=_("May group and count."),
    ),
)
