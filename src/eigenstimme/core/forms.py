"""Form fields every room uses."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import regex
from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.formats import get_format


class TextField(forms.CharField):
    """Long text. It carries no ``maxlength``: a browser would cut what is pasted, without a word."""

    def __init__(self, *, longest: int, rows: int = 6, **options: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **options)
        self.validators.append(MaxLengthValidator(longest))

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n")


class DayField(forms.DateField):
    """A day, chosen in the browser's own calendar."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), **options)


class AmountField(forms.DecimalField):
    """Hours or euros, with a comma or a point."""

    def __init__(self, **options: Any) -> None:
        super().__init__(localize=True, decimal_places=2, **{"min_value": 0, **options})
        self.widget.attrs["inputmode"] = "decimal"

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]  # the stubs take it for an integer
        """With thousands parted as the reader's language does it: 1.240,50 or 1.240, and 1,240.50 or 1,240."""
        text = "".join(str(value or "").split())
        parts, point = get_format("THOUSAND_SEPARATOR"), get_format("DECIMAL_SEPARATOR")
        if regex.fullmatch(rf"\d{{1,3}}(?:{regex.escape(parts)}\d{{3}})+(?:{regex.escape(point)}\d*)?", text):
            text = text.replace(parts, "")
        return super().to_python(text)
