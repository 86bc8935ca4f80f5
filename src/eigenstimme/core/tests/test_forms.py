"""Amounts as people type them, in both languages."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.forms import ValidationError
from django.utils import translation

from eigenstimme.core.forms import AmountField


@pytest.mark.parametrize(
    ("language", "typed", "meant"),
    [
        ("de", "1240,5", "1240.50"),
        ("de", "1.240,50", "1240.50"),
        ("de", "1.240", "1240"),
        ("de", "1.240.000", "1240000"),
        ("de", "12.5", "12.5"),
        ("de", "1 240", "1240"),
        ("en", "1,240.50", "1240.50"),
        ("en", "1,240", "1240"),
        ("en", "12.5", "12.5"),
    ],
)
def test_amount_means_what_the_language_says(language: str, typed: str, meant: str) -> None:
    with translation.override(language):
        assert AmountField(max_digits=9).clean(typed) == Decimal(meant)


@pytest.mark.parametrize(
    ("language", "typed"), [("de", "viel"), ("de", "-1"), ("de", "12,345"), ("en", "1.2345")]
)
def test_what_is_no_amount_is_refused(language: str, typed: str) -> None:
    with translation.override(language), pytest.raises(ValidationError):
        AmountField(max_digits=9).clean(typed)
