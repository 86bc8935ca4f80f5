"""Pictures cropped for a channel: chosen in the composer, shown, approved, and sent just so."""

from __future__ import annotations

import re
from typing import Any

import pytest

from eigenstimme.connectors.types import Problem
from eigenstimme.media.actions import point_at
from eigenstimme.media.crops import Crop
from eigenstimme.media.models import Asset
from eigenstimme.media.tests.samples import a_picture
from eigenstimme.media.upload import add_picture
from eigenstimme.people.tests.cast import Cast, make_channel
from eigenstimme.plan.actions import restore_version
from eigenstimme.plan.checks import Content
from eigenstimme.plan.models import Piece
from eigenstimme.plan.tests.pieces import form, signed_in

NEW = "/plan/new/"


@pytest.fixture
def picture(cast: Cast) -> Asset:
    return add_picture(a_picture(size=(400, 300)), alt="Wand", actor=cast.actor(cast.amira))


def saved(cast: Cast, picture: Asset, **values: Any) -> Piece:
    answer = signed_in(cast.amira).post(NEW, form(cast, **{"media-asset": picture.pk, **values}))
    assert answer.status_code == 302, answer.content.decode()
    return Piece.objects.latest("pk")


def crops(piece: Piece) -> list[Crop | None]:
    return [each.crop for each in piece.variants.get().shown]


def test_shape_alone_lies_around_the_focal_point(cast: Cast, picture: Asset) -> None:
    point_at(picture, 80, 20, actor=cast.actor(cast.amira))

    piece = saved(cast, picture, **{f"channel-{cast.blog.pk}-crop-{picture.pk}": "4x5"})

    assert crops(piece) == [Crop((4, 5), 800, 200, 1000)]


def test_frame_that_was_moved_stays_where_it_was_put(cast: Cast, picture: Asset) -> None:
    name = f"channel-{cast.blog.pk}-crop-{picture.pk}"
    piece = saved(cast, picture, **{name: "1x1", f"{name}-x": 100, f"{name}-y": 400, f"{name}-size": 500})

    page = signed_in(cast.amira).get(f"/plan/{piece.pk}/edit/").content.decode()

    assert crops(piece) == [Crop((1, 1), 100, 400, 500)]
    assert '<option value="1x1" selected>' in page
    assert re.search(rf'name="{name}-size"[^>]* value="500"', page)
    assert f"/media/{picture.pk}/still/?crop=1x1-100-400-500" in page  # the preview


@pytest.mark.parametrize(
    ("shape", "size"), [("", "500"), ("viereckig", "500"), ("1x1", "9999"), ("0x0", "500")]
)
def test_what_makes_no_sense_is_the_whole_picture(cast: Cast, picture: Asset, shape: str, size: str) -> None:
    name = f"channel-{cast.blog.pk}-crop-{picture.pk}"
    assert crops(saved(cast, picture, **{name: shape, f"{name}-size": size})) == [None]


def test_crop_is_part_of_what_is_approved_only_where_there_is_one(cast: Cast, picture: Asset) -> None:
    name = f"channel-{cast.blog.pk}-crop-{picture.pk}"
    piece = saved(cast, picture)
    whole = piece.content_hash()
    sent = {"media-asset": picture.pk, "revision": 1}

    signed_in(cast.amira).post(f"/plan/{piece.pk}/edit/", form(cast, **sent, **{name: "1x1"}))
    cropped = Piece.objects.get().content_hash()
    signed_in(cast.amira).post(f"/plan/{piece.pk}/edit/", form(cast, **{**sent, "revision": 2}))

    assert cropped != whole
    assert Piece.objects.get().content_hash() == whole
    assert [each.fingerprint() for each in piece.variants.get().shown] == [[picture.sha256, "Wand"]]


def test_older_version_brings_its_crop_back(cast: Cast, picture: Asset) -> None:
    piece = saved(cast, picture, **{f"channel-{cast.blog.pk}-crop-{picture.pk}": "1x1"})
    signed_in(cast.amira).post(
        f"/plan/{piece.pk}/edit/", form(cast, **{"media-asset": picture.pk, "revision": 1})
    )
    assert crops(piece) == [None]

    restore_version(Piece.objects.get().versions.get(number=1), actor=cast.actor(cast.amira))

    assert crops(piece) == [Crop((1, 1))]


def test_fields_for_cropping_come_when_they_are_asked_for(cast: Cast, picture: Asset) -> None:
    client = signed_in(cast.amira)
    name = f"channel-{cast.blog.pk}-crop-{picture.pk}"
    sent = form(cast, **{"media-asset": picture.pk})

    folded = client.post(NEW, {**sent, "preview": "1"}).content.decode()
    asked = client.post(NEW, {**sent, "open": cast.blog.pk}).content.decode()
    fetched = client.get(
        f"/plan/channel-parts/{cast.blog.pk}/crops/", {"media-asset": str(picture.pk), name: "4x5"}
    ).content.decode()

    assert f'name="{name}"' not in folded
    assert f'name="{name}"' in asked
    assert '<option value="4x5" selected>' in fetched
    assert not Piece.objects.exists()


def test_crops_of_a_channel_one_may_not_write_for_are_not_there(cast: Cast, picture: Asset) -> None:
    elsewhere = make_channel(cast.elsewhere, cast.dora, name="Fremd")
    answer = signed_in(cast.amira).get(f"/plan/channel-parts/{elsewhere.pk}/crops/")
    assert answer.status_code == 404


def test_picture_nobody_may_see_is_not_shown_for_cropping(cast: Cast) -> None:
    theirs = add_picture(a_picture(), alt="", actor=cast.actor(cast.dora))
    page = signed_in(cast.amira).get(f"/plan/channel-parts/{cast.blog.pk}/crops/", {"media-asset": theirs.pk})
    assert "data-crop" not in page.content.decode()


def test_too_wide_picture_is_said_with_its_crop_and_fits_when_cropped(cast: Cast) -> None:
    wide = add_picture(a_picture(size=(900, 300)), alt="Wand", actor=cast.actor(cast.amira))
    sent = form(cast, **{"media-asset": wide.pk, "preview": "1"})
    client, field = signed_in(cast.amira), f"channel-{cast.blog.pk}-crop-{wide.pk}"

    said = client.post(NEW, sent).content.decode()
    cropped = client.post(NEW, {**sent, field: "191x100"}).content.decode()

    assert f'data-fix="id_{field}" data-choose-there="191x100"' in said
    assert "data-choose-there" not in cropped


def test_video_is_never_cropped(cast: Cast, picture: Asset) -> None:
    Asset.objects.filter(pk=picture.pk).update(media_type="video/mp4")
    piece = saved(cast, picture, **{f"channel-{cast.blog.pk}-crop-{picture.pk}": "1x1"})
    assert piece.variants.get().crops == {}


def test_content_of_a_cropped_picture_is_judged_as_it_goes_out(cast: Cast) -> None:
    wide = add_picture(a_picture(size=(900, 300)), alt="Wand", actor=cast.actor(cast.amira))
    variant = saved(cast, wide).variants.get()
    assert [each.finding.problem for each in Content.of(variant).findings()] == [Problem.PICTURE_TOO_WIDE]

    variant.crops = {str(wide.pk): "1x1-500-500-1000"}

    assert Content.of(variant).findings() == []
