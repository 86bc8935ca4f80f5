from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from eigenstimme.practice import actions, api
from eigenstimme.practice.models import PracticeComment, PracticeLike, PracticePicture, PracticePost
from eigenstimme.practice.tests.conftest import Wallpaper, jpeg, make_wall

API = "/practice/api/"


def _comment(kern: Wallpaper, text: str) -> PracticeComment:
    return actions.comment(kern.post, None, visitor="v" * 32, name="Gerda", text=text)


def test_account_names_the_wall(kern: Wallpaper) -> None:
    assert kern.api.get(f"{API}account/").json() == {
        "id": str(kern.wall.pk),
        "name": "Malerbetrieb Kern",
        "handle": f"@{kern.wall.slug}",
        "url": f"http://testserver/practice/{kern.wall.slug}/",
    }


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer wrong", "Basic {token}", "{token}"])
def test_without_the_token_nothing_answers(kern: Wallpaper, header: str) -> None:
    stranger = Client(headers={"authorization": header.format(token=kern.token)})
    comment = _comment(kern, "Hallo")

    answers = [
        stranger.get(f"{API}account/"),
        stranger.post(f"{API}posts/", {"key": "a", "text": "b"}),
        stranger.get(f"{API}posts/by-key/first/"),
        stranger.get(f"{API}comments/"),
        stranger.post(f"{API}comments/", {"key": "a", "text": "b", "post": kern.post.pk}),
        stranger.get(f"{API}comments/by-key/first/"),
        stranger.put(f"{API}comments/{comment.pk}/like/"),
    ]

    assert [answer.status_code for answer in answers] == [401] * 7
    assert PracticePost.objects.count() == 1


def test_token_is_not_kept(kern: Wallpaper) -> None:
    assert kern.token not in str(vars(kern.wall))


def test_same_key_twice_is_the_same_post(kern: Wallpaper) -> None:
    file = SimpleUploadedFile("wand.jpg", jpeg(), "image/jpeg")
    fields = {"key": "k1", "text": "Hallo", "picture": file, "alt": "Eine Wand"}

    first = kern.api.post(f"{API}posts/", fields)
    file.seek(0)
    second = kern.api.post(f"{API}posts/", {**fields, "text": "Anders"})

    assert first.status_code == second.status_code == 200
    assert first.json() == second.json() == kern.api.get(f"{API}posts/by-key/k1/").json()
    post = PracticePost.objects.get(key="k1")
    assert (post.text, [picture.alt for picture in post.pictures.all()]) == ("Hallo", ["Eine Wand"])


def test_absent_post_is_404(kern: Wallpaper) -> None:
    assert kern.api.get(f"{API}posts/by-key/none/").status_code == 404


def test_another_wall_sees_and_changes_nothing(kern: Wallpaper) -> None:
    dorn, comment = make_wall("Kanzlei Dorn"), _comment(kern, "Nur für Kern")
    kern.api.post(f"{API}comments/", {"key": "a1", "post": kern.post.pk, "text": "Danke"})

    assert dorn.api.get(f"{API}comments/").json() == {"comments": []}
    assert dorn.api.get(f"{API}comments/by-key/a1/").status_code == 404
    assert dorn.api.put(f"{API}comments/{comment.pk}/like/").status_code == 404
    assert (
        dorn.api.post(f"{API}comments/", {"key": "b", "post": kern.post.pk, "text": "x"}).status_code == 404
    )
    answer = {"key": "b", "post": dorn.post.pk, "parent": comment.pk, "text": "x"}
    assert dorn.api.post(f"{API}comments/", answer).status_code == 404
    assert dorn.api.get(f"{API}posts/by-key/first/").json()["id"] == str(dorn.post.pk)


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"just words", "The file is not a picture in JPEG, PNG or WebP."),
        (
            b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
            "The file is not a picture in JPEG, PNG or WebP.",
        ),
        (jpeg()[:200], "The file is not a picture in JPEG, PNG or WebP."),
        (jpeg(400, 300)[:-100], "The file is not a picture in JPEG, PNG or WebP."),
        (b"", "A picture may have up to 8 MB."),
    ],
)
def test_file_that_is_no_picture_is_refused(kern: Wallpaper, content: bytes, error: str) -> None:
    file = SimpleUploadedFile("wand.jpg", content, "image/jpeg")

    answer = kern.api.post(f"{API}posts/", {"key": "k", "text": "x", "picture": file, "alt": "y"})

    assert (answer.status_code, answer.json()) == (422, {"error": error})
    assert not PracticePicture.objects.exists()
    assert not PracticePost.objects.filter(key="k").exists()


def test_too_large_pictures_are_refused(kern: Wallpaper, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MOST_PIXELS", 40 * 30 - 1)
    monkeypatch.setattr(api, "LARGEST_PICTURE", len(jpeg()))
    small, large = SimpleUploadedFile("a.jpg", jpeg()), SimpleUploadedFile("b.jpg", jpeg() + b"x")

    pixels = kern.api.post(f"{API}posts/", {"key": "k", "picture": small, "alt": "y"})
    size = kern.api.post(f"{API}posts/", {"key": "k", "picture": large, "alt": "y"})

    assert pixels.json() == {"error": "The picture has too many pixels."}
    assert size.json() == {"error": "A picture may have up to 8 MB."}


def test_fifth_picture_is_refused(kern: Wallpaper) -> None:
    files = [SimpleUploadedFile("a.jpg", jpeg()) for _ in range(5)]

    answer = kern.api.post(f"{API}posts/", {"key": "k", "picture": files, "alt": ["Wand"] * 5})

    assert answer.json() == {"error": "A post carries at most 4 pictures."}


@pytest.mark.parametrize(
    "fields",
    [
        {"key": "k", "text": " \n"},
        {"key": "k", "text": "ä" * 501},
        {"key": "k", "text": "a\0b"},
        {"key": "", "text": "x"},
        {"key": "k" * 65, "text": "x"},
        {"key": "k/../x", "text": "x"},
        {"key": "k", "text": "x", "alt": "no picture"},
    ],
)
def test_unfit_post_is_refused(kern: Wallpaper, fields: dict[str, str]) -> None:
    assert kern.api.post(f"{API}posts/", fields).status_code == 422
    assert PracticePost.objects.count() == 1


def test_five_hundred_characters_a_person_sees_fit(kern: Wallpaper) -> None:
    assert kern.api.post(f"{API}posts/", {"key": "k", "text": "👩‍🎨" * 500}).status_code == 200


def test_comments_come_once_in_order(kern: Wallpaper, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "COMMENTS_AT_ONCE", 2)
    written = [str(_comment(kern, f"Nummer {number}").pk) for number in range(3)]

    first = kern.api.get(f"{API}comments/").json()["comments"]
    rest = kern.api.get(f"{API}comments/?since={first[-1]['id']}").json()["comments"]

    assert [comment["id"] for comment in first + rest] == written


def test_comments_since_nonsense_are_refused(kern: Wallpaper) -> None:
    assert kern.api.get(f"{API}comments/?since=x").status_code == 422
    assert kern.api.get(f"{API}comments/?since={'9' * 30}").status_code == 422


def test_same_answer_twice_is_one(kern: Wallpaper) -> None:
    comment = _comment(kern, "Was kostet das?")
    fields = {"key": "a1", "post": kern.post.pk, "parent": comment.pk, "text": "Ab 30 Euro"}

    first, second = (kern.api.post(f"{API}comments/", fields).json() for _ in range(2))

    assert first == second == kern.api.get(f"{API}comments/by-key/a1/").json()
    assert (first["ours"], first["name"], first["parent"]) == (True, "Malerbetrieb Kern", str(comment.pk))
    assert comment.replies.count() == 1


def test_liking_twice_is_once(kern: Wallpaper) -> None:
    comment = _comment(kern, "Schön")

    for _ in range(2):
        assert kern.api.put(f"{API}comments/{comment.pk}/like/").status_code == 200
    assert PracticeLike.objects.filter(comment=comment).count() == 1

    for _ in range(2):
        assert kern.api.delete(f"{API}comments/{comment.pk}/like/").status_code == 200
    assert not PracticeLike.objects.exists()


def test_video_is_shown_below_the_text(kern: Wallpaper) -> None:
    film = SimpleUploadedFile("film.mp4", b"\x00\x00\x00\x18ftypmp42film", "video/mp4")

    answer = kern.api.post(f"{API}posts/", {"key": "v1", "text": "", "video": film, "video_alt": "Treppe"})

    post = PracticePost.objects.get(key="v1")
    assert answer.status_code == 200
    page = Client().get(post.get_absolute_url()).content.decode()
    assert f'src="{post.video.get_absolute_url()}"' in page and 'aria-label="Treppe"' in page
    shown = Client().get(post.video.get_absolute_url())
    assert (shown.headers["Content-Type"], shown.content[-4:]) == ("video/mp4", b"film")


def test_video_brings_its_captions(kern: Wallpaper) -> None:
    film = SimpleUploadedFile("film.mp4", b"\x00\x00\x00\x18ftypmp42film", "video/mp4")
    sent = {"key": "v3", "text": "", "video": film, "video_alt": "Treppe", "captions": "WEBVTT"}
    kern.api.post(f"{API}posts/", sent)

    post = PracticePost.objects.get(key="v3")
    page = Client().get(post.get_absolute_url()).content.decode()
    track = Client().get(post.video.track_url)
    assert f'<track kind="captions" src="{post.video.track_url}"' in page
    assert (track.headers["Content-Type"], track.content) == ("text/vtt; charset=utf-8", b"WEBVTT")


def test_what_is_no_video_is_refused(kern: Wallpaper) -> None:
    film = SimpleUploadedFile("film.mp4", b"Das ist kein Film", "video/mp4")
    answer = kern.api.post(f"{API}posts/", {"key": "v2", "text": "x", "video": film})
    assert answer.status_code == 422
    assert not PracticePost.objects.filter(key="v2").exists()
