"""Form fields every room uses."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator


class TextField(forms.CharField):
    """Long text. It carries no ``maxlength``: a browser would cut what is pasted, without a word."""

    def __init__(self, *, longest: int, rows: int = 6, **options: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **options)
        self.validators.append(MaxLengthValidator(longest))

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n")
