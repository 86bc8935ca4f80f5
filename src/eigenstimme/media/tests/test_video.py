"""Videos: told by content, cleaned of place and camera, and handed out in pieces."""

from __future__ import annotations

import asyncio
import io
from pathlib import Path
from typing import Any

import av
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django.fixtures import Settings

from eigenstimme.media.models import Asset
from eigenstimme.media.tests.samples import PLACE, a_heic, a_picture, a_video, as_upload, opened
from eigenstimme.media.upload import BadFile, BadVideo, add_file
from eigenstimme.people.models import Membership
from eigenstimme.people.tests.cast import Cast, make_cast


@pytest.fixture
def cast(db: None, settings: Settings, tmp_path: Path) -> Cast:
    settings.MEDIA_ROOT = tmp_path
    return make_cast()


def added(cast: Cast, upload: SimpleUploadedFile) -> Asset:
    return add_file(upload, alt="", actor=cast.actor(cast.ben))


def signed_in(member: Membership) -> Client:
    client = Client()
    client.force_login(member.person)
    return client


@pytest.mark.parametrize(
    ("form", "media_type"), [("mp4", "video/mp4"), ("mov", "video/mp4"), ("webm", "video/webm")]
)
def test_video_is_kept_without_place_and_with_its_facts(cast: Cast, form: str, media_type: str) -> None:
    upload = a_video(form)
    assert PLACE.encode() in upload.read()
    upload.seek(0)

    asset = added(cast, upload)

    kept = Path(asset.file.path).read_bytes()
    assert PLACE.encode() not in kept
    assert (asset.media_type, asset.width, asset.height) == (media_type, 64, 48)
    assert asset.duration_ms is not None and 1900 < asset.duration_ms < 2200
    with av.open(io.BytesIO(kept), "r") as film:
        assert [len(film.streams.video), len(film.streams.audio)] == [1, 1]
        assert len(list(film.decode(film.streams.video[0]))) == 10


def test_lists_show_a_still_of_it(cast: Cast) -> None:
    asset = added(cast, a_video())
    client = signed_in(cast.ben)
    for url in (asset.still_url, asset.small_url, asset.square_url):
        assert opened(client.get(url).content).format == "WEBP"
    assert client.get("/media/").content.decode().count("0:02") == 1


def truncated_video() -> SimpleUploadedFile:
    content = a_video("webm").read()
    return as_upload(content[:200], "halb.webm")


@pytest.mark.parametrize(
    "upload",
    [
        as_upload(b"\x00\x00\x00\x20ftypisom" + b"Text statt Film" * 50, "text.mp4"),
        as_upload(b"\x1aE\xdf\xa3" + b"Text statt Film" * 50, "text.webm"),
        truncated_video(),
        a_video("mov", codec="prores_ks"),
    ],
    ids=["text with the sign of MP4", "text with the sign of WebM", "truncated", "a codec nobody takes"],
)
def test_what_is_no_video_of_ours_is_refused_with_a_way_out(cast: Cast, upload: SimpleUploadedFile) -> None:
    with pytest.raises(BadVideo, match="MP4"):
        added(cast, upload)
    assert not Asset.objects.exists()


def test_text_named_mp4_is_refused(cast: Cast) -> None:
    with pytest.raises(BadFile):
        added(cast, as_upload(b"Das ist kein Film.", "film.mp4"))


def test_playlist_cannot_make_the_server_read_other_files(cast: Cast, tmp_path: Path) -> None:
    (tmp_path / "geheim.mp4").write_bytes(a_video().read())
    playlist = f"#EXTM3U\n#EXTINF:2,\n{tmp_path}/geheim.mp4\n".encode()
    with pytest.raises(BadFile):
        added(cast, as_upload(playlist, "film.mp4"))


def test_photo_of_an_iphone_becomes_a_jpeg_without_camera_data(cast: Cast) -> None:
    asset = added(cast, a_heic())
    image = opened(Path(asset.file.path).read_bytes())
    assert (image.format, image.size, dict(image.getexif())) == ("JPEG", (60, 40), {})


def test_picture_comes_in_by_the_same_door(cast: Cast) -> None:
    assert added(cast, a_picture("PNG")).media_type == "image/png"


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [("bytes=0-", 0, -1), ("bytes=10-19", 10, 19), ("bytes=-5", -5, -1), ("bytes=7-99999999", 7, -1)],
)
def test_player_gets_the_range_it_asks_for(cast: Cast, asked: str, first: int, last: int) -> None:
    asset = added(cast, a_video())
    content = Path(asset.file.path).read_bytes()
    first, last = first % len(content), last % len(content)

    answer = signed_in(cast.ben).get(asset.url, headers={"Range": asked})

    assert answer.status_code == 206
    assert answer.content == content[first : last + 1]
    assert answer.headers["Content-Range"] == f"bytes {first}-{last}/{len(content)}"


def test_range_behind_the_end_is_none(cast: Cast) -> None:
    asset = added(cast, a_video())
    answer = signed_in(cast.ben).get(asset.url, headers={"Range": "bytes=99999999-"})
    assert (answer.status_code, answer.headers["Content-Range"]) == (416, f"bytes */{asset.size}")


def test_long_video_is_handed_out_piece_by_piece(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    from eigenstimme.media.views import files

    monkeypatch.setattr(files, "A_PIECE", 1000)
    asset = added(cast, a_video())

    part = signed_in(cast.ben).get(asset.url, headers={"Range": "bytes=0-"})
    assert len(part.content) == 1000

    assert asyncio.run(_whole(files, asset)) == Path(asset.file.path).read_bytes()


async def _whole(files: Any, asset: Asset) -> bytes:
    return b"".join([piece async for piece in files._pieces(asset)])


CAPTIONS = "WEBVTT\n\n00:00.000 --> 00:01.500\nMoin!\n"


def test_captions_are_kept_with_the_video_and_shown_by_the_player(cast: Cast) -> None:
    asset, client = added(cast, a_video()), signed_in(cast.ben)
    client.post(f"/media/{asset.pk}/captions/", {"captions": as_upload(CAPTIONS.encode(), "film.vtt")})
    assert client.get(f"/media/{asset.pk}/track/").content.decode() == CAPTIONS
    assert "<track" in client.get(asset.get_absolute_url()).content.decode()

    client.post(f"/media/{asset.pk}/captions/")
    assert client.get(f"/media/{asset.pk}/track/").status_code == 404


@pytest.mark.parametrize("content", [b"Moin", b"WEBVTT ohne Zeiten", b"\xff\xfe\x00"])
def test_what_is_no_captions_file_is_refused(cast: Cast, content: bytes) -> None:
    asset, client = added(cast, a_video()), signed_in(cast.ben)
    answer = client.post(
        f"/media/{asset.pk}/captions/", {"captions": as_upload(content, "film.vtt")}, follow=True
    )
    assert "WebVTT" in answer.content.decode()
    asset.refresh_from_db()
    assert asset.captions == ""
