"""Files that come in piece by piece, in the words of the tus protocol."""

from __future__ import annotations

import base64
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from eigenstimme.media import deadlines
from eigenstimme.media.models import Asset, Incoming
from eigenstimme.media.models.incoming import KEPT_FOR
from eigenstimme.media.tests.samples import a_picture, a_video, as_upload
from eigenstimme.media.upload import LARGEST_VIDEO
from eigenstimme.people.models import Membership
from eigenstimme.people.tests.cast import Cast, grant, make_cast

TUS = {"Tus-Resumable": "1.0.0"}
PIECE = "application/offset+octet-stream"


@pytest.fixture
def cast(db: None, settings: Settings, tmp_path: Path) -> Cast:
    settings.MEDIA_ROOT = tmp_path
    return make_cast()


def signed_in(member: Membership) -> Client:
    client = Client()
    client.force_login(member.person)
    return client


def begun(client: Client, size: int, name: str = "wand.png") -> Any:
    said = {
        "Upload-Length": str(size),
        "Upload-Metadata": f"filename {base64.b64encode(name.encode()).decode()}",
    }
    return client.post("/media/uploads/", content_type=PIECE, headers=TUS | said)


def sent(client: Client, address: str, piece: bytes, at: int) -> Any:
    return client.patch(address, piece, content_type=PIECE, headers=TUS | {"Upload-Offset": str(at)})


def test_upload_goes_on_where_it_broke_off(cast: Cast) -> None:
    content, client = a_picture("PNG").read(), signed_in(cast.ben)
    address = begun(client, len(content), "Küche – links.png").headers["Location"]
    half = len(content) // 2

    assert sent(client, address, content[:half], 0).headers["Upload-Offset"] == str(half)
    after_the_break = client.head(address)
    assert after_the_break.headers["Upload-Offset"] == str(half)
    last = sent(client, address, content[half:], half)

    asset = Asset.objects.get()
    assert (last.status_code, last.headers["Asset"]) == (204, str(asset.pk))
    assert (asset.file_name, asset.added_by) == ("Küche – links.png", cast.ben)


def test_whoever_missed_the_last_answer_hears_it_when_asking_again(cast: Cast) -> None:
    content, client = a_picture("PNG").read(), signed_in(cast.ben)
    address = begun(client, len(content)).headers["Location"]
    sent(client, address, content, 0)

    again = sent(client, address, content, 0)
    asked = client.head(address)

    assert (again.status_code, again.headers["Upload-Offset"]) == (409, str(len(content)))
    assert asked.headers["Upload-Offset"] == asked.headers["Upload-Length"]
    assert asked.headers["Asset"] == str(Asset.objects.get().pk)


@pytest.mark.django_db(transaction=True)
def test_pieces_are_cleared_away_once_the_file_is_whole(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    cast, content = make_cast(), a_video().read()
    client = signed_in(cast.ben)
    address = begun(client, len(content), "film.mp4").headers["Location"]

    sent(client, address, content, 0)

    assert Asset.objects.get().is_video
    assert list((tmp_path / "incoming").iterdir()) == []


@pytest.mark.parametrize("at", [3, 11], ids=["too early", "too late"])
def test_piece_in_the_wrong_place_is_refused_and_nothing_is_written(cast: Cast, at: int) -> None:
    client = signed_in(cast.ben)
    address = begun(client, 100).headers["Location"]
    sent(client, address, b"x" * 10, 0)

    answer = sent(client, address, b"y" * 10, at)

    assert (answer.status_code, answer.headers["Upload-Offset"]) == (409, "10")
    assert Incoming.objects.get().path.read_bytes() == b"x" * 10


def test_never_more_than_was_announced_is_written(cast: Cast) -> None:
    client = signed_in(cast.ben)
    address = begun(client, 20).headers["Location"]
    sent(client, address, b"x" * 10, 0)
    incoming = Incoming.objects.get()

    answer = sent(client, address, b"x" * 500, 10)

    assert answer.status_code == 422  # whole, and no picture
    assert not incoming.path.exists() or incoming.path.stat().st_size <= 20


def test_text_named_jpg_is_refused_in_words_and_forgotten(cast: Cast) -> None:
    client, content = signed_in(cast.ben), b"Das ist kein Bild."
    address = begun(client, len(content), "wand.jpg").headers["Location"]

    answer = sent(client, address, content, 0)

    assert answer.status_code == 422
    assert "JPEG" in answer.json()["error"]
    assert not Asset.objects.exists() and not Incoming.objects.exists()


def test_too_large_and_unknown_sizes_are_refused(cast: Cast) -> None:
    client = signed_in(cast.ben)
    assert begun(client, LARGEST_VIDEO + 1).status_code == 413
    assert begun(client, 0).status_code == 413
    assert client.post("/media/uploads/", headers=TUS).status_code == 400
    assert not Incoming.objects.exists()


def test_nobody_goes_on_with_the_upload_of_another(cast: Cast) -> None:
    address = begun(signed_in(cast.ben), 100).headers["Location"]
    for other in (cast.amira, cast.dora):
        assert sent(signed_in(other), address, b"x", 0).status_code == 404
        assert signed_in(other).head(address).status_code == 404
        assert signed_in(other).delete(address).status_code == 404


def test_without_the_right_no_upload_begins_or_goes_on(cast: Cast) -> None:
    client = signed_in(cast.clara)
    assert begun(client, 100).status_code == 403
    mandate = grant(cast.clara, ["idea.suggest"], by=cast.amira)
    address = begun(client, 100).headers["Location"]
    mandate.delete()
    assert sent(client, address, b"x", 0).status_code == 403


def test_stopped_upload_is_forgotten(cast: Cast) -> None:
    client = signed_in(cast.ben)
    address = begun(client, 100).headers["Location"]
    assert client.delete(address).status_code == 204
    assert not Incoming.objects.exists()


def test_abandoned_upload_is_cleared_away_after_two_days(cast: Cast) -> None:
    begun(signed_in(cast.ben), 100)
    incoming, now = Incoming.objects.get(), timezone.now()

    deadlines.tick(now + KEPT_FOR - timedelta(minutes=1))
    assert incoming.path.exists()
    deadlines.tick(now + KEPT_FOR + timedelta(minutes=1))

    assert not incoming.path.exists() and not Incoming.objects.exists()


def test_form_takes_several_files_and_names_the_bad_one(cast: Cast) -> None:
    files = [a_picture("PNG"), a_picture("JPEG", (50, 40))]
    bad = as_upload(a_picture().read()[:40], "kaputt.jpg")

    answer = signed_in(cast.ben).post("/media/new/", {"file": [*files, bad]}, follow=True)

    assert Asset.objects.count() == 2
    assert "kaputt.jpg" in answer.content.decode()
