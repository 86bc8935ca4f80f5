"""Posts and answers of a past year, written as rows: how they went out is the business of other rooms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pytest_django import Settings

from eigenstimme.channels.models import Channel
from eigenstimme.inbox.models import Contact, Conversation, Handle, Message, Recommendation
from eigenstimme.inbox.sameness import fingerprint
from eigenstimme.people.models import Membership
from eigenstimme.people.tests.cast import Cast, make_cast
from eigenstimme.plan.models import Piece, Variant, Version
from eigenstimme.publishing.models import Publication, State
from eigenstimme.reports.voice import Voice, voice

NOON = datetime(2026, 11, 15, 12, tzinfo=UTC)
"""The middle of a month: what is asked about."""


@pytest.fixture(autouse=True)
def quick_passwords(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@dataclass
class Past:
    cast: Cast

    def post(
        self,
        author: Membership,
        at: datetime = NOON - timedelta(days=1),
        text: str = "Die Fassade hält.",
        channel: Channel | None = None,
        state: State | None = State.SENT,
        **fields: Any,
    ) -> Variant:
        """One that is out since ``at``; without a state one that only has its time."""
        piece = Piece.objects.create(
            company=self.cast.company, title="Regenfest", text=text, topic=self.cast.colours, author=author,
            responsible=self.cast.amira, planned_for=at, **fields,
        )  # fmt: skip
        variant = Variant.objects.create(piece=piece, channel=channel or self.cast.blog)
        self.saved(variant, author, text, at - timedelta(days=3))
        if state:
            self.publication(variant, at, state)
        return variant

    def publication(self, variant: Variant, at: datetime, state: State) -> Publication:
        return Publication.objects.create(
            company=self.cast.company, channel=variant.channel, variant=variant, authorised_by=self.cast.amira,
            permission="piece.approve", due_at=at, next_at=at, state=state,
            sent_at=at if state == State.SENT else None,
        )  # fmt: skip

    def saved(self, variant: Variant, by: Membership, text: str, at: datetime, own_text: str = "") -> None:
        """A version; ``own_text`` is that of the variant's channel."""
        number = variant.piece.versions.count() + 1
        content = {"text": text, "channels": [{"id": variant.channel_id, "text": own_text}]}
        version = Version.objects.create(piece=variant.piece, number=number, content=content, saved_by=by)
        Version.objects.filter(pk=version.pk).update(saved_at=at)

    def answer(
        self,
        text: str = "Ja, gern. AK",
        recommended: str = "",
        by: Membership | None = None,
        said: Membership | None = None,
        at: datetime = NOON - timedelta(days=1),
        state: State = State.SENT,
        channel: Channel | None = None,
    ) -> Message:
        """An answer by ``said``; ``recommended`` is what ``by`` had proposed."""
        channel = channel or self.cast.blog
        contact = Contact.objects.create(company=self.cast.company, name="Hedi Lang", first_seen_at=at)
        handle = Handle.objects.create(
            company=self.cast.company, contact=contact, network="practice", remote_id=f"h{contact.pk}"
        )
        talk = Conversation.objects.create(
            company=self.cast.company, channel=channel, thread_id=f"t{contact.pk}", responsible=self.cast.amira,
            last_at=at,
        )  # fmt: skip
        asked = Message.objects.create(
            conversation=talk, kind="comment", handle=handle, text="Streicht ihr auch Treppen?", written_at=at
        )
        out = Publication.objects.create(
            company=self.cast.company, channel=channel, authorised_by=self.cast.amira, permission="inbox.reply",
            due_at=at, next_at=at, state=state, sent_at=at if state == State.SENT else None, text=text,
        )  # fmt: skip
        answer = Message.objects.create(
            conversation=talk, kind="answer", author=said or self.cast.amira, publication=out, text=text,
            written_at=at, fingerprint=fingerprint(text.removesuffix(" AK")),
        )  # fmt: skip
        if recommended:
            Recommendation.objects.create(
                message=asked, author=by or self.cast.clara, text=recommended, answer=answer,
                adopted_by=self.cast.amira, adopted_at=at,
            )  # fmt: skip
        return answer

    def counts(self, now: datetime = NOON) -> Voice:
        return voice(self.cast.company, list(Channel.objects.filter(company=self.cast.company)), now)


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def past(cast: Cast) -> Past:
    return Past(cast)
