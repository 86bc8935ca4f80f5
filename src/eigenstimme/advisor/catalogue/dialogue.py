"""Talking with people, and what prepares it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from eigenstimme.advisor.catalogue.task import Condition, Group, Per, Task
from eigenstimme.advisor.criteria import (
    About,
    Answers,
    Check,
    Knowledge,
    Mishap,
    Power,
    Privacy,
    Sender,
    Speed,
    Verdict,
)
from eigenstimme.mandates.permissions import Permission
from eigenstimme.skills.models import Skill

TASKS = (
    Task(
        key="answer_comments",
        group=Group.DIALOGUE,
        name=_("Answer comments"),
        what=_("Thank, explain, ask back, under posts and in groups."),
        verdict=Verdict.OWN_WITH_PREPARATION,
        reason=_(
            "Whoever comments wants to talk with you. A recommendation may come from outside, the answer "
            "comes from one of you."
        ),
        conditions=(
            Condition(
                _("It has to be answered within minutes."), Verdict.OWN_ONLY, changes={"speed": Speed.MINUTES}
            ),
            Condition(_("A regular customer is writing."), Verdict.OWN_ONLY, changes={"about": About.PERSON}),
        ),
        profile=Answers(sender=Sender.SPEAKS, mishap=Mishap.EMBARRASSING, check=Check.FEEL),
        skills=(Skill.DIALOGUE,),
        acts=(Permission.INBOX_REPLY,),
        preparing=(Permission.INBOX_RECOMMEND,),
        hours=2,
        per=Per.WEEK,
        machine=_("May recommend an answer. It never sends one."),
    ),
    Task(
        key="answer_messages",
        group=Group.DIALOGUE,
        name=_("Answer private messages"),
        what=_("Questions, enquiries and worries that nobody else is meant to read."),
        verdict=Verdict.OWN_ONLY,
        reason=_("Private means: between them and you. That is where a customer is won or lost."),
        conditions=(
            Condition(
                _("It is about sorting only, with an agreement on data processing."),
                Verdict.OWN_WITH_PREPARATION,
                changes={"sender": Sender.INSIDE, "about": About.STANDARD},
            ),
        ),
        profile=Answers(sender=Sender.SPEAKS, privacy=Privacy.MESSAGES, mishap=Mishap.EMBARRASSING),
        skills=(Skill.DIALOGUE,),
        acts=(Permission.INBOX_REPLY,),
        hours=2,
        per=Per.WEEK,
        machine=_("May mark what is urgent, once you have agreed to that in the data processing agreement."),
    ),
    Task(
        key="answer_reviews",
        group=Group.DIALOGUE,
        name=_("Answer reviews"),
        what=_(
            "Answer stars and words at Google and elsewhere, so that everybody who reads them gets a true picture."
        ),
        verdict=Verdict.OWN_WITH_PREPARATION,
        reason=_(
            "Others may word it calmly. What happened only you know, and what is promised you have to keep."
        ),
        conditions=(
            Condition(
                _("You are a law office or a practice: even an answer gives away who was there."),
                Verdict.OWN_ONLY,
                changes={"privacy": Privacy.MESSAGES},
            ),
        ),
        profile=Answers(sender=Sender.SPEAKS, mishap=Mishap.SERIOUS),
        skills=(
            Skill.DIALOGUE,
            Skill.WRITING,
        ),
        acts=(Permission.INBOX_REPLY,),
        preparing=(Permission.INBOX_RECOMMEND,),
        hours=1,
        per=Per.MONTH,
        machine=_("May recommend an answer that is polite and promises nothing."),
    ),
    Task(
        key="answer_questions",
        group=Group.DIALOGUE,
        name=_("Answer frequent questions"),
        what=_("When are you open, do you come here too, what does it cost roughly?"),
        verdict=Verdict.OWN_WITH_PREPARATION,
        reason=_(
            "The text may be ready and wait. Behind every question stands a person, and they notice "
            "whether somebody has read it."
        ),
        conditions=(
            Condition(
                _("The answers stand on a page for everybody instead."),
                Verdict.HANDOVER,
                changes={"sender": Sender.INSIDE},
            ),
        ),
        profile=Answers(about=About.STANDARD, sender=Sender.SPEAKS),
        skills=(Skill.DIALOGUE,),
        acts=(Permission.INBOX_REPLY,),
        preparing=(Permission.INBOX_RECOMMEND,),
        hours=1,
        per=Per.WEEK,
        machine=_("May recommend the fitting answer at once."),
    ),
    Task(
        key="answer_foreign",
        group=Group.DIALOGUE,
        name=_("Answer in foreign languages"),
        what=_("Answer comments that none of you can write an answer to without help."),
        verdict=Verdict.OWN_WITH_PREPARATION,
        reason=_(
            "The language may be borrowed, the voice may not: you say what is meant, somebody puts it "
            "into the language, you send."
        ),
        conditions=(
            Condition(_("It is a private message."), Verdict.OWN_ONLY, changes={"privacy": Privacy.MESSAGES}),
        ),
        profile=Answers(sender=Sender.SPEAKS, knowledge=Knowledge.CRAFT, mishap=Mishap.EMBARRASSING),
        skills=(
            Skill.LANGUAGES,
            Skill.DIALOGUE,
        ),
        acts=(Permission.INBOX_REPLY,),
        preparing=(Permission.INBOX_RECOMMEND,),
        hours=1,
        per=Per.WEEK,
        machine=_("May translate both ways."),
    ),
    Task(
        key="greet_regulars",
        group=Group.DIALOGUE,
        name=_("Congratulate, thank and comfort"),
        what=_("Birthdays, anniversaries, a new house, a loss: the word at the right time."),
        verdict=Verdict.OWN_ONLY,
        reason=_(
            "Faked warmth drives people away. Two sentences of your own count more than a fine template."
        ),
        conditions=(
            Condition(
                _("It is a greeting to everybody, as a post."),
                Verdict.HANDOVER,
                changes={"about": About.VARIED, "sender": Sender.INSIDE, "check": Check.REGULAR},
            ),
        ),
        profile=Answers(
            about=About.PERSON, sender=Sender.SPEAKS, mishap=Mishap.EMBARRASSING, check=Check.FEEL
        ),
        skills=(Skill.DIALOGUE,),
        acts=(Permission.INBOX_REPLY,),
        hours=0.5,
        per=Per.WEEK,
        machine=_("May remind you of the day. It writes nothing."),
    ),
    Task(
        key="like_and_follow",
        group=Group.DIALOGUE,
        name=_("Like, follow and comment on others"),
        what=_("Take an interest in what customers, neighbours and partners do."),
        verdict=Verdict.OWN_ONLY,
        reason=_("Interest cannot be delegated. A like from an agency is nobody's interest."),
        conditions=(
            Condition(
                _("Somebody only collects what is worth a look."),
                Verdict.HANDOVER,
                changes={"about": About.VARIED, "sender": Sender.INSIDE},
            ),
        ),
        profile=Answers(about=About.PERSON, sender=Sender.SPEAKS),
        skills=(Skill.DIALOGUE,),
        acts=(Permission.INBOX_REACT,),
        hours=1,
        per=Per.WEEK,
        machine=_("May show you what is new with them."),
    ),
    Task(
        key="complaints",
        group=Group.DIALOGUE,
        name=_("Settle complaints"),
        what=_("Listen, apologise, put it right."),
        verdict=Verdict.OWN_ONLY,
        reason=_("Somebody is disappointed in you, not in your agency. And what you promise costs money."),
        conditions=(
            Condition(
                _("Somebody puts the facts together and you talk."),
                Verdict.OWN_WITH_PREPARATION,
                changes={"about": About.VARIED, "sender": Sender.INSIDE, "power": Power.CARRIES_OUT},
            ),
        ),
        profile=Answers(about=About.PERSON, sender=Sender.SPEAKS, power=Power.COMMITS, mishap=Mishap.SERIOUS),
        skills=(Skill.DIALOGUE,),
        acts=(Permission.INBOX_REPLY,),
        hours=1,
        per=Per.WEEK,
        machine=_("May put together what has happened so far."),
    ),
    Task(
        key="partners_and_press",
        group=Group.DIALOGUE,
        name=_("Keep in touch with partners and press"),
        what=_("Suppliers, clubs, the local paper: know them, help them, be known."),
        verdict=Verdict.OWN_ONLY,
        reason=_("The contact would belong to the agency, and leave with it."),
        conditions=(
            Condition(
                _("It is a press release that goes to everybody and that you have read."),
                Verdict.HANDOVER,
                changes={"about": About.VARIED, "sender": Sender.INSIDE, "knowledge": Knowledge.CRAFT},
            ),
        ),
        profile=Answers(about=About.PERSON, sender=Sender.SPEAKS, check=Check.FEEL),
        skills=(Skill.DIALOGUE,),
        acts=(Permission.INBOX_REPLY,),
        hours=2,
        per=Per.MONTH,
        machine=_("May keep a list up to date."),
    ),
    Task(
        key="report_spam",
        group=Group.DIALOGUE,
        name=_("Notice spam and insults"),
        what=_("Look through comments and mark what breaks your rules, with a picture of it for the record."),
        verdict=Verdict.HANDOVER,
        reason=_(
            "What breaks the rules stands in the rules. Whether something is hidden or answered you decide."
        ),
        conditions=(
            Condition(
                _("Comments are deleted or people blocked as well."),
                Verdict.OWN_ONLY,
                changes={"power": Power.APPROVES},
            ),
        ),
        profile=Answers(about=About.STANDARD),
        skills=(
            Skill.DIALOGUE,
            Skill.LISTENING,
        ),
        acts=(Permission.INBOX_NOTE,),
        hours=0.5,
        per=Per.WEEK,
        machine=_("May mark. It hides and deletes nothing."),
    ),
    Task(
        key="sort_inbox",
        group=Group.DIALOGUE,
        name=_("Sort the inbox"),
        what=_("Mark what is urgent, add what is known, name who should answer."),
        verdict=Verdict.OWN_WITH_PREPARATION,
        reason=_(
            "It goes by a pattern, but private messages pass through other hands. That needs a contract "
            "and restraint."
        ),
        conditions=(
            Condition(
                _("Only public comments are in it."), Verdict.HANDOVER, changes={"privacy": Privacy.NONE}
            ),
        ),
        profile=Answers(about=About.STANDARD, privacy=Privacy.MESSAGES),
        skills=(
            Skill.DIALOGUE,
            Skill.PLANNING,
        ),
        acts=(Permission.INBOX_NOTE,),
        preparing=(Permission.INBOX_NOTE,),
        hours=1,
        per=Per.WEEK,
        machine=_("May mark, with an agreement on data processing for the service behind it."),
    ),
    Task(
        key="night_watch",
        group=Group.DIALOGUE,
        name=_("Keep watch at night, without a voice"),
        what=_("Read along in the evening and at weekends and wake somebody when it is serious."),
        verdict=Verdict.HANDOVER,
        reason=_("Watching can be handed over, speaking cannot. Your people keep their rest."),
        conditions=(
            Condition(
                _("It is to answer as well, at once."), Verdict.OWN_ONLY, changes={"sender": Sender.SPEAKS}
            ),
            Condition(
                _("Private messages are read along."),
                Verdict.OWN_WITH_PREPARATION,
                changes={"privacy": Privacy.MESSAGES},
            ),
        ),
        profile=Answers(about=About.STANDARD, speed=Speed.MINUTES),
        skills=(
            Skill.LISTENING,
            Skill.DIALOGUE,
        ),
        acts=(Permission.INBOX_NOTE,),
        hours=8,
        per=Per.MONTH,
        machine=_("May watch without getting tired and raise the alarm."),
    ),
)
