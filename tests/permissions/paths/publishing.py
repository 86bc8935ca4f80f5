"""Publications, holds, and the worker at the instant of sending."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction

from eigenstimme.people.actor import Actor
from eigenstimme.people.tests.cast import grant
from eigenstimme.publishing import actions as publishing
from eigenstimme.publishing.engine import carry_out
from eigenstimme.publishing.models import Publication, State
from tests.permissions.scene import Scene, Someone
from tests.permissions.ways import Go, Path, act, get, in_days, other, post, reads


def _sent_by(permission: str, content_class: str) -> Go:
    """The worker at the instant of sending. On a by-hand channel a person does the last step: no network is asked."""

    def go(scene: Scene, someone: Someone) -> bool:
        if someone.membership is None:
            return False  # nobody authorises nothing: the column cannot be empty
        try:
            with transaction.atomic():
                publication = scene.publication(
                    State.DUE,
                    by=someone.membership,
                    permission=permission,
                    content_class=content_class,
                    channel=scene.by_hand(),
                )
        except IntegrityError:
            return False  # the database refuses the row
        carry_out(publication.pk)
        publication.refresh_from_db()
        return publication.state != State.HELD

    return go


def _posted_by_hand(scene: Scene) -> Publication:
    return scene.publication(State.DUE, channel=scene.by_hand(), reason="by_hand")


def _decided_in_the_list(scene: Scene) -> dict[str, Any]:
    publication = scene.publication()
    return {"publication": publication.pk, f"{publication.pk}-choice": "discard"}


LINK = "https://social.example/1"


def _hands_on(scene: Scene, actor: Actor) -> None:
    successor = scene.people["own+"].membership
    assert successor is not None
    mandate = grant(scene.writer, ["piece.publish"], by=scene.lead, publishes_up_to="A")
    planned = scene.publication(State.PLANNED, by=scene.writer)
    Publication.objects.filter(pk=planned.pk).update(mandate_id=mandate.pk)
    publishing.hand_on([planned], leaving=scene.writer, to=successor, actor=actor)


PATHS: list[Path] = [
    act("mandate.grant", publishing.hand_on, _hands_on),
    other("plan.read", "reading publications", reads(Publication, lambda s: s.publication())),
    get("plan.read", "publishing:publication", lambda s: [s.publication().pk]),
    *(other(f"piece.publish/{letter}", "worker", _sent_by("piece.publish", letter)) for letter in "ABC"),
    other("crisis.speak", "worker", _sent_by("crisis.speak", "D")),
    other("piece.approve", "worker", _sent_by("piece.approve", "B")),
    other("inbox.reply", "worker", _sent_by("inbox.reply", "A")),
    act("publication.decide", publishing.send_on, lambda s, a: publishing.send_on(s.publication(), actor=a)),
    act(
        "publication.decide", publishing.withdraw, lambda s, a: publishing.withdraw(s.publication(), actor=a)
    ),
    act(
        "publication.decide",
        publishing.confirm_public,
        lambda s, a: publishing.confirm_public(s.publication(State.UNCLEAR), url=LINK, actor=a),
    ),
    act(
        "publication.decide",
        publishing.confirm_absent,
        lambda s, a: publishing.confirm_absent(s.publication(State.UNCLEAR), actor=a),
    ),
    act(
        "publication.decide",
        publishing.confirm_by_hand,
        lambda s, a: publishing.confirm_by_hand(_posted_by_hand(s), url=LINK, actor=a),
    ),
    act(
        "hold.place",
        publishing.place_hold,
        lambda s, a: publishing.place_hold(company=s.cast.company, channel=s.cast.blog, reason="x", actor=a),
    ),
    act("hold.place", publishing.lift_hold, lambda s, a: publishing.lift_hold(s.hold(), actor=a)),
    post("publication.decide", "publishing:send_now", lambda s: ([s.publication().pk], {})),
    post("publication.decide", "publishing:discard", lambda s: ([s.publication().pk], {})),
    post(
        "publication.decide", "publishing:found", lambda s: ([s.publication(State.UNCLEAR).pk], {"url": LINK})
    ),
    post("publication.decide", "publishing:absent", lambda s: ([s.publication(State.UNCLEAR).pk], {})),
    post(
        "publication.decide", "publishing:posted_by_hand", lambda s: ([_posted_by_hand(s).pk], {"url": LINK})
    ),
    post("publication.decide", "publishing:new_time", lambda s: ([s.publication().pk], {"at": in_days(1)})),
    post("publication.decide", "publishing:stopped", lambda s: ([], _decided_in_the_list(s))),
    post(
        "hold.place", "publishing:place_hold", lambda s: ([], {"place": str(s.cast.blog.pk), "reason": "x"})
    ),
    post("hold.place", "publishing:lift_hold", lambda s: ([s.hold().pk], {})),
]

OPEN_ADDRESSES: dict[str, str] = {
    "holds": "everyone sees that something stands still",
}

PARTS_OF_OTHERS: dict[str, str] = {
    "eigenstimme.publishing.actions.take_over": "asks for each post; tried as the form contracts:exit_posts"
}
