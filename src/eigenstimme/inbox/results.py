"""What the inbox knows of a campaign: who talked under its posts, and who was answered."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from eigenstimme.inbox.models import Conversation, Message
from eigenstimme.people.actor import Actor
from eigenstimme.plan.models import Campaign
from eigenstimme.plan.results import Figure


def talks(campaign: Campaign, actor: Actor) -> Iterator[Figure]:
    """Nothing for whoever reads no inbox."""
    seen = Conversation.objects.visible_to(actor).filter(publication__variant__piece__campaign=campaign)
    conversations, waiting = seen.count(), seen.unanswered().count()
    said = Message.objects.filter(conversation__in=seen)
    answers = said.filter(handle=None).count()
    if conversations:
        open_ones = ngettext("%(count)s waits for an answer", "%(count)s wait for an answer", waiting)
        hint = open_ones % {"count": waiting} if waiting else _("all answered")
        yield Figure(_("Conversations"), conversations, hint)
        yield Figure(_("Answers"), answers, _("in the company’s own voice"))
