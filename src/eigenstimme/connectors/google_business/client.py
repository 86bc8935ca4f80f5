"""The interfaces of Business Profile in their own words (https://developers.google.com/my-business/reference/rest)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import httpx

from eigenstimme.connectors import google
from eigenstimme.connectors.http import Answer, send
from eigenstimme.connectors.text import gettext_noop as _
from eigenstimme.connectors.types import Refused

ACCOUNTS = "https://mybusinessaccountmanagement.googleapis.com/v1/accounts"
INFORMATION = "https://mybusinessbusinessinformation.googleapis.com/v1"
POSTS = "https://mybusiness.googleapis.com/v4"
READ = "name,title,storefrontAddress,metadata"
"""What is asked of a location."""


class Gone(Refused):
    """What was asked for is not there (any more)."""


class BusinessClient:
    def __init__(self, token: str, http: httpx.Client) -> None:
        self._headers, self._http = {"Authorization": f"Bearer {token}"}, http

    def accounts(self) -> Answer:
        return self.get(ACCOUNTS, pageSize=20)

    def locations(self, account: str) -> Answer:
        return self.get(f"{INFORMATION}/{account}/locations", readMask=READ, pageSize=100)

    def location(self, location: str) -> Answer:
        return self.get(f"{INFORMATION}/{location}", readMask=READ)

    def get(self, url: str, **params: Any) -> Answer:
        return _answered(send(self._http, "GET", url, headers=self._headers, params=params))

    def write(
        self,
        method: str,
        url: str,
        json: Mapping[str, Any] | None = None,
        *,
        once: bool = False,
        **params: Any,
    ) -> Answer:
        return _answered(
            send(self._http, method, url, headers=self._headers, params=params, json=json, once=once)
        )


def _answered(answer: Answer) -> Answer:
    if answer.status == httpx.codes.NOT_FOUND:
        raise Gone(_("What was asked for is no longer there."))
    if not answer.ok:
        raise google.failure(answer)
    return answer
