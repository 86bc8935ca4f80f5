from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from eigenstimme.people.models import Company
from eigenstimme.people.rights import Subject, reach

if TYPE_CHECKING:
    from eigenstimme.people.actor import Actor


class ContactQuerySet(models.QuerySet["Contact"]):
    def visible_to(self, actor: Actor) -> ContactQuerySet:
        covered = reach(actor, "inbox.read", channel="handles__messages__conversation__channel")
        found = Contact.objects.filter(covered, company_id=actor.company_id)
        return self.filter(pk__in=found.values("pk"))


class Contact(models.Model):
    """A person over all networks: relationship is with people, not handles."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="contacts")
    name = models.CharField(_("name"), max_length=200, blank=True)
    notes = models.TextField(_("notes"), blank=True, max_length=5000)
    first_seen_at = models.DateTimeField()

    objects = ContactQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name or gettext("Somebody")

    def get_absolute_url(self) -> str:
        return reverse("inbox:contact", args=[self.pk])

    @property
    def name_on_record(self) -> str:
        """History keeps what it is told; who writes to us must not stand there for ever."""
        return f"#{self.pk}"

    def subject(self) -> Subject:
        return Subject(self.company_id)


class Handle(models.Model):
    """A contact's account at one network. Deleted and unnamed authors have no ``name``."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="+")
    contact = models.ForeignKey(Contact, models.CASCADE, related_name="handles")
    network = models.CharField(max_length=30)
    remote_id = models.CharField(max_length=300)
    name = models.CharField(max_length=200, blank=True)
    handle = models.CharField(max_length=200, blank=True)
    url = models.URLField(max_length=500, blank=True)
    avatar_url = models.URLField(max_length=500, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint("company", "network", "remote_id", name="handle_once")]

    def __str__(self) -> str:
        return self.handle or self.name
