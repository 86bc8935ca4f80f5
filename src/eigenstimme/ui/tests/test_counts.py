"""What waits, in the navigation of an open page."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from eigenstimme.people.tests.cast import make_cast
from eigenstimme.ui.templatetags.ui import waiting_count


@pytest.fixture
def client() -> Client:
    client = Client()
    client.force_login(make_cast().amira.person)
    return client


def marks(client: Client, path: str) -> list[str]:
    return sorted(re.findall(r'class="count" id="([\w-]+)"', client.get(path).content.decode()))


@pytest.mark.django_db
def test_every_count_of_a_page_is_fetched_anew(client: Client) -> None:
    assert marks(client, "/navigation/counts/") == marks(client, "/people/") != []


@pytest.mark.django_db
def test_page_listens_to_what_changes_its_counts(client: Client) -> None:
    page = client.get("/people/").content.decode()
    assert 'data-live-topic="holds inbox orders plan" hx-get="/navigation/counts/"' in page


def test_nobody_gets_no_counts(db: None) -> None:
    assert Client().get("/navigation/counts/").content.strip() == b""


@pytest.mark.parametrize(("number", "shown"), [(1, ">1<"), (99, ">99<"), (100, ">99+<"), (1000, ">99+<")])
def test_badge_stays_narrow_however_much_waits(number: int, shown: str) -> None:
    assert shown in waiting_count("bar-link", "inbox", number)
