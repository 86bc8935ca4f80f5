"""Real servers as fixtures, started once in a run and only for the tests that ask for them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.servers import bluesky as atproto
from tests.servers import mail
from tests.servers import snac as fediverse
from tests.servers import wordpress as blog


@pytest.fixture(scope="session")
def wordpress(tmp_path_factory: pytest.TempPathFactory) -> Iterator[blog.WordPress]:
    if absent := blog.missing():
        pytest.skip(f"no real WordPress here, missing: {absent}")
    with blog.wordpress(tmp_path_factory.mktemp("wordpress")) as server:
        yield server


@pytest.fixture(scope="session")
def bluesky(tmp_path_factory: pytest.TempPathFactory) -> Iterator[atproto.Bluesky]:
    if absent := atproto.missing():
        pytest.skip(f"no real Bluesky here, missing: {absent}")
    with atproto.bluesky(tmp_path_factory.mktemp("bluesky")) as network:
        yield network


@pytest.fixture(scope="session")
def snac(tmp_path_factory: pytest.TempPathFactory) -> Iterator[fediverse.Snac]:
    if absent := fediverse.missing():
        pytest.skip(f"no real server with the Mastodon interface here, missing: {absent}")
    with fediverse.snac(tmp_path_factory.mktemp("snac")) as server:
        yield server


@pytest.fixture(scope="session")
def mailserver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[mail.MailServer]:
    with mail.mail_server(tmp_path_factory.mktemp("mail")) as server:
        yield server
