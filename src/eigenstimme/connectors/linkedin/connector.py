"""A page of a company or a person's profile on LinkedIn, in our words."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any, ClassVar

import httpx

from eigenstimme.connectors import oauth
from eigenstimme.connectors.http import Answer
from eigenstimme.connectors.linkedin import little_text
from eigenstimme.connectors.linkedin.client import PAGE, Duplicate, Gone, LinkedInClient
from eigenstimme.connectors.linkedin.connect import PROVIDER, LinkedInConnect
from eigenstimme.connectors.linkedin.posts import (
    POST,
    SKEW,
    comment_of,
    comment_sent,
    figures_from,
    files_of_handle,
    is_same,
    is_since,
    member_account,
    organization_account,
    post_sent,
    written_at,
)
from eigenstimme.connectors.text import gettext_noop as _
from eigenstimme.connectors.types import (
    Absent,
    Account,
    Connect,
    ConnectorFailure,
    Figures,
    Found,
    Handle,
    Key,
    Limits,
    NeedsReconnect,
    NotSent,
    OutcomeUnknown,
    Picture,
    Post,
    Refused,
    Sent,
    Target,
    Unknowable,
    Video,
)

ORGANIZATION = "urn:li:organization:"
VIDEO_STEPS = (1.0, 2.0, 4.0, *(8.0,) * 12)
"""Seconds between the questions whether a video is ready."""
UNFINISHED = timedelta(seconds=30)


class LinkedInConnector:
    name: ClassVar[str] = "linkedin"
    label: ClassVar[str] = "LinkedIn"
    icon: ClassVar[str] = "linkedin"
    weekly_hours: ClassVar[int] = 3
    connect: ClassVar[Connect] = LinkedInConnect()
    poll_every: ClassVar[timedelta] = timedelta(hours=1)
    notes: ClassVar[Sequence[str]] = (
        _(
            "For a page, LinkedIn reviews your app first; for a person, the access has to be renewed every 60 days."
        ),
        _(
            "Comments stay at LinkedIn: it forbids programs to keep what its members write for longer than two days."
            " Please answer them there."
        ),
        _("A link in a text shows no preview there when a program posts it. Add a picture."),
    )
    limits: ClassVar[Limits] = Limits(
        max_length=3000,
        count=little_text.count,
        count_name="little_text",
        max_pictures=20,
        picture_types=frozenset({"image/jpeg", "image/png"}),
        max_picture_bytes=8_000_000,
        max_picture_pixels=36_152_320,
        max_alt_length=4086,
        max_videos=1,
        video_types=frozenset({"video/mp4"}),
        max_video_bytes=500_000_000,
        max_video_seconds=1800,
        first_comment=True,
        shapes=((191, 100), (1, 1), (4, 5)),
    )

    def __init__(
        self, credentials: Mapping[str, str], settings: Mapping[str, Any], http: httpx.Client
    ) -> None:
        self._client = LinkedInClient(credentials["access_token"], http)
        self._credentials, self._http = credentials, http
        self._author = credentials["author"]
        self._is_page = self._author.startswith(ORGANIZATION)

    @classmethod
    def limits_for(cls, settings: Mapping[str, Any]) -> Limits:
        return cls.limits

    def whoami(self) -> Account:
        try:
            if not self._is_page:
                with self._client.userinfo().reading() as userinfo:
                    return member_account(userinfo)
            with self._client.organization(self._author.removeprefix(ORGANIZATION)).reading() as organization:
                return organization_account(organization)
        except Gone as gone:
            raise Refused(_("LinkedIn does not know this page.")) from gone

    # --- Prepares ---

    def prepare(self, post: Post, key: Key) -> Handle:
        """Upload the files; they belong to whoever posts."""
        try:
            files = [self._video(each) for each in post.videos] or [
                self._picture(each) for each in post.pictures
            ]
        except Gone as gone:
            raise NotSent(_("LinkedIn did not take the file.")) from gone
        return {"files": " ".join(files)} if files else {}

    def _picture(self, picture: Picture) -> str:
        with self._client.initialize("images", {"owner": self._author}).reading() as body:
            urn, url = _text(body["value"]["image"]), _theirs(body["value"]["uploadUrl"])
        self._client.put(url, picture.content)
        return urn

    def _video(self, video: Video) -> str:
        request = {
            "owner": self._author,
            "fileSizeBytes": video.size,
            "uploadCaptions": False,
            "uploadThumbnail": False,
        }
        with self._client.initialize("videos", request).reading() as body:
            value = body["value"]
            urn, token = _text(value["video"]), str(value.get("uploadToken") or "")
            pieces = [
                (_theirs(each["uploadUrl"]), int(each["firstByte"]), int(each["lastByte"]))
                for each in value["uploadInstructions"]
            ]
        parts = []
        with video.file.open("rb") as content:
            for url, first, last in pieces:
                content.seek(first)
                answer = self._client.put(url, content.read(last - first + 1))
                parts.append(answer.headers.get("etag", "").strip('"'))
        self._client.finalize_video(urn, token, parts)
        self._await(urn)
        return urn

    def _await(self, urn: str) -> None:
        for seconds in VIDEO_STEPS:
            try:
                with self._client.video(urn).reading() as body:
                    status = body["status"]
            except Gone:
                status = "PROCESSING"
            except (Refused, NeedsReconnect):
                if self._is_page:
                    raise
                return  # a person's access may upload, but not ask; publishing will tell
            if status == "AVAILABLE":
                return
            if status == "PROCESSING_FAILED":
                raise Refused(_("LinkedIn could not read the video."))
            time.sleep(seconds)
        raise NotSent(_("The server is still working on the video."), UNFINISHED)

    # --- Publishes ---

    def publish(self, post: Post, key: Key, handle: Handle) -> Sent:
        try:
            if post.reply_to:
                return self._comment(post, post.reply_to)
            answer = self._client.create_post(self._as_theirs(post, handle))
        except Duplicate as duplicate:
            return _already_there(duplicate, key)
        except Gone as gone:
            raise Refused(_("What is answered is no longer there.")) from gone
        try:
            return post_sent(answer.headers.get("x-restli-id", ""))
        except ValueError as error:
            raise answer.malformed() from error

    def _as_theirs(self, post: Post, handle: Handle) -> dict[str, Any]:
        theirs: dict[str, Any] = {
            "author": self._author,
            "commentary": little_text.escaped(post.text),
            "visibility": "PUBLIC",
            "distribution": {
                "feedDistribution": "MAIN_FEED",
                "targetEntities": [],
                "thirdPartyDistributionChannels": [],
            },
            "lifecycleState": "PUBLISHED",
            "isReshareDisabledByAuthor": False,
        }
        if content := _content(post, files_of_handle(handle)):
            theirs["content"] = content
        return theirs

    def _comment(self, post: Post, target: Target) -> Sent:
        """Under a post, or under a comment: the text is plain there."""
        root = target.extra.get("post") or target.remote_id
        comment: dict[str, Any] = {"actor": self._author, "object": root, "message": {"text": post.text}}
        if comment_of(target.remote_id):
            comment["parentComment"] = target.remote_id
        answer = self._client.create_comment(target.remote_id, comment)
        try:
            return comment_sent(answer.headers["x-restli-id"].strip(), _thread(answer, root), root)
        except (KeyError, ValueError) as error:
            raise answer.malformed() from error

    def find_existing(self, post: Post, key: Key, handle: Handle) -> Found:
        """Among our own newest; a person's own posts no program may read."""
        if not self._is_page:
            return Unknowable()
        if post.reply_to:
            return self._find_comment(post, post.reply_to, key)
        try:
            answer = self._client.posts_of(self._author)
        except Gone:
            return Unknowable()
        with answer.reading() as page:
            newest = _listed(page["elements"])
            since = [each for each in newest if is_since(each.get("publishedAt") or each["createdAt"], key)]
            for each in since:
                if is_same(each, post.text, handle):
                    return post_sent(_text(each["id"]))
            complete = len(newest) < PAGE or not is_since(newest[-1]["lastModifiedAt"], key)
            return Absent() if complete else Unknowable()

    def _find_comment(self, post: Post, target: Target, key: Key) -> Found:
        root = target.extra.get("post") or target.remote_id
        try:
            answer = self._client.comments(target.remote_id)
        except Gone:
            return Absent()
        with answer.reading() as page:
            comments = _listed(page["elements"])
            for each in comments:
                ours = each["actor"] == self._author and is_since(each["created"]["time"], key)
                if ours and each["message"]["text"].strip() == post.text.strip():
                    return comment_sent(str(each["id"]), _text(each.get("object") or root), root)
            return Absent() if len(comments) < PAGE else Unknowable()

    # --- Edits, Deletes, Measures ---

    def edit(self, sent: Sent, post: Post, key: Key, handle: Handle) -> Sent:
        """The text. Files cannot be changed there."""
        comment = comment_of(sent.remote_id)
        try:
            if comment:
                self._client.change_comment(_root(sent), comment[1], self._author, post.text)
            else:
                self._client.change_post(sent.remote_id, little_text.escaped(post.text))
        except Gone as gone:
            raise Refused(_("The post is no longer there.")) from gone
        return sent

    def delete(self, sent: Sent) -> None:
        comment = comment_of(sent.remote_id)
        with suppress(Gone):
            if comment:
                self._client.delete_comment(_root(sent), comment[1], self._author)
            else:
                self._client.delete_post(sent.remote_id)

    def figures(self, sent: Sent) -> Figures:
        """Of a page's posts; about a person's own LinkedIn tells programs nothing."""
        if not self._is_page or comment_of(sent.remote_id):
            return Figures()
        try:
            with self._client.statistics(self._author, sent.remote_id).reading() as body:
                return figures_from(body["elements"])
        except Gone:
            return Figures()

    # --- Expires ---

    @staticmethod
    def expires_at(credentials: Mapping[str, str]) -> datetime | None:
        return oauth.expires_at(credentials)

    def refresh(self) -> Mapping[str, str]:
        """Only reviewed apps are given what it takes; it counts a year from the day a person signed in."""
        return oauth.refresh(PROVIDER, self._credentials, self._http)


def _already_there(duplicate: Duplicate, key: Key) -> Sent:
    """LinkedIn refuses the same content again and says which post it is: ours, if it is not from before."""
    found = POST.search(duplicate.said)
    if not found:
        raise OutcomeUnknown(_("LinkedIn says that it has this content already.")) from duplicate
    if written_at(found[0]) < key.created_at - SKEW:
        raise Refused(
            _("LinkedIn shows an earlier post of yours with this very content. Please change it a little.")
        ) from duplicate
    return post_sent(found[0])


def _content(post: Post, files: Sequence[str]) -> dict[str, Any]:
    if post.videos:
        return {"media": {"id": files[0], "title": post.title or post.videos[0].file_name}}
    alts = [each.alt for each in post.pictures]
    if len(files) == 1:
        return {"media": {"id": files[0], "altText": alts[0]}}
    images = [{"id": urn, "altText": alt} for urn, alt in zip(files, alts, strict=True)]
    return {"multiImage": {"images": images}} if images else {}


def _thread(answer: Answer, root: str) -> str:
    """The body of a created comment says under which activity it stands; without it the post will do."""
    try:
        return _text(answer.json()["object"])
    except (ConnectorFailure, LookupError, TypeError):
        return root


def _root(sent: Sent) -> str:
    return sent.extra.get("post", sent.remote_id)


def _theirs(url: object) -> str:
    """An address of LinkedIn's own: our token goes nowhere else."""
    host = httpx.URL(_text(url)).host
    if httpx.URL(_text(url)).scheme != "https" or not f".{host}".endswith(".linkedin.com"):
        raise ValueError(host)
    return _text(url)


def _listed(elements: Any) -> list[Mapping[str, Any]]:
    if not isinstance(elements, list):
        raise TypeError("a list was expected")
    return elements


def _text(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise TypeError("a text was expected")
    return value
