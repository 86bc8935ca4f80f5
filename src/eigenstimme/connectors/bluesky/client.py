"""The calls of the AT Protocol that we need, for one account, in the words of its lexicons.

https://docs.bsky.app/docs/category/http-reference
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Self

import httpx

from eigenstimme.connectors.http import Answer, send
from eigenstimme.connectors.text import gettext_noop as _
from eigenstimme.connectors.types import ConnectorFailure, NeedsReconnect, NotSent, OutcomeUnknown, Refused

POST = "app.bsky.feed.post"
LIKE = "app.bsky.feed.like"

_HOST = re.compile(rb"[a-z0-9-]+(\.[a-z0-9-]+)*")
_TOKEN_ERRORS = frozenset({"ExpiredToken", "InvalidToken"})
"""Names of errors that come with status 400, though a new token is all that is needed."""
_ACCOUNT_REASONS = {
    "AuthFactorTokenRequired": _("This is the main password. Please use an app password."),
    "AccountTakedown": _("Bluesky has suspended this account."),
    "AccountDeactivated": _("This account is deactivated at Bluesky."),
}
_WRONG_PASSWORD = _("Bluesky does not accept this handle with this app password.")
_NO_ADDRESS = _("This is not the address of a server. It begins with https://.")
_NO_SERVER = _("There is no Bluesky server at this address.")


@dataclass(frozen=True)
class Session:
    """All that is sealed. ``pds`` is the server that keeps the account; the tokens change every two hours."""

    server: str
    did: str
    app_password: str = field(repr=False)
    pds: str
    access_token: str = field(repr=False)
    refresh_token: str = field(repr=False)

    @classmethod
    def of(cls, credentials: Mapping[str, str]) -> Self:
        return cls(**credentials)

    def credentials(self) -> dict[str, str]:
        return asdict(self)


@dataclass(frozen=True)
class Ref:
    """A record in exactly one wording: the protocol's strong reference."""

    uri: str
    cid: str

    @classmethod
    def of(cls, body: Mapping[str, Any]) -> Self:
        uri = _text(body["uri"])
        if uri.count("/") != 4:
            raise ValueError(f"at://account/collection/key expected, not {uri!r}")
        return cls(uri, _text(body["cid"]))

    @property
    def did(self) -> str:
        return self.uri.split("/")[2]

    @property
    def key(self) -> str:
        return self.uri.split("/")[4]


def origin(address: str) -> str:
    """Scheme, host and port of a server. Raises ``Refused`` where a password would travel in the clear."""
    try:
        url = httpx.URL(address if "://" in address else f"https://{address}")
    except httpx.InvalidURL as error:
        raise Refused(_NO_ADDRESS) from error
    is_safe = url.scheme == "https" or (url.scheme == "http" and url.host in ("localhost", "127.0.0.1"))
    if not is_safe or not _HOST.fullmatch(url.raw_host):
        raise Refused(_NO_ADDRESS)
    return f"{url.scheme}://{url.netloc.decode('ascii')}"


def sign_in(http: httpx.Client, server: str, identifier: str, app_password: str) -> Session:
    """Open a session; allowed 30 times in 5 minutes and 300 a day. ``Refused``: the values are wrong."""
    values = {"identifier": identifier, "password": app_password}
    answer = send(http, "POST", f"{server}/xrpc/com.atproto.server.createSession", json=values)
    if answer.status in (400, 401, 403, 404):
        name, _message = _error(answer)
        raise Refused(_ACCOUNT_REASONS.get(name, _WRONG_PASSWORD) if name else _NO_SERVER)
    return _session(_accepted(answer), server, app_password)


class Client:
    """One account's view of the network. ``renewed`` is the session that replaced the first one, if any."""

    def __init__(self, session: Session, http: httpx.Client) -> None:
        self._session = session
        self._http = http
        self.renewed: Session | None = None

    @property
    def did(self) -> str:
        return self._session.did

    def account(self) -> Answer:
        """What the account's own server knows: ``handle``, ``active`` and ``status``."""
        return self._get("com.atproto.server.getSession")

    def profile(self) -> Answer:
        """The public face. Raises ``Refused`` for an account so new that the network has not seen it yet."""
        return self._get("app.bsky.actor.getProfile", actor=self.did)

    def did_of(self, handle: str) -> str | None:
        """The account behind a handle; ``None`` when there is none."""
        try:
            answer = self._get("com.atproto.identity.resolveHandle", handle=handle)
        except Refused:
            return None
        with answer.reading() as body:
            return _text(body["did"])

    def upload(self, content: bytes, media_type: str) -> Any:
        """Leave a picture at the server; gives the blob a record refers to. Unused ones vanish in a while."""
        answer = self._post("com.atproto.repo.uploadBlob", content=content, content_type=media_type)
        with answer.reading() as body:
            blob = body["blob"]
            _text(blob["ref"]["$link"])
            return blob

    def put(self, collection: str, key: str, record: Mapping[str, Any], *, once: bool) -> Ref:
        """Create a record. The same again changes nothing; another one is never written over the first.

        The server compares the records before it looks at ``swapRecord`` (PDS 0.5.35, November 2026).
        """
        values = {
            "repo": self.did,
            "collection": collection,
            "rkey": key,
            "record": record,
            "swapRecord": None,
        }
        answer = self._post("com.atproto.repo.putRecord", json=values, once=once)
        with answer.reading() as body:
            return Ref.of(body)

    def find(self, collection: str, key: str) -> Ref | None:
        """A record of this account, asked at the server that keeps it; ``None``: it surely is not there."""
        params = {"repo": self.did, "collection": collection, "rkey": key}
        answer = self._call("GET", "com.atproto.repo.getRecord", params=params)
        if answer.status == 400 and _error(answer)[0] == "RecordNotFound":
            return None
        with _accepted(answer).reading() as body:
            return Ref.of(body)

    def delete(self, collection: str, key: str) -> None:
        """Take a record away; one that is not there is fine."""
        values = {"repo": self.did, "collection": collection, "rkey": key}
        self._post("com.atproto.repo.deleteRecord", json=values)

    def notifications(self, reasons: Sequence[str], limit: int, cursor: str) -> Answer:
        """One page, newest first."""
        params: dict[str, Any] = {"reasons": list(reasons), "limit": limit}
        return self._get(
            "app.bsky.notification.listNotifications", **params, **({"cursor": cursor} if cursor else {})
        )

    def _get(self, method: str, **params: Any) -> Answer:
        return _accepted(self._call("GET", method, params=params))

    def _post(
        self,
        method: str,
        *,
        json: Any = None,
        content: bytes | None = None,
        content_type: str = "application/json",
        once: bool = False,
    ) -> Answer:
        headers = {"Content-Type": content_type}
        return _accepted(self._call("POST", method, json=json, content=content, headers=headers, once=once))

    def _call(self, verb: str, method: str, **options: Any) -> Answer:
        """Ask, and ask again with a new token when the server says that ours is no longer good."""
        answer = self._ask(verb, method, **options)
        if not _is_token_refused(answer):
            return answer
        self._renew()
        return self._ask(verb, method, **options)

    def _ask(
        self, verb: str, method: str, headers: Mapping[str, str] | None = None, **options: Any
    ) -> Answer:
        signed = {**(headers or {}), "Authorization": f"Bearer {self._session.access_token}"}
        return send(self._http, verb, f"{self._session.pds}/xrpc/{method}", headers=signed, **options)

    def _renew(self) -> None:
        """New tokens for the refresh token; when that has died as well, a new session with the app password.

        Two workers may do so at once: the server hands both the same next refresh token, and the old one is
        good for two more hours (PDS 0.5.35, account-manager.ts).
        """
        session = self._session
        token = {"Authorization": f"Bearer {session.refresh_token}"}
        answer = send(
            self._http, "POST", f"{session.pds}/xrpc/com.atproto.server.refreshSession", headers=token
        )
        if answer.status in (400, 401, 403):
            self._session = self._sign_in_again()
        else:
            self._session = _session(_accepted(answer), session.server, session.app_password)
        self.renewed = self._session

    def _sign_in_again(self) -> Session:
        try:
            return sign_in(self._http, self._session.server, self._session.did, self._session.app_password)
        except Refused as refusal:
            raise NeedsReconnect(refusal.reason) from refusal


def _session(answer: Answer, server: str, app_password: str) -> Session:
    with answer.reading() as body:
        did, access, refresh = (_text(body[name]) for name in ("did", "accessJwt", "refreshJwt"))
        address = _pds(body.get("didDoc") or {}) or server
    return Session(server, did, app_password, origin(address), access, refresh)


def _pds(document: Mapping[str, Any]) -> str:
    """The server that keeps the account, by its DID document; "" when the document is silent."""
    for service in document.get("service", []):
        if service["id"].endswith("#atproto_pds"):
            return _text(service["serviceEndpoint"])
    return ""


def _accepted(answer: Answer) -> Answer:
    if not answer.ok:
        raise _failure(answer)
    return answer


def _failure(answer: Answer) -> ConnectorFailure:
    name, message = _error(answer)
    if name == "InvalidSwap":
        return OutcomeUnknown(_("Something has been published under this key before."))
    if name == "BlobNotFound":
        return NotSent(_("Bluesky has dropped the uploaded pictures. They have to be uploaded again."))
    if name in _ACCOUNT_REASONS:
        return NeedsReconnect(_ACCOUNT_REASONS[name])
    if _is_token_refused(answer):
        return NeedsReconnect(_("The access is no longer valid. Please connect the channel again."))
    return answer.failure(message)


def _is_token_refused(answer: Answer) -> bool:
    name, _message = _error(answer)
    if name in _ACCOUNT_REASONS:
        return False
    return answer.status == 401 or (answer.status == 400 and name in _TOKEN_ERRORS)


def _error(answer: Answer) -> tuple[str, str]:
    """Name and sentence of an error; empty when the server keeps to itself what went wrong."""
    try:
        body = answer.json()
    except ConnectorFailure:
        return "", ""
    if not isinstance(body, dict):
        return "", ""
    return str(body.get("error", "")), str(body.get("message", ""))


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value:
        raise TypeError(f"text expected, not {value!r}")
    return value
