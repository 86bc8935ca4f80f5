"""Where a file is used. The rooms above tell for themselves, in their ``AppConfig.ready``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

from eigenstimme.media.models import Asset
from eigenstimme.people.actor import Actor


@dataclass(frozen=True)
class Use:
    """One thing that shows the file. ``public_url`` is where everybody sees it."""

    what: str | Promise  # "Post", "Idea"
    title: str
    url: str
    icon: str
    state: str = ""  # as ui.states knows it
    at: datetime | None = None
    public_url: str = ""
    to_go_out: bool = False  # the file has yet to be shown there, and cannot be deleted

    @property
    def public(self) -> bool:
        return bool(self.public_url)


Source = Callable[[Asset, Actor], list[Use]]

_sources: list[Source] = []


def register(source: Source) -> None:
    """``source(asset, actor)`` lists what the actor may see, with one query."""
    if source not in _sources:
        _sources.append(source)


def uses_of(asset: Asset, actor: Actor) -> list[Use]:
    return [use for source in _sources for use in source(asset, actor)]
