"""Networks without an interface: a person posts, and confirms with the link."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, ClassVar

import httpx

from eigenstimme.connectors.by_hand.connect import ByHandConnect, account
from eigenstimme.connectors.text import gettext_noop as _
from eigenstimme.connectors.text import graphemes
from eigenstimme.connectors.types import Account, Connect, Limits


class ByHandConnector:
    name: ClassVar[str] = "by_hand"
    label: ClassVar[str] = _("By hand")
    icon: ClassVar[str] = "hand"
    weekly_hours: ClassVar[int] = 1
    connect: ClassVar[Connect] = ByHandConnect()
    poll_every: ClassVar[timedelta] = timedelta(days=1)  # never used: it does not converse
    notes: ClassVar[Sequence[str]] = ()
    limits: ClassVar[Limits] = Limits(
        max_length=None,
        count=graphemes,
        count_name="graphemes",
        max_pictures=20,
        max_videos=5,
        pictures_beside_video=True,
        shapes=((1, 1), (4, 5), (2, 3), (9, 16), (191, 100), (16, 9)),
        keeps_unused=timedelta(),  # nothing is prepared
    )

    def __init__(
        self, credentials: Mapping[str, str], settings: Mapping[str, Any], http: httpx.Client
    ) -> None:
        self._settings = settings

    @classmethod
    def limits_for(cls, settings: Mapping[str, Any]) -> Limits:
        return cls.limits

    def whoami(self) -> Account:
        """Nobody can be asked: what was typed in when connecting stays true."""
        return account(self._settings)

    def steps(self) -> Sequence[str]:
        return (
            _("Copy the text."),
            _("Save the pictures on your device."),
            _("Open the network and post both there."),
            _("Come back and confirm with the link to the post."),
        )
