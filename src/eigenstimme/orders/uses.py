"""Orders on the pages of what came of them: a file of the library, a post."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from eigenstimme.media.models import Asset
from eigenstimme.media.uses import Use
from eigenstimme.orders.models import Order
from eigenstimme.orders.models.order import ENDED
from eigenstimme.people.actor import Actor
from eigenstimme.plan.belongings import Belonging
from eigenstimme.plan.models import Piece


def in_orders(asset: Asset, actor: Actor) -> list[Use]:
    orders = Order.objects.visible_to(actor).filter(deliveries__attachments__asset=asset).distinct()
    return [
        Use(
            _("Order"),
            order.title,
            order.get_absolute_url(),
            "clipboard-list",
            order.state,
            order.due_at,
            to_go_out=order.state not in ENDED,
        )
        for order in orders
    ]


def of_piece(piece: Piece, actor: Actor) -> list[Belonging]:
    orders = Order.objects.visible_to(actor).filter(piece=piece).order_by("-pk")
    return [
        Belonging(_("Order"), order.title, order.get_absolute_url(), "clipboard-list", order.state)
        for order in orders
    ]
