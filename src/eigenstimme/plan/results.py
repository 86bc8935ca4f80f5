"""What came of a campaign, in figures. The rooms above tell for themselves, in their ``AppConfig.ready``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from eigenstimme.people.actor import Actor
from eigenstimme.plan.models import Campaign

NOTHING = Decimal()


@dataclass(frozen=True)
class Figure:
    """One figure that matters, in the reader's language; ``hint`` says what it is made of."""

    label: str
    value: int | str
    hint: str = ""


@dataclass(frozen=True)
class Cost:
    """What something for the campaign costs, in euros: ``billed``, or ``agreed`` and not billed yet."""

    label: str
    url: str = ""
    billed: Decimal = NOTHING
    agreed: Decimal = NOTHING


@dataclass(frozen=True)
class Money:
    """The budget against what is spent of it, in euros. ``budget`` None: none was set."""

    budget: Decimal | None
    costs: Sequence[Cost]

    @property
    def billed(self) -> Decimal:
        return sum((cost.billed for cost in self.costs), NOTHING)

    @property
    def agreed(self) -> Decimal:
        return sum((cost.agreed for cost in self.costs), NOTHING)

    @property
    def left(self) -> Decimal | None:
        """Below zero: more was spent or agreed than was there."""
        return None if self.budget is None else self.budget - self.billed - self.agreed

    @property
    def excess(self) -> Decimal | None:
        """By how much the budget is exceeded, if it is."""
        return -self.left if self.left is not None and self.left < 0 else None

    @property
    def billed_share(self) -> str:
        return self._share(self.billed)

    @property
    def agreed_share(self) -> str:
        return self._share(self.agreed)

    def _share(self, amount: Decimal) -> str:
        """Of the whole bar, as SVG writes it; the bar is as long as the budget, or as what was spent beyond it."""
        whole = max(self.budget or NOTHING, self.billed + self.agreed)
        return f"{100 * amount / whole:.1f}%" if whole else "0%"


Figures = Callable[[Campaign, Actor], Iterable[Figure]]
Costs = Callable[[Campaign, Actor], Iterable[Cost]]

_figures: list[Figures] = []
_costs: list[Costs] = []


def register(source: Figures) -> None:
    """``source(campaign, actor)`` tells of what the actor may see, with a fixed number of queries."""
    if source not in _figures:
        _figures.append(source)


def register_costs(source: Costs) -> None:
    """The same for money."""
    if source not in _costs:
        _costs.append(source)


def figures_of(campaign: Campaign, actor: Actor) -> list[Figure]:
    return [figure for source in _figures for figure in source(campaign, actor)]


def money_of(campaign: Campaign, actor: Actor) -> Money:
    return Money(campaign.budget, [cost for source in _costs for cost in source(campaign, actor)])
