from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from unittest.mock import patch

import httpx
import pytest
from django.test import Client

from eigenstimme.core import http
from eigenstimme.people.models import Membership
from eigenstimme.people.tests.cast import Cast, make_cast

Answering = Callable[[Callable[[httpx.Request], httpx.Response]], None]


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def network() -> Iterator[Answering]:
    """``network(answer)`` puts a scripted server behind every outgoing request."""
    with ExitStack() as stack:

        def answered_by(answer: Callable[[httpx.Request], httpx.Response]) -> None:
            def client() -> httpx.Client:
                return httpx.Client(transport=httpx.MockTransport(answer))

            stack.enter_context(patch.object(http, "client", client))

        yield answered_by


@pytest.fixture
def signed_in(client: Client) -> Callable[[Membership], Client]:
    def as_member(member: Membership) -> Client:
        client.force_login(member.person)
        return client

    return as_member
