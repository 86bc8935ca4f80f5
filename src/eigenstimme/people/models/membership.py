from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Case, Q, When
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from eigenstimme.people.models.company import Company
from eigenstimme.people.models.person import Person

if TYPE_CHECKING:
    from eigenstimme.people.actor import Actor


class Kind(models.TextChoices):
    """What a person is to the company. It decides by nature what can never be granted (law 3)."""

    OWN = "own", _("own person")
    OUTSIDE = "outside", _("outside person")
    MACHINE = "machine", _("machine")


class MembershipQuerySet(models.QuerySet["Membership"]):
    def visible_to(self, actor: Actor) -> MembershipQuerySet:
        """Everyone in a company knows who else works there."""
        return self.filter(company_id=actor.company_id)

    def present(self) -> MembershipQuerySet:
        return self.filter(left_at=None)

    def own(self) -> MembershipQuerySet:
        return self.filter(kind=Kind.OWN)

    def inside_first(self) -> MembershipQuerySet:
        """Colleagues, then people from outside, then machines: where somebody is chosen for work, look inside first."""
        rank = Case(When(kind=Kind.OWN, then=0), When(kind=Kind.OUTSIDE, then=1), default=2)
        return self.select_related("person").order_by(rank, "person__name")


class Membership(models.Model):
    """A person's place in one company, from joining to leaving. Rows stay: history refers to them.

    Columns elsewhere that may only ever hold an own person point here with ``(id, 'own')``: see ``people.constraints``.
    """

    company = models.ForeignKey(Company, models.CASCADE, related_name="memberships")
    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices)
    lead = models.BooleanField(_("lead"), default=False)
    sponsor = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="sponsored",
        verbose_name=_("contact inside"),
    )
    job = models.CharField(_("what they do"), max_length=120, blank=True)
    short_sign = models.CharField(
        _("short sign"),
        max_length=6,
        blank=True,
        validators=[RegexValidator(r"^[A-Za-zÄÖÜäöüß0-9]+$", _("Letters and digits only, please."))],
        help_text=_("Stands behind what you write, like ^ak. Empty: your initials."),
    )
    joined_at = models.DateTimeField(auto_now_add=True)
    left_at = models.DateTimeField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["person__name"]
        constraints = [
            models.UniqueConstraint(
                "company", "person", condition=Q(left_at=None), name="one_membership_per_company"
            ),
            models.UniqueConstraint("id", "kind", name="membership_with_kind"),
            models.UniqueConstraint(
                "company",
                Lower("short_sign"),
                condition=Q(left_at=None) & ~Q(short_sign=""),
                name="one_sign_one_person",
            ),
            models.CheckConstraint(condition=Q(kind="own") | Q(lead=False), name="only_own_people_lead"),
            models.CheckConstraint(
                condition=~Q(kind="machine") | Q(sponsor__isnull=False), name="a_machine_has_a_sponsor"
            ),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="membership_kind_known"),
        ]

    def __str__(self) -> str:
        return self.person.name

    def introduced(self) -> str:
        """ "Clara Frei – copywriter", where people choose among many."""
        return f"{self} – {self.job}" if self.job else str(self)

    @property
    def sign(self) -> str:
        """The short sign by which readers know who speaks: the one this person chose, else their initials."""
        return f"^{self.short_sign or self.person.initials}"

    @property
    def present(self) -> bool:
        return self.left_at is None

    @property
    def can_be_responsible(self) -> bool:
        """Responsibility cannot be handed over: only own people carry it."""
        return self.kind == Kind.OWN
