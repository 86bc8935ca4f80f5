"""A company in which every page has something to show: each state, each kind of person, each open question."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from PIL import Image

from eigenstimme.advisor import actions as advisor
from eigenstimme.advisor.criteria import Answers
from eigenstimme.advisor.models import Weighing
from eigenstimme.calendar.actions import Happening, add_event
from eigenstimme.calendar.models import Event
from eigenstimme.channels.models import Channel
from eigenstimme.connectors.types import Author, Batch, Incoming, IncomingKind
from eigenstimme.contracts.actions import begin_exit
from eigenstimme.contracts.models import Contract, ExitRecord
from eigenstimme.contracts.tests.papers import contract
from eigenstimme.exchange import actions as exchange
from eigenstimme.exchange.models import Import
from eigenstimme.exchange.tables import Table
from eigenstimme.inbox import actions as inbox
from eigenstimme.inbox.intake import take_in
from eigenstimme.inbox.models import Conversation, Message
from eigenstimme.mandates.models import Mandate
from eigenstimme.media.models import Asset, Attachment
from eigenstimme.media.upload import add_picture
from eigenstimme.orders import actions as orders
from eigenstimme.orders.actions import Brief, Parcel
from eigenstimme.orders.models import Order
from eigenstimme.people.actions import Invited, invite
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Invitation, Kind, Membership
from eigenstimme.people.tests.cast import Cast, grant, make_cast, make_channel
from eigenstimme.plan import actions as plan
from eigenstimme.plan.actions import CampaignDraft, Draft, VariantDraft
from eigenstimme.plan.models import Approval, Campaign, Format, Idea, Piece, Snippet
from eigenstimme.plan.rhythm import Pattern, Rhythm
from eigenstimme.practice import actions as practice
from eigenstimme.practice.models import PracticePost, Wall
from eigenstimme.publishing import actions as publishing
from eigenstimme.publishing.models import Hold, Publication, State
from eigenstimme.strategy import actions as strategy
from eigenstimme.strategy.actions import DepartmentDraft, VersionDraft, WordDraft
from eigenstimme.strategy.models import Department, Goal, HouseWord
from eigenstimme.strategy.tests.goals import a_goal
from eigenstimme.strategy.tests.playbooks import write, write_playbook

HEDI = Author("hedi", "Hedi Lang", "@hedi@social.example", "https://social.example/@hedi")
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
STOPPED = {
    State.HELD: "mandate_ended",
    State.MISSED: "too_late",
    State.UNCLEAR: "unclear",
    State.FAILED: "refused",
}


@dataclass
class Scene:
    """The rows that addresses are made from."""

    cast: Cast
    wall: Wall
    on_wall: PracticePost
    by_hand: Channel
    elsewhere: Channel  # on a network outside, so that it can be connected again
    mandate: Mandate
    invitation: Invitation
    picture: Asset
    idea: Idea
    piece: Piece
    snippet: Snippet
    campaign: Campaign
    format: Format
    word: HouseWord
    department: Department
    asked: Approval
    publications: dict[str, Publication]  # by state, and "by_hand"
    hold: Hold
    conversation: Conversation
    order: Order
    contract: Contract
    exit: ExitRecord
    passkey: Authenticator
    event: Event
    table: Import
    weighing: Weighing
    goal: Goal


def furnish(home: str) -> Scene:
    """Make the company. Nothing in it goes out or is fetched by itself while a test looks at it."""
    with transaction.atomic():
        return _furnish(make_cast(), home)


def _furnish(cast: Cast, home: str) -> Scene:
    amira, clara = cast.actor(cast.amira), cast.actor(cast.clara)
    wall, on_wall = _wall(cast, home)
    by_hand = make_channel(cast.company, cast.amira, name="Infobrett", network="by_hand")
    elsewhere = make_channel(cast.company, cast.ben, name="Mastodon", network="mastodon")
    Channel.objects.update(fetch_at=timezone.now() + timedelta(days=30), fetched_at=timezone.now())
    mandate = grant(cast.clara, ["piece.draft", "inbox.recommend"], by=cast.amira, ends_at=_days(4))
    grant(cast.robo, ["idea.suggest"], by=cast.amira)
    grant(cast.ben, ["inbox.reply"], by=cast.amira, starts_at=_days(-60), ends_at=_days(-20))
    picture = _picture(clara)
    pictures = [Attachment(picture, picture.alt)]
    piece = plan.draft_piece(_draft(cast, "Fünf Farben für den Herbst", attachments=pictures), actor=clara)
    plan.draft_piece(_draft(cast, LONG), actor=amira)
    asked = _handed_in(cast, _draft(cast, "Welche Farbe passt zur Küche?", attachments=pictures), clara)
    publications = _publications(cast, by_hand, amira)
    campaign = _campaign(cast, amira)
    conversation = _conversation(cast, publications["sent"], clara)
    _playbook(cast, amira)
    return Scene(
        cast=cast,
        wall=wall,
        on_wall=on_wall,
        by_hand=by_hand,
        elsewhere=elsewhere,
        mandate=mandate,
        invitation=invite(Invited("nils@ohm.example", "Nils Ohm", Kind.OUTSIDE, job="Fotos"), actor=amira),
        picture=picture,
        idea=plan.suggest_idea(text="Wie mischt man Salbeigrün?", topic=cast.colours, actor=clara),
        piece=piece,
        snippet=plan.add_snippet(
            plan.SnippetDraft("Unsere Farben", "#Wandfarbe #Altbau", "hashtags"), actor=clara
        ),
        campaign=campaign,
        format=_format(cast, amira),
        word=strategy.add_word(WordDraft("billig", "avoided", "günstig"), actor=amira),
        department=strategy.add_department(DepartmentDraft("Vertrieb", [cast.ben]), actor=amira),
        asked=asked,
        publications=publications,
        hold=publishing.place_hold(
            company=cast.company, channel=elsewhere, reason="Umzug des Kontos", actor=amira
        ),
        conversation=conversation,
        order=_order(cast),
        exit=begin_exit(cast.clara, reason="Wir arbeiten mit einer Agentur weiter.", actor=amira),
        contract=contract(cast, fixed_hours=True, budget=Decimal(1000)),
        passkey=_second_factors(cast.amira),
        event=_event(amira),
        table=_table(amira),
        weighing=advisor.weigh(
            "Texte für Beiträge schreiben", Answers(), known_as="write_posts", actor=amira
        ),
        goal=a_goal(cast),
    )


def _playbook(cast: Cast, actor: Actor) -> None:
    """In two versions and two languages; nobody is asked to confirm it, so that everybody can go on."""
    playbook = strategy.add_language(write_playbook(cast), "en", actor=actor)
    strategy.publish_version(playbook, VersionDraft(asks_again=False), actor=actor)
    write(cast, playbook, "style", {"emoji": "few"})
    strategy.publish_version(playbook, VersionDraft(note="Klarer", asks_again=False), actor=actor)


def _wall(cast: Cast, home: str) -> tuple[Wall, PracticePost]:
    wall, token = practice.create_wall(cast.company, "Malerbetrieb Kern")
    on_wall = practice.publish(wall, key="first", text="Unser neues Treppenhaus", uploads=[])
    Channel.objects.filter(pk=cast.blog.pk).update(
        credentials={"base_url": f"{home}/practice/api/", "token": token}, purpose="Zum Üben"
    )
    return wall, on_wall


def _format(cast: Cast, actor: Actor) -> Format:
    """With slots ahead that nothing fills yet, and a name that has no room."""
    mondays = Rhythm(Pattern.WEEKLY, time(9), timezone.localdate(), weekdays=(0,))
    draft = plan.FormatDraft(LONG, mondays, "Eine Farbe.", cast.colours, [cast.blog])
    return plan.add_format(draft, actor=actor)


def _picture(actor: Actor) -> Asset:
    jpeg = io.BytesIO()
    Image.linear_gradient("L").convert("RGB").resize((1200, 800)).save(jpeg, "JPEG")
    return add_picture(ContentFile(jpeg.getvalue(), "wand.jpg"), alt="Eine salbeigrüne Wand", actor=actor)


def _draft(cast: Cast, title: str, **more: Any) -> Draft:
    planned = {"planned_for": _days(2), "text": "Welche Farbe passt zu Ihrer Küche? Fünf Beispiele."}
    return Draft(title, cast.colours, [VariantDraft(cast.blog)], **{**planned, **more})


def _handed_in(cast: Cast, draft: Draft, actor: Actor) -> Approval:
    piece = plan.draft_piece(draft, actor=actor)
    return plan.hand_in(piece, approver=cast.amira, deadline=_days(1), actor=actor)


def _publications(cast: Cast, by_hand: Channel, amira: Actor) -> dict[str, Publication]:
    """One in every state. They were planned by the rules; then time is told to have passed."""
    made = {}
    for number, state in enumerate(State.values):
        draft = Draft(
            f"Beitrag {number}: {state}",
            cast.everyday,
            [VariantDraft(cast.blog)],
            text="Tag",
            planned_for=_days(3),
        )
        plan.release(plan.draft_piece(draft, actor=amira), actor=amira)
        made[state] = Publication.objects.latest("pk")
        _put(made[state], State(state))
    draft = Draft(
        "Aushang", cast.everyday, [VariantDraft(by_hand)], text="Neue Öffnungszeiten", planned_for=_days(3)
    )
    plan.release(plan.draft_piece(draft, actor=amira), actor=amira)
    made["by_hand"] = Publication.objects.latest("pk")
    return made


def _put(publication: Publication, state: State) -> None:
    """Into ``state``, and out of the worker's reach."""
    changes: dict[str, Any] = {"state": state, "next_at": _days(3), "reason": STOPPED.get(state, "")}
    if state == State.SENT:
        changes |= {
            "sent_at": timezone.now(),
            "remote_id": "post-1",
            "remote_url": "https://social.example/p/1",
        }
    Publication.objects.filter(pk=publication.pk).update(**changes)
    publication.refresh_from_db()


def _conversation(cast: Cast, post: Publication, clara: Actor) -> Conversation:
    asked, *_ = _take_in(post, ["Streicht ihr auch Treppenhäuser?", f"Und {LONG}?"])
    inbox.recommend(asked, "Ja, auch an Wochenenden.", actor=clara)
    inbox.write_note(asked.conversation, "Kundin seit 2019", actor=cast.actor(cast.ben))
    return asked.conversation


def _order(cast: Cast) -> Order:
    """Returned once and delivered again, with everything that can stand on its page."""
    amira, clara = cast.actor(cast.amira), cast.actor(cast.clara)
    order = orders.send_order(orders.place_order(_brief(cast), actor=amira), actor=amira)
    orders.ask_back(order, question="Mit Fotos vom Altbau?", actor=clara)
    orders.answer_question(order, text="Gern.", actor=amira)
    orders.take_on(order, actor=clara)
    first = orders.deliver(order, Parcel(text="Kalk ist alt.", hours=Decimal("2.5")), actor=clara)
    orders.return_delivery(first, reason=f"Bitte länger: {LONG}", due_at=_days(5), actor=amira)
    document = orders.add_document(order, ContentFile(b"%PDF-1.7", name="kalk.pdf"), actor=clara)
    picture = Attachment(_picture(clara), "Eine Kalkwand")
    orders.deliver(
        order, Parcel(text="Kalk ist sehr alt.", attachments=[picture], documents=[document]), actor=clara
    )
    orders.comment(order, text="Sieht gut aus", delivery=order.deliveries.first(), actor=cast.actor(cast.ben))
    return order


def _brief(cast: Cast) -> Brief:
    return Brief(
        title="Artikel über Kalkfarbe",
        goal="Zehn Anfragen",
        audience="Wer ein altes Haus kauft",
        message="Kalk hält Wände gesund.",
        format="Blogartikel, 600 Wörter",
        channels=[cast.blog],
        due_at=_days(4),
        responsible=cast.amira,
        specialist=cast.clara,
        proof="https://kalk.example/pruefung",
        topic=cast.colours,
        expert=cast.ben,
        agreed_rounds=1,
        agreed_fee=Decimal(240),
        steps={"write": Decimal(4)},
    )


def _take_in(post: Publication, texts: Sequence[str]) -> list[Message]:
    incoming = [
        Incoming(
            remote_id=f"comment-{number}",
            kind=IncomingKind.COMMENT,
            author=HEDI,
            text=text,
            written_at=timezone.now() - timedelta(hours=3),
            url="https://social.example/c/1",
            thread_id=post.remote_id,
            parent_id=post.remote_id,
            extra={},
        )
        for number, text in enumerate(texts)
    ]
    return take_in(post.channel, Batch(incoming, "cursor"), now=timezone.now())


def _second_factors(member: Membership) -> Authenticator:
    """So that the pages about them have something to show; the passkey itself opens nothing."""
    TOTP.activate(member.person, generate_totp_secret())
    RecoveryCodes.activate(member.person)
    return Authenticator.objects.create(
        user=member.person, type=Authenticator.Type.WEBAUTHN, data={"name": "Telefon", "credential": {}}
    )


def _event(actor: Actor) -> Event:
    """Over several days, with a name that has no room."""
    today = timezone.localdate()
    return add_event(Happening(LONG, today, today + timedelta(days=2)), actor=actor)


def _campaign(cast: Cast, actor: Actor) -> Campaign:
    """Over, waiting for its result, with everybody in its team and every post there is."""
    today = timezone.localdate()
    draft = CampaignDraft(
        LONG,
        "Zwanzig Anfragen",
        today - timedelta(days=60),
        today - timedelta(days=1),
        responsible=cast.amira,
        audience="Wer ein Haus hat",
        budget=Decimal(100),
        team=[cast.ben, cast.clara, cast.robo],
    )
    campaign = plan.start_campaign(draft, actor=actor)
    Piece.objects.update(campaign=campaign)
    return campaign


def _table(actor: Actor) -> Import:
    """With a row that is new, and one in which everything is wrong."""
    headings = ["Datum", "Titel", "Thema", "Kanal", "Wetter"]
    rows = [["", "Neu", "Farben", "Blog", "Schnee"], ["gestern", LONG, "Blau", LONG, ""]]
    return exchange.keep_table(
        Table(headings, list(enumerate(rows, 2))), name=LONG, form_key=uuid4(), actor=actor
    )


def _days(count: int) -> datetime:
    return timezone.now() + timedelta(days=count)
