from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, F, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from eigenstimme.channels.models import Channel
from eigenstimme.people.models import Company, Kind, Membership
from eigenstimme.people.rights import Subject, decide
from eigenstimme.strategy.models import ContentClass, PlaybookVersion, Topic

if TYPE_CHECKING:
    from eigenstimme.people.actor import Actor

SOON = timedelta(days=7)
"""A mandate that ends within it is shown and told as ending."""


def asked_from() -> Case:
    """From which instant a mandate rests: the first at which a version of the playbook binds that asks for
    confirmation and is newer than what was confirmed. Own people's mandates never rest for this (ST6).
    """
    confirmed = Confirmation.objects.filter(mandate=OuterRef(OuterRef("pk"))).order_by("-version__number")
    known = Coalesce(Subquery(confirmed.values("version__number")[:1]), 0)
    asking = PlaybookVersion.objects.filter(company=OuterRef("company"), asks_again=True, number__gt=known)
    first = Subquery(asking.order_by("binding_from").values("binding_from")[:1])
    return Case(When(~Q(holder__kind=Kind.OWN), then=first), output_field=models.DateTimeField())


class MandateQuerySet(models.QuerySet["Mandate"]):
    def visible_to(self, actor: Actor) -> MandateQuerySet:
        """Whoever grants sees all of them; everyone sees their own, those they are the contact for, and those of
        the machines they answer for.
        """
        all_of_them = self.filter(company_id=actor.company_id)
        if decide(actor, "mandate.grant", Subject(actor.company_id)):
            return all_of_them
        mine = Q(holder_id=actor.membership_id) | Q(holder__sponsor_id=actor.membership_id)
        return all_of_them.filter(mine | Q(contact_id=actor.membership_id))

    def in_force(self, at: datetime) -> MandateQuerySet:
        """Not while it rests."""
        begun = self.not_over(at).filter(starts_at__lte=at).annotate(asked_from=asked_from())
        return begun.filter(Q(asked_from=None) | Q(asked_from__gt=at))

    def not_over(self, at: datetime) -> MandateQuerySet:
        """In force, resting, or beginning later."""
        return self.filter(Q(ends_at=None) | Q(ends_at__gt=at), ended_at=None, holder__left_at=None)

    def asked(self) -> MandateQuerySet:
        """Those whose briefing has to be confirmed, what rests first."""
        told = self.annotate(asked_from=asked_from())
        return told.filter(asked_from__isnull=False).order_by("asked_from", "pk")

    def for_words(self) -> MandateQuerySet:
        """With everything its sentence and its state name, in a fixed number of queries."""
        people = self.annotate(asked_from=asked_from()).select_related(
            "company", "holder__person", "holder__sponsor__person", "contact__person"
        )
        return people.prefetch_related("channels", "topics")


class Mandate(models.Model):
    """Authority handed to one person: which acts, where, on what, until when. Changing one is granting anew.

    What belongs to own people cannot be stored for others: a generated column and a foreign key see to it
    (``people.constraints``), whatever the statement.
    """

    company = models.ForeignKey(Company, models.CASCADE, related_name="mandates")
    holder = models.ForeignKey(Membership, models.PROTECT, related_name="mandates", verbose_name=_("person"))
    acts = ArrayField(
        models.CharField(max_length=30), verbose_name=pgettext_lazy("mandate", "may")
    )  # alone it is the month
    every_channel = models.BooleanField(_("every channel"), default=False)
    channels = models.ManyToManyField(
        Channel, blank=True, related_name="mandates", verbose_name=_("channels")
    )
    every_topic = models.BooleanField(_("every topic"), default=True)
    topics = models.ManyToManyField(Topic, blank=True, related_name="mandates", verbose_name=_("topics"))
    publishes_up_to = models.CharField(
        _("publishes without approval up to class"),
        max_length=1,
        blank=True,
        choices=[("", _("nothing without approval")), *ContentClass.choices[:2]],
    )
    weekly_limit = models.PositiveSmallIntegerField(_("at most per week"), null=True, blank=True)
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(
        _("until"), null=True, blank=True, help_text=_("The first instant it no longer holds.")
    )
    contact = models.ForeignKey(
        Membership, models.PROTECT, related_name="contact_for_mandates", verbose_name=_("contact inside")
    )
    note = models.CharField(_("note"), max_length=300, blank=True)

    granted_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    granted_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True, help_text="ended before its date")
    ended_by = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="+")
    ended_reason = models.CharField(max_length=300, blank=True)
    ending_told_at = models.DateTimeField(
        null=True, blank=True, help_text="holder and contact know that it ends soon"
    )
    end_told_at = models.DateTimeField(null=True, blank=True, help_text="they know that it ran out")

    objects = MandateQuerySet.as_manager()

    class Meta:
        ordering = ["holder__person__name", "-granted_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(publishes_up_to__in=["", "A", "B"]), name="mandate_never_beyond_b"
            ),
            models.CheckConstraint(condition=Q(acts__len__gt=0), name="mandate_names_acts"),
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at")), name="mandate_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(publishes_up_to="") | Q(acts__contains=["piece.publish"]),
                name="mandate_class_needs_act",
            ),
        ]

    def __str__(self) -> str:
        return _("mandate of %(name)s") % {"name": self.holder}

    def get_absolute_url(self) -> str:
        return reverse("mandates:mandate", args=[self.pk])

    def subject(self) -> Subject:
        return Subject(self.company_id, responsible_id=self.contact_id, holder_id=self.reader.pk)

    @property
    def reader(self) -> Membership:
        """Who reads the briefing and confirms it: the holder, for a machine the person inside who answers for it."""
        return self.holder.sponsor or self.holder if self.holder.kind == Kind.MACHINE else self.holder

    @property
    def rests_from(self) -> datetime | None:
        """``asked_from`` of this one: looked up when the row was not fetched with it."""
        known = vars(self)
        if "asked_from" not in known:
            mine = Mandate.objects.filter(pk=self.pk).annotate(asked_from=asked_from())
            known["asked_from"] = mine.values_list("asked_from", flat=True).get()
        at: datetime | None = known["asked_from"]
        return at

    def state(self, at: datetime) -> str:
        """A key of ``ui.states``: "upcoming", "resting", "active", "ending" (within a week) or "ended"."""
        if self.ended_at or (self.ends_at and self.ends_at <= at):
            return "ended"
        if self.starts_at > at:
            return "upcoming"
        if self.rests_from and self.rests_from <= at:
            return "resting"
        return "ending" if self.ends_at and self.ends_at <= at + SOON else "active"


class Confirmation(models.Model):
    """Whoever works under a mandate has read the briefing made from this version of the playbook, and works by it."""

    mandate = models.ForeignKey(Mandate, models.CASCADE, related_name="confirmations")
    version = models.ForeignKey(PlaybookVersion, models.PROTECT, related_name="confirmations")
    confirmed_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField()

    class Meta:
        ordering = ["-version__number"]
        constraints = [
            models.UniqueConstraint(fields=["mandate", "version"], name="briefing_confirmed_once"),
        ]

    def __str__(self) -> str:
        return f"{self.mandate}, {self.version}"
