"""A frame on a picture: always inside it, always in its shape."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eigenstimme.connectors.types import Limits, Picture, Post, Problem, Shape, check
from eigenstimme.media.crops import SMALLEST, Crop, fitted, nearest

shapes = st.sampled_from([(1, 1), (4, 5), (2, 3), (9, 16), (191, 100), (16, 9), (3, 2)])
sides = st.integers(300, 5000)
places = st.integers(0, 1000)
crops = st.builds(Crop, shapes, places, places, st.integers(SMALLEST, 1000))


@given(crop=crops, width=sides, height=sides)
def test_frame_lies_inside_and_keeps_its_shape(crop: Crop, width: int, height: int) -> None:
    left, top, right, bottom = crop.frame(width, height)

    assert 0 <= left < right <= width
    assert 0 <= top < bottom <= height
    assert _deviation((right - left, bottom - top), crop.shape) < 1


@given(crop=crops, width=sides, height=sides)
def test_network_that_takes_a_shape_at_its_border_takes_what_is_cropped_to_it(
    crop: Crop, width: int, height: int
) -> None:
    left, top, right, bottom = crop.frame(width, height)
    wide, high = crop.shape
    limits = Limits(
        None,
        len,
        "characters",
        max_pictures=1,
        tallest=crop.shape if wide < high else None,
        widest=crop.shape if wide > high else None,
    )

    assert (
        check(Post("", pictures=[Picture(b"", "image/png", "", "Wand", right - left, bottom - top)]), limits)
        == []
    )


@given(crop=crops)
def test_crop_written_down_is_read_again(crop: Crop) -> None:
    assert Crop.parse(str(crop)) == crop


@pytest.mark.parametrize(
    "text", ["", "4x5", "0x5-500-500-1000", "4x5-1001-0-1000", "4x5-0-0-99", "4x5-0-0-1001", "4x5-1-1-500 "]
)
def test_what_makes_no_sense_is_no_crop(text: str) -> None:
    assert Crop.parse(text) is None


def test_frame_lies_around_its_point_as_far_as_the_picture_goes() -> None:
    assert Crop((1, 1), 500, 500).frame(900, 300) == (300, 0, 600, 300)
    assert Crop((1, 1), 900, 500).frame(900, 300) == (600, 0, 900, 300)
    assert Crop((1, 1), 500, 0, 500).frame(900, 300) == (375, 0, 525, 150)


@pytest.mark.parametrize(
    ("size", "shape"), [((1000, 3000), (4, 5)), ((3000, 1000), (191, 100)), ((100, 99), (1, 1))]
)
def test_shape_that_cuts_off_least_is_proposed(size: tuple[int, int], shape: Shape) -> None:
    assert nearest([(1, 1), (4, 5), (191, 100), (16, 9)], *size) == shape


@pytest.mark.parametrize(
    ("size", "problems"),
    [
        ((400, 500), []),
        ((399, 500), [Problem.PICTURE_TOO_TALL]),
        ((191, 100), []),
        ((192, 100), [Problem.PICTURE_TOO_WIDE]),
    ],
)
def test_network_refuses_shapes_beyond_its_own(size: tuple[int, int], problems: list[Problem]) -> None:
    limits = Limits(None, len, "characters", max_pictures=1, tallest=(4, 5), widest=(191, 100))
    found = check(Post("", pictures=[Picture(b"", "image/png", "", "Wand", *size)]), limits)
    assert [each.problem for each in found] == problems


@given(ratio=st.tuples(sides, sides), width=sides, height=sides)
def test_fitted_size_is_the_largest_within(ratio: Shape, width: int, height: int) -> None:
    wide, high = fitted(ratio, width, height)

    assert wide <= width
    assert high <= height
    assert wide == width or high == height
    assert _deviation((wide, high), ratio) < 1


def _deviation(size: Shape, shape: Shape) -> float:
    """By how many pixels one of the sides is off."""
    width, height = size
    wide, high = shape
    return min(abs(width - height * wide / high), abs(height - width * high / wide))
