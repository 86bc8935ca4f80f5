"""Texts, pictures, films: the work that specialists do."""

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
        key="write_posts",
        group=Group.PRODUCING,
        name=_("Write post texts"),
        what=_("Draft texts from a brief, in your tone, for each channel."),
        verdict=Verdict.HANDOVER,
        reason=_("The craft can be handed over, because you read the text before it appears."),
        conditions=(
            Condition(
                _("The texts appear without one of you reading them."),
                Verdict.OWN_WITH_PREPARATION,
                changes={"sender": Sender.COMPANY},
            ),
            Condition(
                _("Only you know the matter it is about."),
                Verdict.OWN_WITH_PREPARATION,
                changes={"knowledge": Knowledge.ONLY_US},
            ),
        ),
        profile=Answers(),
        skills=(Skill.WRITING,),
        acts=(Permission.PIECE_DRAFT,),
        hours=1,
        per=Per.TIME,
        machine=_("May draft. A person goes through every text before it is handed in."),
    ),
    Task(
        key="write_articles",
        group=Group.PRODUCING,
        name=_("Write articles for the blog"),
        what=_("Research, write, correct: a long text that will still be found in two years."),
        verdict=Verdict.HANDOVER,
        reason=_(
            "A researched article takes days. Somebody who writes for a living asks your people and "
            "takes the work off you."
        ),
        conditions=(
            Condition(
                _("It is about law, health or safety."),
                Verdict.OWN_WITH_PREPARATION,
                changes={"mishap": Mishap.SERIOUS},
            ),
        ),
        profile=Answers(),
        skills=(Skill.WRITING,),
        acts=(Permission.PIECE_DRAFT,),
        hours=8,
        per=Per.TIME,
        machine=_("May outline, shorten and check sources that you name."),
    ),
    Task(
        key="ghostwriting",
        group=Group.PRODUCING,
        name=_("Write posts in the name of the boss"),
        what=_("Texts that appear as if one of you had written them personally."),
        verdict=Verdict.OWN_WITH_PREPARATION,
        reason=_(
            "Readers believe in the person. A draft helps; what is published has to have gone through that head."
        ),
        conditions=(
            Condition(
                _("The text shows openly who wrote it."), Verdict.HANDOVER, changes={"sender": Sender.MAKER}
            ),
        ),
        profile=Answers(sender=Sender.COLLEAGUE, mishap=Mishap.EMBARRASSING),
        skills=(Skill.WRITING,),
        acts=(Permission.PIECE_DRAFT,),
        preparing=(Permission.PIECE_DRAFT,),
        hours=1,
        per=Per.TIME,
        machine=_("May make keywords into a draft for that person alone."),
    ),
    Task(
        key="proofread",
        group=Group.PRODUCING,
        name=_("Proofread texts"),
        what=_("Find mistakes, smooth what is bumpy, without changing what is said."),
        verdict=Verdict.HANDOVER,
        reason=_("What is right stands in the dictionary. The voice remains yours."),
        conditions=(
            Condition(
                _("The text is rewritten rather than corrected, and appears like that."),
                Verdict.OWN_WITH_PREPARATION,
                changes={"about": About.VARIED, "sender": Sender.COMPANY},
            ),
        ),
        profile=Answers(about=About.STANDARD, knowledge=Knowledge.CRAFT),
        skills=(
            Skill.WRITING,
            Skill.LANGUAGES,
        ),
        acts=(Permission.PLAN_READ,),
        hours=0.25,
        per=Per.TIME,
        machine=_("May do it alone; you see each change."),
    ),
    Task(
        key="translate_posts",
        group=Group.PRODUCING,
        name=_("Translate posts"),
        what=_("Put a finished post into another language so that it reads as if written there."),
        verdict=Verdict.HANDOVER,
        reason=_("The content stands. Languages are a trade of their own."),
        conditions=(
            Condition(
                _("It is an answer to somebody rather than a post."),
                Verdict.OWN_WITH_PREPARATION,
                changes={"sender": Sender.SPEAKS},
            ),
        ),
        profile=Answers(about=About.STANDARD, knowledge=Knowledge.CRAFT),
        skills=(
            Skill.LANGUAGES,
            Skill.WRITING,
        ),
        acts=(Permission.PIECE_DRAFT,),
        hours=0.5,
        per=Per.TIME,
        machine=_("May translate; somebody who speaks the language reads it."),
    ),
    Task(
        key="photo_session",
        group=Group.PRODUCING,
        name=_("Take professional photos"),
        what=_("People, rooms and works in good light, on an agreed day."),
        verdict=Verdict.HANDOVER,
        reason=_("Light and picture are a trade. What is shown are your real people and works."),
        conditions=(
            Condition(
                _("Pictures are needed every day from places where only your people are."),
                Verdict.OWN_WITH_PREPARATION,
                changes={"knowledge": Knowledge.ONLY_US},
            ),
        ),
        profile=Answers(knowledge=Knowledge.CRAFT, check=Check.FEEL),
        skills=(Skill.PHOTO,),
        acts=(Permission.PIECE_DRAFT,),
        hours=6,
        per=Per.TIME,
        machine=_("May sort and straighten. It must not make up pictures of works you have not done."),
    ),
    Task(
        key="site_photos",
        group=Group.PRODUCING,
        name=_("Take before-and-after pictures on site"),
        what=_("The same spot before and after the work, with the phone."),
        verdict=Verdict.OWN_WITH_PREPARATION,
        reason=_(
            "Only your people are there on the right day. Choosing, cropping and describing can be done by others."
        ),
        conditions=(
            Condition(
                _("A photographer accompanies one object on two fixed days."),
                Verdict.HANDOVER,
                changes={"knowledge": Knowledge.CRAFT},
            ),
        ),
        profile=Answers(about=About.STANDARD, knowledge=Knowledge.ONLY_US),
        skills=(Skill.CAMERA,),
        acts=(Permission.IDEA_SUGGEST,),
        preparing=(Permission.IDEA_SUGGEST,),
        hours=1,
        per=Per.WEEK,
        machine=_("May choose the sharper picture and blur number plates."),
    ),
    Task(
        key="film_videos",
        group=Group.PRODUCING,
        name=_("Shoot a film"),
        what=_("From the idea to the finished film: script, camera, sound, cut."),
        verdict=Verdict.HANDOVER,
        reason=_("Equipment and practice are needed, and you see the film before anybody else does."),
        conditions=(
            Condition(
                _("It goes out live, without one of you seeing it beforehand."),
                Verdict.OWN_WITH_PREPARATION,
                changes={"sender": Sender.COMPANY},
            ),
        ),
        profile=Answers(knowledge=Knowledge.CRAFT, check=Check.FEEL),
        skills=(Skill.VIDEO,),
        acts=(Permission.PIECE_DRAFT,),
        hours=12,
        per=Per.TIME,
        machine=_("May write a script and cut to it. Faces and voices remain real."),
    ),
    Task(
        key="live_story",
        group=Group.PRODUCING,
        name=_("Make stories from the day"),
        what=_("Short clips that are online the moment they happen."),
        verdict=Verdict.OWN_ONLY,
        reason=_("A story shows who you are, now. Whoever makes it has to be there and be one of you."),
        conditions=(
            Condition(
                _("The clips are collected and somebody else makes a film of them later."),
                Verdict.OWN_WITH_PREPARATION,
                changes={"sender": Sender.INSIDE, "speed": Speed.DAYS, "mishap": Mishap.NOTHING},
            ),
        ),
        profile=Answers(
            sender=Sender.COMPANY,
            knowledge=Knowledge.ONLY_US,
            speed=Speed.MINUTES,
            mishap=Mishap.EMBARRASSING,
            check=Check.FEEL,
        ),
        skills=(
            Skill.CAMERA,
            Skill.DIALOGUE,
        ),
        acts=(Permission.PIECE_PUBLISH,),
        hours=1,
        per=Per.WEEK,
        machine=_("May add subtitles."),
    ),
    Task(
        key="cut_videos",
        group=Group.PRODUCING,
        name=_("Cut videos"),
        what=_(
            "From your recordings make short films in the right format, with a title and music that may be used."
        ),
        verdict=Verdict.HANDOVER,
        reason=_("You have filmed it, the cut is a trade."),
        conditions=(
            Condition(
                _("The cut is to be funny and nobody of you looks at it."),
                Verdict.OWN_WITH_PREPARATION,
                changes={"about": About.VARIED, "mishap": Mishap.EMBARRASSING, "check": Check.FEEL},
            ),
        ),
        profile=Answers(about=About.STANDARD, knowledge=Knowledge.CRAFT),
        skills=(Skill.VIDEO,),
        acts=(Permission.PIECE_DRAFT,),
        hours=2,
        per=Per.TIME,
        machine=_("May make a rough cut."),
    ),
    Task(
        key="trend_reels",
        group=Group.PRODUCING,
        name=_("Take part in trends"),
        what=_("Short films with the music and jokes that everybody is using just now."),
        verdict=Verdict.OWN_WITH_PREPARATION,
        reason=_(
            "What is funny elsewhere can be embarrassing with you. One of you has to want to be seen like that."
        ),
        conditions=(
            Condition(
                _("It is a pattern of your own that you have tried out."),
                Verdict.HANDOVER,
                changes={"about": About.STANDARD, "mishap": Mishap.NOTHING},
            ),
        ),
        profile=Answers(knowledge=Knowledge.CRAFT, mishap=Mishap.EMBARRASSING, check=Check.FEEL),
        skills=(
            Skill.VIDEO,
            Skill.CAMERA,
        ),
        acts=(Permission.PIECE_DRAFT,),
        preparing=(Permission.PIECE_DRAFT,),
        hours=3,
        per=Per.TIME,
        machine=_("May report which trends there are."),
    ),
    Task(
        key="crop_pictures",
        group=Group.PRODUCING,
        name=_("Crop and prepare pictures"),
        what=_("The right format for each network, straight and bright."),
        verdict=Verdict.HANDOVER,
        reason=_("Impersonal, always the same, checked at a glance."),
        conditions=(
            Condition(
                _("The picture shows customers or their home, and it is not yet clear who has agreed."),
                Verdict.OWN_WITH_PREPARATION,
                changes={"privacy": Privacy.DATA},
            ),
        ),
        profile=Answers(about=About.STANDARD, knowledge=Knowledge.CRAFT),
        skills=(
            Skill.DESIGN,
            Skill.PHOTO,
        ),
        acts=(Permission.PIECE_DRAFT,),
        hours=0.25,
        per=Per.TIME,
        machine=_("May do it alone."),
    ),
    Task(
        key="alt_texts",
        group=Group.PRODUCING,
        name=_("Write alt texts and subtitles"),
        what=_("Say what a picture shows and what is spoken in a film, so that everybody takes part."),
        verdict=Verdict.HANDOVER,
        reason=_("It goes by rules, and whether it is right can be seen."),
        conditions=(
            Condition(
                _("In the picture are people only you know."),
                Verdict.OWN_WITH_PREPARATION,
                changes={"knowledge": Knowledge.ONLY_US},
            ),
        ),
        profile=Answers(about=About.STANDARD),
        skills=(
            Skill.WRITING,
            Skill.WEB,
        ),
        acts=(Permission.PIECE_DRAFT,),
        hours=0.1,
        per=Per.TIME,
        machine=_("May propose; a person looks whether it is right."),
    ),
    Task(
        key="graphics",
        group=Group.PRODUCING,
        name=_("Design graphics and templates"),
        what=_(
            "Tiles, title pictures and templates in your colours that your own people can fill in afterwards."
        ),
        verdict=Verdict.HANDOVER,
        reason=_("Design is a trade, and a good template makes you independent."),
        conditions=(
            Condition(
                _("A new logo is chosen along with it."),
                Verdict.OWN_ONLY,
                changes={"power": Power.STEERS, "knowledge": Knowledge.ONLY_US},
            ),
        ),
        profile=Answers(knowledge=Knowledge.CRAFT, check=Check.FEEL),
        skills=(Skill.DESIGN,),
        acts=(Permission.PIECE_DRAFT,),
        hours=3,
        per=Per.TIME,
        machine=_("May fill in a template."),
    ),
    Task(
        key="job_posts",
        group=Group.PRODUCING,
        name=_("Make posts about vacancies"),
        what=_("Make the job advertisement into posts that apprentices read as well."),
        verdict=Verdict.HANDOVER,
        reason=_("The facts stand in the advertisement. Talking with applicants remains with you."),
        conditions=(
            Condition(
                _("Applications come in and are looked through."),
                Verdict.OWN_WITH_PREPARATION,
                changes={"privacy": Privacy.DATA},
            ),
        ),
        profile=Answers(about=About.STANDARD),
        skills=(
            Skill.WRITING,
            Skill.DESIGN,
        ),
        acts=(Permission.PIECE_DRAFT,),
        hours=1,
        per=Per.TIME,
        machine=_("May draft."),
    ),
    Task(
        key="influencers",
        group=Group.PRODUCING,
        name=_("Have others talk about you"),
        what=_(
            "Somebody with followers of their own shows your work on their channel, marked as advertising."
        ),
        verdict=Verdict.HANDOVER,
        reason=_("Everybody sees who is speaking. You brief, and you do not put words into anybody's mouth."),
        conditions=(
            Condition(
                _("The post appears on your channel as if it came from you."),
                Verdict.OWN_WITH_PREPARATION,
                changes={"sender": Sender.COMPANY},
            ),
        ),
        profile=Answers(sender=Sender.MAKER, check=Check.FEEL),
        skills=(
            Skill.VIDEO,
            Skill.CAMERA,
        ),
        acts=(),
        hours=4,
        per=Per.TIME,
        machine=_("May look for people who suit you."),
    ),
)
