"""The device in a person's pocket: passkeys, as Chromium's virtual authenticator keeps them, and an app for codes."""

from __future__ import annotations

import base64
import time
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from playwright.sync_api import CDPSession, Page

STEP = 30  # seconds for which an app shows a code


@dataclass
class Authenticator:
    """A phone that is unlocked by its owner's face, until it ``refuses``."""

    session: CDPSession
    name: str

    def refuses(self, yes: bool = True) -> None:
        """The owner looks away: the device does not confirm that it is they."""
        self._tell("setUserVerified", isUserVerified=not yes)

    def passkeys(self) -> list[dict[str, Any]]:
        kept: list[dict[str, Any]] = self._tell("getCredentials")["credentials"]
        return kept

    def forget(self) -> None:
        self._tell("clearCredentials")

    def _tell(self, verb: str, **what: Any) -> dict[str, Any]:
        answer: dict[str, Any] = self.session.send(f"WebAuthn.{verb}", {"authenticatorId": self.name, **what})
        return answer


def authenticator(page: Page) -> Authenticator:
    """Plug one into the browser of this page; it keeps its passkeys as long as the page lives."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    made = session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return Authenticator(session, made["authenticatorId"])


def app_code(secret: str, *, steps: int = 0) -> str:
    """What an app shows for ``secret`` (RFC 6238), so many steps from now: no code is taken twice."""
    app = TOTP(base64.b32decode(secret), 6, SHA1(), STEP, enforce_key_length=False)
    return app.generate(int(time.time()) + steps * STEP).decode()
