"""The firm writes down how it wants to sound, thinks again half a year later, and an adviser has her say."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from typing import Any

from eigenstimme.demo import texts
from eigenstimme.demo.cast import Firm
from eigenstimme.demo.world import World
from eigenstimme.strategy import actions
from eigenstimme.strategy.actions import VersionDraft
from eigenstimme.strategy.models import Playbook

FIRST_DAYS, SECOND = timedelta(days=4), timedelta(days=9)


class Writing:
    """Amira writes; ``plan`` says when."""

    def __init__(self, world: World, firm: Firm) -> None:
        self.world, self.firm, self.told = world, firm, texts.playbook()

    def plan(self) -> None:
        self.world.at(self.world.now + FIRST_DAYS, self._first)
        self.world.at(self.world.until - SECOND, self._second)
        self.world.at(self.world.until - timedelta(days=2), self._goes_on)

    def _first(self) -> None:
        playbook = actions.start_playbook(actor=self.firm.actor("amira"))
        self._write(playbook, self.told["first"])
        review = self.world.until.date() + timedelta(days=40)
        self._publish(playbook, VersionDraft(asks_again=False, review_on=review))

    def _second(self) -> None:
        """Whoever works from outside has a fortnight to confirm it."""
        amira = self.firm.actor("amira")
        playbook = actions.add_language(self._playbook(), "en", actor=amira)
        self._write(playbook, self.told["then"])
        self._write(playbook, self.told["english"], language="en")
        binding = self.world.until + timedelta(days=5)
        review = self.world.until.date() + timedelta(days=40)
        self._publish(playbook, VersionDraft(self.told["said"]["note"], True, binding, review))

    def _goes_on(self) -> None:
        playbook = self._playbook()
        self._write(playbook, self.told["draft"])
        say = partial(actions.comment_on_chapter, playbook, "audiences", self.told["said"]["comment"])
        say(actor=self.firm.actor("ines"))

    def _playbook(self) -> Playbook:
        return Playbook.objects.get(company=self.firm.company)

    def _publish(self, playbook: Playbook, draft: VersionDraft) -> None:
        actions.publish_version(playbook, draft, actor=self.firm.actor("amira"))

    def _write(self, playbook: Playbook, chapters: Mapping[str, Any], language: str = "de") -> None:
        written = {each.key: each for each in playbook.chapters.filter(language=language)}
        for key, answers in chapters.items():
            seen = written[key].changed_at if key in written else None
            actions.write_chapter(
                playbook, key, answers, language=language, seen=seen, actor=self.firm.actor("amira")
            )
