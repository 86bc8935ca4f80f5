"""What readers write under the posts of the demo, and how they are answered."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import timedelta
from itertools import cycle

from eigenstimme.demo.cast import Firm
from eigenstimme.demo.texts import Talk
from eigenstimme.demo.world import World
from eigenstimme.demo.writing import Post
from eigenstimme.inbox import actions as inbox
from eigenstimme.inbox import fetching, reacting
from eigenstimme.inbox.models import Message
from eigenstimme.practice import actions as visitors
from eigenstimme.practice.models import PracticePost
from eigenstimme.publishing import engine
from eigenstimme.publishing.models import Publication, State


class Readers:
    """People who read along. Own people take turns answering; every third answer began as a recommendation."""

    def __init__(self, world: World, firm: Firm) -> None:
        self.world, self.firm = world, firm
        self._answering: Iterator[tuple[str, bool]] = cycle(
            [("petra", False), ("ben", True), ("amira", False), ("petra", True), ("ben", False)]
        )

    def ask(self, post: Post) -> None:
        """The question of the sketch, answered within some hours."""
        if post.sketch.asked is None:
            return
        name, question, answer = post.sketch.asked
        message = self._write(post, name, question)
        who, recommended = next(self._answering)
        if recommended:
            self._in(1, lambda: inbox.recommend(message, answer, actor=self.firm.actor("clara")))
        self._in(3, lambda: self._answer(message, answer, who))

    def wait(self, talk: Talk, post: Post) -> None:
        """A question nobody has answered yet."""
        message = self._write(post, talk.name, talk.text)
        if talk.recommend:
            who, text = talk.recommend
            self._in(1, lambda: inbox.recommend(message, text, actor=self.firm.actor(who)))
        if talk.note:
            author, note = talk.note
            conversation = message.conversation
            self._in(2, lambda: inbox.write_note(conversation, note, actor=self.firm.actor(author)))

    def _write(self, post: Post, name: str, text: str) -> Message:
        """On the wall, as any visitor does; then the inbox asks for what is new."""
        channel = self.firm.channels["practice"]
        sent = Publication.objects.get(variant__piece=post.piece, channel=channel, state=State.SENT)
        visitor = hashlib.md5(name.encode(), usedforsecurity=False).hexdigest()
        wall_post = PracticePost.objects.get(wall__company=self.firm.company, key=sent.key.hex)
        visitors.comment(wall_post, None, visitor=visitor, name=name, text=text)
        fetching.fetch(channel.pk)
        return Message.objects.filter(conversation__channel=channel, handle__isnull=False).latest("pk")

    def _answer(self, message: Message, text: str, who: str) -> None:
        actor = self.firm.actor(who)
        recommended = message.recommendations.open().first()
        answer = inbox.reply(message, text, recommendation=recommended, actor=actor)
        assert answer.publication is not None
        engine.carry_out(answer.publication.pk)
        if recommended is None:
            reacting.carry_out(inbox.like(message, actor=actor).pk)

    def _in(self, hours: int, act: object) -> None:
        assert callable(act)
        self.world.at(self.world.now + timedelta(hours=hours), act)
