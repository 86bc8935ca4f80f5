"""The address of a file for whoever looks at a page without signing in: signed, good for a day."""

from __future__ import annotations

from datetime import timedelta

from django.core import signing
from django.urls import reverse

from eigenstimme.media.models import Asset, Attachment

GOOD_FOR = timedelta(days=1)
_SALT = "media.asset"


class BadLink(Exception):
    """The link is not ours, or too old."""


def picture_path(attached: Attachment) -> str:
    """The address of what is shown of it."""
    return asset_path(attached.asset) + (f"?crop={attached.crop}" if attached.crop else "")


def asset_path(asset: Asset) -> str:
    return reverse("media:asset_by_link", args=[signing.dumps(asset.pk, salt=_SALT)])


def open_link(token: str) -> Asset:
    """The file the link was made for. Raises ``BadLink``."""
    try:
        pk = signing.loads(token, salt=_SALT, max_age=GOOD_FOR)
        return Asset.objects.kept().get(pk=pk)
    except (signing.BadSignature, Asset.DoesNotExist) as error:
        raise BadLink from error
