"""Offsets are bytes of UTF-8, and only what Bluesky's own composer would link is linked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eigenstimme.connectors.bluesky.facets import facets, written_out

LINK, MENTION, TAG = (f"app.bsky.richtext.facet#{kind}" for kind in ("link", "mention", "tag"))


def resolve(handle: str) -> str | None:
    return None if handle.startswith("nobody") else f"did:plc:{handle}"


def found(text: str) -> list[tuple[str, str]]:
    """The linked parts, cut out of the text by their byte offsets, with what they lead to."""
    content = text.encode()
    return [
        (
            content[facet["index"]["byteStart"] : facet["index"]["byteEnd"]].decode(),
            next(value for name, value in facet["features"][0].items() if name != "$type"),
        )
        for facet in facets(text, resolve)
    ]


def test_documented_example() -> None:
    text = "✨ example mentioning @atproto.com to share the URL 👨‍❤️‍👨 https://en.wikipedia.org/wiki/CBOR."

    assert facets(text, lambda _handle: "did:plc:ewvi7nxzyoun6zhxrhs64oiz") == [
        {
            "index": {"byteStart": 23, "byteEnd": 35},
            "features": [{"$type": MENTION, "did": "did:plc:ewvi7nxzyoun6zhxrhs64oiz"}],
        },
        {
            "index": {"byteStart": 74, "byteEnd": 108},
            "features": [{"$type": LINK, "uri": "https://en.wikipedia.org/wiki/CBOR"}],
        },
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(https://a.example/x_(y))", [("https://a.example/x_(y)", "https://a.example/x_(y)")]),
        ("„https://a.example“, sagt er", [("https://a.example", "https://a.example")]),
        ("HTTPS://A.EXAMPLE!", [("HTTPS://A.EXAMPLE", "HTTPS://A.EXAMPLE")]),
        ("https://a.example/@b.example#c", [("https://a.example/@b.example#c",) * 2]),
        ("nohttps://a.example http:// https://...", []),
        ("Tür #Fußböden, #2026 #c3po.", [("#Fußböden", "Fußböden"), ("#c3po", "c3po")]),
        ("#️⃣ # a#b C# #!", []),
        ("#" + "x" * 64, [("#" + "x" * 64, "x" * 64)]),
        ("#" + "x" * 65, []),
        ("@Gerda.Example.", [("@Gerda.Example", "did:plc:gerda.example")]),
        ("@nobody.example mail@a.example @gerda @a.example@b.example", []),
        ("שלום @a.example", [("@a.example", "did:plc:a.example")]),
    ],
)
def test_only_what_should_be_linked_is(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


def test_a_handle_is_looked_up_once() -> None:
    asked: list[str] = []

    facets("@a.example @A.example", lambda handle: asked.append(handle))

    assert asked == ["a.example"]


@given(st.text(alphabet=st.sampled_from("ab.:/@#(é👨 \u200d\nhttps"), max_size=60))
def test_facets_lie_in_the_text_and_do_not_overlap(text: str) -> None:
    end = 0
    for facet in facets(text, resolve):
        index = facet["index"]
        assert end <= index["byteStart"] < index["byteEnd"] <= len(text.encode())
        text.encode()[index["byteStart"] : index["byteEnd"]].decode()
        end = index["byteEnd"]


def test_shortened_links_are_written_out() -> None:
    text = "Für Sie: a.example/lan... oder b.example/… und #Farbe"
    shown = {
        "a.example/lan...": {"$type": LINK, "uri": "https://a.example/lange/adresse"},
        "b.example/…": {"$type": LINK, "uri": "https://b.example/auch/lang"},
        "#Farbe": {"$type": TAG, "tag": "Farbe"},
    }
    starts = {words: len(text.partition(words)[0].encode()) for words in shown}
    parts = [
        {
            "index": {"byteStart": starts[words], "byteEnd": starts[words] + len(words.encode())},
            "features": [feature],
        }
        for words, feature in shown.items()
    ]

    written = "Für Sie: https://a.example/lange/adresse oder https://b.example/auch/lang und #Farbe"
    assert written_out(text, parts) == written
