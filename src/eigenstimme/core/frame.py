"""What a room adds to the frame around every page: entries of the navigation, tabs of a section, and banners.

A room registers in its ``AppConfig.ready``; ``ui`` draws. The actor is a ``people.Actor``, which this room
may not import.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise

Badge = Callable[[Any], "int | QuerySet[Any, Any]"]


@dataclass(frozen=True)
class Entry:
    """One place to go to. A lower ``order`` stands first: tens for daily work, hundreds for the rest.

    ``icon`` is a name in ``ui/assets/icons.txt``. ``badge`` says what waits for the actor, as a number or as
    the rows to count (all rooms' rows are counted in one query); 0 shows nothing.
    ``shown`` says whether the actor gets the entry at all. ``phone`` puts it into the bar under the thumb,
    where five have room; on the desk these stand first. ``topics`` are the live topics after whose announcement
    the badge may have changed. The pages of ``section`` (``register_tabs``) belong to the entry, too.
    """

    url_name: str
    label: str | Promise
    icon: str
    order: int
    badge: Badge | None = None
    shown: Callable[[Any], bool] | None = None
    phone: bool = False
    topics: tuple[str, ...] = ()
    section: str = ""


@dataclass(frozen=True)
class Tab:
    """One page of a section that several rooms fill, ordered like entries. ``shown`` as there."""

    url_name: str
    label: str | Promise
    order: int
    shown: Callable[[Any], bool] | None = None


@dataclass(frozen=True)
class Banner:
    """Something that stands above every page until it is over: a hold, a crisis."""

    text: str
    url: str = ""
    label: str = ""  # of the link; needed with ``url``
    icon: str = "octagon-pause"


@dataclass(frozen=True)
class SignIn:
    """Somebody a newcomer can sign in as, offered on the sign-in page. ``who`` says what they are to the company."""

    name: str
    who: str | Promise
    email: str
    password: str = field(repr=False)


SignInSource = Callable[[], Sequence[SignIn]]
BannerSource = Callable[[Any], Sequence[Banner]]

_entries: dict[str, Entry] = {}
_tabs: dict[str, dict[str, Tab]] = {}
_banners: list[BannerSource] = []
_sign_ins: list[SignInSource] = []


def register(*entries: Entry) -> None:
    """Add entries; a second one with the same URL name replaces the first."""
    _entries.update({entry.url_name: entry for entry in entries})


def register_tabs(section: str, *tabs: Tab) -> None:
    """Add pages to a section: "strategy", "mandates". ``{% section_tabs section %}`` shows them."""
    _tabs.setdefault(section, {}).update({tab.url_name: tab for tab in tabs})


def register_banners(source: BannerSource) -> None:
    """``source(actor)`` is asked for every full page: keep it at one query."""
    if source not in _banners:
        _banners.append(source)


def register_sign_ins(source: SignInSource) -> None:
    """``source()`` is asked when the sign-in page is shown."""
    if source not in _sign_ins:
        _sign_ins.append(source)


def sign_ins() -> list[SignIn]:
    """Everyone a newcomer can sign in as; nobody, but in a demo."""
    return [each for source in _sign_ins for each in source()]


def entries() -> list[Entry]:
    """All entries in their order."""
    return sorted(_entries.values(), key=lambda entry: entry.order)


def tabs(section: str, actor: object) -> list[Tab]:
    """The pages of a section that ``actor`` gets, in their order."""
    pages = sorted(_tabs.get(section, {}).values(), key=lambda tab: tab.order)
    return [tab for tab in pages if tab.shown is None or tab.shown(actor)]


def banners(actor: object) -> list[Banner]:
    """What stands above the page for ``actor`` now."""
    return [banner for source in _banners for banner in source(actor)]
