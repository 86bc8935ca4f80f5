"""Small tasks that teach a skill (DE11), on the practice channel, where nothing is real, or in everyday work.

Data, the same in every company. Whether one is done is seen from real rows where a room knows (``proofs``);
otherwise the learner ticks it. ``right`` is what the page behind the link asks for.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from eigenstimme.skills.models import Skill

PRACTICE_WALL = "practice:wall"
"""The one place whose address depends on the company."""


@dataclass(frozen=True)
class Exercise:
    """``key`` is stored with what was ticked: it never changes. ``place`` is the name of an address."""

    key: str
    skill: Skill
    what: str | Promise
    place: str
    right: str = ""


EXERCISES = (
    Exercise(
        "two_versions",
        Skill.WRITING,
        _("Write a post with a version of its own for each of two channels."),
        "plan:new",
        "piece.draft",
    ),
    Exercise(
        "practice_post",
        Skill.WRITING,
        _("Bring a post onto the practice channel: written, approved, out."),
        "plan:new",
        "piece.draft",
    ),
    Exercise(
        "half_as_long",
        Skill.WRITING,
        _("Take a post that is out and say the same in half the words. What is missing?"),
        "calendar:list",
        "plan.read",
    ),
    Exercise(
        "alt_text",
        Skill.PHOTO,
        _("Bring in a photo and say in its alt text what is to be seen."),
        "media:library",
        "plan.read",
    ),
    Exercise(
        "three_distances",
        Skill.PHOTO,
        _("Photograph one thing from far, from near and from very near. Keep the best one."),
        "plan:capture",
        "idea.suggest",
    ),
    Exercise(
        "ten_seconds",
        Skill.VIDEO,
        _("Film ten seconds of your work, upright and steady, and bring it in."),
        "media:library",
        "plan.read",
    ),
    Exercise(
        "captions",
        Skill.VIDEO,
        _("Add captions to a video: most people watch without sound."),
        "media:library",
        "plan.read",
    ),
    Exercise(
        "twenty_seconds",
        Skill.CAMERA,
        _("Tell your phone in twenty seconds what you do today. Watch it once, then delete it."),
        "plan:capture",
        "idea.suggest",
    ),
    Exercise(
        "hands_first",
        Skill.CAMERA,
        _("Film only your hands and explain what they do. The face comes later."),
        "plan:capture",
        "idea.suggest",
    ),
    Exercise(
        "two_crops",
        Skill.DESIGN,
        _("Crop one picture for two channels so that the important part stays in."),
        "plan:new",
        "piece.draft",
    ),
    Exercise(
        "same_look",
        Skill.DESIGN,
        _("Put your last nine pictures side by side. What do they have in common, what falls out?"),
        "media:library",
        "plan.read",
    ),
    Exercise(
        "practice_answer",
        Skill.DIALOGUE,
        _("Comment as a visitor on the practice page, then answer yourself from the inbox."),
        PRACTICE_WALL,
        "inbox.reply",
    ),
    Exercise(
        "recommendation",
        Skill.DIALOGUE,
        _("Recommend an answer to a colleague: kind, short, with the next step."),
        "inbox:inbox",
        "inbox.recommend",
    ),
    Exercise(
        "grumbler",
        Skill.DIALOGUE,
        _("Write a cross comment on the practice page, wait an hour, and answer it calmly."),
        PRACTICE_WALL,
        "inbox.reply",
    ),
    Exercise(
        "between_lines",
        Skill.LISTENING,
        _("Leave a note in a conversation: what does this person really want to know?"),
        "inbox:inbox",
        "inbox.note",
    ),
    Exercise(
        "three_questions",
        Skill.LISTENING,
        _("Collect three questions customers asked you this week, and make an idea of one."),
        "plan:capture",
        "idea.suggest",
    ),
    Exercise(
        "idea_by_phone",
        Skill.PLANNING,
        _("Catch an idea with your phone: a photo and one sentence, in ten seconds."),
        "plan:capture",
        "idea.suggest",
    ),
    Exercise(
        "two_days",
        Skill.PLANNING,
        _("Plan two posts for two different days of next week."),
        "calendar:week",
        "piece.draft",
    ),
    Exercise(
        "find_gaps",
        Skill.PLANNING,
        _("Look at the coming month: where is too much, where is nothing?"),
        "calendar:month",
        "plan.read",
    ),
    Exercise(
        "campaign_figures",
        Skill.FIGURES,
        _("Look at a campaign that is over and say in one sentence what it brought."),
        "plan:campaigns",
        "campaign.read",
    ),
    Exercise(
        "fast_or_slow",
        Skill.FIGURES,
        _("Find out how long approvals took lately, and where they waited."),
        "plan:lead_times",
        "plan.read",
    ),
    Exercise(
        "three_headlines",
        Skill.ADS,
        _("Write three headlines for one offer, and ask two people which they would click."),
        "plan:new",
        "piece.draft",
    ),
    Exercise(
        "whom_to_meet",
        Skill.ADS,
        _("Describe in three sentences whom an advertisement should meet, and whom not."),
        "strategy:topics",
    ),
    Exercise(
        "consent",
        Skill.LAW,
        _("Record the consent of somebody who can be recognised in a picture."),
        "media:library",
        "media.manage",
    ),
    Exercise(
        "imprint",
        Skill.LAW,
        _("Check one of our profiles: is the imprint two clicks away at most?"),
        "channels:channels",
    ),
    Exercise(
        "marked_link",
        Skill.WEB,
        _("Write a post with a link to our site, and look how the link is marked."),
        "plan:new",
        "piece.draft",
    ),
    Exercise(
        "on_the_phone",
        Skill.WEB,
        _("Open our site on your phone as a stranger would. Catch what annoys you as an idea."),
        "plan:capture",
        "idea.suggest",
    ),
    Exercise(
        "two_languages",
        Skill.LANGUAGES,
        _("Say a short post in your second language, and have somebody read it who speaks it."),
        "plan:new",
        "piece.draft",
    ),
    Exercise(
        "simple_words",
        Skill.LANGUAGES,
        _("Rewrite a post so that somebody who is still learning German understands it."),
        "plan:new",
        "piece.draft",
    ),
)
BY_KEY = {exercise.key: exercise for exercise in EXERCISES}
