"""A practice channel needs no account: Eigenstimme opens a wall and keeps its token itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import httpx

from eigenstimme.connectors.text import gettext_noop as _
from eigenstimme.connectors.types import Connected, Field, Redirect, Refused


class PracticeConnect:
    fields: Sequence[Field] = ()
    instructions: Sequence[str] = (
        _("A practice channel needs no account and no password."),
        _("What is published there appears on a page of its own, which only people with its address find."),
    )

    def begin(
        self, values: Mapping[str, str], *, http: httpx.Client, return_url: str
    ) -> Connected | Redirect:
        raise Refused(_("A practice channel is opened inside Eigenstimme, not connected from outside."))

    def finish(
        self, query: Mapping[str, str], pending: Mapping[str, str], *, http: httpx.Client, return_url: str
    ) -> Connected:
        raise Refused(_("A practice channel is opened inside Eigenstimme, not connected from outside."))
