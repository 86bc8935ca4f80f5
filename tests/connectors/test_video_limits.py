"""What every network says about a video comes from its limits alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from eigenstimme.connectors.types import Limits, Picture, Post, Problem, Video, check

LIMITS = Limits(
    max_length=None,
    count=len,
    count_name="characters",
    max_pictures=4,
    max_videos=1,
    max_video_bytes=1000,
    max_video_seconds=60,
    max_alt_length=20,
)
FILM = Video(Path("film"), "video/mp4", "film.mp4", "Eine Treppe", 64, 48, 900, 12.0)
PHOTO = Picture(b"", "image/jpeg", "wand.jpg", "Eine Wand", 4, 3)


def problems(*videos: Video, limits: Limits = LIMITS, **post: Any) -> list[Problem]:
    return [found.problem for found in check(Post("", videos=videos, **post), limits)]


def test_video_that_fits_needs_no_text() -> None:
    assert problems(FILM) == []


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"media_type": "video/x-msvideo"}, Problem.VIDEO_TYPE),
        ({"size": 1001}, Problem.VIDEO_TOO_LARGE),
        ({"seconds": 60.5}, Problem.VIDEO_TOO_LONG),
        ({"alt": " "}, Problem.VIDEO_ALT_MISSING),
        ({"alt": "x" * 21}, Problem.ALT_TOO_LONG),
    ],
)
def test_each_limit_is_named(change: dict[str, Any], problem: Problem) -> None:
    assert problems(replace(FILM, **change)) == [problem]


def test_number_and_company_are_limited() -> None:
    assert problems(FILM, FILM) == [Problem.TOO_MANY_VIDEOS]
    assert problems(FILM, pictures=[PHOTO]) == [Problem.PICTURES_BESIDE_VIDEO]
    assert problems(FILM, pictures=[PHOTO], limits=replace(LIMITS, pictures_beside_video=True)) == []


def test_network_without_video_says_so_once() -> None:
    assert problems(FILM, FILM, limits=replace(LIMITS, max_videos=0)) == [Problem.NO_VIDEO]
