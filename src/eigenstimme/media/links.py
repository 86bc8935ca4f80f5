"""The address of a picture for whoever looks at a page without signing in: signed, good for a day."""

from __future__ import annotations

from datetime import timedelta

from django.core import signing
from django.urls import reverse

from eigenstimme.media.models import Picture

GOOD_FOR = timedelta(days=1)
_SALT = "media.picture"


class BadLink(Exception):
    """The link is not ours, or too old."""


def picture_path(picture: Picture) -> str:
    return reverse("media:picture_by_link", args=[signing.dumps(picture.pk, salt=_SALT)])


def open_link(token: str) -> Picture:
    """The picture the link was made for. Raises ``BadLink``."""
    try:
        pk = signing.loads(token, salt=_SALT, max_age=GOOD_FOR)
        return Picture.objects.get(pk=pk)
    except (signing.BadSignature, Picture.DoesNotExist) as error:
        raise BadLink from error
