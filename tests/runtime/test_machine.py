"""The machine under the tests keeps its promises."""

import socket

import pytest
from django.db import connection

from tests.machine import Outside


@pytest.mark.django_db
def test_database_is_a_clone_of_the_migrated_template() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs")
        assert cursor.fetchone() == (0,)


def test_connection_to_another_machine_is_refused() -> None:
    with pytest.raises(Outside), socket.socket() as door:
        door.connect(("192.0.2.1", 80))


def test_connection_to_this_machine_is_allowed() -> None:
    with socket.socket() as listener, socket.socket() as door:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        door.connect(listener.getsockname())
