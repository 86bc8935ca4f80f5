import pytest
from hypothesis import given
from hypothesis import strategies as st

from eigenstimme.connectors.text import LONGEST_HTML, graphemes, one_line, plain_text, storable


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>eins</p><p>zwei<br>drei</p>", "eins\n\nzwei\ndrei"),
        ("<p>a &amp; b &lt;c&gt;</p>\n", "a & b <c>"),
        ('<p><a href="https://x.example/@k" class="mention">@<span>kern</span></a> Hallo</p>', "@kern Hallo"),
        (
            '<a href="#"><span class="invisible">https://</span><span class="ellipsis">x.example/la</span>'
            '<span class="invisible">ng</span></a>',
            "https://x.example/lang",
        ),
        ("<ul><li>a</li><li>b</li></ul>Ende", "a\nb\n\nEnde"),
        ("<pre>a\n  b</pre>", "a\nb"),
        ("a<script>alert(1)</script><style>p{}</style>b", "ab"),
        ('<img src="x" alt=":herz:"> ja', ":herz: ja"),
        ("ohne Auszeichnung", "ohne Auszeichnung"),
        ("<![unknown[x", "<![unknown[x"),
        ("a\x00b", "ab"),
    ],
)
def test_plain_text_reads_as_a_browser_shows_it(html: str, text: str) -> None:
    assert plain_text(html) == text


@given(st.text(alphabet="<>/![]-&;#x \n\"'=apbrlistyle\x00\ud800", max_size=60))
def test_plain_text_survives_any_markup(html: str) -> None:
    plain_text(html).encode()


def test_plain_text_reads_a_bounded_part() -> None:
    assert len(plain_text("a" * LONGEST_HTML * 2)) == LONGEST_HTML


def test_storable_keeps_line_breaks_and_joined_emoji() -> None:
    assert storable("a\r\n\tb\x00\x1b\ud83d 👩‍👩‍👧") == "a\n\tb 👩‍👩‍👧"


def test_one_line_leaves_one_space() -> None:
    assert one_line(" Maler\r\n\tKern\u00a0 GmbH ") == "Maler Kern GmbH"


@pytest.mark.parametrize(("text", "count"), [("", 0), ("äöü", 3), ("👩‍👩‍👧", 1), ("🇩🇪🇦🇹", 2), ("e\u0301", 1)])
def test_graphemes_counts_what_a_person_sees(text: str, count: int) -> None:
    assert graphemes(text) == count
