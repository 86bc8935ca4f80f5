"""YouTube's Data API v3, as far as the connector asks it: resumable uploads, comments, statistics."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import httpx
import regex

from tests.simulator import Ledger, says

CHANNEL = {
    "id": "UC_x5XG1OV2P6uZZ5FSM9Ttw",
    "snippet": {"title": "Maler Kern", "customUrl": "@maler-kern", "thumbnails": {}},
}
WRITTEN = "2026-11-22T09:00:05Z"
NOT_YET = 308


@dataclass
class Session:
    """An upload under way."""

    snippet: dict[str, Any]
    size: int
    arrived: int = 0
    video: str = ""


class YouTube:
    hosts = ("www.googleapis.com", "oauth2.googleapis.com")

    def __init__(self) -> None:
        self.ledger = Ledger()
        self.sessions: list[Session] = []
        self.forgotten = False
        self.threads: list[dict[str, Any]] = []
        self.thumbnails: list[str] = []

    def answer(self, request: httpx.Request) -> httpx.Response:
        path, method = request.url.path, request.method
        if path == "/token":
            return says({"access_token": "ya29.new", "expires_in": 3599, "token_type": "Bearer"})
        if not request.headers.get("authorization", "").startswith("Bearer "):
            return _error(401, "authError", "Login Required.")
        if path.startswith("/upload/youtube/v3/"):
            return self._upload(request, path.rpartition("/")[2])
        asked = getattr(self, f"_{method}_{path.rpartition('/')[2]}", None)
        body = json.loads(request.content or b"{}")
        return asked(request.url.params, body) if asked else _error(404, "notFound", "Not Found")

    # --- uploading ---

    def _upload(self, request: httpx.Request, what: str) -> httpx.Response:
        if what == "set":
            self.thumbnails.append(request.url.params["videoId"])
            return says({"items": []})
        if request.method == "POST":
            return self._opened(request)
        session = self.sessions[int(request.url.params["upload_id"])]
        return _error(404, "notFound", "Not Found") if self.forgotten else self._received(session, request)

    def _opened(self, request: httpx.Request) -> httpx.Response:
        snippet = json.loads(request.content)["snippet"]
        if not 0 < len(snippet["title"]) <= 100:
            return _error(400, "invalidTitle", "The request metadata specifies an invalid video title.")
        self.sessions.append(Session(snippet, int(request.headers["x-upload-content-length"])))
        address = (
            f"{request.url.copy_with(query=None)}?uploadType=resumable&upload_id={len(self.sessions) - 1}"
        )
        return httpx.Response(200, headers={"Location": address})

    def _received(self, session: Session, request: httpx.Request) -> httpx.Response:
        stretch = regex.fullmatch(r"bytes (\d+)-(\d+)/(\d+)", request.headers["content-range"])
        if stretch and int(stretch[2]) < int(stretch[1]):
            return _error(400, "badRequest", "Invalid Content-Range.")
        if stretch and int(stretch[1]) == session.arrived:
            session.arrived += len(request.content)
        if session.arrived < session.size:
            so_far = {"Range": f"bytes=0-{session.arrived - 1}"} if session.arrived else {}
            return httpx.Response(NOT_YET, headers=so_far)
        if not session.video:
            stored = self.ledger.add(session.snippet["description"], files=1)
            session.video = f"video{stored.remote_id}"
        return says({"kind": "youtube#video", "id": session.video, "snippet": session.snippet}, 201)

    # --- reading and writing ---

    def _GET_channels(self, _asked: httpx.QueryParams, _body: Any) -> httpx.Response:
        return says({"pageInfo": {"totalResults": 1}, "items": [CHANNEL]})

    def _GET_playlistItems(self, asked: httpx.QueryParams, _body: Any) -> httpx.Response:
        assert asked["playlistId"] == "UU_x5XG1OV2P6uZZ5FSM9Ttw"
        made = [session for session in self.sessions if session.video]
        items = [
            {"snippet": {**each.snippet, "publishedAt": WRITTEN, "resourceId": {"videoId": each.video}}}
            for each in made
        ]
        return says({"items": items})

    def _GET_videos(self, asked: httpx.QueryParams, _body: Any) -> httpx.Response:
        found = [each for each in self.sessions if each.video == asked["id"]]
        figures = {"viewCount": "120", "likeCount": "7", "commentCount": "2", "favoriteCount": "0"}
        items = [{"id": each.video, "snippet": each.snippet, "statistics": figures} for each in found]
        return says({"items": items})

    def _PUT_videos(self, _asked: httpx.QueryParams, body: Any) -> httpx.Response:
        for session in self.sessions:
            if session.video == body["id"]:
                session.snippet = body["snippet"]
        return says(body)

    def _DELETE_videos(self, asked: httpx.QueryParams, _body: Any) -> httpx.Response:
        gone = self.ledger.remove(asked["id"].removeprefix("video"))
        return httpx.Response(204) if gone else _error(404, "videoNotFound", "Not Found")

    def _GET_commentThreads(self, _asked: httpx.QueryParams, _body: Any) -> httpx.Response:
        return says({"items": self.threads})

    def _POST_commentThreads(self, _asked: httpx.QueryParams, body: Any) -> httpx.Response:
        snippet = body["snippet"]
        words = snippet["topLevelComment"]["snippet"]["textOriginal"]
        stored = self.ledger.add(words, parent=snippet["videoId"])
        return says({"kind": "youtube#commentThread", "id": f"Ug{stored.remote_id}"})

    def _GET_comments(self, asked: httpx.QueryParams, _body: Any) -> httpx.Response:
        answers = [each for each in self.ledger.posts if each.parent == asked["parentId"]]
        return says({"items": [_comment(each.remote_id, each.text, each.parent) for each in answers]})

    def _POST_comments(self, _asked: httpx.QueryParams, body: Any) -> httpx.Response:
        stored = self.ledger.add(body["snippet"]["textOriginal"], parent=body["snippet"]["parentId"])
        return says(_comment(stored.remote_id, stored.text, stored.parent))


def _comment(number: str, text: str, parent: str) -> dict[str, Any]:
    snippet = {
        "parentId": parent,
        "textOriginal": text,
        "textDisplay": text,
        "authorDisplayName": "@maler-kern",
        "authorChannelId": {"value": CHANNEL["id"]},
        "publishedAt": WRITTEN,
    }
    return {"kind": "youtube#comment", "id": f"{parent}.{number}", "snippet": snippet}


def _error(status: int, reason: str, message: str) -> httpx.Response:
    errors = [{"message": message, "domain": "youtube", "reason": reason}]
    return says({"error": {"code": status, "message": message, "errors": errors}}, status)
