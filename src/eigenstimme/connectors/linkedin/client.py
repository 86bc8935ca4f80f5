"""LinkedIn's versioned REST interface in its own words (https://learn.microsoft.com/linkedin/marketing)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from typing import Any
from urllib.parse import quote

import httpx

from eigenstimme.connectors.http import Answer, send
from eigenstimme.connectors.text import gettext_noop as _
from eigenstimme.connectors.types import ConnectorFailure, NeedsReconnect, NotSent

API = "https://api.linkedin.com"
VERSION = "202607"
"""Each version is answered for at least a year, then no more (426)."""
PAGE = 100


class Gone(Exception):
    """What was asked for is not there (any more)."""


class Duplicate(Exception):
    """LinkedIn has this very content of ours. ``said`` names where."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said


class LinkedInClient:
    """One member's access. Whatever is not 2xx raises."""

    def __init__(self, token: str, http: httpx.Client) -> None:
        self._http = http
        self._token = {"Authorization": f"Bearer {token}"}
        self._headers = {
            **self._token,
            "LinkedIn-Version": VERSION,
            "X-Restli-Protocol-Version": "2.0.0",
        }

    # --- who ---

    def userinfo(self) -> Answer:
        """OpenID Connect; the one call that knows no version."""
        return _accepted(send(self._http, "GET", f"{API}/v2/userinfo", headers=self._token))

    def organization(self, number: str) -> Answer:
        return self._get(f"organizations/{segment(number)}")

    def organizations_named(self, vanity_name: str) -> Answer:
        return self._get(f"organizations?q=vanityName&vanityName={segment(vanity_name)}")

    def roles(self) -> Answer:
        """In which organisations the member may do what."""
        return self._get(f"organizationAcls?q=roleAssignee&state=APPROVED&count={PAGE}")

    # --- files ---

    def initialize(self, kind: str, request: Mapping[str, Any]) -> Answer:
        """``kind``: "images" or "videos"."""
        return self._ask(
            "POST", f"{kind}?action=initializeUpload", json={"initializeUploadRequest": dict(request)}
        )

    def put(self, url: str, content: bytes) -> Answer:
        """A file, or a piece of it, where ``initialize`` said."""
        return _accepted(send(self._http, "PUT", url, headers=self._token, content=content))

    def finalize_video(self, urn: str, token: str, parts: list[str]) -> None:
        body = {"finalizeUploadRequest": {"video": urn, "uploadToken": token, "uploadedPartIds": parts}}
        self._ask("POST", "videos?action=finalizeUpload", json=body)

    def video(self, urn: str) -> Answer:
        return self._get(f"videos/{segment(urn)}")

    # --- posts ---

    def create_post(self, post: Mapping[str, Any]) -> Answer:
        """The irreversible call. The id of the post stands in a header."""
        return self._ask("POST", "posts", json=dict(post), once=True)

    def posts_of(self, author: str) -> Answer:
        """The newest, by their last change."""
        path = f"posts?q=author&author={segment(author)}&count={PAGE}&sortBy=LAST_MODIFIED"
        return self._ask("GET", path, headers={"X-RestLi-Method": "FINDER"})

    def change_post(self, urn: str, commentary: str) -> None:
        body = {"patch": {"$set": {"commentary": commentary}}}
        self._ask("POST", f"posts/{segment(urn)}", json=body, headers={"X-RestLi-Method": "PARTIAL_UPDATE"})

    def delete_post(self, urn: str) -> None:
        self._ask("DELETE", f"posts/{segment(urn)}", headers={"X-RestLi-Method": "DELETE"})

    # --- comments ---

    def create_comment(self, thread: str, comment: Mapping[str, Any]) -> Answer:
        """Irreversible as well."""
        return self._ask("POST", f"socialActions/{segment(thread)}/comments", json=dict(comment), once=True)

    def comments(self, thread: str) -> Answer:
        return self._get(f"socialActions/{segment(thread)}/comments?count={PAGE}")

    def change_comment(self, thread: str, number: str, actor: str, text: str) -> None:
        path = f"socialActions/{segment(thread)}/comments/{segment(number)}?actor={segment(actor)}"
        body = {"patch": {"message": {"$set": {"text": text}}}}
        self._ask("POST", path, json=body, headers={"X-RestLi-Method": "PARTIAL_UPDATE"})

    def delete_comment(self, thread: str, number: str, actor: str) -> None:
        path = f"socialActions/{segment(thread)}/comments/{segment(number)}?actor={segment(actor)}"
        self._ask("DELETE", path)

    # --- figures ---

    def statistics(self, organization: str, post: str) -> Answer:
        kind = "ugcPosts" if ":ugcPost:" in post else "shares"
        return self._get(
            "organizationalEntityShareStatistics?q=organizationalEntity"
            f"&organizationalEntity={segment(organization)}&{kind}=List({segment(post)})"
        )

    def _get(self, path: str) -> Answer:
        return self._ask("GET", path)

    def _ask(
        self, method: str, path: str, *, headers: Mapping[str, str] | None = None, **more: Any
    ) -> Answer:
        # Rest.li wants "List(…)" as it is and every URN inside encoded: the address is written out here.
        url = f"{API}/rest/{path}"
        return _accepted(send(self._http, method, url, headers={**self._headers, **(headers or {})}, **more))


def segment(urn: str) -> str:
    return quote(urn, safe="")


def _accepted(answer: Answer) -> Answer:
    if answer.ok:
        return answer
    raise _failure(answer)


def _failure(answer: Answer) -> ConnectorFailure | Gone | Duplicate:
    code, said = _said(answer)
    if (
        answer.once
        and answer.status in {400, 409, 422}
        and ("DUPLICATE" in code or "duplicate" in said.lower())
    ):
        return Duplicate(said)
    if answer.status in {404, 410}:
        return Gone()
    if answer.status == httpx.codes.FORBIDDEN and (
        code == "ACCESS_DENIED" or "not enough perm" in said.lower()
    ):
        return NeedsReconnect(_("The permissions given are too few. Please connect the channel again."))
    if answer.status == httpx.codes.UPGRADE_REQUIRED:
        return NotSent(
            _("LinkedIn no longer speaks this version of its interface. Please update Eigenstimme."),
            timedelta(hours=6),
        )
    if answer.status == httpx.codes.TOO_MANY_REQUESTS and answer.retry_after() is None:
        wait = timedelta(minutes=1) if "throttled" in said.lower() else _until_midnight()
        return NotSent(_("The server asks us to wait before the next request."), wait)
    return answer.failure(said)


def _until_midnight() -> timedelta:
    """Quotas of a day begin anew at midnight UTC."""
    now = datetime.now(UTC)
    return datetime.combine(now.date() + timedelta(days=1), time(), UTC) - now


def _said(answer: Answer) -> tuple[str, str]:
    """Code and reason; wrong fields are named further down (``errorDetails.inputErrors``)."""
    try:
        body = answer.json()
        wrong = (body.get("errorDetails") or {}).get("inputErrors") or []
        reasons = [str(each["description"]) for each in wrong if each.get("description")]
        return str(body.get("code") or ""), " ".join(reasons) or str(body.get("message") or "")
    except (ConnectorFailure, AttributeError, LookupError, TypeError, ValueError):
        return "", ""
