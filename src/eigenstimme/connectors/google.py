"""What Google's interfaces have in common: signing in, and how they say no.

Sources: https://developers.google.com/identity/protocols/oauth2/web-server and
https://developers.google.com/youtube/v3/docs/errors (2026-10).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from eigenstimme.connectors.http import Answer
from eigenstimme.connectors.oauth import Provider
from eigenstimme.connectors.text import gettext_noop as _
from eigenstimme.connectors.types import ConnectorFailure, NeedsReconnect, NotSent

SPENT = frozenset({"quotaExceeded", "dailyLimitExceeded", "uploadLimitExceeded"})
"""Allowances that begin anew at midnight in California."""
HURRIED = frozenset({"rateLimitExceeded", "userRateLimitExceeded"})
NO_LONGER_ALLOWED = frozenset(
    {"authError", "insufficientPermissions", "youtubeSignupRequired", "accountClosed", "accountSuspended"}
)
SWITCHED_OFF = frozenset({"accessNotConfigured", "SERVICE_DISABLED"})
"""An interface has to be switched on for a project before it answers."""


def provider(*scopes: str) -> Provider:
    """``offline`` and ``consent``: without them Google gives no refresh token."""
    return Provider(
        authorize="https://accounts.google.com/o/oauth2/v2/auth",
        token="https://oauth2.googleapis.com/token",  # noqa: S106  # an address
        scopes=scopes,
        extra={"access_type": "offline", "prompt": "consent", "include_granted_scopes": "true"},
    )


def failure(answer: Answer) -> ConnectorFailure:
    """Google tells quotas, rates and rights apart by its reason, not by the status."""
    message, reasons = _said(answer)
    if reasons & SPENT:
        return NotSent(_("What Google allows for a day is used up. It goes on tomorrow."), until_reset())
    if reasons & HURRIED and answer.status != 429:
        return NotSent(_("The server asks us to wait before the next request."), timedelta(minutes=1))
    if reasons & SWITCHED_OFF:
        return NeedsReconnect(
            _("This interface is not switched on in your project at Google. Please do so and connect again.")
        )
    if reasons & NO_LONGER_ALLOWED:
        return NeedsReconnect(_("The access is no longer valid. Please connect the channel again."))
    return answer.failure(message)


def until_reset(now: datetime | None = None) -> timedelta:
    """How long it is until midnight in California."""
    moment = now or datetime.now(UTC)
    there = moment.astimezone(ZoneInfo("America/Los_Angeles"))
    midnight = datetime.combine(there.date() + timedelta(days=1), time(), there.tzinfo)
    return midnight.astimezone(UTC) - moment


def _said(answer: Answer) -> tuple[str, set[str]]:
    """The sentence, and every reason: ``errors`` is the older form, ``details`` the newer one."""
    try:
        error = answer.json()["error"]
        parts: Sequence[Any] = [*error.get("errors", ()), *error.get("details", ())]
        return str(error.get("message", "")), {str(each.get("reason", "")) for each in parts}
    except (ConnectorFailure, LookupError, AttributeError, TypeError):
        return "", set()
