"""Connected accounts."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from eigenstimme.channels import actions as channels
from eigenstimme.channels.models import Channel
from eigenstimme.people.actor import Actor
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
    "returned": "finishes what was begun in the same session; channels.finish is tried as an action",
}
