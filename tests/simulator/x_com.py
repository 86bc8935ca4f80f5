"""X's API v2, as far as the connector asks it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import httpx

from eigenstimme.connectors.x_com.counting import count
from tests.simulator import Ledger, fields_of, says

USER = {"id": "2244994945", "name": "Maler Kern", "username": "maler_kern"}


class X:
    """``tweets``: the newest last. ``summoned``: the posts of others that mention us."""

    hosts = ("api.x.com",)

    def __init__(self, token: str) -> None:
        self.token, self.refresh_token, self.ledger = token, "notArealRefreshToken-x", Ledger()
        self.tweets: list[dict[str, Any]] = []
        self.summoned: set[str] = set()
        self.media: dict[str, list[bytes]] = {}
        self.alts: dict[str, str] = {}

    def answer(self, request: httpx.Request) -> httpx.Response:
        path = request.url.path.removeprefix("/2/")
        if path == "oauth2/token":
            return self._token(request)
        if request.headers.get("authorization") != f"Bearer {self.token}":
            return _problem(401, "about:blank", "Unauthorized")
        if path == "users/me":
            return says({"data": USER})
        if path.startswith("media/"):
            return self._media(request, path.removeprefix("media/"))
        if path == "tweets":
            return self._create(json.loads(request.content))
        if path == f"users/{USER['id']}/tweets":
            return self._list(request.url.params["start_time"])
        return self._one(request.method, path.removeprefix("tweets/"))

    def _token(self, request: httpx.Request) -> httpx.Response:
        form = fields_of(request)
        if not request.headers.get("authorization", "").startswith("Basic "):
            return says({"error": "unauthorized_client"}, 401)
        if form["grant_type"] == "refresh_token":
            if form["refresh_token"] != self.refresh_token:
                return says(
                    {
                        "error": "invalid_request",
                        "error_description": "Value passed for the token was invalid.",
                    },
                    400,
                )
            self.token, self.refresh_token = self.token + "2", self.refresh_token + "2"
        return says({"access_token": self.token, "refresh_token": self.refresh_token, "expires_in": 7200})

    def _media(self, request: httpx.Request, path: str) -> httpx.Response:
        if path == "metadata":
            body = json.loads(request.content)
            self.alts[body["id"]] = body["metadata"]["alt_text"]["text"]
            return says({"data": {"id": body["id"]}})
        if path == "upload/initialize":
            number = str(1880028106020515840 + len(self.media))
            self.media[number] = []
            return says({"data": {"id": number, "media_key": f"3_{number}", "expires_after_secs": 86400}})
        _upload, number, step = path.split("/")
        if step == "append":
            self.media[number].append(request.content)
        return says({"data": {"id": number}})

    def _create(self, body: dict[str, Any]) -> httpx.Response:
        text, parent = body.get("text", ""), body.get("reply", {}).get("in_reply_to_tweet_id", "")
        if count(text) > 280:
            return _problem(403, "forbidden", "Your Tweet text is too long.")
        if any(each["text"] == text for each in self.tweets):
            return _problem(403, "forbidden", "You are not allowed to create a Tweet with duplicate content.")
        if parent and parent not in self.summoned | {each["id"] for each in self.tweets}:
            return _problem(
                403,
                "forbidden",
                "Reply to this conversation is not allowed because you have not been mentioned.",
            )
        media = body.get("media", {}).get("media_ids", [])
        self.ledger.add(text, files=len(media), parent=parent)
        tweet = {"id": str(2080765813578200000 + len(self.tweets)), "text": text}
        kept = {**tweet, "author_id": USER["id"], "created_at": datetime.now(UTC).isoformat()}
        if parent:
            kept["referenced_tweets"] = [{"type": "replied_to", "id": parent}]
        if media:
            kept["attachments"] = {"media_keys": [f"3_{each}" for each in media]}
        self.tweets.append(kept)
        return says({"data": tweet}, 201)

    def _list(self, since: str) -> httpx.Response:
        newer = [each for each in reversed(self.tweets) if each["created_at"] >= since.replace("Z", "")][:100]
        return says(
            {"data": newer, "meta": {"result_count": len(newer)}} if newer else {"meta": {"result_count": 0}}
        )

    def _one(self, method: str, number: str) -> httpx.Response:
        found = [each for each in self.tweets if each["id"] == number]
        if method == "DELETE":
            self.tweets = [each for each in self.tweets if each["id"] != number]
            return says({"data": {"deleted": True}})
        if not found:
            return says(
                {
                    "errors": [
                        {
                            "title": "Not Found Error",
                            "type": "https://api.x.com/2/problems/resource-not-found",
                        }
                    ]
                }
            )
        metrics = {
            "retweet_count": 2,
            "quote_count": 1,
            "like_count": 7,
            "reply_count": 3,
            "impression_count": 120,
        }
        return says({"data": {**found[0], "public_metrics": metrics}})


def _problem(status: int, kind: str, detail: str) -> httpx.Response:
    return says(
        {"title": detail, "detail": detail, "type": f"https://api.x.com/2/problems/{kind}", "status": status},
        status,
    )
