"""An order as a workshop sheet: the brief, what was delivered, and the talk about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from eigenstimme.audit import queries as history
from eigenstimme.core.difference import Segment, difference
from eigenstimme.orders import forms, placing, queries
from eigenstimme.orders.actions.delivering import beyond_agreed
from eigenstimme.orders.errors import OrderError
from eigenstimme.orders.models import (
    Answer,
    Delivery,
    DeliveryFile,
    Order,
    Reply,
    State,
    Verdict,
)
from eigenstimme.people.actor import Actor
from eigenstimme.people.middleware import ActorRequest
from eigenstimme.people.rights import Decision, decide
from eigenstimme.plan.views.doors import planner

DELIVERABLE = (State.IN_WORK, State.RETURNED, State.DELIVERED)
SETTLED = (State.ACCEPTED, State.CLOSED)
UNCHANGEABLE = (State.ACCEPTED, State.CLOSED, State.CANCELLED)


@dataclass(frozen=True)
class Sheet:
    """What stands on the page, and what its reader may do there."""

    order: Order
    actor: Actor
    may_place: Decision
    may_deliver: Decision
    may_accept: Decision

    @property
    def sees_terms(self) -> bool:
        """Fee and hours are between the two sides and whoever may place orders."""
        return bool(self.may_place or self.may_deliver or self.may_accept)

    @property
    def newest(self) -> Delivery | None:
        return next(iter(self.order.deliveries.all()), None)

    @property
    def accepted(self) -> Delivery | None:
        return next(
            (each for each in self.order.deliveries.all() if _verdict(each) == Verdict.ACCEPTED), None
        )

    @property
    def makes_a_post(self) -> bool:
        """Whether what was accepted is something a post can be made of: a link or a document alone is not."""
        return self.accepted is not None and bool(self.accepted.text or self.accepted.attachments.all())

    @property
    def rounds(self) -> int:
        """How often it was returned so far."""
        return sum(_verdict(each) == Verdict.RETURNED for each in self.order.deliveries.all())

    @property
    def beyond(self) -> int:
        """By how many rounds more than agreed."""
        return beyond_agreed(self.order, self.rounds)

    @property
    def another_is_beyond(self) -> bool:
        return beyond_agreed(self.order, self.rounds + 1) > 0

    @property
    def question(self) -> Answer | None:
        """The one that waits for an answer."""
        asked = [
            each for each in self.order.answers.all() if each.reply == Reply.ASKED and not each.resolved_at
        ]
        return asked[-1] if asked and self.order.state == State.ASKED_BACK else None

    @property
    def refused(self) -> Answer | None:
        given = [each for each in self.order.answers.all() if each.reply == Reply.DECLINED]
        return given[-1] if given and self.order.state == State.DECLINED else None

    @property
    def wish(self) -> Delivery | None:
        """The returned delivery the specialist works on now."""
        return self.newest if self.order.state == State.RETURNED else None

    @property
    def may_change(self) -> bool:
        return bool(self.may_place) and self.order.state not in UNCHANGEABLE


def _verdict(delivery: Delivery) -> str:
    acceptance = getattr(delivery, "acceptance", None)
    return acceptance.verdict if acceptance else ""


@planner
@require_safe
def order_page(request: ActorRequest, pk: int) -> HttpResponse:
    return show(request, fetch(request, pk))


def show(
    request: ActorRequest,
    order: Order,
    *,
    error: OrderError | None = None,
    status: int = 200,
    **unfinished: Any,
) -> HttpResponse:
    """The page, also with a form that could not be taken (``reply=…``) or an act that could not be done."""
    sheet = _sheet(order, request.actor)
    mover = order.mover
    context = {
        "order": order,
        "sheet": sheet,
        "error": error,
        "overdue": order.overdue(timezone.now()),
        "yours": mover is not None and mover.pk == request.actor.membership_id,
        "work": queries.work(order),
        "hours": queries.hours_done(order),
        "story": history.story(order),
        "warnings": placing.warnings_on(order) if sheet.may_place else [],
        **_forms(sheet),
        **unfinished,
    }
    return render(request, "orders/order.html", context, status=status)


def fetch(request: ActorRequest, pk: int) -> Order:
    """An order the reader may see; for everyone else there is none."""
    return get_object_or_404(queries.for_its_page(Order.objects.visible_to(request.actor)), pk=pk)


def _sheet(order: Order, actor: Actor) -> Sheet:
    subject = order.subject()
    return Sheet(
        order,
        actor,
        may_place=decide(actor, "order.place", subject),
        may_deliver=decide(actor, "order.deliver", subject),
        may_accept=decide(actor, "order.accept", subject),
    )


def _forms(sheet: Sheet) -> dict[str, Any]:
    """The forms of whatever can be done now."""
    order, state, once = sheet.order, sheet.order.state, {"form_key": uuid4()}
    found: dict[str, Any] = {
        "comment": forms.CommentForm(order=order, initial=once),
        "effort": forms.EffortForm(initial=once),
    }
    if sheet.may_deliver and state in (State.ORDERED, State.ASKED_BACK):
        found["reply"] = forms.ReplyForm()
    if sheet.may_deliver and state in DELIVERABLE:
        found["delivery"] = forms.DeliveryForm(order=order, actor=sheet.actor, initial=once)
    if sheet.may_accept and sheet.question:
        found["question"] = forms.QuestionForm()
    if sheet.may_accept and state == State.DELIVERED:
        found["returning"] = forms.ReturnForm(order=order)
    if sheet.may_accept and state == State.ACCEPTED:
        found["closing"] = forms.CloseForm(initial={"billed_fee": order.agreed_fee})
    if sheet.may_change:
        found["cancelling"] = forms.CancelForm()
    if state in SETTLED and order.piece is None and sheet.makes_a_post:
        found["making"] = _piece_form(sheet)
    return found


def _piece_form(sheet: Sheet) -> forms.PieceForm | None:
    """For whoever may draft somewhere."""
    may_draft = decide(sheet.actor, "piece.draft", sheet.order.subject())
    return forms.PieceForm(actor=sheet.actor, order=sheet.order) if may_draft else None


# --- versions and files -------------------------------------------------------------------------------------------


@planner
@require_safe
def difference_page(request: ActorRequest, pk: int) -> HttpResponse:
    """What changed from one delivered text to another; the last two unless others are asked for."""
    order = fetch(request, pk)
    versions = {each.version: each for each in order.deliveries.all()}
    if len(versions) < 2:
        raise Http404
    later = versions.get(_number(request, "to"), versions[max(versions)])
    earlier = versions.get(_number(request, "from"), versions.get(later.version - 1, versions[min(versions)]))
    segments: list[Segment] = difference(earlier.text, later.text)
    context = {
        "order": order,
        "versions": sorted(versions),
        "earlier": earlier,
        "later": later,
        "segments": segments,
        "same": earlier.text == later.text,
    }
    return render(request, "orders/difference.html", context)


def _number(request: ActorRequest, name: str) -> int:
    text = request.GET.get(name, "")
    return int(text) if text.isdecimal() else 0


@planner
@require_safe
def file(request: ActorRequest, pk: int) -> HttpResponse:
    """A document, to be saved and never to be shown: whatever it holds runs in nobody's session here."""
    document = get_object_or_404(DeliveryFile.objects.visible_to(request.actor), pk=pk)
    try:
        with document.file.open("rb") as stored:
            content = stored.read()
    except FileNotFoundError as error:
        raise Http404 from error
    response = HttpResponse(content, content_type=document.media_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, document.name) or "attachment"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
