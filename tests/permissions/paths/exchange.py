"""The plan going out, as a file and under an address of one's own; and tables coming in."""

from __future__ import annotations

from uuid import uuid4

from django.utils import timezone

from eigenstimme.calendar.sight import Sight, sight_of
from eigenstimme.exchange import actions as exchange
from eigenstimme.exchange.models import Feed, Import
from eigenstimme.exchange.sending import Form, What, Wish
from eigenstimme.exchange.tables import Table
from eigenstimme.people.actor import Actor
from eigenstimme.people.rights import Denied
from tests.permissions.scene import MARK, Scene, Someone
from tests.permissions.ways import Path, act, other, post

WISH = {"what": "pieces", "form": "csv", "first": "", "last": ""}


def _sight(actor: Actor) -> Sight:
    return sight_of(actor, asked={}, kept={})


def _export(scene: Scene, actor: Actor) -> None:
    """Nobody looks at anything; the right is asked before whose look it was."""
    sight = _sight(actor if actor.membership_id else Actor.of(scene.lead))
    exchange.export_plan(Wish(What.PLAN, Form.CSV), sight, actor=actor)


def _feed(scene: Scene) -> Feed:
    return exchange.make_feed({}, actor=Actor.of(scene.lead))


def _downloads(scene: Scene, someone: Someone) -> bool:
    scene.piece()
    answer = someone.browser().post("/plan/export/", WISH)
    return answer.status_code == 200 and MARK in answer.content.decode()


def _keep(_scene: Scene, actor: Actor) -> Import:
    table = Table(["Titel", "Thema", "Kanal"], [(2, [MARK, "Farben", "Blog"])])
    return exchange.keep_table(table, name="", form_key=uuid4(), actor=actor)


def _lies_there(scene: Scene) -> Import:
    """The company's, and nobody's: only the right is asked here."""
    return _keep(scene, Actor.of(scene.lead))


def _keeps(scene: Scene, someone: Someone) -> bool:
    """For the company of the stage; whoever leads another one may do it there."""
    try:
        table = _keep(scene, someone.actor)
    except Denied:
        return False
    return table.company == scene.cast.company


def _hands_over(scene: Scene, someone: Someone) -> bool:
    pasted = {"pasted": f"Titel\n{MARK}", "form_key": str(uuid4())}
    someone.browser().post("/plan/import/", pasted)
    return Import.objects.visible_to(someone.actor).filter(company=scene.cast.company).exists()


def _brings_in(scene: Scene, actor: Actor) -> None:
    exchange.bring_in(_lies_there(scene), seen=timezone.now(), actor=actor)


def _leaves_it_to_a_worker(scene: Scene, someone: Someone) -> bool:
    """The history holds it when the worker has done it; before that the table says so."""
    table = _lies_there(scene)
    try:
        exchange.ask_to_bring_in(table, seen=timezone.now(), actor=someone.actor)
    except Denied:
        return False
    table.refresh_from_db()
    return table.under_way


def _brings_in_by_page(scene: Scene, someone: Someone) -> bool:
    """Their own table, handed over when they still could."""
    table = _lies_there(scene)
    Import.objects.filter(pk=table.pk).update(member=someone.membership or scene.writer)
    before = scene.acts_on_record()
    someone.browser().post(f"{table.get_absolute_url()}brought-in/")
    return scene.acts_on_record() > before


PATHS: list[Path] = [
    Path("piece.draft", "action exchange.keep_table", _keeps, verb=exchange.keep_table),
    act("piece.draft", exchange.bring_in, _brings_in),
    Path(
        "piece.draft",
        "action exchange.ask_to_bring_in",
        _leaves_it_to_a_worker,
        verb=exchange.ask_to_bring_in,
    ),
    act("piece.draft", exchange.take_back, lambda s, a: exchange.take_back(_lies_there(s), actor=a)),
    other("piece.draft", "form exchange:import", _hands_over, "exchange:import"),
    other("piece.draft", "form exchange:brought_in", _brings_in_by_page, "exchange:brought_in"),
    act("plan.read", exchange.export_plan, _export),
    act("plan.read", exchange.make_feed, lambda s, a: exchange.make_feed({}, actor=a)),
    act("plan.read", exchange.end_feed, lambda s, a: exchange.end_feed(_feed(s), actor=a)),
    other("plan.read", "file of exchange:export", _downloads, "exchange:export"),
    post("plan.read", "exchange:feed_made", lambda s: ([], {})),
]

OPEN_ADDRESSES: dict[str, str] = {
    "own_calendar": "shows nobody but its owner their own address",
    **dict.fromkeys(
        ("preview", "columns", "corrected", "thrown_away"),
        "shows and changes nobody's but one's own table, which is not in the plan",
    ),
    "taken_back": "finds nothing but one's own; the action asks",
    "feed_ended": "finds nothing but one's own; the action asks",
    "feed": "shows what its owner may see at that moment; exchange/tests/test_feed.py",
}
