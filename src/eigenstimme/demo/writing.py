"""How a post of the demo comes to be: drafted, let out or approved, sent; or stopped somewhere on the way."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import httpx

from eigenstimme.connectors.types import PublishesByHand
from eigenstimme.demo.cast import Firm
from eigenstimme.demo.pictures import alt, painted
from eigenstimme.demo.texts import Desk, Sketch
from eigenstimme.demo.world import World
from eigenstimme.mandates import actions as mandates
from eigenstimme.media.crops import Crop
from eigenstimme.media.models import Attachment
from eigenstimme.media.upload import add_picture
from eigenstimme.people.actor import Actor
from eigenstimme.plan import actions as plan
from eigenstimme.plan.actions import Draft, VariantDraft
from eigenstimme.plan.models import Approval, Check, Piece
from eigenstimme.publishing import actions as publishing
from eigenstimme.publishing import engine, outcomes
from eigenstimme.publishing.models import Publication, State
from eigenstimme.publishing.reasons import Reason

LONG_AGO = timedelta(days=5)


class Post:
    """One post on its way, from a sketch to whatever becomes of it."""

    def __init__(
        self,
        world: World,
        firm: Firm,
        sketch: Sketch,
        due: datetime,
        palette: list[str],
        chance: random.Random,
    ) -> None:
        self.world, self.firm, self.sketch, self.due = world, firm, sketch, due
        self.palette, self.chance = palette, chance
        self.piece = Piece()

    def plan(self, then: Callable[[Post], object] | None = None) -> None:
        """Written five days before or by yesterday, let out soon after, sent at its time; ``then`` it has readers."""
        written = min(self.due - LONG_AGO, self.world.until - timedelta(hours=30))
        self.world.at(written, self.draft)
        self.world.at(written + timedelta(hours=2), self.let_out)
        self.world.at(self.due, self.go_out)
        if then:
            self.world.at(self.due + timedelta(hours=1), lambda: then(self))

    # --- acts -------------------------------------------------------------------------------------------------

    def draft(self) -> None:
        self.piece = plan.draft_piece(self._draft(), actor=self._author)

    def let_out(self) -> None:
        """By the author's own right, or with the approval it needs."""
        if plan.may_release(self._now(), self._author):
            plan.release(self.piece, actor=self._author)
            return
        self.hand_in()
        self.world.at(self.world.now + timedelta(minutes=self.chance.randint(20, 600)), self.approve)

    def hand_in(self, deadline: timedelta = timedelta(days=1), approver: str = "") -> None:
        people = self.firm.people
        chosen = approver or ("amira" if self.sketch.author == "ben" else "ben")
        plan.hand_in(
            self.piece, approver=people[chosen], deadline=self.world.now + deadline, actor=self._author
        )

    def approve(self) -> None:
        """Everybody who was asked says yes; a delicate post's expert first."""
        for request in self.piece.approvals.open().order_by("-check_kind"):
            plan.approve(request, actor=self._asked(request))

    def turn_down(self, how: Callable[..., object], wish: str) -> None:
        for request in self.piece.approvals.open().filter(check_kind=Check.APPROVAL):
            how(request, wish=wish, actor=self._asked(request))

    def go_out(self) -> None:
        due = self._publications(State.PLANNED)
        for publication in due:
            engine.carry_out(publication.pk)
        if any(publication.channel.can(PublishesByHand) for publication in due):
            self.world.at(self.world.now + timedelta(minutes=25), self.confirm_by_hand)

    def confirm_by_hand(self) -> None:
        for publication in self._publications(State.DUE):
            if publication.reason == Reason.BY_HAND:
                url = f"{publication.channel.url}/beitrag-{publication.pk}"
                publishing.confirm_by_hand(publication, url=url, actor=self.firm.actor("amira"))

    # --- what it needs ----------------------------------------------------------------------------------------

    @property
    def _author(self) -> Actor:
        return self.firm.actor(self.sketch.author)

    def _asked(self, request: Approval) -> Actor:
        return self.firm.actor_of(request.asked)

    def _now(self) -> Piece:
        return Piece.objects.select_related("company", "topic", "responsible__person").get(pk=self.piece.pk)

    def _publications(self, state: State) -> list[Publication]:
        found = Publication.objects.filter(variant__piece=self.piece, state=state, due_at__lte=self.world.now)
        return list(found.select_related("channel"))

    def _draft(self) -> Draft:
        sketch, firm = self.sketch, self.firm
        source_url, source_name, source_author = sketch.source
        attached = paint(sketch.picture, sketch, self.palette, self.chance, self._author)
        # Of a house the gable stays, and the lawn goes.
        crops = {
            each.asset.pk: Crop((1, 1), y=420, size=880) for each in attached if sketch.picture == "house"
        }
        return Draft(
            title=sketch.title,
            text=sketch.text,
            topic=firm.topics[sketch.topic],
            variants=[VariantDraft(firm.channels[name], crops=crops) for name in sketch.channels],
            attachments=attached,
            planned_for=self.due,
            source_url=source_url,
            source_name=source_name,
            source_author=source_author,
            campaign=firm.campaign_for(sketch.topic, self.due),
            format=firm.formats.get(sketch.format),
        )


class OnTheDesk(Post):
    """A post of these days that stands somewhere on the way. Each fate is a short story of its own."""

    def play(self, desk: Desk) -> None:
        begun = min(self.due, self.world.until) - timedelta(days=2, minutes=self.chance.randint(0, 900))
        self.world.at(begun, self.draft)
        self._steps(desk, begun)

    def _steps(self, desk: Desk, begun: datetime) -> None:
        lately = self.world.until - timedelta(minutes=self.chance.randint(35, 170))
        soon = begun + timedelta(hours=1)
        match desk.fate:
            case "draft":
                return
            case "asked" | "asked_expert":
                self.world.at(lately, lambda: self.hand_in(timedelta(hours=20), approver="amira"))
            case "returned":
                self._handed_in(soon, lambda: self.turn_down(plan.return_with_wish, desk.wish))
            case "refused":
                self._handed_in(soon, lambda: self.turn_down(plan.refuse, desk.wish))
            case "expired":
                self._handed_in(soon, self._expire)
            case "dropped":
                self.world.at(lately, lambda: plan.drop_piece(self.piece, actor=self._author))
            case _:
                self.world.at(soon, self.let_out)
                self._after_approval(desk.fate, lately)

    def _after_approval(self, fate: str, lately: datetime) -> None:
        match fate:
            case "changed":
                self.world.at(lately, self._change)
            case "mandate_ended":
                self.world.at(lately, self._end_the_authors_mandate)
            case "withdrawn":
                self.world.at(lately, self._withdraw)
            case "missed":
                self.world.at(self.due + timedelta(hours=3), self.go_out)
            case "failed":
                self.world.at(self.due, self._be_refused)
            case "unclear":
                self.world.at(self.due, self._get_no_answer)
            case "by_hand":
                self.world.at(self.due, self.go_out)

    def _handed_in(self, at: datetime, then: Callable[[], object]) -> None:
        self.world.at(at, self.hand_in)
        self.world.at(at + timedelta(hours=3), then)

    def _expire(self) -> None:
        request = self.piece.approvals.open().get()
        self.world.at(request.deadline, lambda: plan.expire(request, now=self.world.now))

    def _change(self) -> None:
        draft = replace(self._draft(), text=f"{self.sketch.text} Und Senf für Mutige.")
        plan.edit_piece(self.piece, draft, revision=self._now().revision, actor=self._author)

    def _end_the_authors_mandate(self) -> None:
        mandate = self.firm.mandates[self.sketch.author]
        mandates.end_now(mandate, reason="Das Projekt ist abgeschlossen.", actor=self.firm.actor("amira"))
        self.firm.mandates_changed()

    def _withdraw(self) -> None:
        for publication in Publication.objects.filter(variant__piece=self.piece):
            publishing.withdraw(publication, actor=self.firm.actor("amira"))

    def _be_refused(self) -> None:
        answer = httpx.Response(422, json={"error": "Das Bild ist weder JPEG noch PNG noch WebP."})
        with self.world.network_answering(answer):
            self.go_out()

    def _get_no_answer(self) -> None:
        with self.world.network_answering(httpx.Response(504, text="Gateway Timeout")):
            self.go_out()
        for publication in self._publications(State.SENDING):
            outcomes.unclear(publication.attempts.get(), "Gateway Timeout")


def paint(
    kind: str, sketch: Sketch | None, palette: list[str], chance: random.Random, actor: Actor
) -> list[Attachment]:
    if not kind:
        return []
    colour, name = (sketch.colour, sketch.title.rpartition(": ")[2]) if sketch else ("", "")
    asset = add_picture(painted(kind, colour, palette, chance), alt=alt(kind, name), actor=actor)
    return [Attachment(asset, asset.alt)]
