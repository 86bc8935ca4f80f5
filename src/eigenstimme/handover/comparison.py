"""A task weighed, inside against outside: what can be measured as bars, what cannot in words (DE9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from eigenstimme.advisor.catalogue import Task
from eigenstimme.advisor.criteria import Knowledge, Mishap, Speed, Verdict
from eigenstimme.channels.models import AN_HOUR_COSTS, HourlyRate
from eigenstimme.contracts import levy
from eigenstimme.contracts.models import Contract
from eigenstimme.core import plots
from eigenstimme.handover import experience, weighing
from eigenstimme.handover.experience import Done, Known
from eigenstimme.handover.weighing import Value
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Kind, Membership


@dataclass(frozen=True)
class Typed:
    """What somebody knows better than experience."""

    hours: Decimal | None = None
    offer: Decimal | None = None
    specialist: Membership | None = None
    creative: bool = True


@dataclass(frozen=True)
class Measured:
    """One bar against the other, with the words of what it is made of."""

    chart: plots.Pair
    inside: Sequence[str]
    outside: Sequence[str]


@dataclass(frozen=True)
class InWords:
    """What no bar can show."""

    label: str
    inside: str
    outside: str


@dataclass(frozen=True)
class Comparison:
    measured: Sequence[Measured]
    open_questions: Sequence[str]
    words: Sequence[InWords]


def compare(task: Task, typed: Typed, actor: Actor, now: datetime) -> Comparison:
    orders = experience.done(actor)
    cost, asked = _cost(task, typed, orders, actor, now)
    speed, waited = _speed(typed, orders)
    return Comparison(
        measured=[each for each in (cost, speed) if each],
        open_questions=[each for each in (asked, waited) if each],
        words=_words(task, experience.own_voice(actor, now)),
    )


def _cost(
    task: Task, typed: Typed, orders: Sequence[Done], actor: Actor, now: datetime
) -> tuple[Measured | None, str]:
    hours, an_hour, fee = _hours(task, typed), _an_hour(actor), _fee(typed, orders)
    if fee is None:
        return None, _(
            "What it costs outside nobody knows yet: no accepted order tells. Ask for an offer and type it in."
        )
    owed, levy_said = _levy(typed, fee.amount, orders, actor, now)
    sums = weighing.money(hours.amount, an_hour.amount, fee.amount, owed)
    chart = plots.Pair(
        _("Cost each time"),
        _("What the task costs inside and outside, in euros."),
        (_("Inside"), float(round(sums.inside))),
        (_("Outside"), float(round(sums.outside))),
        "€",
    )
    inside = [
        _("%(hours)s hours (%(source)s)") % {"hours": _number(hours.amount), "source": hours.source},
        _("%(rate)s € an hour (%(source)s)") % {"rate": _euros(an_hour.amount), "source": an_hour.source},
    ]
    outside = [
        _("%(fee)s € fee (%(source)s)") % {"fee": _euros(fee.amount), "source": fee.source},
        levy_said,
        _("%(sum)s € for an hour of our own: brief and acceptance (assumed)")
        % {"sum": _euros(sums.briefing)},
    ]
    return Measured(chart, inside, outside), ""


def _an_hour(actor: Actor) -> Value:
    set_down = HourlyRate.objects.filter(company_id=actor.company_id).first()
    return Value(set_down.euros, _("as you put it down")) if set_down else Value(AN_HOUR_COSTS, _("assumed"))


def _hours(task: Task, typed: Typed) -> Value:
    if typed.hours is not None:
        return Value(typed.hours, _("typed in"))
    return Value(Decimal(str(task.hours)), _("usual for this task, assumed"))


def _fee(typed: Typed, orders: Sequence[Done]) -> Value | None:
    if typed.offer is not None:
        return Value(typed.offer, _("the offer"))
    theirs = [each for each in orders if _from_outside(each, typed)]
    fees = experience.known(theirs, lambda each: each.fee)
    return None if fees.middle is None else Value(fees.middle, _from_orders(fees))


def _levy(
    typed: Typed, fee: Decimal, orders: Sequence[Done], actor: Actor, now: datetime
) -> tuple[Decimal, str]:
    """The levy on top of the fee, and why it is as it is."""
    today = timezone.localdate(now)
    if reason := _outside_the_levy(typed, actor, today):
        return Decimal(), _("no artists’ social levy: %(why)s") % {"why": reason}
    rate = levy.rate_of(today.year)
    owed = weighing.levy_on_top(experience.paid_outside_this_year(orders, now), fee, rate)
    if not owed:
        limit = {"limit": _euros(rate.threshold)}
        return owed, _("no artists’ social levy: this year’s fees stay at %(limit)s € or below") % limit
    source = _("assumed") if rate.assumed else _("rate of %(year)s") % {"year": rate.year}
    said = {"sum": _euros(owed), "percent": _number(rate.percent), "source": source}
    return owed, _("%(sum)s € artists’ social levy, %(percent)s %% (%(source)s)") % said


def _outside_the_levy(typed: Typed, actor: Actor, day: date) -> str:
    """Why no levy is due at all, as the contract says, or what was typed."""
    contract = None
    if typed.specialist:
        contracts = Contract.objects.visible_to(actor).in_force(day)
        contract = contracts.filter(membership=typed.specialist).first()
    if contract:
        return levy.why_not(contract.legal_form, contract.creative)
    return "" if typed.creative else _("not creative work, or a company such as a GmbH")


def _speed(typed: Typed, orders: Sequence[Done]) -> tuple[Measured | None, str]:
    ours = experience.known([each for each in orders if each.kind == Kind.OWN], lambda each: each.days)
    theirs = experience.known([each for each in orders if _from_outside(each, typed)], lambda each: each.days)
    if ours.middle is None and theirs.middle is None:
        return None, _("How fast either side is will show with the first accepted orders.")
    if ours.middle is None or theirs.middle is None:
        side, days = (_("Inside"), ours) if theirs.middle is None else (_("Outside"), theirs)
        return None, _(
            "%(side)s an order took %(days)s days in the middle (%(source)s); the other side has none yet."
        ) % {
            "side": side,
            "days": _number(days.middle or Decimal()),
            "source": _from_orders(days),
        }
    chart = plots.Pair(
        _("Days until accepted"),
        _("From sending an order to accepting it, in the middle of all orders."),
        (_("Inside"), _one_decimal(ours.middle)),
        (_("Outside"), _one_decimal(theirs.middle)),
        _("days"),
    )
    return Measured(chart, [_from_orders(ours)], [_from_orders(theirs)]), ""


def _words(task: Task, own_voice: int | None) -> list[InWords]:
    shares = (
        _("Now %(share)s of 100 posts come from own people; this one would be another.")
        if own_voice is not None
        else _("Sounds like you, and is from you.")
    )
    return [
        InWords(
            _("Nights and weekends"),
            _("Rest periods hold: without a rota nobody is there at night."),
            _("An agency can watch and wake you. It never answers in your name."),
        ),
        InWords(
            _("View from outside"),
            _("You know the customers, and no longer see some things."),
            _("Fresh eyes, and what works elsewhere."),
        ),
        InWords(
            _("Skills that stay"),
            _("What a colleague learns stays in the house."),
            _("Goes when the contract ends. Agree that someone looks over their shoulder."),
        ),
        InWords(
            _("Authenticity"),
            shares % {"share": own_voice} if own_voice is not None else shares,
            _("Good craft, a borrowed voice. Each such post lowers your own-voice share."),
        ),
        InWords(_("What only you know"), *_knowledge(task)),
        InWords(_("If it goes wrong"), *_risk(task)),
    ]


def _knowledge(task: Task) -> tuple[str, str]:
    if task.profile.knowledge == Knowledge.ONLY_US:
        return _("You know it already."), _("Nobody outside can know it; you would explain it each time.")
    if task.profile.knowledge == Knowledge.BRIEFABLE:
        return _("You know it already."), _("Needs a good brief: count on that hour.")
    return _("May have to be learnt first."), _("Knows the trade and starts at once.")


def _risk(task: Task) -> tuple[str, str]:
    if task.verdict == Verdict.OWN_ONLY:
        return _("Stays where it belongs."), _("Not to be handed over: %(why)s") % {"why": task.reason}
    if task.profile.mishap == Mishap.SERIOUS or task.profile.speed == Speed.CRISIS:
        return _("You notice at once, and answer for it."), _(
            "You answer for it all the same, and notice later."
        )
    return _("Easily put right."), _("Put right with an approval before it appears.")


def _from_outside(order: Done, typed: Typed) -> bool:
    if typed.specialist:
        return order.specialist_id == typed.specialist.pk
    return order.kind == Kind.OUTSIDE


def _from_orders(known: Known) -> str:
    words = ngettext("from %(count)s accepted order", "from %(count)s accepted orders", known.orders)
    return words % {"count": known.orders}


def _one_decimal(days: Decimal) -> float:
    return float(round(days, 1))


def _euros(amount: Decimal) -> str:
    """With cents where there are any."""
    return number_format(amount, 0 if amount == amount.to_integral_value() else 2, force_grouping=True)


def _number(value: Decimal) -> str:
    return plots.written(float(value))
