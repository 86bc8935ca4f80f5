"""What people say of their own skills, and what a lead thinks somebody should learn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from eigenstimme.people.models import Membership
from eigenstimme.people.rights import Subject, decide

if TYPE_CHECKING:
    from eigenstimme.people.actor import Actor

LONGEST_NOTE = 200


class Skill(models.TextChoices):
    """What social media work takes, in the order of the work. What each means says ``catalogue.MEANING``."""

    WRITING = "writing", _("Writing")
    PHOTO = "photo", _("Taking photos")
    VIDEO = "video", _("Making videos")
    CAMERA = "camera", _("In front of the camera")
    DESIGN = "design", _("Design")
    DIALOGUE = "dialogue", _("Talking with people")
    LISTENING = "listening", _("Listening closely")
    PLANNING = "planning", pgettext_lazy("skill", "Planning")
    FIGURES = "figures", _("Figures")
    ADS = "ads", _("Advertising")
    LAW = "law", _("Law")
    WEB = "web", _("Website and technology")
    LANGUAGES = "languages", _("Languages")


class Can(models.TextChoices):
    NO = "no", pgettext_lazy("skill", "not really")
    SOME = "some", pgettext_lazy("skill", "a little")
    WELL = "well", pgettext_lazy("skill", "well")


class Wants(models.TextChoices):
    YES = "yes", pgettext_lazy("skill", "yes, gladly")
    MAYBE = "maybe", pgettext_lazy("skill", "perhaps")
    NO = "no", pgettext_lazy("skill", "rather not")


class SkillSaidQuerySet(models.QuerySet["SkillSaid"]):
    def visible_to(self, actor: Actor) -> SkillSaidQuerySet:
        """Own people see what everyone says of themselves; whoever comes from outside sees their own words."""
        here = self.filter(membership__company_id=actor.company_id)
        if decide(actor, "skill.read", Subject(actor.company_id)):
            return here
        return here.filter(membership_id=actor.membership_id or 0)

    def of_present(self) -> SkillSaidQuerySet:
        """By name, colleagues before people from outside: an order, never a ranking (DE2, DE11, TR2)."""
        here = self.filter(membership__left_at=None).select_related("membership__person")
        return here.order_by("-membership__kind", "membership__person__name")  # "own" comes after "outside"


class SkillSaid(models.Model):
    """What one person says of one skill, in their own words. Nobody else writes it, and it counts for nothing.

    Empty fields: nothing was said. There are no marks and no sums, on purpose: it is an offer, not an assessment.
    """

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="skills")
    skill = models.CharField(_("skill"), max_length=10, choices=Skill.choices)
    can = models.CharField(_("can do it"), max_length=5, blank=True, choices=Can.choices)
    wants = models.CharField(_("would like to do it"), max_length=5, blank=True, choices=Wants.choices)
    would_learn = models.BooleanField(_("would like to learn it"), default=False)
    note = models.CharField(_("in own words"), max_length=LONGEST_NOTE, blank=True)
    said_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = SkillSaidQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("membership", "skill", name="a_skill_is_said_once"),
            models.CheckConstraint(condition=Q(skill__in=Skill.values), name="skill_known"),
        ]

    def __str__(self) -> str:
        return f"{self.membership}: {self.get_skill_display()}"


class ShouldLearnQuerySet(models.QuerySet["ShouldLearn"]):
    def visible_to(self, actor: Actor) -> ShouldLearnQuerySet:
        """Between the lead and that person: colleagues do not see it."""
        here = self.filter(membership__company_id=actor.company_id)
        if decide(actor, "people.manage", Subject(actor.company_id)):
            return here
        return here.filter(membership_id=actor.membership_id or 0)


class ShouldLearn(models.Model):
    """A lead's wish that a colleague learns something. The colleague reads it; law 3 keeps others out of it."""

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="should_learn")
    skill = models.CharField(_("skill"), max_length=10, choices=Skill.choices)
    why = models.CharField(_("why"), max_length=LONGEST_NOTE, blank=True)
    wished_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    wished_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ShouldLearnQuerySet.as_manager()

    class Meta:
        ordering = ["skill"]
        constraints = [
            models.UniqueConstraint("membership", "skill", name="a_skill_is_wished_once"),
            models.CheckConstraint(condition=Q(skill__in=Skill.values), name="wished_skill_known"),
        ]

    def __str__(self) -> str:
        return f"{self.membership}: {self.get_skill_display()}"


class ExerciseDone(models.Model):
    """Somebody ticked a task of ``skills.exercises``. Only they see it: learning is not supervised (TR2)."""

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="exercises_done")
    exercise = models.CharField(max_length=30)
    done_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [models.UniqueConstraint("membership", "exercise", name="an_exercise_is_ticked_once")]

    def __str__(self) -> str:
        return f"{self.membership}: {self.exercise}"
