"""The same key always names the same record, and two keys never share one."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from eigenstimme.connectors.bluesky.keys import record_key
from eigenstimme.connectors.types import Key

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
TID = r"[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}"


@given(st.uuids(), st.datetimes(datetime(1970, 1, 2), datetime(2200, 1, 1)))
def test_record_key_is_a_valid_tid(uuid: object, moment: datetime) -> None:
    key = Key(str(uuid).replace("-", ""), moment.replace(tzinfo=UTC))

    assert regex.fullmatch(TID, record_key(key))
    assert record_key(key) == record_key(key)


def test_record_key_holds_the_second_of_the_publication() -> None:
    number = 0
    for letter in record_key(Key("0" * 32, NOW)):
        number = number * 32 + "234567abcdefghijklmnopqrstuvwxyz".index(letter)

    assert datetime.fromtimestamp((number >> 10) / 1_000_000, UTC) == NOW


@pytest.mark.parametrize("number", [1, 1_000_000, 1_023_000_000])
def test_publications_of_one_transaction_have_different_keys(number: int) -> None:
    assert record_key(Key(f"{number:032x}", NOW)) != record_key(Key("0" * 32, NOW))


def test_record_keys_sort_by_second() -> None:
    early, late = (record_key(Key(uuid4().hex, NOW + timedelta(seconds=n))) for n in (0, 1))

    assert early < late
