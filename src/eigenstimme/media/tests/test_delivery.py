"""Networks that fetch files get exactly what they would be sent, from an address that does not last."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from eigenstimme.connectors.registry import connector_class
from eigenstimme.connectors.types import Limits
from eigenstimme.media.crops import Crop
from eigenstimme.media.delivery import GOOD_FOR
from eigenstimme.media.models import Asset, Attachment
from eigenstimme.media.outgoing import as_connector_picture
from eigenstimme.media.renditions import forget
from eigenstimme.media.tests.samples import a_picture
from eigenstimme.media.upload import add_picture
from eigenstimme.people.tests.cast import Cast, make_cast

FETCHING = Limits(None, len, "characters", max_pictures=4, fetches_media=True)


@pytest.fixture
def cast(db: None, settings: Settings, tmp_path: Path) -> Cast:
    settings.MEDIA_ROOT = tmp_path
    return make_cast()


@pytest.fixture
def picture(cast: Cast) -> Asset:
    return add_picture(a_picture("PNG"), alt="Wand", actor=cast.actor(cast.ben))


def path_of(picture: Asset, crop: Crop | None = None) -> str:
    sent = as_connector_picture(Attachment(picture, "Wand", crop), FETCHING, "practice")
    address = urlsplit(sent.url)
    assert address.path.endswith(".png")
    return address.path


def test_network_that_takes_files_gets_no_address(picture: Asset) -> None:
    limits = connector_class("practice").limits
    assert as_connector_picture(Attachment(picture, "Wand"), limits, "practice").url == ""


def test_network_fetches_what_it_would_have_been_sent(picture: Asset) -> None:
    crop = Crop((1, 1), 500, 500)
    answer = Client().get(path_of(picture, crop))

    sent = as_connector_picture(Attachment(picture, "Wand", crop), FETCHING, "practice")
    assert (answer.content, answer.headers["Content-Type"]) == (sent.content, "image/png")
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_address_does_not_last(picture: Asset) -> None:
    path = path_of(picture)
    with time_machine.travel(timezone.now() + GOOD_FOR + timedelta(seconds=1)):
        assert Client().get(path).status_code == 404


@pytest.mark.parametrize(
    "changed", [lambda path: path.replace(".png", "x.png"), lambda _path: "/media/delivery/x.png"]
)
def test_address_cannot_be_made_up(picture: Asset, changed: object) -> None:
    assert callable(changed)
    assert Client().get(changed(path_of(picture))).status_code == 404


def test_file_that_is_gone_is_not_found(picture: Asset) -> None:
    path = path_of(picture)
    forget(picture)
    Path(picture.file.path).unlink()
    assert Client().get(path).status_code == 404
