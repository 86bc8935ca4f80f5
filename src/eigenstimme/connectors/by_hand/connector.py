"""Networks without an interface: a person posts, and confirms with the link."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, ClassVar

import httpx

from eigenstimme.connectors.by_hand.connect import ByHandConnect, account
from eigenstimme.connectors.by_hand.profiles import FREE, OTHER, profile_of
from eigenstimme.connectors.text import gettext_noop as _
from eigenstimme.connectors.types import Account, Connect, Limits


class ByHandConnector:
    name: ClassVar[str] = "by_hand"
    label: ClassVar[str] = _("By hand")
    icon: ClassVar[str] = "hand"
    weekly_hours: ClassVar[int] = 1
    connect: ClassVar[Connect] = ByHandConnect()
    poll_every: ClassVar[timedelta] = timedelta(days=1)  # never used: it does not converse
    notes: ClassVar[Sequence[str]] = ()
    limits: ClassVar[Limits] = FREE

    def __init__(
        self, credentials: Mapping[str, str], settings: Mapping[str, Any], http: httpx.Client
    ) -> None:
        self._settings = settings

    @classmethod
    def limits_for(cls, settings: Mapping[str, Any]) -> Limits:
        return profile_of(settings).limits

    @classmethod
    def label_for(cls, settings: Mapping[str, Any]) -> str:
        profile = profile_of(settings)
        return cls.label if profile is OTHER else profile.label

    @classmethod
    def icon_for(cls, settings: Mapping[str, Any]) -> str:
        return profile_of(settings).icon

    def whoami(self) -> Account:
        """Nobody can be asked: what was typed in when connecting stays true."""
        return account(self._settings)

    def steps(self) -> Sequence[str]:
        return profile_of(self._settings).steps
