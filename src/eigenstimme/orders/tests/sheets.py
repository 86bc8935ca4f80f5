"""Orders at every stage, for the tests: Amira orders from Clara, and accepts."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from eigenstimme.orders import actions
from eigenstimme.orders.actions import Brief, Parcel
from eigenstimme.orders.models import Delivery, Order
from eigenstimme.people.tests.cast import Cast

TEXT = "Kalkfarbe lässt die Wand atmen."


def brief(cast: Cast, **changes: Any) -> Brief:
    fields: dict[str, Any] = {
        "title": "Artikel über Kalkfarbe",
        "goal": "Zehn Anfragen zu Kalkfarbe bis Ostern",
        "audience": "Menschen, die ein altes Haus kaufen",
        "message": "Kalk hält Wände gesund.",
        "format": "Blogartikel, 600 Wörter",
        "channels": [cast.blog],
        "due_at": timezone.now() + timedelta(days=7),
        "responsible": cast.amira,
        "specialist": cast.clara,
        "agreed_rounds": 1,
    }
    return Brief(**{**fields, **changes})


def placed(cast: Cast, **changes: Any) -> Order:
    return actions.place_order(brief(cast, **changes), actor=cast.actor(cast.amira))


def sent(cast: Cast, **changes: Any) -> Order:
    return actions.send_order(placed(cast, **changes), actor=cast.actor(cast.amira))


def in_work(cast: Cast, **changes: Any) -> Order:
    order = sent(cast, **changes)
    return actions.take_on(order, actor=cast.actor(order.specialist))


def delivered(cast: Cast, text: str = TEXT, **changes: Any) -> Delivery:
    order = in_work(cast, **changes)
    return actions.deliver(order, Parcel(text=text), actor=cast.actor(order.specialist))


def returned(cast: Cast, **changes: Any) -> Order:
    return actions.return_delivery(
        delivered(cast, **changes),
        reason="Bitte kürzer",
        due_at=timezone.now() + timedelta(days=9),
        actor=cast.actor(cast.amira),
    )


def accepted(cast: Cast, **changes: Any) -> Order:
    return actions.accept_delivery(delivered(cast, **changes), actor=cast.actor(cast.amira))


def again(order: Order) -> Order:
    return Order.objects.get(pk=order.pk)


def archive(*parts: tuple[str, str]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as packed:
        for name, text in parts:
            packed.writestr(name, text)
    return content.getvalue()


PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
DOCX = archive(("[Content_Types].xml", "<Types/>"), ("word/document.xml", "<w:document/>"))
ODT = archive(("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "<office/>"))


def upload(content: bytes = PDF, name: str = "artikel.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "application/octet-stream")
