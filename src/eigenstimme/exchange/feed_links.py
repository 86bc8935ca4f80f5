"""The address of a feed: signed over the feed's key, so that neither a guess nor a copy of the database opens it."""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.urls import reverse

from eigenstimme.exchange.models import Feed

_signer = signing.Signer(salt="exchange.feed", sep=".")


class NoFeed(Exception):
    """The address is not ours, was replaced, or its owner has left the company."""


def feed_address(feed: Feed) -> str:
    token = _signer.sign(feed.key.hex)
    return f"{settings.PUBLIC_URL}{reverse('exchange:feed', args=[token])}"


def open_feed(token: str) -> Feed:
    """The feed with its member, person and company: one query."""
    try:
        key = _signer.unsign(token)
    except signing.BadSignature as error:
        raise NoFeed from error
    related = Feed.objects.select_related("member__person", "company")
    feed = related.filter(key=key, member__left_at=None, member__person__is_active=True).first()
    if feed is None:
        raise NoFeed
    return feed
