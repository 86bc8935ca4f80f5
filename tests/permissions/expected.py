"""Who may do what: the one table a person can read. ``docs/permissions.md`` is made from it, the matrix is held to it.

The columns are kinds of people; after own people, people from outside and machines stand:

    +   with a mandate in force: every act that can be granted to their kind, on every channel and topic, up to class B
    ~   with the same mandate after its last day
    -   with the same mandate, ended before its date
    §   with the same mandate, which rests: its holder has not confirmed the briefing

``lead`` leads the company, ``named`` is an own person without a mandate who answers for the channel and is the expert
of the delicate topic; an order names them to do it (``order.deliver``) or to accept it (``order.accept``), a campaign
to be responsible for it (``campaign.steer``), a machine with a mandate as the person inside who answers for it
(``briefing.confirm``), a mandate as its contact (``onboarding``). A contract is with them (``contract.read``).
``else`` leads another company, ``left`` once led this one, ``nobody`` is not signed in.
A row is a right; ``piece.publish`` has one for each class of content (D, the crisis, is ``crisis.speak``).
"""

from __future__ import annotations

TABLE = """
right               lead named  own own+ own~ own-  out out+ out~ out- out§  mac mac+ mac~ mac-  else left nobody

plan.read           yes  yes    yes yes  yes  yes   .   yes  .    .    .     .   yes  .    .     .    .    .
idea.suggest        yes  yes    yes yes  yes  yes   .   yes  .    .    .     .   yes  .    .     .    .    .
media.manage        yes  yes    yes yes  yes  yes   .   .    .    .    .     .   .    .    .     .    .    .
piece.draft         yes  .      .   yes  .    .     .   yes  .    .    .     .   yes  .    .     .    .    .
piece.publish/A     yes  .      .   yes  .    .     .   yes  .    .    .     .   .    .    .     .    .    .
piece.publish/B     .    .      .   yes  .    .     .   yes  .    .    .     .   .    .    .     .    .    .
piece.publish/C     .    .      .   .    .    .     .   .    .    .    .     .   .    .    .     .    .    .
piece.approve       yes  .      .   yes  .    .     .   .    .    .    .     .   .    .    .     .    .    .
piece.check         .    yes    .   .    .    .     .   .    .    .    .     .   .    .    .     .    .    .
publication.decide  yes  yes    .   yes  .    .     .   .    .    .    .     .   .    .    .     .    .    .
campaign.read       yes  yes    yes yes  yes  yes   .   .    .    .    .     .   .    .    .     .    .    .
campaign.start      yes  .      .   yes  .    .     .   .    .    .    .     .   .    .    .     .    .    .
campaign.steer      yes  yes    .   .    .    .     .   .    .    .    .     .   .    .    .     .    .    .
order.read          yes  yes    yes yes  yes  yes   .   .    .    .    .     .   .    .    .     .    .    .
order.place         yes  .      .   yes  .    .     .   .    .    .    .     .   .    .    .     .    .    .
order.deliver       .    yes    .   .    .    .     .   .    .    .    .     .   .    .    .     .    .    .
order.accept        yes  yes    .   .    .    .     .   .    .    .    .     .   .    .    .     .    .    .
contract.read       yes  yes    .   yes  .    .     .   .    .    .    .     .   .    .    .     .    .    .
cost.read           yes  .      .   yes  .    .     .   .    .    .    .     .   .    .    .     .    .    .
contract.manage     yes  .      .   yes  .    .     .   .    .    .    .     .   .    .    .     .    .    .
hold.place          yes  .      .   yes  .    .     .   .    .    .    .     .   .    .    .     .    .    .
inbox.read          yes  yes    yes yes  yes  yes   .   yes  .    .    .     .   yes  .    .     .    .    .
inbox.recommend     yes  yes    yes yes  yes  yes   .   yes  .    .    .     .   yes  .    .     .    .    .
inbox.note          yes  yes    yes yes  yes  yes   .   yes  .    .    .     .   yes  .    .     .    .    .
inbox.reply         yes  .      .   yes  .    .     .   .    .    .    .     .   .    .    .     .    .    .
figures.read        yes  yes    yes yes  yes  yes   .   yes  .    .    .     .   yes  .    .     .    .    .
inbox.react         yes  .      .   yes  .    .     .   .    .    .    .     .   .    .    .     .    .    .
crisis.speak        yes  .      .   yes  .    .     .   .    .    .    .     .   .    .    .     .    .    .
effort.read         yes  yes    yes yes  yes  yes   .   .    .    .    .     .   .    .    .     .    .    .
effort.record       yes  yes    yes yes  yes  yes   .   .    .    .    .     .   .    .    .     .    .    .
channel.manage      yes  .      .   .    .    .     .   .    .    .    .     .   .    .    .     .    .    .
topic.manage        yes  .      .   .    .    .     .   .    .    .    .     .   .    .    .     .    .    .
playbook.read       yes  yes    yes yes  yes  yes   .   yes  .    .    yes   .   yes  .    .     .    .    .
strategy.read       yes  yes    yes yes  yes  yes   .   yes  .    .    .     .   .    .    .     .    .    .
strategy.comment    yes  yes    yes yes  yes  yes   .   yes  .    .    .     .   .    .    .     .    .    .
strategy.write      yes  .      .   .    .    .     .   .    .    .    .     .   .    .    .     .    .    .
goal.record         yes  yes    .   .    .    .     .   .    .    .    .     .   .    .    .     .    .    .
task.weigh          yes  yes    yes yes  yes  yes   .   .    .    .    .     .   .    .    .     .    .    .
skill.read          yes  yes    yes yes  yes  yes   .   .    .    .    .     .   .    .    .     .    .    .
skill.say           yes  yes    yes yes  yes  yes   yes yes  yes  yes  yes   .   .    .    .     .    .    .
mandate.grant       yes  .      .   .    .    .     .   .    .    .    .     .   .    .    .     .    .    .
briefing.confirm    .    yes    .   .    .    .     .   .    .    .    .     .   .    .    .     .    .    .
onboarding.tend     yes  yes    .   .    .    .     .   .    .    .    .     .   .    .    .     .    .    .
onboarding.steer    yes  yes    .   .    .    .     .   .    .    .    .     .   .    .    .     .    .    .
people.manage       yes  .      .   .    .    .     .   .    .    .    .     .   .    .    .     .    .    .
company.manage      yes  .      .   .    .    .     .   .    .    .    .     .   .    .    .     .    .    .
history.read        yes  .      .   .    .    .     .   .    .    .    .     .   .    .    .     .    .    .
"""

_head, *_rows = [line.split() for line in TABLE.splitlines() if line.strip()]

KINDS: list[str] = _head[1:]
EXPECTED: dict[str, dict[str, bool]] = {
    right: {kind: answer == "yes" for kind, answer in zip(KINDS, answers, strict=True)}
    for right, *answers in _rows
}
