from __future__ import annotations

import pytest

from eigenstimme.connectors.wordpress.html import Image, content, slug

KEY = "0123456789abcdef0123456789abcdef"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Frühling im Treppenhaus", "fruehling-im-treppenhaus"),
        ("Größe & Maß: 3 cm!", "groesse-mass-3-cm"),
        ("Čapek à la crème", "capek-a-la-creme"),
        ("", "post"),
        ("🎨 שלום", "post"),
        ("2026", "2026"),
        ("a" * 80, "a" * 60),
        ("wort " * 30, "-".join(["wort"] * 12)),
    ],
)
def test_slug_is_plain_short_and_ends_in_the_key(title: str, expected: str) -> None:
    assert slug(title, KEY) == f"{expected}-0123456789ab"


def _paragraph(html: str) -> str:
    return f"<!-- wp:paragraph -->\n<p>{html}</p>\n<!-- /wp:paragraph -->"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("eins\nzwei\n\n\n \ndrei", [_paragraph("eins<br>zwei"), _paragraph("drei")]),
        ("eins\r\nzwei\r\n\r\ndrei", [_paragraph("eins<br>zwei"), _paragraph("drei")]),
        ("<b>&\"'", [_paragraph("&lt;b&gt;&amp;&quot;&#x27;")]),
        ("[gallery ids=1]", [_paragraph("&#91;gallery ids=1]")]),
        ("", []),
    ],
)
def test_text_becomes_paragraphs_and_stays_text(text: str, expected: list[str]) -> None:
    assert content(text) == "\n\n".join(expected)


@pytest.mark.parametrize(
    ("text", "address", "after"),
    [
        ("https://a.example/x?b=1&c=2.", "https://a.example/x?b=1&amp;c=2", "."),
        ("https://a.example/x)", "https://a.example/x", ")"),
        ("https://a.example/x_(y)", "https://a.example/x_(y)", ""),
        ("https://a.example/x_(y)).", "https://a.example/x_(y)", ")."),
        ("https://a.example/[x]", "https://a.example/&#91;x", "]"),
        ('https://a.example/"onclick="x', "https://a.example/", "&quot;onclick=&quot;x"),
    ],
)
def test_address_becomes_a_link_without_the_sentence_around(text: str, address: str, after: str) -> None:
    assert content(text) == _paragraph(f'<a href="{address}">{address}</a>{after}')


def test_script_address_is_no_link() -> None:
    assert content("javascript:alert(1)") == _paragraph("javascript:alert(1)")


def test_picture_becomes_an_image_block() -> None:
    assert content("", [Image(7, "https://blog.example/a.jpg", 'Eine "Wand"')]) == (
        '<!-- wp:image {"id":7,"sizeSlug":"full"} -->\n'
        '<figure class="wp-block-image size-full">'
        '<img src="https://blog.example/a.jpg" alt="Eine &quot;Wand&quot;" class="wp-image-7"/></figure>\n'
        "<!-- /wp:image -->"
    )
