"""Telling a person: a row on their Today page, and a mail in their language."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import Promise

from eigenstimme.core import live
from eigenstimme.people.models import Membership, Notice


@dataclass(frozen=True)
class Words:
    """A notice's words: lazy translations with %(name)s places, filled from the notice's params."""

    subject: str | Promise
    body: str | Promise
    mail: bool = True


_words: dict[str, Words] = {}


def register(words: dict[str, Words]) -> None:
    """Rooms call this when they are ready: ``{"publication.held": Words(...)}``."""
    _words.update(words)


def words(code: str) -> Words:
    return _words[code]


def tell(membership: Membership, code: str, path: str, **params: str) -> Notice:
    """Make the notice; a mail follows once the transaction is committed, if its words ask for one."""
    from eigenstimme.people import tasks

    notice = Notice.objects.create(membership=membership, code=code, path=path, params=params)
    live.announce(membership.company_id, "today")
    if words(code).mail:
        tasks.mail_notice.defer(notice_id=notice.pk)
    return notice


def mark_done(notice: Notice) -> None:
    """Its reader has taken note and puts it aside."""
    Notice.objects.filter(pk=notice.pk, done_at=None).update(done_at=timezone.now())
    live.announce(notice.membership.company_id, "today")


def subject(notice: Notice) -> str:
    return _filled(words(notice.code).subject, notice)


def body(notice: Notice) -> str:
    return _filled(words(notice.code).body, notice)


def _filled(sentence: str | Promise, notice: Notice) -> str:
    params: dict[str, str] = notice.params
    return str(sentence) % params
