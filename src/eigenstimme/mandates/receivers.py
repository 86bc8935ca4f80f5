"""Whoever leaves the company leaves their mandates behind."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from eigenstimme.mandates.actions import end
from eigenstimme.mandates.models import Mandate
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Membership
from eigenstimme.people.signals import left


def connect() -> None:
    left.connect(on_left)


def on_left(sender: type[Membership], membership: Membership, actor: Actor, **_kwargs: Any) -> None:
    """The right to say goodbye carries this along; each mandate's end is on record."""
    mandates = Mandate.objects.select_for_update(of=["self"]).for_words()
    for mandate in mandates.filter(holder=membership, ended_at=None).exclude(ends_at__lte=timezone.now()):
        end(mandate, _("%(name)s left the company.") % {"name": membership}, None, actor=actor)
