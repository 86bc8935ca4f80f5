"""What people think of a chapter of the playbook: said by whoever may, settled by whoever writes (DE12)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone, translation

from eigenstimme.audit.record import record
from eigenstimme.core import live
from eigenstimme.people.actor import Actor
from eigenstimme.people.notices import tell
from eigenstimme.people.rights import require
from eigenstimme.strategy.models import ChapterComment, Playbook
from eigenstimme.strategy.playbook.chapters import OUTLINES


@transaction.atomic
def comment_on_chapter(
    playbook: Playbook, key: str, text: str, *, form_key: UUID | None = None, actor: Actor
) -> ChapterComment:
    """Whoever looks after the playbook is told. The same ``form_key`` a second time gives the first one."""
    decision = require(actor, "strategy.comment", playbook.subject())
    playbook = (
        Playbook.objects.select_for_update(of=["self"])
        .select_related("responsible__person")
        .get(pk=playbook.pk)
    )
    if form_key and (sent := playbook.comments.filter(form_key=form_key, author_id=actor.member).first()):
        return sent
    comment = ChapterComment.objects.create(
        playbook=playbook, chapter=OUTLINES[key].key, text=text, author_id=actor.member, form_key=form_key
    )
    if playbook.responsible_id != actor.membership_id:
        _tell(comment, actor)
    live.announce(playbook.company_id, "playbook")
    record(actor, "playbook.commented", playbook, decision, chapter=key)
    return comment


@transaction.atomic
def settle_comment(comment: ChapterComment, *, actor: Actor) -> ChapterComment:
    """It has been dealt with. A second time changes nothing."""
    decision = require(actor, "strategy.write", comment.playbook.subject())
    comment = (
        ChapterComment.objects.select_for_update(of=["self"]).select_related("playbook").get(pk=comment.pk)
    )
    if comment.settled_at:
        return comment
    comment.settled_at, comment.settled_by_id = timezone.now(), actor.member
    comment.save(update_fields=["settled_at", "settled_by"])
    live.announce(comment.playbook.company_id, "playbook")
    record(actor, "playbook.comment_settled", comment.playbook, decision, chapter=comment.chapter)
    return comment


def _tell(comment: ChapterComment, actor: Actor) -> None:
    """The chapter is called as its reader's language calls it."""
    reader = comment.playbook.responsible
    with translation.override(reader.person.language):
        title = str(OUTLINES[comment.chapter].title)
    tell(reader, "playbook.commented", comment.get_absolute_url(), name=actor.name, title=title)
