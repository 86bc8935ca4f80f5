"""What is open of somebody with whom the work ends: their recommendations nobody has decided on."""

from __future__ import annotations

from collections.abc import Iterator

from eigenstimme.inbox.models import Recommendation
from eigenstimme.people.models import Membership


def open_recommendations(membership: Membership) -> Iterator[tuple[str, str]]:
    found = Recommendation.objects.open().filter(author=membership).select_related("message__conversation")
    for each in found:
        yield str(each), each.message.conversation.get_absolute_url()
