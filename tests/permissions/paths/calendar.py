"""The plan by time: looking, moving, and what happens besides."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from eigenstimme.calendar import actions as calendar
from eigenstimme.calendar.models import Event
from eigenstimme.people.actor import Actor
from tests.permissions.scene import MARK, Scene
from tests.permissions.ways import Path, act, in_days, listed, other, post, reads


def _happening() -> calendar.Happening:
    return calendar.Happening(MARK, timezone.localdate(), timezone.localdate() + timedelta(days=1))


def _event(scene: Scene) -> Event:
    return Event.objects.create(company=scene.cast.company, added_by=scene.writer, **vars(_happening()))


def _change(scene: Scene, actor: Actor) -> None:
    calendar.change_event(_event(scene), _happening(), actor=actor)


def _typed() -> dict[str, Any]:
    return {"title": MARK, "starts_on": timezone.localdate().isoformat()}


def _move(scene: Scene) -> tuple[list[object], dict[str, Any]]:
    piece = scene.piece()
    at = piece.planned_for.isoformat() if piece.planned_for else ""
    return [], {"piece": piece.pk, "at": at, "to": in_days(3), "revision": piece.revision}


def _today(scene: Scene) -> None:
    piece = scene.piece()
    piece.planned_for = timezone.now() + timedelta(seconds=1)
    piece.save()


PATHS: list[Path] = [
    *(
        other("plan.read", f"page calendar:{view}", listed(f"calendar:{view}", _today), f"calendar:{view}")
        for view in ("month", "week", "day", "list", "board")
    ),
    other("plan.read", "page calendar:events", listed("calendar:events", _event), "calendar:events"),
    other("plan.read", "reading events", reads(Event, _event)),
    act("piece.draft", calendar.add_event, lambda s, a: calendar.add_event(_happening(), actor=a)),
    act("piece.draft", calendar.change_event, _change),
    act("piece.draft", calendar.remove_event, lambda s, a: calendar.remove_event(_event(s), actor=a)),
    post("piece.draft", "calendar:move", _move),
    post("piece.draft", "calendar:add_event", lambda s: ([], _typed())),
    post("piece.draft", "calendar:event", lambda s: ([_event(s).pk], _typed())),
    post("piece.draft", "calendar:event_removed", lambda s: ([_event(s).pk], {})),
]

OPEN_ADDRESSES: dict[str, str] = {
    "filter": "keeps what somebody wants to see of what they may see",
}
