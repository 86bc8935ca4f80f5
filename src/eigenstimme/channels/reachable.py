"""Can a network on the public internet reach us? Some fetch pictures and videos from here instead of taking them."""

from __future__ import annotations

from urllib.parse import urlsplit

import httpcore
import httpx
from django.conf import settings
from django.core import signing
from django.urls import reverse

from eigenstimme.channels.errors import NotReachable
from eigenstimme.core import http

_SALT = "channels.reachable"


def require_reachable() -> None:
    """Ask our own public address as a network would: over https, at a public host. Raises ``NotReachable``.

    An operator who lists the own host among the private ones answers for networks that live in there too.
    """
    own = urlsplit(settings.PUBLIC_URL)
    if own.hostname in settings.PRIVATE_HOSTS:
        return
    if own.scheme != "https" or not own.hostname:
        raise NotReachable(settings.PUBLIC_URL)
    question = signing.dumps(own.hostname, salt=_SALT)
    try:
        http.require_public(own.hostname, own.port or 443)
        with http.client() as client:
            said = client.get(settings.PUBLIC_URL + reverse("channels:reachable", args=[question]))
    except (OSError, httpcore.NetworkError, httpx.HTTPError) as error:
        raise NotReachable(settings.PUBLIC_URL) from error
    if said.status_code != 200 or said.text != answer(question):
        raise NotReachable(settings.PUBLIC_URL)


def answer(question: str) -> str:
    """What only this installation says to it. Raises ``signing.BadSignature`` for a question it did not ask."""
    return f"here, {signing.loads(question, salt=_SALT, max_age=60)}"
