"""This room's place in the frame."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from eigenstimme.core import frame
from eigenstimme.orders.queries import waiting


def register() -> None:
    frame.register(
        frame.Entry(
            "orders:orders", _("Orders"), "clipboard-list", order=105, badge=waiting, topics=("orders",)
        )
    )
