"""What the firm of the demo has thought of handing over, and what came of it."""

from __future__ import annotations

from eigenstimme.advisor import actions as advisor
from eigenstimme.advisor.likeness import like
from eigenstimme.demo.cast import Firm
from eigenstimme.demo.texts import Weighed


def weigh(firm: Firm, told: Weighed) -> None:
    """With the answers of the known task the words sound like, as the form suggests them."""
    known = like(told.task, 1)[0]
    weighing = advisor.weigh(told.task, known.profile, known_as=known.key, actor=firm.actor(told.who))
    if told.mandate:
        advisor.note_mandate(weighing, firm.mandates[told.mandate], actor=firm.actor("amira"))
    if told.suggested:
        advisor.suggest(weighing, actor=firm.actor(told.who))
