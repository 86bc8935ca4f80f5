"""Where the writing of a playbook stands: its chapters as steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from eigenstimme.strategy.models import Chapter, Playbook, PlaybookVersion
from eigenstimme.strategy.playbook.chapters import WRITTEN
from eigenstimme.strategy.playbook.outline import Outline


class Standing(StrEnum):
    EMPTY = "empty"
    WRITTEN = "written"  # and not published yet
    CHANGED = "changed"  # since the version that counts
    SAME = "same"


@dataclass(frozen=True)
class Step:
    """``missing`` are the languages in which the chapter is still to be written."""

    outline: Outline
    number: int
    standing: Standing
    missing: tuple[str, ...]


def steps(playbook: Playbook, chapters: Sequence[Chapter], version: PlaybookVersion | None) -> list[Step]:
    """Of all its ``chapters``, in the order in which they are written."""
    written = {(each.key, each.language): each.content for each in chapters if each.content}
    return [
        Step(
            outline,
            number,
            _standing(playbook, outline.key, written, version),
            _missing(playbook, outline.key, written),
        )
        for number, outline in enumerate(WRITTEN, 1)
    ]


def ready(found: Sequence[Step]) -> bool:
    """Whether what a first version needs is there."""
    return all(step.standing is not Standing.EMPTY for step in found if step.outline.first)


def next_step(found: Sequence[Step]) -> Step | None:
    """The first chapter that is still empty."""
    return next((step for step in found if step.standing is Standing.EMPTY), None)


def _standing(
    playbook: Playbook, key: str, written: dict[tuple[str, str], object], version: PlaybookVersion | None
) -> Standing:
    if version and all(
        version.content.get(language, {}).get(key, {}) == written.get((key, language), {})
        for language in playbook.languages
    ):
        return Standing.SAME if (key, playbook.languages[0]) in written else Standing.EMPTY
    if (key, playbook.languages[0]) not in written:
        return Standing.EMPTY
    return Standing.CHANGED if version else Standing.WRITTEN


def _missing(playbook: Playbook, key: str, written: dict[tuple[str, str], object]) -> tuple[str, ...]:
    main, *others = playbook.languages
    if (key, main) not in written:
        return ()
    return tuple(language for language in others if (key, language) not in written)
