"""The stage of the matrix: one of each kind of person, and something of everything a right can be about."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import time, timedelta
from typing import Any

from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from eigenstimme.audit.models import Entry
from eigenstimme.channels.models import Channel
from eigenstimme.inbox.models import Contact, Conversation, Handle, Message, Recommendation
from eigenstimme.mandates.models import Confirmation, Mandate
from eigenstimme.mandates.permissions import acts_for
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Invitation, Kind, Membership
from eigenstimme.people.tests.cast import Cast, grant, join, make_cast, make_channel
from eigenstimme.plan.models import Approval, Format, Idea, Piece, Snippet, Variant
from eigenstimme.publishing.models import Hold, Publication, State
from eigenstimme.reports.models import VoiceLimit
from eigenstimme.strategy.models import (
    Chapter,
    ChapterComment,
    Department,
    Goal,
    HouseWord,
    Playbook,
    PlaybookVersion,
)
from eigenstimme.strategy.playbook.chapters import FIRST
from eigenstimme.strategy.playbook.outline import Ask
from eigenstimme.strategy.playbook.reading import draft_content
from tests.permissions.expected import KINDS

STEMS = {"own": Kind.OWN, "out": Kind.OUTSIDE, "mac": Kind.MACHINE}
MARK = "Kalkfarbe am Kirchturm"
"""In every text a reader could see; whoever may not read must not meet it."""


@dataclass(frozen=True)
class Someone:
    """A person of one column. ``membership`` is None for nobody."""

    kind: str
    membership: Membership | None

    @property
    def actor(self) -> Actor:
        return Actor.of(self.membership) if self.membership else Actor.nobody()

    def browser(self) -> Client:
        client = Client()
        if self.membership:
            client.force_login(self.membership.person)
        return client


@dataclass
class Scene:
    cast: Cast
    people: dict[str, Someone] = field(default_factory=dict)

    # --- things, made when a path needs them ------------------------------------------------------------------

    @property
    def lead(self) -> Membership:
        return self.cast.amira

    @property
    def writer(self) -> Membership:
        """Wrote everything that is to be looked at, and is nobody of the table: no one approves their own work."""
        return self.cast.ben

    def piece(self, content_class: str = "A", channel: Channel | None = None) -> Piece:
        topic = {"A": self.cast.everyday, "B": self.cast.colours, "C": self.cast.law}.get(
            content_class, self.cast.colours
        )
        piece = Piece.objects.create(
            company=self.cast.company,
            title=MARK,
            text=MARK,
            topic=topic,
            raised_class="D" if content_class == "D" else "",
            author=self.writer,
            responsible=self.lead,
            planned_for=timezone.now() + timedelta(days=1),
        )
        Variant.objects.create(piece=piece, channel=channel or self.cast.blog)
        return piece

    def asked(self, check: str = "approval") -> Approval:
        """An open request; beside the expert's check of a delicate piece its approval is open too."""
        piece = self.piece("C" if check == "expert" else "B")
        checks = {each: self._request(piece, each) for each in {check, "approval"}}
        return checks[check]

    def _request(self, piece: Piece, check: str) -> Approval:
        now = timezone.now()
        return Approval.objects.create(
            piece=piece,
            check_kind=check,
            content_hash=piece.content_hash(),
            requested_by=self.writer,
            requested_at=now,
            approver=self.lead,
            deadline=now + timedelta(hours=4),
        )

    def publication(
        self,
        state: State = State.MISSED,
        *,
        by: Membership | None = None,
        permission: str = "piece.publish",
        content_class: str = "A",
        channel: Channel | None = None,
        reason: str = "",
    ) -> Publication:
        """Of a piece; authorised by the lead unless said otherwise."""
        variant = self.piece(content_class, channel).variants.get()
        now = timezone.now()
        publication = Publication(
            company=self.cast.company,
            channel=variant.channel,
            variant=variant,
            title=variant.title,
            text=variant.text,
            authorised_by=by or self.lead,
            permission=permission,
            state=state,
            reason=reason,
            due_at=now,
            next_at=now,
        )
        publication.content_hash = publication.computed_hash()
        publication.save()
        return publication

    def by_hand(self) -> Channel:
        named = self.people["named"].membership
        assert named is not None
        return make_channel(self.cast.company, named, name="Xing", network="by_hand")

    def message(self) -> Message:
        """A question under a post, in the inbox."""
        company, now = self.cast.company, timezone.now()
        contact = Contact.objects.create(company=company, name="Hedi Lang", first_seen_at=now)
        handle = Handle.objects.create(
            company=company, contact=contact, network="practice", remote_id=uuid.uuid4().hex, name="Hedi Lang"
        )
        conversation = Conversation.objects.create(
            company=company,
            channel=self.cast.blog,
            thread_id=uuid.uuid4().hex,
            contact=contact,
            responsible=self.lead,
            waiting_since=now,
            last_at=now,
        )
        return Message.objects.create(
            conversation=conversation,
            kind="comment",
            handle=handle,
            remote_id=uuid.uuid4().hex,
            remote_extra={"post": "1"},
            text=MARK,
            written_at=now,
        )

    def conversation(self, **changes: Any) -> Conversation:
        conversation = self.message().conversation
        Conversation.objects.filter(pk=conversation.pk).update(**changes)
        conversation.refresh_from_db()
        return conversation

    def recommendation(self) -> Recommendation:
        return Recommendation.objects.create(message=self.message(), author=self.writer, text=MARK)

    def idea(self) -> Idea:
        return Idea.objects.create(company=self.cast.company, text=MARK, caught_by=self.writer)

    def department(self) -> Department:
        return Department.objects.create(company=self.cast.company, name=uuid.uuid4().hex)

    def voice_limit(self) -> VoiceLimit:
        return VoiceLimit.objects.create(
            company=self.cast.company, channel=make_channel(self.cast.company, self.lead, name=uuid.uuid4().hex),
            percent=60, set_by=self.lead,
        )  # fmt: skip

    def find(self) -> Idea:
        text = f"{MARK} https://find.example/"
        return Idea.objects.create(company=self.cast.company, text=text, caught_by=self.writer)

    def snippet(self) -> Snippet:
        return Snippet.objects.create(
            company=self.cast.company, name=uuid.uuid4().hex, text=MARK, changed_by=self.lead
        )

    def format(self) -> Format:
        """Every day at noon."""
        return Format.objects.create(
            company=self.cast.company,
            name=MARK,
            pattern="weekly",
            weekdays=list(range(7)),
            clock=time(12),
            first_day=timezone.localdate(),
        )

    def playbook(self) -> Playbook:
        """With enough in it to be published."""
        playbook, _new = Playbook.objects.get_or_create(
            company=self.cast.company, defaults={"languages": ["de"], "responsible": self.lead}
        )
        for outline in FIRST:
            question = next(each for each in outline.questions if each.ask in (Ask.LINE, Ask.TEXT, Ask.LINES))
            answer = [MARK] if question.ask is Ask.LINES else MARK
            Chapter.objects.get_or_create(
                playbook=playbook,
                key=outline.key,
                language="de",
                defaults={"content": {question.key: answer}, "changed_by": self.lead},
            )
        return playbook

    def chapter(self, key: str) -> str:
        """Of a playbook that is there."""
        self.playbook()
        return key

    def version(self) -> PlaybookVersion:
        """Of what stands in the playbook."""
        playbook, now = self.playbook(), timezone.now()
        return PlaybookVersion.objects.create(
            company=self.cast.company,
            number=PlaybookVersion.objects.filter(company=self.cast.company).count() + 1,
            languages=["de"],
            content=draft_content(playbook),
            binding_from=now,
            published_by=self.lead,
            published_at=now,
        )

    def chapter_comment(self) -> ChapterComment:
        return ChapterComment.objects.create(
            playbook=self.playbook(), chapter="voice", text=MARK, author=self.writer
        )

    def goal(self) -> Goal:
        """Whose figure is typed in by hand; the named person owns it."""
        named, today = self.people["named"].membership, timezone.localdate()
        assert named is not None
        return Goal.objects.create(
            company=self.cast.company,
            sentence=MARK,
            serves="Winter",
            unit="Anfragen",
            start_value=0,
            target_value=10,
            starts_on=today - timedelta(days=10),
            ends_on=today + timedelta(days=10),
            owner=named,
            set_by=self.lead,
        )

    def word(self) -> HouseWord:
        return HouseWord.objects.create(company=self.cast.company, phrase=uuid.uuid4().hex, verdict="avoided")

    def hold(self) -> Hold:
        return Hold.objects.create(
            company=self.cast.company, channel=self.cast.blog, reason="Pause", placed_by=self.lead
        )

    def mandate(self) -> Mandate:
        return grant(self.writer, ["piece.draft"], by=self.lead)

    def invitation(self) -> Invitation:
        return Invitation.objects.create(
            company=self.cast.company,
            email="emil@kern.example",
            name="Emil",
            kind=Kind.OWN,
            invited_by=self.lead,
        )

    def leaver(self) -> Membership:
        """An own person who answers for nothing."""
        return join(self.cast.company, f"Gast{uuid.uuid4().hex[:8]}", Kind.OWN)

    # --- trying -----------------------------------------------------------------------------------------------

    def acts_on_record(self) -> int:
        return Entry.objects.filter(company=self.cast.company).count()


def make_scene() -> Scene:
    cast = make_cast()
    _publish_playbook(cast)
    scene = Scene(cast)
    for kind in KINDS:
        scene.people[kind] = Someone(kind, _member(cast, kind))
    named = scene.people["named"].membership
    assert named is not None
    Channel.objects.filter(pk=cast.blog.pk).update(responsible=named)
    cast.blog.refresh_from_db()
    cast.law.expert = named
    cast.law.save()
    with connection.cursor() as cursor:  # what a test commits never is; the checks have to happen now
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    return scene


def _member(cast: Cast, kind: str) -> Membership | None:
    if kind == "nobody":
        return None
    if kind == "lead":
        return cast.amira
    if kind == "else":
        return cast.dora
    if kind == "left":
        left = join(cast.company, "Gerda Gegangen", Kind.OWN, lead=True)
        Membership.objects.filter(pk=left.pk).update(left_at=timezone.now())
        left.refresh_from_db()
        return left
    if kind == "named":
        return join(cast.company, "Nora Benannt", Kind.OWN)
    stem, sign = kind[:3], kind[3:]
    sponsor = {"sponsor": cast.amira} if stem == "mac" else {}
    member = join(cast.company, f"{kind} Person", STEMS[stem], **sponsor)
    if sign:
        _mandate(member, sign, cast.amira)
    return member


def _publish_playbook(cast: Cast) -> None:
    """It binds: whoever works from outside, or is a machine, has to confirm the briefing made from it."""
    now = timezone.now()
    PlaybookVersion.objects.create(
        company=cast.company,
        number=1,
        content={"de": {}},
        languages=["de"],
        binding_from=now,
        published_by=cast.amira,
        published_at=now,
    )


def _mandate(member: Membership, sign: str, lead: Membership) -> None:
    now = timezone.now()
    times: dict[str, dict[str, Any]] = {
        "+": {},
        "§": {},
        "~": {"ends_at": now - timedelta(minutes=1)},
        "-": {"ended_at": now - timedelta(minutes=1), "ended_by": lead},
    }
    acts = [str(act) for act in acts_for(member.kind)]
    mandate = grant(
        member, acts, by=lead, publishes_up_to="B" if "piece.publish" in acts else "", **times[sign]
    )
    if sign != "§":
        Confirmation.objects.create(
            mandate=mandate,
            version=member.company.playbook_versions.get(),
            confirmed_by=mandate.reader,
            confirmed_at=now,
        )


def tried(scene: Scene, go: Any, someone: Someone) -> bool:
    """Whether the path let ``someone`` through; whatever it did is undone."""
    with transaction.atomic():
        through = bool(go(scene, someone))
        transaction.set_rollback(True)
    return through
