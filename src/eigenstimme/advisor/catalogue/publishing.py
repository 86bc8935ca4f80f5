"""What makes a draft public."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from eigenstimme.advisor.catalogue.task import Condition, Group, Per, Task
from eigenstimme.advisor.criteria import About, Answers, Check, Knowledge, Mishap, Power, Sender, Verdict
from eigenstimme.mandates.permissions import Permission
from eigenstimme.skills.models import Skill

TASKS = (
    Task(
        key="schedule_approved",
        group=Group.PUBLISHING,
        name=_("Schedule approved posts"),
        what=_("Choose day and time, for each channel, so that there is neither a flood nor a silence."),
        verdict=Verdict.HANDOVER,
        reason=_("The content is decided. Times follow a rhythm."),
        conditions=(
            Condition(
                _("While scheduling, texts are changed as well, and nobody looks again."),
                Verdict.OWN_WITH_PREPARATION,
                changes={"about": About.VARIED, "sender": Sender.COMPANY},
            ),
        ),
        profile=Answers(about=About.STANDARD),
        skills=(Skill.PLANNING,),
        acts=(Permission.PIECE_DRAFT,),
        hours=0.1,
        per=Per.TIME,
        machine=_("May propose times."),
    ),
    Task(
        key="publish_routine",
        group=Group.PUBLISHING,
        name=_("Publish routine posts"),
        what=_(
            "Posts in a form agreed beforehand, without an approval each time: the colour of the week, opening hours."
        ),
        verdict=Verdict.HANDOVER,
        reason=_("Whoever gets the task gets the authority: inside the pattern nobody has to ask."),
        conditions=(
            Condition(
                _("The topic is delicate."), Verdict.OWN_WITH_PREPARATION, changes={"mishap": Mishap.SERIOUS}
            ),
            Condition(
                _("There is no agreed form."), Verdict.OWN_WITH_PREPARATION, changes={"about": About.VARIED}
            ),
        ),
        profile=Answers(about=About.STANDARD, sender=Sender.COMPANY),
        skills=(
            Skill.WRITING,
            Skill.PLANNING,
        ),
        acts=(Permission.PIECE_PUBLISH,),
        hours=1,
        per=Per.WEEK,
        machine=_("May draft. A machine never publishes."),
    ),
    Task(
        key="publish_normal",
        group=Group.PUBLISHING,
        name=_("Publish other posts"),
        what=_("Everything that is new each time: news, views, projects."),
        verdict=Verdict.OWN_WITH_PREPARATION,
        reason=_("Others prepare it so that one tap is enough. The tap is yours."),
        conditions=(
            Condition(
                _("The form has proved itself and is now agreed."),
                Verdict.HANDOVER,
                changes={"about": About.STANDARD},
            ),
        ),
        profile=Answers(sender=Sender.COMPANY, mishap=Mishap.EMBARRASSING),
        skills=(
            Skill.WRITING,
            Skill.PLANNING,
        ),
        acts=(Permission.PIECE_PUBLISH,),
        preparing=(Permission.PIECE_DRAFT,),
        hours=2,
        per=Per.WEEK,
        machine=_("May draft."),
    ),
    Task(
        key="approve_posts",
        group=Group.PUBLISHING,
        name=_("Approve posts"),
        what=_("Read, and say yes, no, or not like this."),
        verdict=Verdict.OWN_ONLY,
        reason=_("The approval is the responsibility. It cannot be bought."),
        conditions=(
            Condition(
                _("Somebody only reads beforehand and gives advice."),
                Verdict.HANDOVER,
                changes={"power": Power.CARRIES_OUT, "knowledge": Knowledge.CRAFT},
            ),
        ),
        profile=Answers(power=Power.APPROVES, mishap=Mishap.EMBARRASSING),
        skills=(Skill.DIALOGUE,),
        acts=(Permission.PIECE_APPROVE,),
        hours=1,
        per=Per.WEEK,
        machine=_("May point out mistakes before you look."),
    ),
    Task(
        key="adapt_for_networks",
        group=Group.PUBLISHING,
        name=_("Adapt a post for further networks"),
        what=_("Shorter here, longer there, with the right picture and the right mentions."),
        verdict=Verdict.HANDOVER,
        reason=_("What is said stands already. How it fits is a matter of rules."),
        conditions=(
            Condition(
                _("Every network is to get a message of its own."),
                Verdict.OWN_WITH_PREPARATION,
                changes={"about": About.VARIED, "check": Check.SELDOM},
            ),
        ),
        profile=Answers(about=About.STANDARD),
        skills=(Skill.WRITING,),
        acts=(Permission.PIECE_DRAFT,),
        hours=0.5,
        per=Per.TIME,
        machine=_("May draft every variant."),
    ),
    Task(
        key="share_others",
        group=Group.PUBLISHING,
        name=_("Share other people's posts"),
        what=_("Pass on what partners and colleagues of the trade write."),
        verdict=Verdict.OWN_WITH_PREPARATION,
        reason=_("To share is to side with somebody. Others may collect; you choose."),
        conditions=(
            Condition(
                _("It is done as a favour to a particular partner."),
                Verdict.OWN_ONLY,
                changes={"about": About.PERSON},
            ),
        ),
        profile=Answers(sender=Sender.SPEAKS),
        skills=(
            Skill.DIALOGUE,
            Skill.LISTENING,
        ),
        acts=(Permission.INBOX_REACT,),
        preparing=(Permission.INBOX_RECOMMEND,),
        hours=1,
        per=Per.WEEK,
        machine=_("May collect and sum up."),
    ),
)
