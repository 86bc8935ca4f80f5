from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from eigenstimme.channels.models import Channel
from eigenstimme.people.models import Company, Membership
from eigenstimme.people.rights import Subject, decide
from eigenstimme.strategy.models import ContentClass, Topic

if TYPE_CHECKING:
    from eigenstimme.people.actor import Actor

SOON = timedelta(days=7)
"""A mandate that ends within it is shown and told as ending."""


class MandateQuerySet(models.QuerySet["Mandate"]):
    def visible_to(self, actor: Actor) -> MandateQuerySet:
        """Whoever grants sees all of them; everyone sees their own, and those they are the contact for."""
        all_of_them = self.filter(company_id=actor.company_id)
        if decide(actor, "mandate.grant", Subject(actor.company_id)):
            return all_of_them
        return all_of_them.filter(Q(holder_id=actor.membership_id) | Q(contact_id=actor.membership_id))

    def in_force(self, at: datetime) -> MandateQuerySet:
        return self.filter(
            Q(ends_at=None) | Q(ends_at__gt=at), starts_at__lte=at, ended_at=None, holder__left_at=None
        )

    def not_over(self, at: datetime) -> MandateQuerySet:
        """In force, or beginning later."""
        return self.filter(Q(ends_at=None) | Q(ends_at__gt=at), ended_at=None, holder__left_at=None)

    def for_words(self) -> MandateQuerySet:
        """With everything its sentence names, in a fixed number of queries."""
        people = self.select_related("company", "holder__person", "contact__person")
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

    def state(self, at: datetime) -> str:
        """A key of ``ui.states``: "upcoming", "active", "ending" (within a week) or "ended"."""
        if self.ended_at or (self.ends_at and self.ends_at <= at):
            return "ended"
        if self.starts_at > at:
            return "upcoming"
        return "ending" if self.ends_at and self.ends_at <= at + SOON else "active"
