"""The exit list: which of its rows are done, by what is there now and by what people said (DE10)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from eigenstimme.contracts.leftovers import Leftover, open_recommendations
from eigenstimme.contracts.models import BY_HAND, ExitRecord, ExitStep, Step
from eigenstimme.mandates import words
from eigenstimme.mandates.models import Mandate
from eigenstimme.orders.models import Order
from eigenstimme.people.models import Membership
from eigenstimme.publishing.queries import under_mandates_of


@dataclass(frozen=True)
class Row:
    """One row. ``open``: what has to be settled first; ``by_hand``: a person answers it."""

    step: Step
    done: bool
    note: str = ""
    open: Sequence[Leftover] = ()
    by: str = ""
    at: datetime | None = None

    @property
    def by_hand(self) -> bool:
        return self.step in BY_HAND

    def stored(self) -> dict[str, Any]:
        return {
            "step": self.step,
            "note": self.note,
            "by": self.by,
            "at": self.at.isoformat() if self.at else "",
        }


def rows_of(record: ExitRecord) -> list[Row]:
    """In the order of the list, in a fixed number of queries. Of a signed record: what it says."""
    if record.signed_at:
        return [_read(line) for line in record.lines]
    membership = record.membership
    said = {each.step: each for each in record.steps.select_related("done_by__person")}
    found = {
        Step.MANDATES: [(words.sentence(each), each.get_absolute_url()) for each in mandates_of(membership)],
        Step.POSTS: [(str(each), each.get_absolute_url()) for each in under_mandates_of(membership)],
        Step.ORDERS: [(each.title, each.get_absolute_url()) for each in _orders(membership)],
        Step.RECOMMENDATIONS: open_recommendations(membership),
    }
    sign_in = _sign_in(membership, any_mandate=bool(found[Step.MANDATES]))
    return [
        sign_in
        if step == Step.SIGN_IN
        else Row(step, not found[step], open=found[step])
        if step in found
        else _by_hand(step, said.get(step))
        for step in Step
    ]


def mandates_of(membership: Membership) -> list[Mandate]:
    """Those that hold, or will."""
    return list(Mandate.objects.not_over(timezone.now()).filter(holder=membership).for_words().order_by("pk"))


def _orders(membership: Membership) -> list[Order]:
    return list(Order.objects.open().filter(specialist=membership).order_by("due_at", "pk"))


def _sign_in(membership: Membership, *, any_mandate: bool) -> Row:
    """It closes by itself with the last mandate; who belongs to the company, or works elsewhere too, keeps it."""
    if not membership.person.is_active:
        return Row(Step.SIGN_IN, done=True, note=_("closed"))
    elsewhere = Membership.objects.present().filter(person_id=membership.person_id).exclude(pk=membership.pk)
    if membership.can_be_responsible:
        return Row(Step.SIGN_IN, done=True, note=_("stays: belongs to the company"))
    if not any_mandate and elsewhere.exists():
        return Row(Step.SIGN_IN, done=True, note=_("stays for other companies; here nothing opens any more"))
    return Row(Step.SIGN_IN, done=False)


def _by_hand(step: Step, said: ExitStep | None) -> Row:
    if said is None:
        return Row(step, done=False)
    note = said.note if said.needed else _("not needed: %(note)s") % {"note": said.note}
    return Row(step, done=True, note=note, by=str(said.done_by), at=said.done_at)


def _read(line: dict[str, Any]) -> Row:
    at = datetime.fromisoformat(line["at"]) if line["at"] else None
    return Row(Step(line["step"]), done=True, note=line["note"], by=line["by"], at=at)
