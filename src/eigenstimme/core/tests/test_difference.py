"""Differences lose nothing and are read word by word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from eigenstimme.core.difference import Change, Segment, difference, moved_to

TEXTS = st.text(alphabet=st.sampled_from("ab Ä\n.👩‍👩‍👧🇩🇪"), max_size=60) | st.text(max_size=60)


def without(change: Change, segments: list[Segment]) -> str:
    return "".join(each.text for each in segments if each.change is not change)


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_from_their_difference(before: str, after: str) -> None:
    found = difference(before, after)
    assert (without(Change.ADDED, found), without(Change.REMOVED, found)) == (before, after)


@given(TEXTS)
def test_same_text_has_no_difference(text: str) -> None:
    assert all(each.change is Change.SAME for each in difference(text, text))


def test_words_change_as_wholes() -> None:
    assert difference("Wir malen Wände.", "Wir streichen Wände.") == [
        Segment(Change.SAME, "Wir "),
        Segment(Change.REMOVED, "malen"),
        Segment(Change.ADDED, "streichen"),
        Segment(Change.SAME, " Wände."),
    ]


def test_emoji_is_never_cut_in_half() -> None:
    assert Segment(Change.REMOVED, "👩‍👩‍👧") in difference("a 👩‍👩‍👧 b", "a 👩‍👩‍👦 b")


def test_passage_is_found_where_it_moved_to() -> None:
    assert moved_to("Farbe", 4, "Neu: Die Farbe. Ganz am Ende noch eine Farbe.") == 9
    assert moved_to("Farbe", 4, "Die Tapete") is None
