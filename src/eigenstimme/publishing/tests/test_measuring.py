"""What goals count of publishing."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from eigenstimme.people.tests.cast import Cast
from eigenstimme.publishing.measuring import PUBLISHED
from eigenstimme.publishing.models import Publication
from eigenstimme.publishing.tests.conftest import approved
from eigenstimme.strategy.tests.goals import numbers


def test_published_posts_are_counted_in_their_span_a_thread_once(cast: Cast) -> None:
    approved(cast, text="Eins\n---\nZwei")
    now, day = timezone.now(), timedelta(days=1)
    spans = [(now - 3 * day, now - day), (now - day, now + day), (now - 3 * day, now + day)]
    assert numbers(PUBLISHED.values(cast.company.pk, spans)) == [0, 0, 0]
    Publication.objects.update(sent_at=now)
    assert Publication.objects.count() == 2
    assert numbers(PUBLISHED.values(cast.company.pk, spans)) == [0, 1, 1]
    assert PUBLISHED.value(cast.elsewhere.pk, now - day, now + day) == 0
