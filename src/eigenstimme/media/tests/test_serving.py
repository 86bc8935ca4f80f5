"""A picture is served to whoever may see it, as nothing but a picture."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from eigenstimme.media.links import asset_path
from eigenstimme.media.models import Asset, Attachment
from eigenstimme.media.tests.samples import a_picture
from eigenstimme.media.upload import add_picture
from eigenstimme.people.models import Membership
from eigenstimme.people.tests.cast import Cast, grant, make_cast, make_channel
from eigenstimme.plan.actions import Draft, VariantDraft, draft_piece


@pytest.fixture
def cast(db: None, settings: Settings, tmp_path: Path) -> Cast:
    settings.MEDIA_ROOT = tmp_path
    return make_cast()


@pytest.fixture
def picture(cast: Cast) -> Asset:
    return add_picture(a_picture("PNG"), alt="Wand", actor=cast.actor(cast.ben))


def signed_in(member: Membership) -> Client:
    client = Client()
    client.force_login(member.person)
    return client


def fetched(client: Client, path: str, **headers: str) -> tuple[Any, bytes]:
    """The answer, and its content read to the end: only then the file is closed."""
    answer = client.get(path, headers=headers)
    return answer, b"".join(answer)


def test_picture_is_served_as_what_it_is(cast: Cast, picture: Asset) -> None:
    answer, content = fetched(signed_in(cast.amira), picture.url)

    assert content == Path(picture.file.path).read_bytes()
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"].startswith("private")


def test_browser_that_has_it_gets_no_second_copy(cast: Cast, picture: Asset) -> None:
    client = signed_in(cast.amira)
    first, _ = fetched(client, picture.url)

    answer, content = fetched(client, picture.url, **{"If-None-Match": first.headers["ETag"]})

    assert (answer.status_code, content) == (304, b"")


def test_nobody_and_another_company_find_no_picture(cast: Cast, picture: Asset) -> None:
    assert Client().get(picture.url).status_code == 404
    assert signed_in(cast.dora).get(picture.url).status_code == 404


def test_missing_file_is_not_found(cast: Cast, picture: Asset) -> None:
    Path(picture.file.path).unlink()
    assert signed_in(cast.amira).get(picture.url).status_code == 404


def test_link_shows_the_picture_without_signing_in(picture: Asset) -> None:
    answer, _ = fetched(Client(), asset_path(picture))
    assert answer.headers["Content-Type"] == "image/webp"


def test_link_of_ours_cannot_be_made_up(picture: Asset) -> None:
    path = asset_path(picture)
    assert Client().get(path[:-3] + "xx/").status_code == 404


def test_link_is_good_for_a_day(picture: Asset) -> None:
    path = asset_path(picture)
    with time_machine.travel(timezone.now() + timedelta(days=1, minutes=1), tick=False):
        assert Client().get(path).status_code == 404


def test_outside_person_sees_what_their_mandate_shows_them_and_their_own(cast: Cast, picture: Asset) -> None:
    grant(cast.clara, ["piece.draft"], every_channel=False, by=cast.amira).channels.add(cast.blog)
    elsewhere = make_channel(cast.company, cast.amira, name="Anderswo")
    hidden = add_picture(a_picture("JPEG"), alt="Tür", actor=cast.actor(cast.ben))
    own = add_picture(a_picture("WEBP"), alt="Fenster", actor=cast.actor(cast.clara))
    for shown, channel in ((picture, cast.blog), (hidden, elsewhere)):
        draft = Draft(
            "Farben", cast.colours, [VariantDraft(channel)], text="Welche?", attachments=[Attachment(shown)]
        )
        draft_piece(draft, actor=cast.actor(cast.amira))

    answers = [signed_in(cast.clara).get(each.url).status_code for each in (picture, own, hidden)]

    assert answers == [200, 200, 404]
    assert signed_in(cast.ben).get(hidden.url).status_code == 200
