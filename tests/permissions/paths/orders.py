"""Orders. Whom an order names to do it, or to accept it, is ``named``; everybody else has only what the table gives."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from eigenstimme.orders import actions as orders
from eigenstimme.orders.models import Delivery, DeliveryFile, Order, Reply
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Membership
from tests.permissions.scene import MARK, Scene, Someone
from tests.permissions.ways import Path, Prepare, act, get, in_days, opens, other, post, reads

PDF = b"%PDF-1.7 " + MARK.encode()


def _named(scene: Scene) -> Membership:
    named = scene.people["named"].membership
    assert named is not None
    return named


def _brief(scene: Scene, **changes: Any) -> orders.Brief:
    brief = orders.Brief(
        title=MARK,
        goal="Anfragen",
        audience="Hauskäufer",
        message="Kalk hält",
        format="600 Wörter",
        due_at=timezone.now() + timedelta(days=5),
        responsible=scene.lead,
        specialist=scene.writer,
        channels=[scene.cast.blog],
    )
    return replace(brief, **changes)


def _placed(scene: Scene, **changes: Any) -> Order:
    return orders.place_order(_brief(scene, **changes), actor=Actor.of(scene.lead))


def _asked(scene: Scene, **changes: Any) -> Order:
    """Of ``named``, unless said otherwise."""
    order = _placed(scene, **{"specialist": _named(scene), **changes})
    return orders.send_order(order, actor=Actor.of(scene.lead))


def _in_work(scene: Scene, **changes: Any) -> Order:
    order = _asked(scene, **changes)
    return orders.take_on(order, actor=Actor.of(order.specialist))


def _delivered(scene: Scene, **changes: Any) -> Delivery:
    """For ``named`` to accept, by the writer, unless said otherwise."""
    order = _in_work(scene, **{"specialist": scene.writer, "responsible": _named(scene), **changes})
    return orders.deliver(order, orders.Parcel(text=MARK), actor=Actor.of(order.specialist))


def _twice_delivered(scene: Scene) -> Order:
    first = _delivered(scene)
    orders.deliver(first.order, orders.Parcel(text=f"{MARK}!"), actor=Actor.of(scene.writer))
    return first.order


def _accepted(scene: Scene, **changes: Any) -> Order:
    delivery = _delivered(scene, **changes)
    return orders.accept_delivery(delivery, actor=Actor.of(delivery.order.responsible))


def _questioned(scene: Scene) -> Order:
    order = _asked(scene, specialist=scene.writer, responsible=_named(scene))
    return orders.ask_back(order, question="Mit Bild?", actor=Actor.of(scene.writer))


def _document(scene: Scene) -> DeliveryFile:
    order, writer = _in_work(scene, specialist=scene.writer), Actor.of(scene.writer)
    document = orders.add_document(order, ContentFile(PDF, name="kalk.pdf"), actor=writer)
    orders.deliver(order, orders.Parcel(documents=[document]), actor=writer)
    return document


def _typed(scene: Scene) -> dict[str, Any]:
    return {
        "title": "Neu",
        "goal": "x",
        "audience": "x",
        "message": "x",
        "format": "x",
        "specialist": scene.writer.pk,
        "responsible": scene.lead.pk,
        "due_at": in_days(5),
        "agreed_rounds": "2",
    }


def _return(scene: Scene, actor: Actor) -> None:
    due = timezone.now() + timedelta(days=3)
    orders.return_delivery(_delivered(scene), reason="x", due_at=due, actor=actor)


def _change(scene: Scene, actor: Actor) -> None:
    orders.change_order(_placed(scene), _brief(scene, title="Neu"), revision=1, actor=actor)


def _answered(reply: Reply) -> Prepare:
    return lambda scene: ([_asked(scene).pk], {"reply": reply, "reason": "Urlaub"})


def _made_into_a_piece(scene: Scene, someone: Someone) -> bool:
    """By whoever may draft; outside people and machines find only an order of their own."""
    outside = someone.kind.startswith(("out", "mac"))
    order = _accepted(scene, specialist=someone.membership if outside else scene.writer)
    before = scene.acts_on_record()
    someone.browser().post(reverse("orders:piece", args=[order.pk]), {"topic": scene.cast.everyday.pk})
    return scene.acts_on_record() > before


PATHS: list[Path] = [
    other("order.read", "reading orders", reads(Order, lambda s: _asked(s))),
    other("order.read", "reading documents", reads(DeliveryFile, _document)),
    get("order.read", "orders:order", lambda s: [_asked(s).pk]),
    get("order.read", "orders:difference", lambda s: [_twice_delivered(s).pk]),
    get("order.read", "orders:file", lambda s: [_document(s).pk]),
    act("order.read", orders.comment, lambda s, a: orders.comment(_asked(s), text="x", actor=a)),
    act(
        "order.read",
        orders.note_effort,
        lambda s, a: orders.note_effort(_asked(s), hours=Decimal(1), actor=a),
    ),
    post("order.read", "orders:comments", lambda s: ([_asked(s).pk], {"text": "x"})),
    post("order.read", "orders:effort", lambda s: ([_asked(s).pk], {"hours": "1"})),
    act("order.place", orders.place_order, lambda s, a: orders.place_order(_brief(s), actor=a)),
    act("order.place", orders.change_order, _change),
    act("order.place", orders.send_order, lambda s, a: orders.send_order(_placed(s), actor=a)),
    act("order.place", orders.cancel_order, lambda s, a: orders.cancel_order(_asked(s), reason="x", actor=a)),
    opens("order.place", "orders:edit", lambda s: [_placed(s).pk]),
    post("order.place", "orders:new", lambda s: ([], _typed(s))),
    post("order.place", "orders:edit", lambda s: ([_placed(s).pk], {**_typed(s), "revision": "1"})),
    post("order.place", "orders:sent", lambda s: ([_placed(s).pk], {})),
    post("order.place", "orders:cancelled", lambda s: ([_asked(s).pk], {"reason": "x"})),
    act("order.deliver", orders.take_on, lambda s, a: orders.take_on(_asked(s), actor=a)),
    act("order.deliver", orders.ask_back, lambda s, a: orders.ask_back(_asked(s), question="x", actor=a)),
    act("order.deliver", orders.decline, lambda s, a: orders.decline(_asked(s), reason="x", actor=a)),
    act(
        "order.deliver",
        orders.add_document,
        lambda s, a: orders.add_document(_in_work(s), SimpleUploadedFile("x.pdf", PDF), actor=a),
    ),
    act(
        "order.deliver",
        orders.deliver,
        lambda s, a: orders.deliver(_in_work(s), orders.Parcel(text="x"), actor=a),
    ),
    post("order.deliver", "orders:reply", _answered(Reply.TAKEN)),
    post("order.deliver", "orders:reply", _answered(Reply.ASKED)),
    post("order.deliver", "orders:reply", _answered(Reply.DECLINED)),
    post("order.deliver", "orders:deliveries", lambda s: ([_in_work(s).pk], {"text": "x"})),
    act("order.accept", orders.accept_delivery, lambda s, a: orders.accept_delivery(_delivered(s), actor=a)),
    act("order.accept", orders.return_delivery, _return),
    act(
        "order.accept",
        orders.answer_question,
        lambda s, a: orders.answer_question(_questioned(s), text="x", actor=a),
    ),
    act("order.accept", orders.close_order, lambda s, a: orders.close_order(_accepted(s), actor=a)),
    post("order.accept", "orders:acceptance", lambda s: ([_delivered(s).order_id], {"version": "1"})),
    post(
        "order.accept",
        "orders:return",
        lambda s: ([_delivered(s).order_id], {"version": "1", "reason": "x", "due_at": in_days(3)}),
    ),
    post("order.accept", "orders:question", lambda s: ([_questioned(s).pk], {"text": "x"})),
    post("order.accept", "orders:closed", lambda s: ([_accepted(s).pk], {})),
    other("piece.draft", "form orders:piece", _made_into_a_piece, "orders:piece"),
]

OPEN_ADDRESSES: dict[str, str] = {"orders": "lists one's own, or all for whoever sees them"}

PARTS_OF_OTHERS: dict[str, str] = {
    "eigenstimme.orders.actions.making.make_piece": "plan.draft_piece asks; tried as a form"
}
