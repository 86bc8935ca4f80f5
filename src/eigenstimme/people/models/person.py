from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from eigenstimme.people.models.membership import Membership


class PersonManager(BaseUserManager["Person"]):
    def create_person(self, *, email: str, name: str, password: str | None = None, **fields: Any) -> Person:
        person = self.model(email=email.strip().lower(), name=name, **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    create_user = create_person


class Person(AbstractBaseUser):
    """Someone who signs in; what they may do depends on their memberships, never on this row."""

    email = models.EmailField(_("email address"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default="de")
    time_zone = models.CharField(_("time zone"), max_length=50, default="Europe/Berlin")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    memberships_here: Sequence[Membership] = ()
    """In whose companies they are now, as the sign-in fetched them (``people.backend``)."""

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(email=Lower("email")), name="person_email_in_lower_case")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def initials(self) -> str:
        words = self.name.split() or [self.email]
        return (words[0][:1] + (words[-1][:1] if len(words) > 1 else "")).upper()
