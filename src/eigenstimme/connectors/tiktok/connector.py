"""An account on TikTok: a video or pictures out, in our words."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar
from urllib.parse import urlsplit

import httpx

from eigenstimme.connectors import oauth
from eigenstimme.connectors.text import gettext_noop as _
from eigenstimme.connectors.text import utf16
from eigenstimme.connectors.tiktok.client import PIECE, TikTokClient, count, refusal
from eigenstimme.connectors.tiktok.connect import EVERYONE, PROVIDER, TikTokConnect, account_of, profile_url
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
    NotSent,
    OutcomeUnknown,
    Post,
    Refused,
    Sent,
    Unknowable,
    Video,
)

STEPS = (2.0, 4.0, 8.0, 8.0, 8.0)
"""Seconds between the questions whether TikTok is done; later it is looked up."""
UPLOAD_LASTS = timedelta(hours=1)
TRY_AGAIN = frozenset({"internal", "video_pull_failed", "photo_pull_failed"})
NO_ANSWERS = _("TikTok lets no program write comments.")


class TikTokConnector:
    name: ClassVar[str] = "tiktok"
    label: ClassVar[str] = "TikTok"
    icon: ClassVar[str] = "tiktok"
    weekly_hours: ClassVar[int] = 5
    connect: ClassVar[Connect] = TikTokConnect()
    poll_every: ClassVar[timedelta] = timedelta(days=1)  # never used: it does not converse
    notes: ClassVar[Sequence[str]] = (
        _(
            "TikTok has to audit your app, and may refuse one made for your own accounts alone. Before that, "
            "nobody but you sees the posts."
        ),
        _("Posts cannot be changed or deleted from here, and comments do not come in."),
        _("Posts go out without TikTok’s label for advertising. Set it in the app where you need it."),
    )
    limits: ClassVar[Limits] = Limits(
        max_length=2200,
        count=utf16,
        count_name="utf16",
        max_pictures=35,
        picture_types=frozenset({"image/jpeg", "image/webp"}),
        max_picture_bytes=20_000_000,
        max_picture_side=1920,
        shapes=((9, 16), (1, 1), (4, 5)),
        max_videos=1,
        video_types=frozenset({"video/mp4", "video/webm"}),
        max_video_bytes=4_000_000_000,
        max_video_seconds=600,
        needs_media=True,
        fetches_media=True,
        keeps_unused=timedelta(minutes=45),
    )

    def __init__(
        self, credentials: Mapping[str, str], settings: Mapping[str, Any], http: httpx.Client
    ) -> None:
        self._client = TikTokClient(credentials["access_token"], http)
        self._credentials, self._http = credentials, http
        self._audience = str(settings.get("audience") or EVERYONE)

    @classmethod
    def limits_for(cls, settings: Mapping[str, Any]) -> Limits:
        return cls.limits

    def whoami(self) -> Account:
        return account_of(self._client)

    # --- Prepares, Publishes ---

    def prepare(self, post: Post, key: Key) -> Handle:
        """Ask what the account allows, and send a video but for its last piece: with that TikTok publishes."""
        if post.reply_to or not (post.pictures or post.videos):
            return {}
        info, longest, username = self._allowed()
        if not post.videos:
            return {"username": username, "comments_off": str(info["disable_comment"])}
        video = post.videos[0]
        if longest and video.seconds > longest:
            raise refusal("duration_check_failed")
        return {"username": username, **self._uploaded(post, video, info)}

    def _allowed(self) -> tuple[dict[str, Any], int, str]:
        """What a post is sent with, how long a video may be, and who the account is."""
        with self._client.ask("post/publish/creator_info/query", {}).reading() as body:
            creator = body["data"]
            options = list(creator["privacy_level_options"])
            info = {
                "privacy_level": self._audience,
                "disable_comment": bool(creator["comment_disabled"]),
                "disable_duet": bool(creator["duet_disabled"]),
                "disable_stitch": bool(creator["stitch_disabled"]),
            }
            longest, username = int(creator["max_video_post_duration_sec"]), str(creator["creator_username"])
        if self._audience not in options:
            raise refusal("privacy_level_option_mismatch")
        return info, longest, username

    def _uploaded(self, post: Post, video: Video, info: Mapping[str, Any]) -> Handle:
        pieces = count(video)
        source = {
            "source": "FILE_UPLOAD",
            "video_size": video.size,
            "chunk_size": PIECE if pieces > 1 else video.size,
            "total_chunk_count": pieces,
        }
        announced = {"post_info": {"title": post.text, **info}, "source_info": source}
        answer = self._client.ask("post/publish/video/init", announced)
        with answer.reading() as body:
            publish_id, address = _text(body["data"]["publish_id"]), _text(body["data"]["upload_url"])
            if urlsplit(address).scheme != "https" or not _is_theirs(urlsplit(address).hostname or ""):
                raise ValueError(address)
        for number in range(pieces - 1):
            self._client.upload(address, video, number)
        ends = datetime.now(UTC) + UPLOAD_LASTS
        return {"publish_id": publish_id, "upload_url": address, "ends": ends.isoformat()}

    def publish(self, post: Post, key: Key, handle: Handle) -> Sent:
        if post.reply_to:
            raise Refused(NO_ANSWERS)
        if post.videos and "upload_url" in handle:
            video = post.videos[0]
            self._client.upload(handle["upload_url"], video, count(video) - 1, once=True)
            return self._when_done(handle["publish_id"], handle)
        if not post.pictures:
            raise Refused(_("TikTok only takes videos and pictures. Please choose one."))
        answer = self._client.ask("post/publish/content/init", self._pictures(post, handle), once=True)
        with answer.reading() as body:
            publish_id = _text(body["data"]["publish_id"])
        return self._when_done(publish_id, handle)

    def _pictures(self, post: Post, handle: Handle) -> dict[str, Any]:
        said = {
            "description": post.text,
            "privacy_level": self._audience,
            "disable_comment": handle.get("comments_off") == "True",
            "auto_add_music": True,
        }
        source = {
            "source": "PULL_FROM_URL",
            "photo_images": [picture.url for picture in post.pictures],
            "photo_cover_index": 0,
        }
        return {"post_info": said, "source_info": source, "post_mode": "DIRECT_POST", "media_type": "PHOTO"}

    def _when_done(self, publish_id: str, handle: Handle) -> Sent:
        """Wait a little for TikTok to publish what it has got. Whatever fails here leaves a doubt."""
        for seconds in STEPS:
            time.sleep(seconds)
            try:
                status = self._status(publish_id)
            except ConnectorFailure:
                continue
            if status["status"] == "PUBLISH_COMPLETE":
                return _sent(publish_id, status, handle)
            if status["status"] == "FAILED":
                raise _failed(str(status.get("fail_reason") or ""))
        raise OutcomeUnknown(_("TikTok is still working on the post."))

    def _status(self, publish_id: str) -> Mapping[str, Any]:
        with self._client.ask("post/publish/status/fetch", {"publish_id": publish_id}).reading() as body:
            status: dict[str, Any] = body["data"]
            _text(status["status"])
            return status

    def find_existing(self, post: Post, key: Key, handle: Handle) -> Found:
        """By the id TikTok gave a video before it had it. Pictures get theirs too late: a person looks."""
        if "publish_id" not in handle:
            return Unknowable()
        status = self._status(handle["publish_id"])
        match status["status"]:
            case "PUBLISH_COMPLETE":
                return _sent(handle["publish_id"], status, handle)
            case "FAILED":
                return Absent()
            case "PROCESSING_UPLOAD" if datetime.fromisoformat(handle["ends"]) < datetime.now(UTC):
                incomplete = int(status.get("uploaded_bytes") or 0) < post.videos[0].size
                return Absent() if incomplete else Unknowable()
            case _:
                raise NotSent(_("TikTok is still working on the post."), timedelta(minutes=2))

    # --- Measures ---

    def figures(self, sent: Sent) -> Figures:
        """By the id of the video, which TikTok gives only after its own check."""
        post = sent.extra.get("post") or _post_id(self._status(sent.remote_id))
        if not post:
            return Figures()
        fields = "id,view_count,like_count,comment_count,share_count"
        answer = self._client.ask("video/query", {"filters": {"video_ids": [post]}}, fields=fields)
        with answer.reading() as body:
            found = body["data"]["videos"]
            if not found:
                return Figures()
            views, likes, comments, shares = (
                int(found[0][f"{name}_count"]) for name in ("view", "like", "comment", "share")
            )
            return Figures(views=views, likes=likes, comments=comments, shares=shares)

    # --- Expires ---

    @staticmethod
    def expires_at(credentials: Mapping[str, str]) -> datetime | None:
        return oauth.expires_at(credentials)

    def refresh(self) -> Mapping[str, str]:
        return oauth.refresh(PROVIDER, self._credentials, self._http)


def _sent(publish_id: str, status: Mapping[str, Any], handle: Handle) -> Sent:
    """The address leads to the profile as long as TikTok has not given the post one of its own."""
    post, profile = _post_id(status), profile_url(handle.get("username", ""))
    kind = "video" if "upload_url" in handle else "photo"
    url = f"{profile}/{kind}/{post}" if post and profile else profile
    return Sent(publish_id, url, {"post": post} if post else {})


def _failed(reason: str) -> ConnectorFailure:
    if reason in TRY_AGAIN:
        return NotSent(_("TikTok could not publish the post this time."), timedelta(minutes=10))
    return refusal(reason)


def _post_id(status: Mapping[str, Any]) -> str:
    found = status.get("publicaly_available_post_id") or []  # their spelling
    return str(found[0]) if found else ""


def _is_theirs(host: str) -> bool:
    return f".{host}".endswith(".tiktokapis.com")


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError(value)
    return value
