"""What publishing knows of a campaign: the posts that went out."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count
from django.utils.translation import gettext as _

from eigenstimme.people.actor import Actor
from eigenstimme.plan.models import Campaign
from eigenstimme.plan.results import Figure
from eigenstimme.publishing.models import Publication, State


def posts_out(campaign: Campaign, actor: Actor) -> Iterator[Figure]:
    """On all channels, and how many on each. A post on two channels is out twice."""
    out = (
        Publication.objects.visible_to(actor)
        .posts()
        .filter(variant__piece__campaign=campaign, state=State.SENT)
    )
    of_each = out.order_by().values_list("channel__name").annotate(number=Count("pk"))
    channels = list(of_each.order_by("-number", "channel__name"))
    parts = ", ".join(f"{name} {number}" for name, number in channels)
    yield Figure(_("Published"), sum(number for _name, number in channels), parts)
