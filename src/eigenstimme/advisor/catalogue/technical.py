"""Accounts, profiles, pages and the law around them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from eigenstimme.advisor.catalogue.task import Condition, Group, Per, Task
from eigenstimme.advisor.criteria import About, Answers, Check, Knowledge, Mishap, Power, Privacy, Verdict
from eigenstimme.mandates.permissions import Permission
from eigenstimme.skills.models import Skill

TASKS = (
    Task(
        key="manage_access",
        group=Group.TECHNICAL,
        name=_("Look after accounts and access"),
        what=_("Who can get at which account, with which second factor, and who no longer."),
        verdict=Verdict.OWN_ONLY,
        reason=_("The accounts are yours. Whoever holds the keys holds the voice."),
        conditions=(
            Condition(
                _("Somebody explains it to you and you type it in yourselves."),
                Verdict.HANDOVER,
                changes={"power": Power.CARRIES_OUT, "mishap": Mishap.NOTHING, "knowledge": Knowledge.CRAFT},
            ),
        ),
        profile=Answers(power=Power.APPROVES, mishap=Mishap.SERIOUS, check=Check.SELDOM),
        skills=(Skill.WEB,),
        acts=(),
        hours=0.5,
        per=Per.MONTH,
        machine=_("Gets no password and no key, ever."),
    ),
    Task(
        key="keep_profiles",
        group=Group.TECHNICAL,
        name=_("Keep profiles up to date"),
        what=_(
            "Prepare opening hours, pictures and descriptions on all networks, so that you only have to "
            "take them over."
        ),
        verdict=Verdict.HANDOVER,
        reason=_("The same facts everywhere, checked against a list."),
        conditions=(
            Condition(
                _("It is about the imprint or other compulsory details."),
                Verdict.OWN_WITH_PREPARATION,
                changes={"mishap": Mishap.SERIOUS},
            ),
        ),
        profile=Answers(about=About.STANDARD, check=Check.SELDOM),
        skills=(
            Skill.WEB,
            Skill.WRITING,
            Skill.DESIGN,
        ),
        acts=(Permission.PIECE_DRAFT,),
        hours=1,
        per=Per.MONTH,
        machine=_("May find differences between the profiles."),
    ),
    Task(
        key="landing_pages",
        group=Group.TECHNICAL,
        name=_("Build a page for a campaign"),
        what=_("A page on the web on which visitors find what the post has promised."),
        verdict=Verdict.HANDOVER,
        reason=_("It is a trade, and you accept it before it goes online."),
        conditions=(
            Condition(
                _("The page collects details of visitors."),
                Verdict.OWN_WITH_PREPARATION,
                changes={"privacy": Privacy.DATA},
            ),
        ),
        profile=Answers(knowledge=Knowledge.CRAFT),
        skills=(
            Skill.WEB,
            Skill.WRITING,
            Skill.DESIGN,
        ),
        acts=(Permission.PIECE_DRAFT,),
        hours=8,
        per=Per.TIME,
        machine=_("May draft text and layout."),
    ),
    Task(
        key="competition",
        group=Group.TECHNICAL,
        name=_("Run a competition"),
        what=_("Conditions of participation, entries, draw, prizes."),
        verdict=Verdict.OWN_WITH_PREPARATION,
        reason=_(
            "The procedure is standard. The data of those taking part and the law are not: one of you "
            "answers for both."
        ),
        conditions=(
            Condition(
                _("It is about the posts for it only, without data."),
                Verdict.HANDOVER,
                changes={"privacy": Privacy.NONE, "mishap": Mishap.NOTHING},
            ),
        ),
        profile=Answers(about=About.STANDARD, privacy=Privacy.DATA, mishap=Mishap.SERIOUS),
        skills=(
            Skill.LAW,
            Skill.PLANNING,
        ),
        acts=(Permission.PIECE_DRAFT,),
        preparing=(Permission.PIECE_DRAFT,),
        hours=6,
        per=Per.TIME,
        machine=_("May draft conditions that a specialist checks."),
    ),
    Task(
        key="legal_check",
        group=Group.TECHNICAL,
        name=_("Have the law checked"),
        what=_("Imprint, labels for advertising, rights in pictures and music, consent."),
        verdict=Verdict.OWN_WITH_PREPARATION,
        reason=_("The advice comes from specialists. Liable are you, so one of you reads it and decides."),
        conditions=(
            Condition(
                _("It is a list of points that every post goes through."),
                Verdict.HANDOVER,
                changes={"about": About.STANDARD, "mishap": Mishap.NOTHING},
            ),
        ),
        profile=Answers(knowledge=Knowledge.CRAFT, mishap=Mishap.SERIOUS),
        skills=(Skill.LAW,),
        acts=(Permission.PLAN_READ,),
        preparing=(Permission.PLAN_READ,),
        hours=1,
        per=Per.MONTH,
        machine=_("May name what should be checked. It gives no legal advice."),
    ),
)
