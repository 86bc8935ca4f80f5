"""Whoever has to confirm a briefing is asked once for each version, and reminded before it binds."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format

from eigenstimme.core import live
from eigenstimme.mandates.models import Mandate, MandateQuerySet
from eigenstimme.onboarding.models import Asking
from eigenstimme.people.notices import tell
from eigenstimme.strategy.models import PlaybookVersion

AHEAD = timedelta(days=2)
AT_ONCE = 100


def tick(now: datetime) -> datetime | None:
    ask(now)
    remind(now)
    return None


@transaction.atomic
def ask(now: datetime) -> None:
    """A newer version that asks replaces the question for the older one."""
    asking = PlaybookVersion.objects.filter(company=OuterRef("company"), asks_again=True).order_by("-number")
    told = Asking.objects.filter(mandate=OuterRef("pk"), version=OuterRef("newest"))
    open_ones = _unconfirmed(now).annotate(newest=Subquery(asking.values("pk")[:1]))
    for mandate in _claimed(open_ones.filter(~Exists(told))):
        version = PlaybookVersion.objects.get(pk=mandate.newest)  # type: ignore[attr-defined]  # annotated
        _tell(mandate, "briefing.asked" if version.binding_from <= now else "briefing.asked_ahead", version)
        Asking.objects.create(mandate=mandate, version=version, told_at=now)
        live.announce(mandate.company_id, "mandates")


@transaction.atomic
def remind(now: datetime) -> None:
    """Not those who were asked only just now."""
    due = Asking.objects.filter(
        reminded_at=None,
        told_at__lt=now - timedelta(days=1),
        version__binding_from__gt=now,
        version__binding_from__lte=now + AHEAD,
    )
    for mandate in _claimed(_unconfirmed(now).filter(pk__in=due.values("mandate"))):
        asking = due.select_related("version").filter(mandate=mandate).order_by("-version__number")[0]
        _tell(mandate, "briefing.remind", asking.version)
        Asking.objects.filter(mandate=mandate, reminded_at=None).update(reminded_at=now)


def _unconfirmed(now: datetime) -> MandateQuerySet:
    return Mandate.objects.not_over(now).for_words().asked()


def _claimed(mandates: MandateQuerySet) -> list[Mandate]:
    return list(mandates.select_for_update(of=["self"], skip_locked=True)[:AT_ONCE])


def _tell(mandate: Mandate, code: str, version: PlaybookVersion) -> None:
    reader = mandate.reader
    with translation.override(reader.person.language):
        day = date_format(timezone.localtime(version.binding_from, mandate.company.zone), "DATE_FORMAT")
    tell(
        reader,
        code,
        reverse("onboarding:briefing", args=[mandate.pk]),
        company=str(mandate.company),
        day=day,
        contact=str(mandate.contact),
    )
