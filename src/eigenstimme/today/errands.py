"""What waits for one person, each with the one thing to do about it. Whoever is named for a thing sees it here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from eigenstimme.inbox.models import Conversation, Recommendation
from eigenstimme.mandates import words
from eigenstimme.mandates.models import Mandate
from eigenstimme.onboarding.briefing import minutes_to_read
from eigenstimme.orders.models import Order
from eigenstimme.people import notices
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Notice
from eigenstimme.plan.models import Piece
from eigenstimme.publishing.models import STANDS_STILL, Publication
from eigenstimme.publishing.reasons import Reason, sentence

MOST = 7  # of one kind: the list has to end, and what is beyond it has a page

SHOWN_AS_ERRANDS = (
    "approval.asked",
    "conversation.handed_to_you",
    "conversation.recommended_to_you",
    "conversation.waiting",
    "conversation.waiting_too",
    "briefing.asked",
    "briefing.asked_ahead",
    "briefing.remind",
    "mandate.ending",
    "order.asked",
    "order.asked_back",
    "order.declined",
    "order.delivered",
    "order.due_soon",
    "order.overdue",
    "order.question_answered",
    "order.returned",
    "order.returned_beyond",
    "order.specialist_left",
    "piece.refused",
    "piece.returned",
    "publication.by_hand",
    "publication.failed",
    "publication.held",
    "publication.missed",
    "publication.unclear",
)
"""Notices about things that stand in the list themselves as long as they wait."""

ORDERS = {
    "draft": gettext_lazy("Send it"),
    "ordered": gettext_lazy("Look at it"),
    "asked_back": gettext_lazy("Answer"),
    "order_declined": gettext_lazy("Find somebody"),
    "in_work": gettext_lazy("Deliver"),
    "delivered": gettext_lazy("Accept or return"),
    "returned": gettext_lazy("Deliver"),
    "order_accepted": gettext_lazy("Go on with it"),
}
"""What there is to do about an order, by its state."""


@dataclass(frozen=True)
class Errand:
    """One thing to do. ``state`` is a key of ``ui.states``; ``notice_id`` is set where it only has to be noted."""

    title: str
    url: str
    icon: str
    act: str
    state: str = ""
    why: str = ""
    at: datetime | None = None
    notice_id: int | None = None


def publications(actor: Actor) -> Iterator[Errand]:
    """What stopped, and what is to be posted by hand, where this person answers for the piece or the channel."""
    mine = Q(channel__responsible_id=actor.member) | Q(variant__piece__responsible_id=actor.member)
    rows = Publication.objects.in_turn().filter(mine, STANDS_STILL, company_id=actor.company_id)
    found = list(rows.select_related("channel").order_by("due_at")[: MOST + 1])
    for row in found[:MOST]:
        hand = row.reason == Reason.BY_HAND
        yield Errand(
            title=_("%(post)s – %(channel)s") % {"post": row, "channel": row.channel.name},
            url=row.get_absolute_url(),
            icon=row.channel.icon,
            act=_("Post it") if hand else _("Decide"),
            state="by_hand" if hand else row.state,
            why=sentence(row.reason),
            at=row.due_at,
        )
    if len(found) > MOST:
        yield _beyond(_("More posts that wait for a decision"), reverse("publishing:stopped"))


def conversations(actor: Actor) -> Iterator[Errand]:
    """Who waits for this person's answer, and where an answer is recommended to them."""
    recommended = Exists(Recommendation.objects.open().filter(message__conversation=OuterRef("pk")))
    mine = Conversation.objects.filter(company_id=actor.company_id, responsible_id=actor.member).open()
    waiting = mine.annotate(recommended=recommended).filter(
        Q(waiting_since__isnull=False) | Q(recommended=True)
    )
    found = list(waiting.for_lists().order_by(F("waiting_since").asc(nulls_last=True))[: MOST + 1])
    for row in found[:MOST]:
        proposed, newest = row.recommended, row.last_text  # type: ignore[attr-defined]  # annotated
        yield Errand(
            title=str(row),
            url=row.get_absolute_url(),
            icon=row.channel.icon,
            act=_("Look and send") if proposed else _("Answer"),
            state="recommended" if proposed else "open",
            why=newest,
            at=row.waiting_since,
        )
    if len(found) > MOST:
        yield _beyond(_("More conversations that wait for you"), reverse("inbox:inbox") + "?show=mine")


def _beyond(title: str, url: str) -> Errand:
    return Errand(title=title, url=url, icon="list", act=_("Show all"))


def orders(actor: Actor) -> Iterator[Errand]:
    """Those whose next step is this person's, the most pressing first."""
    rows = Order.objects.waiting_for(actor).order_by(F("move_until").asc(nulls_last=True), "due_at", "pk")
    found = list(rows[: MOST + 1])
    for row in found[:MOST]:
        yield Errand(
            title=row.title,
            url=row.get_absolute_url(),
            icon="clipboard-list",
            act=str(ORDERS[row.state]),
            state=row.state,
            why=_("overdue") if row.overdue(timezone.now()) else "",
            at=row.move_until,
        )
    if len(found) > MOST:
        yield _beyond(_("More orders that wait for you"), reverse("orders:orders"))


def returned(drafts: list[Piece]) -> Iterator[Errand]:
    """Of this person's drafts, those that came back."""
    for piece in drafts:
        outcome = getattr(piece, "outcome", "")
        if outcome in {"returned", "refused", "expired"}:
            yield Errand(
                title=piece.title,
                url=piece.get_absolute_url(),
                icon="pencil",
                act=_("Go on writing"),
                state=outcome,
                why=getattr(piece, "wish", ""),
            )


def briefings(begun: Sequence[Mandate], actor: Actor, now: datetime) -> Iterator[Errand]:
    """What this person has to confirm; and whose briefing they are waiting for, once a mandate rests."""
    for mandate in [each for each in begun if each.rests_from][:MOST]:
        rests = mandate.state(now) == "resting"
        address = reverse("onboarding:briefing", args=[mandate.pk])
        if mandate.reader.pk == actor.membership_id:
            minutes = minutes_to_read(mandate)
            yield Errand(
                title=ngettext(
                    "Read the briefing, %(minutes)s minute", "Read the briefing, %(minutes)s minutes", minutes
                )
                % {"minutes": minutes},
                url=address,
                icon="book-open",
                act=_("Read"),
                state="resting" if rests else "",
                why=_("Your mandate rests until you have confirmed it.")
                if rests
                else _("Something has changed. From this day on it has to be confirmed:"),
                at=None if rests else mandate.rests_from,
            )
        elif rests:
            yield Errand(
                title=_("%(name)s has not confirmed the briefing") % {"name": mandate.holder},
                url=mandate.get_absolute_url(),
                icon="book-open",
                act=_("Look at it"),
                state="resting",
            )


def starts(begun: Sequence[Mandate], actor: Actor) -> Iterator[Errand]:
    """What they still have to do so that somebody, or they themselves, starts well."""
    to_do = [(each, each.open_steps) for each in begun]  # type: ignore[attr-defined]  # annotated
    for mandate, count in [(each, count) for each, count in to_do if count][:MOST]:
        yield Errand(
            title=_("Your good start")
            if mandate.holder_id == actor.membership_id
            else _("A good start for %(name)s") % {"name": mandate.holder},
            url=reverse("onboarding:start", args=[mandate.pk]),
            icon="list-checks",
            act=_("Go on"),
            why=ngettext("%(count)s step is yours", "%(count)s steps are yours", count) % {"count": count},
        )


def ending_mandates(mandates: list[Mandate], now: datetime, actor: Actor) -> Iterator[Errand]:
    for mandate in mandates:
        if mandate.state(now) != "ending":
            continue
        granting = actor.membership_id in {mandate.contact_id, mandate.granted_by_id}
        yield Errand(
            title=str(mandate)[:1].upper() + str(mandate)[1:],
            url=reverse("mandates:change", args=[mandate.pk]) if granting else mandate.get_absolute_url(),
            icon="key-round",
            act=_("Renew it") if granting else _("Look at it"),
            state="ending",
            why=words.span(mandate.starts_at, mandate.ends_at, mandate.company.zone, timezone.now()),
        )


def noted(actor: Actor) -> Iterator[Errand]:
    """Everything else this person was told and has not put aside."""
    told = Notice.objects.visible_to(actor).open().exclude(code__in=SHOWN_AS_ERRANDS)
    for notice in told[:MOST]:
        yield Errand(
            title=notices.subject(notice),
            url=notice.path,
            icon="bell",
            act=_("Noted"),
            at=notice.created_at,
            notice_id=notice.pk,
        )
