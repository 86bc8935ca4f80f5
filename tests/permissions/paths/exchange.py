"""The plan going out: as a file, and under an address of one's own."""

from __future__ import annotations

from eigenstimme.calendar.sight import Sight, sight_of
from eigenstimme.exchange import actions as exchange
from eigenstimme.exchange.models import Feed
from eigenstimme.exchange.sending import Form, What, Wish
from eigenstimme.people.actor import Actor
from tests.permissions.scene import MARK, Scene, Someone
from tests.permissions.ways import Path, act, other, post

WISH = {"what": "pieces", "form": "csv", "first": "", "last": ""}


def _sight(actor: Actor) -> Sight:
    return sight_of(actor, asked={}, kept={})


def _export(_scene: Scene, actor: Actor) -> None:
    exchange.export_plan(Wish(What.PLAN, Form.CSV), _sight(actor), actor=actor)


def _feed(scene: Scene) -> Feed:
    return exchange.make_feed({}, actor=Actor.of(scene.lead))


def _downloads(scene: Scene, someone: Someone) -> bool:
    scene.piece()
    answer = someone.browser().post("/plan/export/", WISH)
    return answer.status_code == 200 and MARK in answer.content.decode()


PATHS: list[Path] = [
    act("plan.read", exchange.export_plan, _export),
    act("plan.read", exchange.make_feed, lambda s, a: exchange.make_feed({}, actor=a)),
    act("plan.read", exchange.end_feed, lambda s, a: exchange.end_feed(_feed(s), actor=a)),
    other("plan.read", "file of exchange:export", _downloads, "exchange:export"),
    post("plan.read", "exchange:feed_made", lambda s: ([], {})),
]

OPEN_ADDRESSES: dict[str, str] = {
    "own_calendar": "shows nobody but its owner their own address",
    "feed_ended": "finds nothing but one's own; the action asks",
    "feed": "shows what its owner may see at that moment; exchange/tests/test_feed.py",
}
