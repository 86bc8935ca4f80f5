"""History reads as sentences, and shows when somebody tampered with it."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from eigenstimme.audit.models import Entry
from eigenstimme.audit.queries import Wanted, found, story
from eigenstimme.audit.record import record, verify
from eigenstimme.people.tests.cast import Cast, make_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    cast = make_cast()
    for name in ("eins", "zwei", "drei"):
        record(cast.actor(cast.amira), "person.renamed", cast.ben, before=name)
    return cast


def settle() -> None:
    """The test's own transaction holds checks back until its end; the table cannot be altered before."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def tamper(statement: str, *values: str) -> None:
    """As somebody with the keys to the database would."""
    settle()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_entry DISABLE TRIGGER USER")
        cursor.execute(statement, values)
        cursor.execute("ALTER TABLE audit_entry ENABLE TRIGGER USER")


def breaks() -> str:
    with pytest.raises(CommandError) as error:
        call_command("verify_history", stdout=StringIO())
    return str(error.value)


def test_whole_history_is_confirmed(cast: Cast) -> None:
    out = StringIO()
    call_command("verify_history", stdout=out)
    assert "whole" in out.getvalue()


@pytest.mark.django_db
def test_installation_without_companies_has_nothing_broken() -> None:
    """A check that runs every night must not fail before the first company is founded."""
    call_command("verify_history", stdout=StringIO())
    with pytest.raises(CommandError, match="no such company"):
        call_command("verify_history", "--company", "maler-kern", stdout=StringIO())


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET params = '{}' WHERE number = 2",
        "UPDATE audit_entry SET actor_name = 'Ben Arndt' WHERE number = 2",
        "UPDATE audit_entry SET at = at - interval '1 second' WHERE number = 2",
        "UPDATE audit_entry SET mandate_id = 7 WHERE number = 2",
    ],
)
def test_changed_entry_is_named(cast: Cast, statement: str) -> None:
    tamper(statement)
    assert breaks() == "kern: entry 2 is changed."


def test_chain_longer_than_what_is_read_at_once_is_walked_to_its_end(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("eigenstimme.audit.record.AT_A_TIME", 2)
    assert list(verify(cast.company.pk)) == []
    tamper("UPDATE audit_entry SET actor_name = 'Ben Arndt' WHERE number = 3")
    assert [(each.number, each.what) for each in verify(cast.company.pk)] == [(3, "changed")]


def test_removed_entry_is_named(cast: Cast) -> None:
    tamper("DELETE FROM audit_entry WHERE number = 2")
    assert breaks().splitlines()[0] == "kern: entry 2 is missing."


def test_rewritten_entry_with_a_fitting_hash_breaks_the_chain_after_it(cast: Cast) -> None:
    entry = Entry.objects.get(number=2)
    entry.actor_name = "Ben Arndt"
    tamper(
        "UPDATE audit_entry SET actor_name = %s, hash = %s WHERE number = 2",
        "Ben Arndt",
        entry.computed_hash(),
    )
    assert breaks() == "kern: entry 3 is not chained."


@pytest.mark.parametrize(
    "statement",
    ["UPDATE audit_entry SET via = 'page'", "DELETE FROM audit_entry", "TRUNCATE audit_entry CASCADE"],
)
def test_database_refuses_to_change_history(cast: Cast, statement: str) -> None:
    settle()
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert Entry.objects.count() == 3


def test_story_of_one_thing_holds_only_its_own_entries(cast: Cast) -> None:
    record(cast.actor(cast.amira), "person.renamed", cast.clara, before="vier")

    assert [line.sentence.split()[0] for line in story(cast.ben)] == ["drei", "zwei", "eins"]


def test_filters_narrow_by_person_thing_and_day(cast: Cast) -> None:
    record(cast.actor(cast.ben), "company.changed", cast.company)
    amira, today = cast.actor(cast.amira), timezone.localdate()

    def count(**wanted: Any) -> int:
        return found(Wanted(**wanted), amira).count()

    assert (count(), count(person=cast.ben), count(thing_type="people.company")) == (4, 1, 1)
    assert (count(since=today, until=today), count(since=today + timedelta(days=1))) == (4, 0)


def test_history_page_is_for_leads_only_and_shows_nothing_of_others(client: Client, cast: Cast) -> None:
    client.force_login(cast.amira.person)
    assert "zwei" in client.get("/history/").content.decode()

    for member in (cast.ben, cast.clara, cast.robo):
        client.force_login(member.person)
        answer = client.get("/history/")
        assert (answer.status_code, "zwei" in answer.content.decode()) == (403, False)
    client.force_login(cast.dora.person)
    assert "zwei" not in client.get("/history/").content.decode()


def test_history_page_costs_the_same_for_few_and_for_many(client: Client, cast: Cast) -> None:
    client.force_login(cast.amira.person)
    client.get("/history/")  # the first request of a session is written down by the list of sessions
    few = cost(client)
    for number in range(60):
        record(cast.actor(cast.amira), "person.renamed", cast.ben, before=str(number))

    assert (cost(client), client.get("/history/").content.decode().count("story-time")) == (few, 50)


def cost(client: Client) -> int:
    with CaptureQueriesContext(connection) as queries:
        client.get("/history/")
    return len(queries)
