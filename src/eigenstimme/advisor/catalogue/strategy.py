"""What sets the course: positioning, goals, tone, channels, money."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from eigenstimme.advisor.catalogue.task import Condition, Group, Per, Task
from eigenstimme.advisor.criteria import Answers, Check, Knowledge, Mishap, Power, Verdict
from eigenstimme.mandates.permissions import Permission
from eigenstimme.skills.models import Skill

TASKS = (
    Task(
        key="positioning",
        group=Group.STRATEGY,
        name=_("Decide what the company stands for"),
        what=_("Brand, values and what sets you apart from others, put down in a few sentences."),
        verdict=Verdict.OWN_ONLY,
        reason=_(
            "Nobody outside knows why you do what you do. A text about it can be written by others, what "
            "it says cannot."
        ),
        conditions=(
            Condition(
                _("Somebody only writes down well what you have said."),
                Verdict.OWN_WITH_PREPARATION,
                changes={"power": Power.CARRIES_OUT, "mishap": Mishap.NOTHING},
            ),
        ),
        profile=Answers(
            power=Power.STEERS, knowledge=Knowledge.ONLY_US, mishap=Mishap.SERIOUS, check=Check.FEEL
        ),
        skills=(Skill.PLANNING,),
        acts=(),
        hours=8,
        per=Per.TIME,
        machine=_("May sort your notes and ask questions. It must not invent values."),
    ),
    Task(
        key="goals",
        group=Group.STRATEGY,
        name=_("Set goals and audiences"),
        what=_(
            "What social media is to achieve, for whom, by when, and which goal of the company it serves."
        ),
        verdict=Verdict.OWN_ONLY,
        reason=_("The goals hang on the goals of the company, and those are set by the boss."),
        conditions=(
            Condition(
                _("An adviser works out proposals between which you choose."),
                Verdict.OWN_WITH_PREPARATION,
                changes={"knowledge": Knowledge.BRIEFABLE},
            ),
        ),
        profile=Answers(power=Power.STEERS, knowledge=Knowledge.ONLY_US, check=Check.SELDOM),
        skills=(Skill.PLANNING,),
        acts=(),
        hours=3,
        per=Per.TIME,
        machine=_("May work out from your figures what is realistic."),
    ),
    Task(
        key="tone_of_voice",
        group=Group.STRATEGY,
        name=_("Lay down how you talk"),
        what=_(
            "How you speak to people: four traits, with examples of what sounds like you and what does not."
        ),
        verdict=Verdict.OWN_ONLY,
        reason=_("The voice is yours already. It is found with your people, not made at a desk elsewhere."),
        conditions=(
            Condition(
                _("A copywriter collects examples of how you really talk, and you choose."),
                Verdict.OWN_WITH_PREPARATION,
                changes={"knowledge": Knowledge.BRIEFABLE},
            ),
        ),
        profile=Answers(power=Power.STEERS, knowledge=Knowledge.ONLY_US, check=Check.FEEL),
        skills=(Skill.WRITING,),
        acts=(),
        hours=4,
        per=Per.TIME,
        machine=_("May collect how you have written so far."),
    ),
    Task(
        key="choose_channels",
        group=Group.STRATEGY,
        name=_("Choose the networks that suit you"),
        what=_("Where your customers are, what each network costs in work, and who would tend it."),
        verdict=Verdict.OWN_WITH_PREPARATION,
        reason=_(
            "An adviser knows the networks. Whether there is half an hour a day for one of them only you know."
        ),
        conditions=(
            Condition(
                _("It is decided in passing who the company is for."),
                Verdict.OWN_ONLY,
                changes={"knowledge": Knowledge.ONLY_US},
            ),
        ),
        profile=Answers(power=Power.STEERS, check=Check.SELDOM),
        skills=(
            Skill.PLANNING,
            Skill.FIGURES,
        ),
        acts=(),
        preparing=(Permission.PLAN_READ,),
        hours=4,
        per=Per.TIME,
        machine=_("May compare networks and name what each of them demands."),
    ),
    Task(
        key="budget",
        group=Group.STRATEGY,
        name=_("Decide on the budget"),
        what=_("How much money and how many hours social media may cost."),
        verdict=Verdict.OWN_ONLY,
        reason=_("Whoever earns from an order must not be the one who decides its size."),
        conditions=(
            Condition(
                _("An offer is obtained and you decide on it."),
                Verdict.HANDOVER,
                changes={"power": Power.CARRIES_OUT, "mishap": Mishap.NOTHING, "check": Check.REGULAR},
            ),
        ),
        profile=Answers(power=Power.COMMITS, mishap=Mishap.SERIOUS, check=Check.SELDOM),
        skills=(
            Skill.PLANNING,
            Skill.FIGURES,
        ),
        acts=(),
        hours=2,
        per=Per.TIME,
        machine=_("May set costs against results."),
    ),
    Task(
        key="strategy_advice",
        group=Group.STRATEGY,
        name=_("Be advised on strategy"),
        what=_("Somebody from outside looks at plan and figures, asks, doubts and proposes."),
        verdict=Verdict.HANDOVER,
        reason=_(
            "A view from outside sees what you no longer notice. The adviser comments and changes nothing."
        ),
        conditions=(
            Condition(
                _("The adviser is to decide."), Verdict.OWN_WITH_PREPARATION, changes={"power": Power.STEERS}
            ),
        ),
        profile=Answers(knowledge=Knowledge.CRAFT, check=Check.FEEL),
        skills=(
            Skill.PLANNING,
            Skill.FIGURES,
        ),
        acts=(Permission.PLAN_READ,),
        hours=4,
        per=Per.MONTH,
        machine=_("May play the sceptic and ask what is missing."),
    ),
)
