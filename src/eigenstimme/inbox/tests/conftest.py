"""A post on a practice wall, and the wall reached in this process: the network is faked at the transport."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from eigenstimme.channels.models import Channel
from eigenstimme.connectors.types import Author, Batch, Incoming, IncomingKind
from eigenstimme.core import http
from eigenstimme.inbox.intake import take_in
from eigenstimme.inbox.models import Conversation, Message
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Membership
from eigenstimme.people.tests.cast import Cast, make_cast
from eigenstimme.plan.models import Piece, Variant
from eigenstimme.practice import actions as practice
from eigenstimme.practice.models import PracticePost, Wall
from eigenstimme.practice.tests.conftest import application
from eigenstimme.publishing.models import Publication, State

HEDI = Author("hedi", "Hedi Lang", "@hedi@social.example", "https://social.example/@hedi")
KARL = Author("karl", "Karl Voss", "@karl@social.example")
US = Author("us", "Malerbetrieb Kern", "@kern@social.example")
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def quick_passwords(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Requests to networks end in this process, where the practice network lives."""
    monkeypatch.setattr(http, "_GuardedTransport", lambda: httpx.MockTransport(application))


@dataclass
class Place:
    """A channel of the cast with one public post on its wall."""

    cast: Cast
    channel: Channel
    post: Publication
    wall: Wall
    on_wall: PracticePost
    written: int = field(default=0)

    @property
    def thread_id(self) -> str:
        return self.post.remote_id

    def take_in(self, *messages: Incoming) -> list[Message]:
        return take_in(self.channel, Batch(messages, "cursor"), now=timezone.now())

    def asks(self, text: str = "Streicht ihr auch Treppenhäuser?", **changes: object) -> Message:
        """Somebody writes under the post."""
        [message] = self.take_in(self.incoming(text=text, **changes))
        return message

    def incoming(self, **changes: object) -> Incoming:
        self.written += 1
        made = Incoming(
            remote_id=f"comment-{1000 + self.written}",
            kind=IncomingKind.COMMENT,
            author=HEDI,
            text="Streicht ihr auch Treppenhäuser?",
            written_at=NOON + timedelta(minutes=self.written),
            url="https://social.example/c/1",
            thread_id=self.thread_id,
            parent_id=self.thread_id,
            extra={"post": str(self.on_wall.pk)},
        )
        return replace(made, **changes)  # type: ignore[arg-type]

    def conversation(self) -> Conversation:
        return Conversation.objects.get()


@pytest.fixture
def place(cast: Cast, settings: Settings, tmp_path: object) -> Place:
    settings.MEDIA_ROOT = tmp_path
    wall, token = practice.create_wall(cast.company, "Malerbetrieb Kern")
    on_wall = practice.publish(wall, key="first", text="Unser neues Treppenhaus", uploads=[])
    channel = cast.blog
    channel.credentials = {"base_url": "http://testserver/practice/api/", "token": token}
    channel.save()
    return Place(cast, channel, published(cast, channel, f"post-{on_wall.pk}"), wall, on_wall)


def published(
    cast: Cast, channel: Channel, remote_id: str, responsible: Membership | None = None
) -> Publication:
    piece = Piece.objects.create(
        company=cast.company,
        title="Unser neues Treppenhaus",
        text="Drei Tage, ein Grün.",
        topic=cast.everyday,
        author=cast.ben,
        responsible=responsible or cast.ben,
    )
    variant = Variant.objects.create(piece=piece, channel=channel)
    now = timezone.now()
    publication = Publication(
        company=cast.company,
        channel=channel,
        variant=variant,
        title=piece.title,
        text=piece.text,
        authorised_by=cast.amira,
        permission="piece.publish",
        state=State.SENT,
        due_at=now,
        next_at=now,
        sent_at=now,
        remote_id=remote_id,
        remote_url="https://social.example/p/1",
    )
    publication.content_hash = publication.computed_hash()
    publication.save()
    return publication


def actor(member: Membership) -> Actor:
    return Actor.of(Membership.objects.select_related("person").get(pk=member.pk))


def browser(member: Membership) -> Client:
    """Signed in as ``member``, German."""
    client = Client()
    client.force_login(member.person)
    return client
