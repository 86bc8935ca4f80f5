"""Mandates."""

from __future__ import annotations

import uuid
from typing import Any

from django.urls import reverse
from django.utils import timezone

from eigenstimme.mandates import actions as mandates
from eigenstimme.mandates.models import Mandate
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Kind
from eigenstimme.people.tests.cast import grant, join
from tests.permissions.scene import Scene, Someone
from tests.permissions.ways import Path, act, nothing, opens, other, post


def _terms(scene: Scene) -> mandates.Grant:
    return mandates.Grant(
        holder=scene.writer,
        acts=["piece.draft"],
        channels=None,
        topics=None,
        contact=scene.lead,
        starts_at=timezone.now(),
    )


def _typed_terms(scene: Scene) -> dict[str, Any]:
    return {
        "acts": ["piece.draft"],
        "publishes_up_to": "",
        "where": "every",
        "about": "every",
        "first_day": timezone.localdate().isoformat(),
        "contact": scene.lead.pk,
    }


def of_a_machine(scene: Scene) -> Mandate:
    """For which ``named`` answers inside."""
    named = scene.people["named"].membership
    machine = join(scene.cast.company, f"Robo{uuid.uuid4().hex[:8]}", Kind.MACHINE, sponsor=named)
    return grant(machine, ["piece.draft"], by=scene.lead)


def _confirm(scene: Scene, actor: Actor) -> None:
    version = scene.cast.company.playbook_versions.get()
    mandates.confirm_briefing(of_a_machine(scene), version, actor=actor)


def _sees_a_sentence(scene: Scene, someone: Someone) -> bool:
    address = reverse("mandates:preview", args=[scene.writer.pk])
    return someone.browser().post(address, _typed_terms(scene)).status_code == 200


PATHS: list[Path] = [
    act("mandate.grant", mandates.grant, lambda s, a: mandates.grant(_terms(s), actor=a)),
    act("mandate.grant", mandates.change, lambda s, a: mandates.change(s.mandate(), _terms(s), actor=a)),
    act("mandate.grant", mandates.end_now, lambda s, a: mandates.end_now(s.mandate(), reason="x", actor=a)),
    post("mandate.grant", "mandates:grant", lambda s: ([s.writer.pk], _typed_terms(s))),
    post("mandate.grant", "mandates:change", lambda s: ([s.mandate().pk], _typed_terms(s))),
    post("mandate.grant", "mandates:end", lambda s: ([s.mandate().pk], {"reason": "x"})),
    opens("mandate.grant", "mandates:choose_person", nothing),
    act("briefing.confirm", mandates.confirm_briefing, _confirm),
    other("mandate.grant", "form mandates:preview", _sees_a_sentence, "mandates:preview"),
]

OPEN_ADDRESSES: dict[str, str] = {
    "mandates": "lists one's own, or all for whoever grants",
    "mandate": "shows one's own, or all for whoever grants",
    "mine": "everyone learns what they may",
}

PARTS_OF_OTHERS = {
    "eigenstimme.mandates.actions.end": "end_now and a goodbye ask first",
}
