"""Künstlersozialabgabe: the levy a company pays on the fees of self-employed artists and publicists.

It is owed beside the fee, at a rate set for each year (§ 26 KSVG), on the net fees paid in the calendar year
(§ 25 KSVG); by companies that advertise for themselves only when these fees are more than a threshold (§ 24 (2) KSVG).
Fees of legal persons stay out, and those of what stands close to them: KG (BSG 12.8.2010, B 3 KS 2/09 R) and OHG
(BSG 16.7.2014, B 3 KS 3/13 R). A GbR counts like the people who are it. Only Germany knows this levy.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

CENT = Decimal("0.01")


class LegalForm(models.TextChoices):
    """What the contractor is in law."""

    PERSON = "person", gettext_lazy("a natural person, self-employed")
    PARTNERSHIP = "partnership", gettext_lazy("civil partnership (GbR, PartG)")
    TRADING = "trading", gettext_lazy("trading partnership (OHG, KG, GmbH & Co. KG)")
    LEGAL = "legal", gettext_lazy("legal person (GmbH, UG, AG, association)")


LEVIED_FORMS = frozenset({LegalForm.PERSON, LegalForm.PARTNERSHIP})


@dataclass(frozen=True)
class Rate:
    """``percent`` of the fees of a year, owed when they are more than ``threshold`` euros.

    ``assumed``: the rate of this year was not known when the program was made, and that of the nearest year stands in.
    """

    year: int
    percent: Decimal
    threshold: Decimal
    assumed: bool = False

    def of(self, fee: Decimal) -> Decimal:
        """The levy on one fee, in euros and cents, without asking for the threshold."""
        return (fee * self.percent / 100).quantize(CENT, ROUND_HALF_UP)

    def owed_on(self, fees: Decimal) -> Decimal:
        """The levy of a year on all fees of it: nothing up to the threshold, beyond it on everything."""
        return self.of(fees) if fees > self.threshold else Decimal("0.00")


RATES = {
    2025: Rate(2025, Decimal("5.0"), Decimal(700)),
    2026: Rate(2026, Decimal("4.9"), Decimal(1000)),
}
"""Künstlersozialabgabe-Verordnung of each year; § 24 (2) and § 54 KSVG for the threshold. Each autumn says the next."""


def rate_of(year: int) -> Rate:
    """The rate of a year; for one that is not known that of the nearest known year, marked as assumed."""
    if known := RATES.get(year):
        return known
    nearest = RATES[min(max(year, min(RATES)), max(RATES))]
    return Rate(year, nearest.percent, nearest.threshold, assumed=True)


def on(fee: Decimal, year: int, legal_form: str, creative: bool) -> Decimal:
    """What a net fee in euros brings on top, in euros and cents: nothing where no levy is due.

    For one fee alone; whether a company owes anything at all for the year says ``Rate.owed_on``.
    """
    return Decimal("0.00") if why_not(legal_form, creative) else rate_of(year).of(fee)


def why_not(legal_form: str, creative: bool) -> str:
    """Why a fee stays out of the levy, in a sentence; empty when it counts."""
    if not creative:
        return _("The work is neither artistic nor publicistic.")
    if legal_form == LegalForm.LEGAL:
        return _("The contractor is a legal person.")
    if legal_form == LegalForm.TRADING:
        return _("The contractor is a trading partnership.")
    return ""
