"""Merging by fields: nobody's change gets lost, and nothing is decided that a person has to decide."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eigenstimme.plan.merging import as_text, fingerprints, from_text, merge

NAMES = ["title", "text", "topic", "channel-1-own_text"]
FORMS = st.fixed_dictionaries({}, optional={name: st.sampled_from(["", "a", "b", "c"]) for name in NAMES})


def full(values: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in values.items() if value}


@given(FORMS, FORMS)
def test_what_only_one_changed_is_taken_over_whole(base: dict[str, str], changed: dict[str, str]) -> None:
    prints = fingerprints(base)

    for mine, theirs in ((changed, base), (base, changed)):
        merged = merge(prints, mine, theirs)
        assert (full(merged.values), merged.conflicts) == (full(changed), [])


@given(FORMS, FORMS, FORMS)
def test_both_see_the_same_conflicts_and_the_same_rest(
    base: dict[str, str], mine: dict[str, str], theirs: dict[str, str]
) -> None:
    here, there = merge(fingerprints(base), mine, theirs), merge(fingerprints(base), theirs, mine)

    assert here.conflicts == there.conflicts
    for name in {*mine, *theirs} - {*here.conflicts}:
        assert here.values[name] == there.values[name]


@given(FORMS, FORMS, FORMS)
def test_conflict_is_a_field_both_changed_differently(
    base: dict[str, str], mine: dict[str, str], theirs: dict[str, str]
) -> None:
    before, here, there = ({name: each.get(name, "") for name in NAMES} for each in (base, mine, theirs))
    wanted = [n for n in sorted(NAMES) if before[n] != here[n] != there[n] != before[n]]

    merged = merge(fingerprints(base), mine, theirs)

    assert merged.conflicts == wanted
    assert all(merged.values[name] == here[name] for name in wanted)


@given(FORMS, FORMS)
def test_form_without_fingerprints_never_overwrites(mine: dict[str, str], theirs: dict[str, str]) -> None:
    merged = merge({}, mine, theirs)
    assert all(here == mine.get(name, "") or not mine.get(name) for name, here in merged.values.items())


@given(FORMS)
def test_fingerprints_survive_the_way_through_a_form(values: dict[str, str]) -> None:
    assert from_text(as_text(fingerprints(values))) == fingerprints(values)


@pytest.mark.parametrize("text", ["", "no", "[]", '{"title": 3}', "null"])
def test_made_up_fingerprints_are_none(text: str) -> None:
    assert from_text(text) is None
