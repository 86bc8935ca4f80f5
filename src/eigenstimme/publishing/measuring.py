"""What a goal can be held to: posts that went out."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from eigenstimme.publishing.models import Publication
from eigenstimme.strategy.measures import Measure, Span, counted


def _published(company_id: int, spans: Sequence[Span]) -> list[Decimal | None]:
    """On each channel it counts; a thread is one."""
    return counted(Publication.objects.posts().filter(company_id=company_id), "sent_at", spans)


PUBLISHED = Measure("publishing.published", _("published posts"), _("posts"), _published)
