from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from eigenstimme.people.models import Company
from eigenstimme.people.rights import Subject

if TYPE_CHECKING:
    from eigenstimme.people.actor import Actor


class Address(models.TextChoices):
    """How German texts speak to their readers. Empty: as it comes."""

    FORMAL = "sie", _("Sie")
    FAMILIAR = "du", _("du and ihr")


class HouseStyle(models.Model):
    """How the company writes, beside its words. There is none until somebody has decided."""

    company = models.OneToOneField(Company, models.CASCADE, related_name="house_style")
    address = models.CharField(_("address"), max_length=3, blank=True, choices=Address.choices)

    def __str__(self) -> str:
        return self.get_address_display()


class Verdict(models.TextChoices):
    PREFERRED = "preferred", _("We like to say it")
    AVOIDED = "avoided", _("We avoid it")
    FORBIDDEN = "forbidden", _("We never say it")
    OFF_LIMITS = "off_limits", _("We do not speak about it")


class HouseWordQuerySet(models.QuerySet["HouseWord"]):
    def visible_to(self, actor: Actor) -> HouseWordQuerySet:
        """Whoever writes for the company, from wherever, knows its words."""
        return self.filter(company_id=actor.company_id)


class HouseWord(models.Model):
    """A word or phrase the company has decided on. ``instead`` is what it says in its place."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="house_words")
    phrase = models.CharField(_("word or phrase"), max_length=80)
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    instead = models.CharField(_("say instead"), max_length=120, blank=True)
    why = models.CharField(_("why"), max_length=200, blank=True)
    form_key = models.UUIDField(null=True, unique=True, editable=False)

    objects = HouseWordQuerySet.as_manager()

    class Meta:
        ordering = [Lower("phrase")]
        constraints = [models.UniqueConstraint("company", Lower("phrase"), name="house_word_once")]

    def __str__(self) -> str:
        return self.phrase

    def subject(self) -> Subject:
        return Subject(self.company_id)
