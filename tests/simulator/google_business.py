"""Google's interfaces of Business Profile, as far as the connector asks them: one profile, its posts and reviews."""

from __future__ import annotations

import json
from typing import Any

import httpx

from tests.simulator import Ledger, Stored, says

ROOT = "/v4/accounts/111/locations/222"
LOCATION = {
    "name": "locations/222",
    "title": "Maler Kern",
    "storefrontAddress": {"locality": "Ulm"},
    "metadata": {"mapsUri": "https://maps.google.com/maps?cid=1"},
}
WRITTEN = "2026-11-22T09:00:05.123456Z"


class GoogleBusiness:
    hosts = (
        "mybusiness.googleapis.com",
        "mybusinessaccountmanagement.googleapis.com",
        "mybusinessbusinessinformation.googleapis.com",
        "oauth2.googleapis.com",
    )

    def __init__(self) -> None:
        self.ledger = Ledger()
        self.locations: list[dict[str, Any]] = [LOCATION]
        self.reviews: list[dict[str, Any]] = []
        self.state = "LIVE"

    def answer(self, request: httpx.Request) -> httpx.Response:
        path, method = request.url.path, request.method
        if path == "/token":
            return says({"access_token": "ya29.new", "expires_in": 3599, "refresh_token": "1//new"})
        if not request.headers.get("authorization", "").startswith("Bearer "):
            return _error(401, "UNAUTHENTICATED")
        if path.startswith(ROOT):
            return self._profile(method, path.removeprefix(ROOT), json.loads(request.content or b"{}"))
        known: dict[str, Any] = {
            "/v1/accounts": {"accounts": [{"name": "accounts/111"}]},
            "/v1/accounts/111/locations": {"locations": self.locations},
            "/v1/locations/222": LOCATION,
        }
        return says(known[path]) if path in known else _error(404, "NOT_FOUND")

    def _profile(self, method: str, path: str, body: dict[str, Any]) -> httpx.Response:
        match (method, path.split("/")[1:]):
            case "GET", ["localPosts"]:
                return says({"localPosts": [self._post(each) for each in self.ledger.posts[::-1]]})
            case "POST", ["localPosts"]:
                return self._posted(body)
            case "PATCH", ["localPosts", number]:
                return says({"name": f"{ROOT[4:]}/localPosts/{number}", **body})
            case "DELETE", ["localPosts", number]:
                return says({}) if self.ledger.remove(number) else _error(404, "NOT_FOUND")
            case "GET", ["reviews"]:
                return says({"reviews": self.reviews} if self.reviews else {})
            case _, ["reviews", review, *reply]:
                return self._review(method, review, reply == ["reply"], body)
            case _:
                return _error(404, "NOT_FOUND")

    def _posted(self, body: dict[str, Any]) -> httpx.Response:
        if len(body["summary"]) > 1500:
            return _error(400, "INVALID_ARGUMENT")
        if not all(each["sourceUrl"].startswith("https://") for each in body.get("media", ())):
            return _error(400, "INVALID_ARGUMENT")
        return says(self._post(self.ledger.add(body["summary"], files=len(body.get("media", ())))))

    def _post(self, stored: Stored) -> dict[str, Any]:
        number = stored.remote_id
        where = {"name": f"{ROOT[4:]}/localPosts/{number}", "searchUrl": f"https://local.google.com/{number}"}
        return {**where, "summary": stored.text, "state": self.state, "createTime": WRITTEN}

    def _review(self, method: str, review: str, reply: bool, body: dict[str, Any]) -> httpx.Response:
        found = next((each for each in self.reviews if each["reviewId"] == review), None)
        if found is None:
            return _error(404, "NOT_FOUND")
        if reply and method == "PUT":
            found["reviewReply"] = {"comment": body["comment"], "updateTime": WRITTEN}
            self.ledger.add(body["comment"], parent=review)
            return says(found["reviewReply"])
        if reply:
            found.pop("reviewReply", None)
            return says({})
        return says(found)


def _error(status: int, words: str) -> httpx.Response:
    return says({"error": {"code": status, "status": words, "message": words, "details": []}}, status)
