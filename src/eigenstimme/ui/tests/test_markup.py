"""What is drawn without templates is escaped like in them."""

from __future__ import annotations

import pytest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from eigenstimme.ui.markup import joined, markup, where


class Drawn:
    def __html__(self) -> str:
        return "<hr>"


@pytest.mark.parametrize(
    "value",
    [
        "<b onclick='x' title=\"y\">Müller & Söhne</b>",
        SafeString("<br>"),
        12,
        True,
        None,
        1.5,
        Drawn(),
        gettext_lazy("<i>"),
    ],
)
def test_markup_escapes_as_django_does(value: object) -> None:
    drawn = markup('<p title="{0}">{0}</p>', value)

    assert drawn == format_html('<p title="{0}">{0}</p>', value)
    assert isinstance(drawn, SafeString)


def test_nothing_is_drawn_of_what_is_not_there() -> None:
    assert joined([where("", "<p>{}</p>", ""), where("<", "<p>{}</p>", "<")]) == "<p>&lt;</p>"
