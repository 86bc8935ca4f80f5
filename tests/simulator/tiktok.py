"""TikTok's interface v2, as far as the connector asks it: one account, uploads in pieces, pictures by address."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import httpx
import regex

from tests.simulator import Ledger, says

CREATOR = {
    "creator_username": "maler.kern",
    "creator_nickname": "Maler Kern",
    "privacy_level_options": ["PUBLIC_TO_EVERYONE", "SELF_ONLY"],
    "comment_disabled": False,
    "duet_disabled": False,
    "stitch_disabled": True,
    "max_video_post_duration_sec": 300,
}
SCOPE = "user.info.basic,user.info.profile,video.list,video.publish"


@dataclass
class Upload:
    text: str
    size: int
    arrived: int = 0
    status: str = "PROCESSING_UPLOAD"
    fail_reason: str = ""
    post: str = ""


class TikTok:
    hosts = ("open.tiktokapis.com", "open-upload.tiktokapis.com")

    def __init__(self) -> None:
        self.ledger = Ledger()
        self.uploads: dict[str, Upload] = {}
        self.announced: list[dict[str, Any]] = []
        self.then = "PUBLISH_COMPLETE"
        self.because = ""
        self.scope = SCOPE

    def answer(self, request: httpx.Request) -> httpx.Response:
        if request.url.host == "open-upload.tiktokapis.com":
            return self._received(self.uploads[request.url.params["upload_id"]], request)
        path = request.url.path.removeprefix("/v2").strip("/")
        if path == "oauth/token":
            tokens = {"access_token": "act.new", "expires_in": 86400, "refresh_token": "rft.new"}
            return says({**tokens, "open_id": "abc", "scope": self.scope, "token_type": "Bearer"})
        if not request.headers.get("authorization", "").startswith("Bearer "):
            return _error(401, "access_token_invalid")
        asked = getattr(self, f"_{path.replace('/', '_')}", None)
        return asked(json.loads(request.content or b"{}")) if asked else _error(404, "not_found")

    def _user_info(self, _asked: dict[str, Any]) -> httpx.Response:
        return _ok({"user": {"open_id": "abc", "display_name": "Maler Kern", "username": "maler.kern"}})

    def _post_publish_creator_info_query(self, _asked: dict[str, Any]) -> httpx.Response:
        return _ok(CREATOR)

    def _post_publish_video_init(self, asked: dict[str, Any]) -> httpx.Response:
        source = asked["source_info"]
        pieces = max(1, source["video_size"] // source["chunk_size"])
        if source["total_chunk_count"] != pieces:
            return _error(400, "invalid_params")
        self.announced.append(asked["post_info"])
        number = self._opened(asked["post_info"]["title"], source["video_size"])
        address = f"https://open-upload.tiktokapis.com/video/?upload_id={number}"
        return _ok({"publish_id": number, "upload_url": address})

    def _post_publish_content_init(self, asked: dict[str, Any]) -> httpx.Response:
        if not all(each.startswith("https://") for each in asked["source_info"]["photo_images"]):
            return _error(400, "invalid_params")
        self.announced.append(asked["post_info"])
        number = self._opened(asked["post_info"]["description"], 0)
        self._finished(self.uploads[number], len(asked["source_info"]["photo_images"]))
        return _ok({"publish_id": number})

    def _post_publish_status_fetch(self, asked: dict[str, Any]) -> httpx.Response:
        upload = self.uploads.get(asked["publish_id"])
        if upload is None:
            return _error(400, "invalid_publish_id")
        said = {"status": upload.status, "fail_reason": upload.fail_reason, "uploaded_bytes": upload.arrived}
        return _ok({**said, "publicaly_available_post_id": [int(upload.post)] if upload.post else []})

    def _video_query(self, asked: dict[str, Any]) -> httpx.Response:
        counts = {"view_count": 900, "like_count": 40, "comment_count": 3, "share_count": 2}
        return _ok({"videos": [{"id": each, **counts} for each in asked["filters"]["video_ids"]]})

    def _opened(self, text: str, size: int) -> str:
        number = f"v_pub~v2.{len(self.uploads) + 1}"
        self.uploads[number] = Upload(text, size)
        return number

    def _received(self, upload: Upload, request: httpx.Request) -> httpx.Response:
        stretch = regex.fullmatch(r"bytes (\d+)-(\d+)/(\d+)", request.headers["content-range"])
        if not stretch or int(stretch[1]) != upload.arrived:
            return httpx.Response(416)
        upload.arrived += len(request.content)
        if upload.arrived < upload.size:
            return httpx.Response(206)
        self._finished(upload, 1)
        return httpx.Response(201)

    def _finished(self, upload: Upload, files: int) -> None:
        upload.status, upload.fail_reason = self.then, self.because
        if upload.status == "PUBLISH_COMPLETE":
            stored = self.ledger.add(upload.text, files=files)
            upload.post = f"700000000000000000{stored.remote_id}"


def _ok(data: Any) -> httpx.Response:
    return says({"data": data, "error": {"code": "ok", "message": "", "log_id": "2026"}})


def _error(status: int, code: str) -> httpx.Response:
    return says({"data": {}, "error": {"code": code, "message": "", "log_id": "2026"}}, status)
