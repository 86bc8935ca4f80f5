"""What people say they can, and who does which task: with one gap of each kind."""

from __future__ import annotations

from eigenstimme.demo import texts
from eigenstimme.demo.cast import Firm
from eigenstimme.handover.actions import choose_task, name_holder
from eigenstimme.skills.actions import Said, say_skills, wish_to_learn


def hand_over(firm: Firm) -> None:
    """A mandate nobody uses, the third gap, stands among the mandates."""
    told, lead = texts.skills(), firm.actor("amira")
    for each in told["said"]:
        said = [Said(skill, can, wants, note=note) for skill, can, wants, note in each["skills"]]
        learns = [Said(skill, would_learn=True) for skill in each.get("learns", ())]
        say_skills([*said, *learns], actor=firm.actor(each["who"]))
    for wish in told["wish"]:
        wish_to_learn(firm.people[wish["who"]], wish["skill"], wish["why"], actor=lead)
    for holder in told["holder"]:
        name_holder(firm.people[holder["who"]], holder["task"], holder.get("note", ""), actor=lead)
    for task in told["unheld"]:
        choose_task(task["task"], actor=lead)
