"""What the frame of a page needs to know. Computed only when a template asks: fragments never do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Count, QuerySet, Value
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from eigenstimme.core import frame as registry
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Membership

THEME_COOKIE = "theme"
THEMES = ("light", "dark")


@dataclass(frozen=True)
class Place:
    """An entry of the navigation as it stands on this page."""

    entry: registry.Entry
    url: str
    count: int
    current: bool

    @property
    def counts(self) -> bool:
        """Whether something can wait here."""
        return self.entry.badge is not None

    @property
    def key(self) -> str:
        """Its name in the page's markup."""
        return self.entry.url_name.replace(":", "-")


class Frame:
    """Navigation, companies, banners and theme for one request."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        self.actor: Actor = getattr(request, "actor", Actor.nobody())
        self.membership: Membership | None = getattr(request, "membership", None)
        self.memberships: list[Membership] = getattr(request, "memberships", [])

    @property
    def theme(self) -> str:
        """ "light", "dark" or, following the device, ""."""
        chosen = self._request.COOKIES.get(THEME_COOKIE, "")
        return chosen if chosen in THEMES else ""

    @cached_property
    def banners(self) -> list[registry.Banner]:
        return registry.banners(self.actor)

    @cached_property
    def sign_ins(self) -> list[registry.SignIn]:
        return registry.sign_ins()

    @cached_property
    def places(self) -> list[Place]:
        """Every entry the actor gets; the one whose address fits this page best is current."""
        found = [(entry, url) for entry in self._entries() if (url := _url(entry))]
        homes = {page: url for entry, url in found for page in (url, *_pages(entry, self.actor))}
        here = homes.get(_best_fit(self._request.path, homes), "")
        counts = _counted({entry.url_name: entry.badge(self.actor) for entry, _ in found if entry.badge})
        return [Place(entry, url, counts.get(entry.url_name, 0), url == here) for entry, url in found]

    @property
    def phone_places(self) -> list[Place]:
        return [place for place in self.places if place.entry.phone]

    @property
    def more_places(self) -> list[Place]:
        return [place for place in self.places if not place.entry.phone]

    @property
    def more_count(self) -> int:
        return sum(place.count for place in self.more_places)

    @property
    def count_topics(self) -> str:
        """The live topics after which a count may be another one, as ``data-live-topic`` takes them."""
        return " ".join(sorted({topic for place in self.places for topic in place.entry.topics}))

    def _entries(self) -> list[registry.Entry]:
        if not self.actor.present:
            return []
        return [entry for entry in registry.entries() if entry.shown is None or entry.shown(self.actor)]


def frame(request: HttpRequest) -> dict[str, Any]:
    """The context processor."""
    return {"frame": Frame(request)}


def _counted(badges: dict[str, int | QuerySet[Any, Any]]) -> dict[str, int]:
    """The rows of all badges are counted in one query; a badge without rows may be missing in the answer."""
    known = {name: badge for name, badge in badges.items() if isinstance(badge, int)}
    rows = [
        badge.order_by().values(place=Value(name)).annotate(number=Count("pk")).values_list("place", "number")
        for name, badge in badges.items()
        if isinstance(badge, QuerySet)
    ]
    return known | dict(rows[0].union(*rows[1:], all=True) if rows else ())


def _pages(entry: registry.Entry, actor: Actor) -> list[str]:
    """The addresses of its section."""
    return [reverse(tab.url_name) for tab in registry.tabs(entry.section, actor)] if entry.section else []


def _url(entry: registry.Entry) -> str:
    """The entry's address, or "" while its room has none."""
    try:
        return reverse(entry.url_name)
    except NoReverseMatch:
        return ""


def _best_fit(path: str, urls: Iterable[str]) -> str:
    """The longest address that ``path`` lies under; "/" fits only itself."""
    fits = (url for url in urls if path == url or (url != "/" and path.startswith(url)))
    return max(fits, key=len, default="")
