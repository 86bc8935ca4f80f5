"""A company's profile on Google Search and Maps: posts out, reviews in and their answers out, in our words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any, ClassVar
from urllib.parse import quote

import httpx

from eigenstimme.connectors import oauth
from eigenstimme.connectors.google_business import reviews
from eigenstimme.connectors.google_business.client import POSTS, BusinessClient, Gone
from eigenstimme.connectors.google_business.connect import PROVIDER, GoogleBusinessConnect, account_from
from eigenstimme.connectors.text import gettext_noop as _
from eigenstimme.connectors.types import (
    Absent,
    Account,
    Author,
    Batch,
    Connect,
    Found,
    Handle,
    Key,
    Limits,
    Post,
    Refused,
    Sent,
    Target,
    Unknowable,
)

PAGE = 50
FIRST_PAGE = 20
"""Reviews taken in when the profile has just been connected."""
SKEW = timedelta(minutes=2)
"""Between our clock and theirs."""


class GoogleBusinessConnector:
    name: ClassVar[str] = "google_business"
    label: ClassVar[str] = _("Google profile")
    icon: ClassVar[str] = "google_business"
    weekly_hours: ClassVar[int] = 1
    connect: ClassVar[Connect] = GoogleBusinessConnect()
    poll_every: ClassVar[timedelta] = timedelta(minutes=10)
    notes: ClassVar[Sequence[str]] = (
        _("Google has to agree to the access first; you apply for it, and it costs nothing."),
        _("Links in a text cannot be clicked there, and a telephone number in it gets the post refused."),
        _("Each review takes one answer. Of single posts Google tells no figures."),
    )
    limits: ClassVar[Limits] = Limits(
        max_length=1500,
        count=len,
        count_name="characters",
        max_pictures=1,
        picture_types=frozenset({"image/jpeg", "image/png"}),
        max_picture_bytes=5_000_000,
        shapes=((4, 3), (1, 1)),
        text_optional_with_picture=False,
        fetches_media=True,
    )

    def __init__(
        self, credentials: Mapping[str, str], settings: Mapping[str, Any], http: httpx.Client
    ) -> None:
        self._client = BusinessClient(credentials["access_token"], http)
        self._credentials, self._http = credentials, http
        self._location = credentials["location"]
        self._root = f"{POSTS}/{credentials['account']}/{credentials['location']}"

    @classmethod
    def limits_for(cls, settings: Mapping[str, Any]) -> Limits:
        return cls.limits

    def whoami(self) -> Account:
        with self._client.location(self._location).reading() as location:
            return account_from(location)

    # --- Publishes ---

    def publish(self, post: Post, key: Key, handle: Handle) -> Sent:
        if post.reply_to:
            return self._answer(post, post.reply_to)
        answer = self._client.write("POST", f"{self._root}/localPosts", _local_post(post), once=True)
        with answer.reading() as created:
            sent = _sent_post(created)
            if created.get("state") == "REJECTED":
                raise Refused(_("Google refused the post because of its rules for content."))
            return sent

    def _answer(self, post: Post, target: Target) -> Sent:
        """Writing an answer replaces the one that is there: never one that somebody else wrote meanwhile."""
        there = self._answer_to(target)
        if there is not None and there.strip() != post.text.strip():
            raise Refused(_("This review has been answered already. Each review takes one answer."))
        review = reviews.review_of(target.remote_id)
        with self._client.write(
            "PUT", self._reply_url(review), {"comment": post.text}, once=True
        ).reading() as body:
            _text(body["comment"])
        return _sent_reply(review)

    def find_existing(self, post: Post, key: Key, handle: Handle) -> Found:
        """An answer is there or not. A post may show up late in Google's list: it is never surely absent."""
        if post.reply_to:
            there = self._answer_to(post.reply_to)
            if there is None:
                return Absent()
            same = there.strip() == post.text.strip()
            return _sent_reply(reviews.review_of(post.reply_to.remote_id)) if same else Unknowable()
        with self._client.get(f"{self._root}/localPosts", pageSize=FIRST_PAGE).reading() as page:
            for each in page.get("localPosts", ()):
                same = str(each.get("summary", "")).strip() == post.text.strip()
                if same and reviews.moment(each["createTime"]) >= key.created_at - SKEW:
                    return _sent_post(each)
        return Unknowable()

    def _answer_to(self, target: Target) -> str | None:
        try:
            answer = self._client.get(f"{self._root}/reviews/{_segment(reviews.review_of(target.remote_id))}")
        except Gone as gone:
            raise Refused(_("The review is no longer there.")) from gone
        with answer.reading() as review:
            _text(review["reviewId"])
            there = review.get("reviewReply")
            return _text(there["comment"]) if there else None

    # --- Edits, Deletes ---

    def edit(self, sent: Sent, post: Post, key: Key, handle: Handle) -> Sent:
        try:
            if sent.extra.get("kind") == "reply":
                url = self._reply_url(reviews.review_of(sent.remote_id))
                self._client.write("PUT", url, {"comment": post.text})
            else:
                self._client.write(
                    "PATCH", self._post_url(sent), {"summary": post.text}, updateMask="summary"
                )
        except Gone as gone:
            raise Refused(_("What was asked for is no longer there.")) from gone
        return sent

    def delete(self, sent: Sent) -> None:
        reply = sent.extra.get("kind") == "reply"
        with suppress(Gone):
            self._client.write(
                "DELETE",
                self._reply_url(reviews.review_of(sent.remote_id)) if reply else self._post_url(sent),
            )

    def _post_url(self, sent: Sent) -> str:
        return f"{self._root}/localPosts/{_segment(sent.remote_id)}"

    def _reply_url(self, review: str) -> str:
        return f"{self._root}/reviews/{_segment(review)}/reply"

    # --- Converses ---

    def fetch(self, cursor: str) -> Batch:
        """Reviews, the latest changed first, with their answers. ``cursor``: when the newest was written."""
        since = reviews.moment(cursor) if cursor else None
        size = PAGE if cursor else FIRST_PAGE
        us = Author(self._location, "", "")
        answer = self._client.get(f"{self._root}/reviews", pageSize=size, orderBy="updateTime desc")
        with answer.reading() as page:
            found = [
                each for review in page.get("reviews", ()) for each in reviews.messages_of(review, "", us)
            ]
        new = [each for each in found if since is None or each.written_at > since]
        return Batch(new, max(each.written_at for each in new).isoformat() if new else cursor)

    # --- Expires ---

    @staticmethod
    def expires_at(credentials: Mapping[str, str]) -> datetime | None:
        return oauth.expires_at(credentials)

    def refresh(self) -> Mapping[str, str]:
        return oauth.refresh(PROVIDER, self._credentials, self._http)


def _local_post(post: Post) -> dict[str, Any]:
    media = [{"mediaFormat": "PHOTO", "sourceUrl": picture.url} for picture in post.pictures]
    words = {"languageCode": post.language, "summary": post.text, "topicType": "STANDARD"}
    return {**words, "media": media} if media else words


def _sent_post(created: Mapping[str, Any]) -> Sent:
    """The last part of a name like "accounts/1/locations/2/localPosts/3"."""
    number = _text(created["name"]).rpartition("/localPosts/")[2]
    return Sent(_text(number), str(created.get("searchUrl") or ""), {"kind": "post"})


def _sent_reply(review: str) -> Sent:
    return Sent(reviews.reply_id(review), "", {"kind": "reply"})


def _segment(identifier: str) -> str:
    return quote(identifier, safe="")


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError(value)
    return value
