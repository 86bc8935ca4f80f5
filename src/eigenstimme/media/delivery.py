"""Files for networks that fetch them by their address: public, but signed, and good for as long as a network may take.

What is handed out is exactly what the network would have been sent: its rendition, or the video as it is kept.
"""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.urls import reverse

from eigenstimme.connectors.registry import UnknownNetwork, connector_class
from eigenstimme.connectors.types import Limits
from eigenstimme.media.crops import Crop
from eigenstimme.media.models import Asset, Attachment

GOOD_FOR = timedelta(hours=6)
"""Networks fetch within minutes; one that is busy, or a video that is coded for long, takes hours."""
_SALT = "media.delivery"


class NotDelivered(Exception):
    """The address is not ours, or too old, or the file is gone."""


def address(attachment: Attachment, network: str, extension: str) -> str:
    """The whole address, with an ending: some networks look at it."""
    asked = [attachment.asset.pk, network, str(attachment.crop or "")]
    token = signing.dumps(asked, salt=_SALT, compress=True)
    return settings.PUBLIC_URL + reverse("media:delivered", args=[token, extension])


def ordered(token: str) -> tuple[Asset, Limits, Crop | None]:
    """What the address stands for. Raises ``NotDelivered``."""
    try:
        pk, network, crop = signing.loads(token, salt=_SALT, max_age=GOOD_FOR)
        return Asset.objects.kept().get(pk=pk), connector_class(network).limits, Crop.parse(crop)
    except (signing.BadSignature, Asset.DoesNotExist, UnknownNetwork) as error:
        raise NotDelivered from error
