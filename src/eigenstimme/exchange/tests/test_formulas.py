"""What a spreadsheet would run is made text on its way out, and is again what it was on its way in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eigenstimme.exchange.formulas import guarded, marked, unguarded, would_run

TEXT = st.text() | st.text(alphabet="'=+-@\t\r\n＝a ", max_size=5)


@given(TEXT)
def test_taking_the_guard_off_gives_back_what_was_there(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert unguarded(marked(text)) == text


@given(TEXT)
def test_nothing_guarded_runs(text: str) -> None:
    assert not would_run(guarded(text))


@pytest.mark.parametrize("text", ['=HYPERLINK("http://x")', "+49 711", "-5 °C", "@hedi", "\t=1", "＝1"])
def test_what_would_run_gets_an_apostrophe(text: str) -> None:
    assert guarded(text) == f"'{text}"
    assert marked(text) == text  # in a file whose cells say that they are text nobody meets it
