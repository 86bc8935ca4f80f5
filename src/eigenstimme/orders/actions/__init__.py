"""The verbs of orders. Each asks for the right, makes the change and records it, in one transaction."""

from eigenstimme.orders.actions.answering import answer_question, ask_back, decline, take_on
from eigenstimme.orders.actions.delivering import (
    Parcel,
    accept_delivery,
    add_document,
    deliver,
    return_delivery,
)
from eigenstimme.orders.actions.making import make_piece
from eigenstimme.orders.actions.ordering import (
    Brief,
    cancel_order,
    change_order,
    close_order,
    place_order,
    send_order,
)
from eigenstimme.orders.actions.talking import comment, note_effort

__all__ = [
    "Brief",
    "Parcel",
    "accept_delivery",
    "add_document",
    "answer_question",
    "ask_back",
    "cancel_order",
    "change_order",
    "close_order",
    "comment",
    "decline",
    "deliver",
    "make_piece",
    "note_effort",
    "place_order",
    "return_delivery",
    "send_order",
    "take_on",
]
