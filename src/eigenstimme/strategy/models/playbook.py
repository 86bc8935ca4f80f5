from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from eigenstimme.people.models import Company, Membership
from eigenstimme.people.rights import Subject, decide

if TYPE_CHECKING:
    from eigenstimme.people.actor import Actor


class PlaybookQuerySet(models.QuerySet["Playbook"]):
    def visible_to(self, actor: Actor) -> PlaybookQuerySet:
        """What is being worked on, before it counts."""
        may = decide(actor, "strategy.read", Subject(actor.company_id))
        return self.filter(company_id=actor.company_id) if may else self.none()


class Playbook(models.Model):
    """How a company wants to be seen and heard (Strategiehandbuch). Its chapters are worked on here; what counts is the
    latest ``PlaybookVersion``. ``languages`` holds codes, the one it is written in first.
    """

    company = models.OneToOneField(Company, models.CASCADE, related_name="playbook")
    languages = models.JSONField(default=list)
    responsible = models.ForeignKey(
        Membership, models.PROTECT, related_name="responsible_for_playbooks", verbose_name=_("responsible")
    )
    review_on = models.DateField(_("next review"), null=True, blank=True)
    review_told_on = models.DateField(null=True, blank=True, editable=False)

    objects = PlaybookQuerySet.as_manager()

    def __str__(self) -> str:
        return _("playbook of %(company)s") % {"company": self.company}

    def get_absolute_url(self) -> str:
        return reverse("strategy:playbook_draft")

    def subject(self) -> Subject:
        return Subject(self.company_id)


class Chapter(models.Model):
    """A chapter in one language, as it is being worked on. ``content`` holds the answers by question."""

    playbook = models.ForeignKey(Playbook, models.CASCADE, related_name="chapters")
    key = models.CharField(max_length=30)
    language = models.CharField(max_length=5)
    content = models.JSONField(default=dict)
    changed_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["key", "language"]
        constraints = [
            models.UniqueConstraint(fields=["playbook", "key", "language"], name="chapter_once_per_language")
        ]

    def __str__(self) -> str:
        return f"{self.key} ({self.language})"


class PlaybookVersionQuerySet(models.QuerySet["PlaybookVersion"]):
    def visible_to(self, actor: Actor) -> PlaybookVersionQuerySet:
        """Whoever works for the company, from wherever, works from its playbook (ST1)."""
        may = decide(actor, "playbook.read", Subject(actor.company_id))
        return self.filter(company_id=actor.company_id) if may else self.none()

    def by_number(self) -> PlaybookVersionQuerySet:
        """To choose from: what each says is left in the database, there may be many."""
        return self.defer("content").select_related("published_by__person").order_by("-number")


class PlaybookVersion(models.Model):
    """What the playbook said at an instant, whole: chapters, topics, words. It never changes.

    ``content`` is ``{language: {chapter: answers}}``, ``languages`` holds the codes, the main one first. Who
    works from outside confirms the newest version that ``asks_again``; from ``binding_from`` on a mandate rests
    until its holder has.
    """

    company = models.ForeignKey(Company, models.CASCADE, related_name="playbook_versions")
    number = models.PositiveIntegerField()
    languages = models.JSONField()
    content = models.JSONField()
    note = models.CharField(_("what changed"), max_length=300, blank=True)
    asks_again = models.BooleanField(default=True)
    binding_from = models.DateTimeField()
    published_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    published_at = models.DateTimeField()

    objects = PlaybookVersionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["company", "number"], name="playbook_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="playbook_numbers_from_one"),
        ]

    def __str__(self) -> str:
        return _("version %(number)s") % {"number": self.number}

    def get_absolute_url(self) -> str:
        return reverse("strategy:playbook_version", args=[self.number])

    def subject(self) -> Subject:
        return Subject(self.company_id)


class PlaybookRead(models.Model):
    """That somebody has had a version before them, so that the next one tells them what is new. Nobody else sees it."""

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="+")
    version = models.ForeignKey(PlaybookVersion, models.CASCADE, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["membership", "version"], name="version_read_once")]

    def __str__(self) -> str:
        return f"{self.membership_id}: {self.version_id}"


class ChapterCommentQuerySet(models.QuerySet["ChapterComment"]):
    def visible_to(self, actor: Actor) -> ChapterCommentQuerySet:
        """Whoever sees what is being worked on sees what is said about it."""
        may = decide(actor, "strategy.read", Subject(actor.company_id))
        return self.filter(playbook__company_id=actor.company_id) if may else self.none()


class ChapterComment(models.Model):
    """What somebody thinks of a chapter, an adviser from outside for one (DE12). It is settled by whoever writes."""

    playbook = models.ForeignKey(Playbook, models.CASCADE, related_name="comments")
    chapter = models.CharField(max_length=30)
    text = models.TextField(_("comment"))
    author = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)
    settled_by = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    form_key = models.UUIDField(null=True, unique=True, editable=False)

    objects = ChapterCommentQuerySet.as_manager()

    class Meta:
        ordering = ["written_at", "pk"]

    def __str__(self) -> str:
        return self.text[:60]

    def get_absolute_url(self) -> str:
        return reverse("strategy:chapter", args=[self.chapter]) + "#talk"
