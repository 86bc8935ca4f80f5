"""The text of a post as a network shows it: marked, shortened, and never a way in for markup."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eigenstimme.ui.templatetags.previews import as_posted


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Siehe https://kern.example/farben.", ["https://kern.example/farben"]),
        ("Danke @maler@social.example und @ben!", ["@maler@social.example", "@ben"]),
        ("#Herbst, #2026 und C#", ["#Herbst"]),
        ("info@kern.example https://a.example/#top", ["https://a.example/#top"]),
    ],
)
def test_what_a_network_colours_is_marked(text: str, marked: list[str]) -> None:
    assert re.findall(r'<span class="preview-link">(.*?)</span>', as_posted(text)) == marked


def test_long_link_is_shortened_as_the_network_does() -> None:
    shown = as_posted("https://www.malerbetrieb-kern.example/farben/herbst", 30)
    assert ">malerbetrieb-kern.example/farb…<" in shown


@given(st.text(st.sampled_from("<>&\"'@#/: ax.\n") | st.characters(exclude_categories=["Cs"]), max_size=40))
def test_nothing_typed_becomes_markup(text: str) -> None:
    shown = re.sub(
        r'<br>|</?span( class="preview-link")?>',
        lambda tag: "\n" if tag[0] == "<br>" else "",
        as_posted(text),
    )
    assert "<" not in shown and unescape(shown) == text
