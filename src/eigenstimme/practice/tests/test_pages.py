from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from eigenstimme.practice import actions
from eigenstimme.practice.models import PracticeComment
from eigenstimme.practice.tests.conftest import Wallpaper, jpeg, make_wall
from eigenstimme.practice.views import VISITOR_COOKIE


def _write(client: Client, kern: Wallpaper, **fields: object) -> object:
    return client.post(
        f"{kern.post.get_absolute_url()}comments/", {"name": "Gerda", "text": "Schön!", **fields}
    )


def test_wall_shows_posts_to_anyone_but_search_engines(kern: Wallpaper, client: Client) -> None:
    answer = client.get(kern.wall.get_absolute_url())

    assert answer.status_code == 200
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert "Unser neues Treppenhaus" in answer.content.decode()
    assert '<meta name="robots" content="noindex, nofollow">' in answer.content.decode()


def test_wall_cannot_be_guessed(kern: Wallpaper, client: Client) -> None:
    assert re.fullmatch(r"malerbetrieb-kern-[0-9a-f]{8}", kern.wall.slug)
    assert client.get("/practice/malerbetrieb-kern/").status_code == 404


@pytest.mark.parametrize("posts", [1, 3])
def test_wall_takes_the_same_queries_for_any_number_of_posts(
    kern: Wallpaper, client: Client, posts: int, django_assert_num_queries: object
) -> None:
    for number in range(posts):
        upload = actions.Upload(jpeg(), "Eine Wand")
        actions.publish(kern.wall, key=f"k{number}", text="Text", uploads=[upload])
    client.get(kern.wall.get_absolute_url())

    with django_assert_num_queries(4):  # type: ignore[operator]  # wall, count, posts, pictures
        client.get(kern.wall.get_absolute_url())


def test_text_of_strangers_stays_text(kern: Wallpaper, client: Client) -> None:
    _write(client, kern, name="<b>Eve</b>", text="<script>alert(1)</script> https://a.example/?x=1&y=2")

    page = client.get(kern.post.get_absolute_url()).content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "&lt;b&gt;Eve&lt;/b&gt;" in page
    assert 'rel="nofollow"' in page


def test_visitor_comments_and_is_known_next_time(kern: Wallpaper, client: Client) -> None:
    answer = _write(client, kern, name=" Gerda\tBusch ")

    comment = PracticeComment.objects.get()
    assert answer.headers["Location"] == comment.get_absolute_url()  # type: ignore[attr-defined]
    assert (comment.name, comment.text, comment.by_owner) == ("Gerda Busch", "Schön!", False)
    assert client.cookies[VISITOR_COOKIE].value == comment.visitor
    assert 'value="Gerda Busch"' in client.get(kern.post.get_absolute_url()).content.decode()
    _write(client, kern)
    assert PracticeComment.objects.values("visitor").distinct().count() == 1


def test_forged_mark_of_a_visitor_is_replaced(kern: Wallpaper, client: Client) -> None:
    client.cookies[VISITOR_COOKIE] = "x" * 500

    _write(client, kern)

    assert re.fullmatch(r"[0-9a-f]{32}", PracticeComment.objects.get().visitor)


def test_visitor_replies_below_a_comment(kern: Wallpaper, client: Client) -> None:
    _write(client, kern)
    first = PracticeComment.objects.get()
    form = client.get(f"{kern.post.get_absolute_url()}?reply={first.pk}").content.decode()
    assert f'name="parent" value="{first.pk}"' in form

    _write(client, kern, parent=first.pk, text="Finde ich auch")

    assert [reply.text for reply in first.replies.all()] == ["Finde ich auch"]


def test_comment_of_another_post_cannot_be_the_parent(kern: Wallpaper, client: Client) -> None:
    dorn = make_wall("Kanzlei Dorn")
    other = actions.comment(dorn.post, None, visitor="v" * 32, name="X", text="Woanders")

    assert _write(client, kern, parent=other.pk).status_code == 422  # type: ignore[attr-defined]
    assert not kern.post.comments.exists()


@pytest.mark.parametrize("field", ["name", "text"])
@pytest.mark.parametrize("value", ["", "  \n ", "x" * 1001, "a\0b"])
def test_unfit_comment_stays_in_the_form(kern: Wallpaper, client: Client, field: str, value: str) -> None:
    answer = _write(client, kern, **{"text": "Mein langer Text", field: value})

    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert not kern.post.comments.exists()
    if field == "name":
        assert "Mein langer Text" in answer.content.decode()  # type: ignore[attr-defined]


def test_forged_comment_is_refused(kern: Wallpaper) -> None:
    assert _write(Client(enforce_csrf_checks=True), kern).status_code == 403  # type: ignore[attr-defined]
    assert not kern.post.comments.exists()


def test_flood_of_comments_is_stopped_and_ends(kern: Wallpaper, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MOST_COMMENTS_A_MINUTE", 2)
    answers = [_write(Client(), kern).status_code for _ in range(3)]  # type: ignore[attr-defined]
    assert answers == [302, 302, 429]

    PracticeComment.objects.update(written_at=timezone.now() - timedelta(minutes=2))

    assert _write(Client(), kern).status_code == 302  # type: ignore[attr-defined]


def test_visitor_likes_once_and_takes_it_back(kern: Wallpaper, client: Client) -> None:
    for like, count in (("1", 1), ("1", 1), ("0", 0)):
        client.post(f"{kern.post.get_absolute_url()}likes/", {"like": like})
        assert kern.post.likes.count() == count


def test_flood_of_likes_ends(kern: Wallpaper, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MOST_LIKES", 2)

    answers = [Client().post(f"{kern.post.get_absolute_url()}likes/", {"like": "1"}) for _ in range(3)]

    assert {answer.status_code for answer in answers} == {302}
    assert kern.post.likes.count() == 2


def test_picture_is_served_as_what_it_is(kern: Wallpaper, client: Client) -> None:
    upload = actions.Upload(jpeg(), "Eine Wand")
    picture = actions.publish(kern.wall, key="p", text="", uploads=[upload]).pictures.get()

    answer = client.get(picture.get_absolute_url())

    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
    assert answer.content == upload.content
    other = make_wall("Kanzlei Dorn").wall.slug
    assert client.get(f"/practice/{other}/pictures/{picture.pk}/").status_code == 404


def test_pages_speak_german(kern: Wallpaper) -> None:
    german = Client(headers={"accept-language": "de"}).get(kern.post.get_absolute_url()).content.decode()

    assert "Kommentar veröffentlichen" in german
