"""Publications that show a file, for the file's own page."""

from __future__ import annotations

from django.utils.translation import gettext as _

from eigenstimme.media.models import Asset
from eigenstimme.media.uses import Use
from eigenstimme.people.actor import Actor
from eigenstimme.publishing.models import Publication, State


def in_publications(asset: Asset, actor: Actor) -> list[Use]:
    shown = Publication.objects.visible_to(actor).filter(attachments__asset=asset).select_related("channel")
    return [_use(each) for each in shown.exclude(state=State.WITHDRAWN).distinct()]


def _use(publication: Publication) -> Use:
    return Use(
        _("On %(channel)s") % {"channel": publication.channel.name},
        str(publication),
        publication.get_absolute_url(),
        "send",
        state=publication.state,
        at=publication.sent_at or publication.due_at,
        public_url=publication.remote_url,
        to_go_out=publication.state != State.SENT,
    )
