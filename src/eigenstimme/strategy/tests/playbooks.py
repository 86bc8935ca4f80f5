"""A playbook as the painter's firm of the cast might write it, for tests of every room."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from eigenstimme.people.models import Membership
from eigenstimme.people.tests.cast import Cast
from eigenstimme.strategy import actions
from eigenstimme.strategy.models import Playbook, PlaybookVersion

ANSWERS: Mapping[str, Mapping[str, Any]] = {
    "positioning": {"promise": "Wir streichen Häuser.", "values": ["Sauber", "Pünktlich"]},
    "audiences": {"groups": [{"who": "Hausbesitzer", "questions": "Was hilft gegen Feuchte?"}]},
    "voice": {"traits": [{"trait": "Ruhig", "so": "Kurze Sätze", "not_so": "Ausrufezeichen"}]},
    "tone": {"praise": "Danken, mit Namen.", "complaint": "Danken, nachfragen, Namen nennen."},
}


def write_playbook(cast: Cast, **chapters: Mapping[str, Any]) -> Playbook:
    """With the four chapters a first version needs, and what is named beside them."""
    actor = cast.actor(cast.amira)
    playbook = actions.start_playbook(actor=actor)
    for key, answers in {**ANSWERS, **chapters}.items():
        write(cast, playbook, key, answers)
    return playbook


def write(cast: Cast, playbook: Playbook, key: str, answers: Mapping[str, Any], language: str = "de") -> None:
    """Whatever stood there before."""
    before = playbook.chapters.filter(key=key, language=language).first()
    seen = before.changed_at if before else None
    actions.write_chapter(playbook, key, answers, language=language, seen=seen, actor=cast.actor(cast.amira))


def publish(
    cast: Cast, playbook: Playbook | None = None, *, by: Membership | None = None, **said: Any
) -> PlaybookVersion:
    playbook = playbook or write_playbook(cast)
    draft = actions.VersionDraft(**said)
    return actions.publish_version(playbook, draft, actor=cast.actor(by or cast.amira))
