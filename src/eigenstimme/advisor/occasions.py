"""A mandate is granted for a known task or for a weighed one: the grant form begins with what it would need."""

from __future__ import annotations

from eigenstimme.advisor import actions, authority
from eigenstimme.advisor.catalogue import BY_KEY
from eigenstimme.advisor.models import Weighing
from eigenstimme.mandates import occasions
from eigenstimme.mandates.models import Mandate
from eigenstimme.mandates.occasions import Occasion
from eigenstimme.people.actor import Actor

TASK, WEIGHING = "task", "weighing"


def register() -> None:
    occasions.register(TASK, for_task)
    occasions.register(WEIGHING, for_weighing, granted)


def for_task(_actor: Actor, key: str) -> Occasion | None:
    task = BY_KEY.get(key)
    return Occasion(str(task), authority.of_task(task).to_grant) if task else None


def for_weighing(actor: Actor, pk: str) -> Occasion | None:
    weighing = _found(actor, pk)
    if weighing is None or weighing.mandate_id is not None:
        return None
    answers = weighing.given()
    if answers is None:
        return None
    needed = authority.of_answers(answers, weighing.said(), weighing.task)
    return Occasion(weighing.words, needed.to_grant)


def granted(actor: Actor, pk: str, mandate: Mandate) -> None:
    """A weighing that somebody else has granted for meanwhile keeps its mandate; the new one stands all the same."""
    if (weighing := _found(actor, pk)) and weighing.mandate_id is None:
        actions.note_mandate(weighing, mandate, actor=actor)


def _found(actor: Actor, pk: str) -> Weighing | None:
    return (
        Weighing.objects.visible_to(actor).filter(pk=pk).first() if pk.isdecimal() and len(pk) < 19 else None
    )
