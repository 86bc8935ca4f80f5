"""Which version of the playbook counts; which departments take an interest in what, and who hears of it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Prefetch, QuerySet
from django.db.models.functions import JSONObject
from django.utils import timezone

from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Membership
from eigenstimme.people.models.membership import MembershipQuerySet
from eigenstimme.people.rights import Subject, decide
from eigenstimme.strategy.models import Department, PlaybookRead, PlaybookVersion, Topic


def with_people(departments: QuerySet[Department]) -> QuerySet[Department]:
    """Those who are still here, by name."""
    present = Membership.objects.present().select_related("person").order_by("person__name")
    return departments.prefetch_related(Prefetch("people", present))


def with_departments(topics: QuerySet[Topic]) -> QuerySet[Topic]:
    """Each with the ``interested`` departments as ``{"pk": …, "name": …}``, in the same query."""
    here = Department.objects.in_use().filter(topics=OuterRef("pk"))
    return topics.annotate(interested=ArraySubquery(here.values(said=JSONObject(pk="pk", name="name"))))


def interested_in(topic: Topic) -> QuerySet[Department]:
    return Department.objects.in_use().filter(topics=topic)


def listeners(topic: Topic) -> MembershipQuerySet:
    """The people of its departments who are here and want to hear of posts about it."""
    interested = Membership.objects.present().filter(departments__in=interested_in(topic))
    return interested.exclude(muted_topics=topic).distinct()


def topics_of_my_departments(actor: Actor) -> QuerySet[Topic]:
    mine = Department.objects.visible_to(actor).in_use().filter(people=actor.membership_id or 0)
    return Topic.objects.visible_to(actor).in_use().filter(departments__in=mine).distinct()


def muted_topics(actor: Actor) -> QuerySet[Topic]:
    return Topic.objects.visible_to(actor).filter(muted_by=actor.membership_id or 0)


def current_version(company_id: int) -> PlaybookVersion | None:
    """The one that counts."""
    return PlaybookVersion.objects.filter(company_id=company_id).order_by("-number").first()


def binding_version(company_id: int, at: datetime) -> PlaybookVersion | None:
    """The newest one that whoever works from outside has to have confirmed at this instant."""
    asked = PlaybookVersion.objects.filter(company_id=company_id, asks_again=True, binding_from__lte=at)
    return asked.order_by("-number").first()


NEWS_STAYS = timedelta(days=7)
"""So long the playbook goes on saying what is new to a reader, counted from when they first had the version."""


def read_before(version: PlaybookVersion, membership: Membership) -> int | None:
    """Note that they have this version before them; gives the one they knew before, as long as that is news."""
    known = dict(
        PlaybookRead.objects.filter(
            membership=membership, version__company_id=version.company_id, version__number__lte=version.number
        ).values_list("version__number", "at")
    )
    if version.number not in known:
        PlaybookRead.objects.bulk_create(
            [PlaybookRead(membership=membership, version=version)], ignore_conflicts=True
        )
    since = known.pop(version.number, timezone.now())
    return max(known, default=None) if since > timezone.now() - NEWS_STAYS else None


def reads_figures(actor: Actor) -> bool:
    """Whoever sees figures sees goals."""
    return bool(decide(actor, "figures.read", Subject(actor.company_id)))
