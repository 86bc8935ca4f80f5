"""Companies and the people in them."""

from __future__ import annotations

from eigenstimme.people import actions as people
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Membership
from tests.permissions.scene import Scene
from tests.permissions.ways import Path, act, post

INVITED = people.Invited(email="neu@kern.example", name="Neu", kind="own")


def _say_goodbye(scene: Scene, actor: Actor) -> None:
    people.say_goodbye(scene.leaver(), successors={}, actor=actor)


def _change_company(scene: Scene, actor: Actor) -> None:
    people.change_company(
        scene.cast.company, name="Neu", language="de", time_zone="Europe/Berlin", region="", actor=actor
    )


def _sponsor(scene: Scene, actor: Actor) -> Membership:
    """Of the actor's own company: a strange sponsor would be refused before anything else."""
    return scene.cast.dora if actor.company_id == scene.cast.elsewhere.pk else scene.lead


PATHS: list[Path] = [
    act("people.manage", people.invite, lambda s, a: people.invite(INVITED, actor=a)),
    act(
        "people.manage",
        people.withdraw_invitation,
        lambda s, a: people.withdraw_invitation(s.invitation(), actor=a),
    ),
    act(
        "people.manage",
        people.change_membership,
        lambda s, a: people.change_membership(s.writer, job="x", lead=False, actor=a),
    ),
    act(
        "people.manage",
        people.add_machine,
        lambda s, a: people.add_machine(name="M", job="", sponsor=_sponsor(s, a), actor=a),
    ),
    act("people.manage", people.say_goodbye, _say_goodbye),
    act("company.manage", people.change_company, _change_company),
    act(
        "company.manage",
        people.switch_self_approval,
        lambda s, a: people.switch_self_approval(s.cast.company, on=True, actor=a),
    ),
    post(
        "people.manage",
        "people:invite",
        lambda s: ([], {"name": "Neu", "email": "neu@kern.example", "kind": "own", "language": "de"}),
    ),
    post("people.manage", "people:withdraw_invitation", lambda s: ([s.invitation().pk], {})),
    post("people.manage", "people:person", lambda s: ([s.writer.pk], {"job": "x"})),
    post(
        "people.manage", "people:add_machine", lambda s: ([], {"name": "M", "job": "", "sponsor": s.lead.pk})
    ),
    post("people.manage", "people:goodbye", lambda s: ([s.leaver().pk], {})),
    post(
        "company.manage",
        "people:company",
        lambda s: ([], {"name": "Neu", "language": "de", "time_zone": "Europe/Vienna"}),
    ),
    post("company.manage", "people:self_approval", lambda s: ([], {"on": "1"})),
]

OPEN_ADDRESSES: dict[str, str] = {
    "people": "everyone in a company knows who works there",
    "accept_invitation": "the signed link is the right",
    "address": "one's own",
    "confirm_address": "one's own, and the signed link proves the address",
    "profile": "one's own",
    "sign": "one's own",
    "switch": "among one's own companies",
}
