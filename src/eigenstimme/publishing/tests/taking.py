"""Posts that wait for their time under a mandate, for the tests of taking over."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from eigenstimme.people.tests.cast import Cast, grant
from eigenstimme.plan import actions as plan
from eigenstimme.plan.tests.test_life import a_draft
from eigenstimme.publishing.models import Publication


def planned_by_clara(cast: Cast, **terms: Any) -> Publication:
    """Clara publishes everyday posts under a mandate; one waits for the day after tomorrow."""
    grant(cast.clara, ["piece.publish"], publishes_up_to="A", by=cast.amira, **terms)
    draft = a_draft(cast, topic=cast.everyday, planned_for=timezone.now() + timedelta(days=2))
    clara = cast.actor(cast.clara)
    piece = plan.draft_piece(draft, actor=clara)
    plan.release(piece, actor=clara)
    return Publication.objects.select_related("variant__piece", "channel").get(variant__piece=piece)
