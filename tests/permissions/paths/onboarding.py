"""The briefing, and starting well."""

from __future__ import annotations

import uuid
from datetime import date, time

from eigenstimme.mandates.models import Mandate
from eigenstimme.onboarding import actions as onboarding
from eigenstimme.onboarding.models import Side, Step
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Kind
from eigenstimme.people.tests.cast import grant, join
from tests.permissions.paths.mandates import of_a_machine
from tests.permissions.scene import Scene
from tests.permissions.ways import Path, act, opens, post

AGREED = onboarding.Agreed(weekday=1, clock=time(9), weeks=1, first_day=date(2026, 12, 1), how="Telefon")
TYPED = {"weekday": "1", "clock": "09:00", "weeks": "1", "first_day": "2026-12-01", "how": "Telefon"}


def _mandate(scene: Scene) -> Mandate:
    """Of somebody from outside, with ``named`` as the contact."""
    named = scene.people["named"].membership
    assert named is not None
    holder = join(scene.cast.company, f"Gast{uuid.uuid4().hex[:8]}", Kind.OUTSIDE)
    return grant(holder, ["piece.draft"], by=scene.lead, contact=named)


def _step(scene: Scene) -> Step:
    return Step.objects.create(mandate=_mandate(scene), title="Werkstatt ansehen")


def _done(scene: Scene) -> Step:
    step = _step(scene)
    onboarding.do_step(step, actor=Actor.of(scene.lead))
    return step


PATHS: list[Path] = [
    post("briefing.confirm", "onboarding:confirmed", lambda s: ([of_a_machine(s).pk], {"version": "1"})),
    act("onboarding.tend", onboarding.do_step, lambda s, a: onboarding.do_step(_step(s), actor=a)),
    act(
        "onboarding.tend",
        onboarding.open_step_again,
        lambda s, a: onboarding.open_step_again(_done(s), actor=a),
    ),
    act(
        "onboarding.tend",
        onboarding.agree_date,
        lambda s, a: onboarding.agree_date(_mandate(s), AGREED, actor=a),
    ),
    post("onboarding.tend", "onboarding:done", lambda s: ([_step(s).pk], {})),
    post("onboarding.tend", "onboarding:date", lambda s: ([_mandate(s).pk], TYPED)),
    opens("onboarding.tend", "onboarding:start", lambda s: [_mandate(s).pk]),
    act("onboarding.steer", onboarding.begin, lambda s, a: onboarding.begin(_mandate(s), actor=a)),
    act(
        "onboarding.steer",
        onboarding.add_step,
        lambda s, a: onboarding.add_step(_mandate(s), title="x", side=Side.HOLDER, actor=a),
    ),
    act("onboarding.steer", onboarding.drop_step, lambda s, a: onboarding.drop_step(_step(s), actor=a)),
    post("onboarding.steer", "onboarding:begun", lambda s: ([_mandate(s).pk], {})),
    post(
        "onboarding.steer", "onboarding:steps", lambda s: ([_mandate(s).pk], {"title": "x", "side": "holder"})
    ),
    post("onboarding.steer", "onboarding:dropped", lambda s: ([_step(s).pk], {})),
]

OPEN_ADDRESSES: dict[str, str] = {
    "briefing": "shows it to whoever sees the mandate",
    "document": "gives it to whoever sees the mandate",
}

PARTS_OF_OTHERS: dict[str, str] = {}
