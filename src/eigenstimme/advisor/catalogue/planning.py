"""What decides beforehand what will be said when."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from eigenstimme.advisor.catalogue.task import Condition, Group, Per, Task
from eigenstimme.advisor.criteria import About, Answers, Check, Knowledge, Power, Speed, Verdict
from eigenstimme.mandates.permissions import Permission
from eigenstimme.skills.models import Skill

TASKS = (
    Task(
        key="editorial_plan",
        group=Group.PLANNING,
        name=_("Draw up the editorial plan"),
        what=_("Which post comes when on which channel, with a brief, a date and somebody responsible."),
        verdict=Verdict.HANDOVER,
        reason=_("It follows from your topics and dates, and you see it before anything appears."),
        conditions=(
            Condition(
                _("The plan decides which topics there are at all."),
                Verdict.OWN_WITH_PREPARATION,
                changes={"power": Power.STEERS},
            ),
        ),
        profile=Answers(),
        skills=(
            Skill.PLANNING,
            Skill.WRITING,
        ),
        acts=(Permission.PIECE_DRAFT,),
        hours=4,
        per=Per.MONTH,
        machine=_("May propose a plan from topics, formats and holidays."),
    ),
    Task(
        key="campaign_concept",
        group=Group.PLANNING,
        name=_("Work out a campaign"),
        what=_("Goal, message, posts and dates for a limited time: a season, a fair, a new service."),
        verdict=Verdict.HANDOVER,
        reason=_("It is a project with a beginning and an end, made of trades that others have learnt."),
        conditions=(
            Condition(
                _("The campaign promises prices or guarantees that nobody has agreed with you."),
                Verdict.OWN_ONLY,
                changes={"power": Power.COMMITS},
            ),
        ),
        profile=Answers(knowledge=Knowledge.CRAFT, check=Check.SELDOM),
        skills=(
            Skill.PLANNING,
            Skill.WRITING,
            Skill.DESIGN,
        ),
        acts=(Permission.PIECE_DRAFT,),
        hours=16,
        per=Per.TIME,
        machine=_("May propose messages and a sequence of posts."),
    ),
    Task(
        key="collect_ideas",
        group=Group.PLANNING,
        name=_("Collect ideas from the trade and the season"),
        what=_("What people in your trade talk about, which days are coming up, what works for others."),
        verdict=Verdict.HANDOVER,
        reason=_("It needs time and curiosity, not your voice. You choose what becomes of it."),
        conditions=(
            Condition(
                _("The ideas are to come from what happens in your house."),
                Verdict.OWN_WITH_PREPARATION,
                changes={"knowledge": Knowledge.ONLY_US},
            ),
        ),
        profile=Answers(knowledge=Knowledge.CRAFT),
        skills=(
            Skill.PLANNING,
            Skill.LISTENING,
        ),
        acts=(Permission.IDEA_SUGGEST,),
        hours=2,
        per=Per.MONTH,
        machine=_("May suggest ideas in any number; each is marked as coming from a machine."),
    ),
    Task(
        key="capture_moments",
        group=Group.PLANNING,
        name=_("Capture moments of everyday work"),
        what=_("A photo and a sentence from the building site, the workshop, the kitchen, in ten seconds."),
        verdict=Verdict.OWN_ONLY,
        reason=_(
            "The best stories happen where no agency stands. Whoever is there has the phone in the pocket."
        ),
        conditions=(
            Condition(
                _("A photographer comes on an agreed day."),
                Verdict.OWN_WITH_PREPARATION,
                changes={"speed": Speed.DAYS},
            ),
        ),
        profile=Answers(knowledge=Knowledge.ONLY_US, speed=Speed.MINUTES, check=Check.FEEL),
        skills=(Skill.CAMERA,),
        acts=(Permission.IDEA_SUGGEST,),
        hours=1,
        per=Per.WEEK,
        machine=_("May write a first text to the photo."),
    ),
    Task(
        key="write_brief",
        group=Group.PLANNING,
        name=_("Write the brief for an order"),
        what=_("Goal, audience, message, format, date: what a specialist has to know to begin."),
        verdict=Verdict.OWN_WITH_PREPARATION,
        reason=_("Only you can say what you want. Good specialists ask the questions that bring it out."),
        conditions=(
            Condition(
                _("It is the tenth order of the same kind and the pattern is fixed."),
                Verdict.HANDOVER,
                changes={"knowledge": Knowledge.BRIEFABLE, "about": About.STANDARD},
            ),
        ),
        profile=Answers(knowledge=Knowledge.ONLY_US, check=Check.SELDOM),
        skills=(Skill.PLANNING,),
        acts=(Permission.ORDER_PLACE,),
        preparing=(Permission.PLAN_READ,),
        hours=0.5,
        per=Per.TIME,
        machine=_("May ask for what is missing in the brief."),
    ),
)
