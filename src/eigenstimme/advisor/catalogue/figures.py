"""What is measured, and what follows from it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from eigenstimme.advisor.catalogue.task import Condition, Group, Per, Task
from eigenstimme.advisor.criteria import About, Answers, Check, Knowledge, Mishap, Power, Sender, Verdict
from eigenstimme.mandates.permissions import Permission
from eigenstimme.skills.models import Skill

TASKS = (
    Task(
        key="monthly_report",
        group=Group.FIGURES,
        name=_("Put together the monthly report"),
        what=_("Figures on goals, dialogue and effort, with two sentences on each."),
        verdict=Verdict.HANDOVER,
        reason=_(
            "Figures are the same for everybody. Decide whose figures: ask for the goals, not for reach."
        ),
        conditions=(
            Condition(
                _("Whoever writes it decides with it on their own next order."),
                Verdict.OWN_ONLY,
                changes={"power": Power.COMMITS},
            ),
        ),
        profile=Answers(about=About.STANDARD, knowledge=Knowledge.CRAFT),
        skills=(Skill.FIGURES,),
        acts=(Permission.PLAN_READ,),
        hours=2,
        per=Per.MONTH,
        machine=_("May calculate and draw."),
    ),
    Task(
        key="draw_conclusions",
        group=Group.FIGURES,
        name=_("Decide what follows from the figures"),
        what=_("What do we do more, what do we stop?"),
        verdict=Verdict.OWN_WITH_PREPARATION,
        reason=_("A specialist explains the figures and proposes. Which way it goes you say."),
        conditions=(
            Condition(
                _("It is about whom the company is there for."),
                Verdict.OWN_ONLY,
                changes={"knowledge": Knowledge.ONLY_US},
            ),
        ),
        profile=Answers(power=Power.STEERS, check=Check.FEEL),
        skills=(
            Skill.FIGURES,
            Skill.PLANNING,
        ),
        acts=(),
        preparing=(Permission.PLAN_READ,),
        hours=1,
        per=Per.MONTH,
        machine=_("May name what stands out."),
    ),
    Task(
        key="run_ads",
        group=Group.FIGURES,
        name=_("Run ads within the budget"),
        what=_("Choose audiences, set bids and stop what does not work, with motifs that you have approved."),
        verdict=Verdict.HANDOVER,
        reason=_("It is a trade with figures. The frame of money and motifs comes from you."),
        conditions=(
            Condition(
                _("The budget may be raised without asking."),
                Verdict.OWN_ONLY,
                changes={"power": Power.COMMITS},
            ),
            Condition(
                _("New motifs appear without one of you having seen them."),
                Verdict.OWN_WITH_PREPARATION,
                changes={"about": About.VARIED},
            ),
        ),
        profile=Answers(
            about=About.STANDARD, sender=Sender.COMPANY, knowledge=Knowledge.CRAFT, mishap=Mishap.EMBARRASSING
        ),
        skills=(
            Skill.ADS,
            Skill.FIGURES,
        ),
        acts=(Permission.PIECE_DRAFT,),
        hours=3,
        per=Per.MONTH,
        machine=_("May prepare variants and evaluate them."),
    ),
)
