"""LinkedIn's REST interface, version 202607, as far as the connector asks it."""

from __future__ import annotations

import json
import time
from typing import Any
from urllib.parse import unquote

import httpx

from tests.simulator import Ledger, fields_of, says

UPLOADS = "https://www.linkedin.com/dms-uploads"
PIECE = 4


class LinkedIn:
    """One member, who may post for one page. ``posts``: their bodies by id, the newest last."""

    hosts = ("api.linkedin.com", "www.linkedin.com")

    def __init__(self, token: str, organization: str = "5515715") -> None:
        self.token, self.organization, self.ledger = token, organization, Ledger()
        self.posts: dict[str, dict[str, Any]] = {}
        self.comments: list[dict[str, Any]] = []
        self.uploaded: list[bytes] = []

    def answer(self, request: httpx.Request) -> httpx.Response:
        path = request.url.raw_path.decode().partition("?")[0]
        if path == "/oauth/v2/accessToken":
            return self._token(fields_of(request))
        if request.headers.get("authorization") != f"Bearer {self.token}":
            return _error(401, "INVALID_ACCESS_TOKEN", "Invalid access token")
        if path == "/v2/userinfo":
            return says({"sub": "782bbtaQ", "name": "Anna Kern"})
        if path.startswith("/dms-uploads"):
            self.uploaded.append(request.content)
            return httpx.Response(201, headers={"etag": f'"{len(self.uploaded)}"'})
        if request.headers.get("linkedin-version") != "202607":
            return _error(426, "NONEXISTENT_VERSION", "Requested version is not active")
        return self._rest(request, *map(unquote, path.removeprefix("/rest/").split("/")))

    def _token(self, form: dict[str, str]) -> httpx.Response:
        if form.get("code") == "used":
            return says({"error": "invalid_request"}, 401)
        return says({"access_token": self.token, "expires_in": 5184000, "scope": "w_member_social"})

    def _rest(self, request: httpx.Request, kind: str, *rest: str) -> httpx.Response:
        if kind in {"images", "videos"}:
            return self._file(request, kind)
        if kind == "posts":
            return self._post(request, *rest)
        if kind == "socialActions":
            return self._comments(request, *rest)
        if kind == "organizationAcls":
            return _elements(
                [{"organization": f"urn:li:organization:{self.organization}", "role": "ADMINISTRATOR"}]
            )
        if kind == "organizations":
            page = {"id": int(self.organization), "localizedName": "Maler Kern", "vanityName": "maler-kern"}
            asked = rest[0] if rest else request.url.params["vanityName"]
            known = asked in {self.organization, "maler-kern"}
            return says(page) if rest and known else _elements([page] if known else [])
        return _error(404, "NOT_FOUND", "Not found")

    def _file(self, request: httpx.Request, kind: str) -> httpx.Response:
        if request.method == "GET":
            return says({"status": "AVAILABLE"})
        body = json.loads(request.content)
        if "finalizeUploadRequest" in body:
            return httpx.Response(200)
        urn = f"urn:li:{kind.removesuffix('s')}:C4E{len(self.uploaded)}"
        if kind == "images":
            return says({"value": {"uploadUrl": f"{UPLOADS}/1", "image": urn}})
        size = body["initializeUploadRequest"]["fileSizeBytes"]
        pieces = [
            {"uploadUrl": f"{UPLOADS}/{first}", "firstByte": first, "lastByte": min(first + PIECE, size) - 1}
            for first in range(0, size, PIECE)
        ]
        return says({"value": {"video": urn, "uploadToken": "", "uploadInstructions": pieces}})

    def _post(self, request: httpx.Request, urn: str = "") -> httpx.Response:
        if request.method == "GET":
            return _elements(list(reversed(self.posts.values())))
        if urn and urn not in self.posts:
            return _error(404, "NOT_FOUND", "Not found")
        if request.method == "DELETE":
            del self.posts[urn]
            return httpx.Response(204)
        body = json.loads(request.content)
        if urn:
            self.posts[urn] |= body["patch"]["$set"]
            return httpx.Response(204)
        same = [each for each, post in self.posts.items() if _content(post) == _content(body)]
        if same:
            return _error(422, "DUPLICATE_POST", f"Content is a duplicate of {same[0]}")
        return self._created(body)

    def _created(self, body: dict[str, Any]) -> httpx.Response:
        now = int(time.time() * 1000)
        urn = f"urn:li:share:{(now << 22) + len(self.posts)}"
        self.posts[urn] = {**body, "id": urn, "createdAt": now, "publishedAt": now, "lastModifiedAt": now}
        content = body.get("content", {})
        files = len(content.get("multiImage", {}).get("images", [])) or int("media" in content)
        self.ledger.add(body["commentary"], files=files)
        return httpx.Response(201, headers={"x-restli-id": urn})

    def _comments(self, request: httpx.Request, thread: str, _kind: str, number: str = "") -> httpx.Response:
        if request.method == "GET":
            return _elements(self.comments)
        if request.method == "DELETE":
            self.comments = [each for each in self.comments if each["id"] != number]
            return httpx.Response(204)
        if number:
            return httpx.Response(204)
        body = json.loads(request.content)
        activity = "urn:li:activity:7399000000000000001"
        comment = {
            **body,
            "id": str(7399000000000000100 + len(self.comments)),
            "object": activity,
            "created": {"time": int(time.time() * 1000)},
        }
        self.comments.append(comment)
        self.ledger.add(body["message"]["text"], parent=thread)
        return says(comment, 201, {"x-restli-id": comment["id"]})


def _content(post: dict[str, Any]) -> object:
    return post["commentary"], post.get("content")


def _elements(elements: list[Any]) -> httpx.Response:
    return says({"elements": elements, "paging": {"start": 0, "count": 100}})


def _error(status: int, code: str, message: str) -> httpx.Response:
    return says({"status": status, "code": code, "message": message}, status)
