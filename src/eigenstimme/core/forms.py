"""Form fields every room uses."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

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


class AmountField(forms.DecimalField):
    """Hours or euros, with a comma or a point."""

    def __init__(self, **options: Any) -> None:
        super().__init__(localize=True, decimal_places=2, **{"min_value": 0, **options})
        self.widget.attrs["inputmode"] = "decimal"

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]  # the stubs take it for an integer
        """In a language that writes 1.240,50 the point before a comma parts thousands."""
        text = "".join(str(value or "").split())
        if "," in text and get_format("DECIMAL_SEPARATOR") == ",":
            text = text.replace(".", "")
        return super().to_python(text)
