"""Connected accounts."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from eigenstimme.channels import actions as channels
from eigenstimme.channels.models import Channel, Promise, TimeGiven, monday_of
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Membership
from eigenstimme.people.tests.cast import make_channel
from tests.permissions.scene import Scene
from tests.permissions.ways import Path, act, nothing, opens, other, post, reaches, reads


def _wish(scene: Scene) -> channels.Wish:
    return channels.Wish(scene.cast.company.pk, "practice", "Übung", responsible_id=scene.lead.pk)


def _change(scene: Scene, actor: Actor) -> None:
    channels.change(
        scene.cast.blog,
        name="Neu",
        purpose="",
        responsible=scene.lead,
        late_after=timedelta(hours=1),
        actor=actor,
    )


def _typed_channel(scene: Scene) -> dict[str, Any]:
    return {"name": "Neu", "purpose": "", "responsible": scene.lead.pk, "late_after": "120"}


def _account_outside(scene: Scene) -> Channel:
    return make_channel(scene.cast.company, scene.lead, name="Werkstattblog", network="wordpress")


def _own(scene: Scene, actor: Actor) -> Membership:
    """Whoever acts, themselves; who can have given no time tries with a colleague's."""
    inside = Membership.objects.own().present().filter(company=scene.cast.company)
    return inside.filter(pk=actor.membership_id or 0).first() or scene.writer


def _promise(scene: Scene) -> Promise:
    """One that is there already."""
    return Promise.objects.create(
        channel=scene.cast.blog, person=scene.writer, minutes=60, since=timezone.localdate()
    )


def _given(scene: Scene, person: Membership) -> TimeGiven:
    week = monday_of(timezone.localdate())
    return TimeGiven.objects.create(channel=scene.cast.blog, person=person, week=week, minutes=30)


DESCRIBED = channels.ProfileDraft("Hauskäufer")
GIVEN = channels.TimeDraft(timezone.localdate(), 30)

PATHS: list[Path] = [
    other("plan.read", "reading channels", reads(Channel, lambda s: s.cast.blog)),
    act("channel.manage", channels.begin, lambda s, a: channels.begin(_wish(s), {}, return_url="", actor=a)),
    reaches(
        "channel.manage",
        channels.finish,
        lambda s, a: channels.finish(_wish(s), {}, {}, return_url="", actor=a),
    ),
    reaches("channel.manage", channels.check, lambda s, a: channels.check(s.cast.blog, actor=a)),
    act("channel.manage", channels.change, _change),
    act(
        "channel.manage", channels.close, lambda s, a: channels.close(s.cast.blog, with_planned=True, actor=a)
    ),
    act(
        "channel.manage",
        channels.describe,
        lambda s, a: channels.describe(s.cast.blog, purpose="Üben", draft=DESCRIBED, actor=a),
    ),
    act(
        "channel.manage",
        channels.promise_time,
        lambda s, a: channels.promise_time(s.cast.blog, s.writer, minutes=60, actor=a),
    ),
    act("channel.manage", channels.end_promise, lambda s, a: channels.end_promise(_promise(s), actor=a)),
    act(
        "effort.record",
        channels.give_time,
        lambda s, a: channels.give_time(s.cast.blog, _own(s, a), GIVEN, actor=a),
    ),
    act(
        "effort.record",
        channels.take_back_time,
        lambda s, a: channels.take_back_time(_given(s, _own(s, a)), actor=a),
    ),
    act(
        "company.manage",
        channels.set_hourly_rate,
        lambda s, a: channels.set_hourly_rate(Decimal(50), actor=a),
    ),
    post("channel.manage", "channels:profile", lambda s: ([s.cast.blog.pk], {"audience": "Hauskäufer"})),
    post(
        "channel.manage",
        "channels:promises",
        lambda s: ([s.cast.blog.pk], {"person": s.writer.pk, "minutes": "2"}),
    ),
    post("channel.manage", "channels:end_promise", lambda s: ([_promise(s).pk], {})),
    opens("effort.record", "channels:my_time", nothing),
    opens("effort.read", "channels:comparison", nothing),
    post("company.manage", "channels:hourly_rate", lambda s: ([], {"euros": "50"})),
    post("channel.manage", "channels:edit", lambda s: ([s.cast.blog.pk], _typed_channel(s))),
    post("channel.manage", "channels:close", lambda s: ([s.cast.blog.pk], {"with_planned": "on"})),
    opens("channel.manage", "channels:new", nothing),
    opens("channel.manage", "channels:reconnect", lambda s: [_account_outside(s).pk]),
    opens("channel.manage", "channels:connect", lambda s: ["wordpress"]),
]

OPEN_ADDRESSES: dict[str, str] = {
    "channels": "lists what the reader may see",
    "channel": "shows what the reader may see",
    "check": "asks a network; channels.check is tried as an action",
    "reachable": "says to whoever asks with our own signature that we are here, and nothing else",
    "leave": "goes on with what was begun in the same session",
    "take_back_time": "is about one's own time; of somebody else's there is none (channels.take_back_time)",
    "returned": "finishes what was begun in the same session; channels.finish is tried as an action",
}
