import pytest

from eigenstimme.connectors.mastodon.limits import count, limits_from_settings, settings_from_instance
from eigenstimme.connectors.mastodon.tests.server import fixture

URL = "https://kern.example/" + "x" * 200


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("", 0),
        ("Grüße", 5),
        ("👩‍👩‍👧 da", 4),
        ("e\u0301", 1),
        (URL, 23),
        (f"Siehe {URL}.", 6 + 23 + 1),
        (f"({URL})", 25),
        (f"{URL}\n{URL}", 47),
        ("kern.example/preise", 19),
        ("x" + URL, 1 + len(URL)),
        ("@maler@social.example", 6),
        ("Danke @maler@social.example!", len("Danke @maler!")),
        ("info@kern.example", 17),
        ("שלום עולם", 9),
    ],
)
def test_count_is_mastodons(text: str, length: int) -> None:
    assert count(text) == length


def test_limits_of_mastodon() -> None:
    limits = limits_from_settings(settings_from_instance(fixture("instance-v2")))
    assert (limits.max_length, limits.count_name, limits.max_pictures) == (500, "graphemes_url23", 4)
    assert (limits.max_picture_bytes, limits.max_alt_length) == (16_777_216, 1500)
    assert limits.picture_types == {"image/jpeg", "image/png", "image/webp"}
    assert limits.count(URL) == 23
    assert (limits.max_videos, limits.max_video_bytes) == (1, 103_809_024)
    assert limits.video_types == {"video/mp4", "video/webm"}


def test_limits_of_gotosocial_count_urls_in_full() -> None:
    limits = limits_from_settings(settings_from_instance(fixture("instance-v2-gotosocial")))
    assert (limits.max_length, limits.count_name, limits.max_pictures) == (5000, "characters", 6)
    assert limits.max_picture_bytes == 41_943_040
    assert limits.count(URL) == len(URL)


def test_limits_of_pleroma_stand_at_the_top() -> None:
    limits = limits_from_settings(settings_from_instance(fixture("instance-v1-pleroma")))
    assert (limits.max_length, limits.count_name) == (5000, "characters")
    assert (limits.max_picture_bytes, limits.max_alt_length) == (16_000_000, 5000)


def test_limits_of_pixelfed() -> None:
    limits = limits_from_settings(settings_from_instance(fixture("instance-v2-pixelfed")))
    assert (limits.max_length, limits.count_name, limits.max_pictures) == (500, "graphemes_url23", 4)
    assert (limits.max_picture_bytes, limits.max_picture_pixels) == (15_360_000, 2_073_600)
    assert limits.picture_types == {"image/jpeg", "image/png"}
    assert limits.video_types == {"video/mp4"}


def test_limits_of_friendica_name_kinds_of_files_their_own_way() -> None:
    limits = limits_from_settings(settings_from_instance(fixture("instance-v2-friendica")))
    assert (limits.max_length, limits.max_pictures) == (200_000, 4)
    assert limits.max_picture_bytes == 10_485_760
    assert limits.picture_types == {"image/jpeg", "image/png"}


@pytest.mark.parametrize(
    "instance", [{}, {"configuration": None}, {"configuration": {"statuses": {"max_characters": "many"}}}]
)
def test_server_that_says_nothing_useful_has_mastodons_limits(instance: dict[str, object]) -> None:
    limits = limits_from_settings(settings_from_instance(instance))
    assert (limits.max_length, limits.max_pictures, limits.count_name) == (500, 4, "graphemes_url23")
