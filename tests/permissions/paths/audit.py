"""History."""

from __future__ import annotations

from django.urls import reverse

from eigenstimme.audit.models import Entry
from eigenstimme.people import actions as people
from tests.permissions.scene import MARK, Scene, Someone
from tests.permissions.ways import Path, other


def _history(scene: Scene, someone: Someone) -> bool:
    people.change_profile(scene.lead.person, name=MARK, language="de", time_zone="Europe/Berlin")
    return Entry.objects.visible_to(someone.actor).exists()


def _history_page(scene: Scene, someone: Someone) -> bool:
    people.change_profile(scene.lead.person, name=MARK, language="de", time_zone="Europe/Berlin")
    return MARK in someone.browser().get(reverse("audit:history")).content.decode().partition("<main")[2]


def _of_the_company(scene: Scene, someone: Someone) -> bool:
    return Entry.objects.visible_to(someone.actor).filter(company=scene.cast.company).exists()


PATHS: list[Path] = [
    other("history.read", "reading entries", lambda s, w: _history(s, w) and _of_the_company(s, w)),
    other("history.read", "page audit:history", _history_page, "audit:history"),
]

OPEN_ADDRESSES: dict[str, str] = {}
