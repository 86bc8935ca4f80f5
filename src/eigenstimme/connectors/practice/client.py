"""The practice network's interface, as ``eigenstimme.practice.api`` offers it below ``base_url``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import httpx

from eigenstimme.connectors.http import Answer, send
from eigenstimme.connectors.text import gettext_noop as _
from eigenstimme.connectors.types import ConnectorFailure, Refused

File = tuple[str, bytes, str]
"""Name, content and media type."""


class Missing(Refused):
    """There is no such thing on the wall (404)."""


@dataclass(frozen=True)
class Client:
    """Speaks for one wall. Every method raises the four failures."""

    http: httpx.Client
    base_url: str
    token: str = field(repr=False)

    def get(self, path: str) -> Answer:
        return self._call("GET", path)

    def post(
        self,
        path: str,
        fields: dict[str, str | list[str]],
        files: Sequence[tuple[str, File]] = (),
        *,
        once: bool,
    ) -> Answer:
        """``files`` by the name of their field."""
        return self._call("POST", path, data=fields, files=list(files) or None, once=once)

    def put(self, path: str) -> Answer:
        return self._call("PUT", path)

    def delete(self, path: str) -> Answer:
        return self._call("DELETE", path)

    def _call(
        self,
        method: str,
        path: str,
        *,
        data: dict[str, str | list[str]] | None = None,
        files: list[tuple[str, File]] | None = None,
        once: bool = False,
    ) -> Answer:
        address = f"{self.base_url}{path}"
        bearer = {"Authorization": f"Bearer {self.token}"}
        answer = send(self.http, method, address, headers=bearer, data=data, files=files, once=once)
        if answer.ok:
            return answer
        complaint = _complaint(answer)
        if answer.status == 404 and complaint:
            raise Missing(_("This is no longer there on the practice channel."))
        raise answer.failure(complaint)


def _complaint(answer: Answer) -> str:
    try:
        body = answer.json()
    except ConnectorFailure:
        return ""
    return str(body.get("error", "")) if isinstance(body, dict) else ""
