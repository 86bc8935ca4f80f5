"""Preparing, publishing, looking up: what is sent, and what every answer means."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from eigenstimme.connectors.mastodon.tests.server import KEY, PICTURE, Server, fixture, says
from eigenstimme.connectors.types import (
    Absent,
    ConnectorFailure,
    Key,
    NeedsReconnect,
    NotSent,
    OutcomeUnknown,
    Post,
    Refused,
    Sent,
    Target,
    Unknowable,
    Video,
)

STATUSES = "GET /api/v1/accounts/14715/statuses"
MEDIA_ID = "22345792"


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    waits: list[float] = []
    monkeypatch.setattr("eigenstimme.connectors.mastodon.connector.time.sleep", waits.append)
    return waits


def status(text: str = "", **other: Any) -> dict[str, Any]:
    content = "".join(f"<p>{line}</p>" for line in text.splitlines())
    return {**fixture("status"), "content": content, **other}


# --- prepare ---


def test_picture_is_uploaded_with_its_alt_text_under_a_name_of_its_own() -> None:
    server = Server({"POST /api/v2/media": says(fixture("media"))})
    handle = server.connector().prepare(Post("x", pictures=[PICTURE]), KEY)

    assert handle == {"media_ids": MEDIA_ID}
    sent = server.asked[0].content
    assert b'name="description"\r\n\r\nEine rote Treppe' in sent
    assert (
        b'name="file"; filename="0123456789abcdef0123456789abcdef-1.png"\r\nContent-Type: image/png' in sent
    )


def test_video_is_read_from_its_file_and_waited_for_longer(tmp_path: Path, no_waiting: list[float]) -> None:
    film = tmp_path / "film"
    film.write_bytes(b"film" * 1000)
    video = Video(film, "video/mp4", "film.mp4", "Eine Treppe entsteht", 64, 48, 4000, 12.0)
    media = f"GET /api/v1/media/{MEDIA_ID}"
    server = Server(
        {
            "POST /api/v2/media": says({**fixture("media"), "url": None}, 202),
            media: [*(says({}, 206) for _ in range(12)), says(fixture("media"))],
        }
    )

    handle = server.connector().prepare(Post("x", videos=[video]), KEY)

    assert handle == {"media_ids": MEDIA_ID}
    sent = server.asked[0].content
    assert b"film" * 1000 in sent and b"Content-Type: video/mp4" in sent and b"Eine Treppe entsteht" in sent
    assert len(no_waiting) == 13


def test_chosen_still_goes_along_as_thumbnail(tmp_path: Path) -> None:
    film = tmp_path / "film"
    film.write_bytes(b"film")
    video = Video(film, "video/mp4", "film.mp4", "Treppe", 64, 48, 4, 12.0, still=b"\xff\xd8still")
    server = Server({"POST /api/v2/media": says(fixture("media"))})

    server.connector().prepare(Post("x", videos=[video, replace(video, still=b"")]), KEY)

    with_still, without = (request.content for request in server.asked)
    assert b'name="thumbnail"' in with_still and b"\xff\xd8still" in with_still
    assert b'name="thumbnail"' not in without


def test_post_without_pictures_needs_no_preparing() -> None:
    server = Server({})
    assert server.connector().prepare(Post("x"), KEY) == {}
    assert server.asked == []


def test_server_with_only_the_first_version_of_media_is_served() -> None:
    server = Server({"POST /api/v1/media": says(fixture("media"))})
    assert server.connector().prepare(Post("x", pictures=[PICTURE]), KEY) == {"media_ids": MEDIA_ID}


def test_picture_in_processing_is_waited_for(no_waiting: list[float]) -> None:
    server = Server(
        {
            "POST /api/v2/media": says({**fixture("media"), "url": None}, 202),
            f"GET /api/v1/media/{MEDIA_ID}": [says({}, 206), says({}, 206), says(fixture("media"))],
        }
    )
    assert server.connector().prepare(Post("x", pictures=[PICTURE]), KEY) == {"media_ids": MEDIA_ID}
    assert len(no_waiting) == 3


def test_picture_that_is_never_ready_is_not_sent(no_waiting: list[float]) -> None:
    server = Server({"POST /api/v2/media": says({"id": "1"}, 202), "GET /api/v1/media/1": says({}, 206)})
    with pytest.raises(NotSent, match="still working"):
        server.connector().prepare(Post("x", pictures=[PICTURE]), KEY)
    assert sum(no_waiting) < 30


def test_picture_the_server_cannot_process_is_refused() -> None:
    said = {"error": "Error processing thumbnail for uploaded media"}
    server = Server({"POST /api/v2/media": says({"id": "1"}, 202), "GET /api/v1/media/1": says(said, 422)})
    with pytest.raises(Refused, match="Error processing thumbnail"):
        server.connector().prepare(Post("x", pictures=[PICTURE]), KEY)


# --- publish ---


def test_post_is_public_in_its_language_with_its_key() -> None:
    server = Server({"POST /api/v1/statuses": says(fixture("status"))})
    post = Post("Frisch gestrichen", language="de-AT", pictures=[PICTURE])
    sent = server.connector().publish(post, KEY, {"media_ids": f"{MEDIA_ID} 2"})

    assert server.body() == {
        "status": "Frisch gestrichen",
        "visibility": "public",
        "language": "de",
        "media_ids": [MEDIA_ID, "2"],
    }
    assert server.asked[0].headers["idempotency-key"] == KEY.uuid
    assert server.asked[0].headers["authorization"] == "Bearer ACCESS"
    assert (sent.remote_id, sent.url) == (
        "103270115826048975",
        "https://mastodon.social/@Gargron/103270115826048975",
    )


@pytest.mark.parametrize(
    ("text", "extra", "sent_text", "visibility"),
    [
        ("Gern!", {"acct": "zsc@x.example", "visibility": "public"}, "@zsc@x.example Gern!", "public"),
        ("@ZSC@x.example Gern!", {"acct": "zsc@x.example"}, "@ZSC@x.example Gern!", "public"),
        ("@zsca Gern!", {"acct": "zsc"}, "@zsc @zsca Gern!", "public"),
        ("@zsc@other.example Gern!", {"acct": "zsc"}, "@zsc @zsc@other.example Gern!", "public"),
        ("Gern!", {"acct": "zsc", "visibility": "direct"}, "@zsc Gern!", "direct"),
        ("Gern!", {"acct": "zsc", "visibility": "private"}, "@zsc Gern!", "private"),
        ("Gern!", {"acct": "zsc", "visibility": "unlisted"}, "@zsc Gern!", "unlisted"),
        ("Gern!", {"acct": "zsc", "visibility": "local"}, "@zsc Gern!", "local"),
        ("Gern!", {"acct": "zsc", "visibility": "mutuals_only"}, "@zsc Gern!", "direct"),
        ("Gern!", {}, "Gern!", "public"),
    ],
)
def test_answer_names_whom_it_answers_and_is_never_more_public(
    text: str, extra: Mapping[str, str], sent_text: str, visibility: str
) -> None:
    server = Server({"POST /api/v1/statuses": says(fixture("status"))})
    server.connector().publish(Post(text, reply_to=Target("5", extra)), KEY, {})
    body = server.body()
    assert (body["status"], body["visibility"], body["in_reply_to_id"]) == (sent_text, visibility, "5")


@pytest.mark.parametrize(
    ("answer", "failure"),
    [
        (
            says(
                {"error": "Cannot attach files that have not finished processing. Try again in a moment!"},
                422,
            ),
            NotSent,
        ),
        (says({"error": "Validation failed: Text can't be blank"}, 422), Refused),
        (says({"error": "The access token is invalid"}, 401), NeedsReconnect),
        (says({"error": "This action is outside the authorized scopes"}, 403), NeedsReconnect),
        (says({"error": "This method requires an authenticated user"}, 422), NeedsReconnect),
        (says({"error": "Forbidden: token has insufficient scope permission"}, 403), NeedsReconnect),
        (says({"error": "Insufficient permissions: write:statuses."}, 403), NeedsReconnect),
        (says({"error": "Invalid credentials."}, 403), NeedsReconnect),
        (says({"error": "This action is not allowed"}, 403), Refused),
        (says({"error": "Record not found"}, 404), Refused),
        (says({"error": "Too many requests"}, 429), NotSent),
        (says({"error": "Remote data could not be fetched"}, 503), OutcomeUnknown),
        (httpx.Response(502, text="<html>Bad Gateway</html>"), OutcomeUnknown),
        (httpx.Response(200, text="<html>Willkommen</html>"), OutcomeUnknown),
        (says({"url": "https://mastodon.social/@x/1"}), OutcomeUnknown),
        (says({"id": None}), OutcomeUnknown),
        (says({"id": ""}), OutcomeUnknown),
        (says({"id": True}), OutcomeUnknown),
        (says([]), OutcomeUnknown),
        (httpx.ConnectError("refused"), NotSent),
        (httpx.ReadTimeout("late"), OutcomeUnknown),
        (httpx.RemoteProtocolError("gone"), OutcomeUnknown),
    ],
)
def test_what_goes_wrong_means_one_failure(
    answer: httpx.Response | Exception, failure: type[ConnectorFailure]
) -> None:
    server = Server({"POST /api/v1/statuses": answer})
    with pytest.raises(ConnectorFailure) as raised:
        server.connector().publish(Post("x"), KEY, {})
    assert type(raised.value) is failure
    assert len(server.asked) == 1


# --- find_existing ---

POST = Post("Frisch gestrichen: @zsc@x.example, https://kern.example/a?b=1 #maler\n\nSchön ✨")
SHOWN = (
    '<p>Frisch gestrichen: <span class="h-card"><a href="https://x.example/@zsc" class="u-url mention">'
    '@<span>zsc</span></a></span>, <a href="https://kern.example/a?b=1"><span class="invisible">https://</span>'
    '<span class="">kern.example/a?b=1</span></a> <a href="https://mastodon.social/tags/maler" '
    'class="mention hashtag">#<span>maler</span></a></p><p>Schön ✨</p>'
)


def find(*pages: list[dict[str, Any]], post: Post = POST, key: Key = KEY, media_ids: str = "") -> object:
    server = Server({STATUSES: [says(page) for page in pages]})
    return server.connector().find_existing(post, key, {"media_ids": media_ids} if media_ids else {})


def test_post_is_recognised_in_the_servers_markup() -> None:
    other = status("Etwas anderes", id="2")
    assert find([other, status(id="1", content=SHOWN)]) == Sent(
        "1", fixture("status")["url"], {"uri": fixture("status")["uri"]}
    )


@pytest.mark.parametrize(
    "other",
    [
        {"content": "<p>Frisch gestrichen</p>"},
        {"created_at": "2019-12-08T02:57:00.000Z"},
        {"in_reply_to_id": "9"},
        {"reblog": {"id": "1"}},
        {"media_attachments": [{"id": "1"}]},
    ],
)
def test_what_differs_is_not_the_post(other: dict[str, Any]) -> None:
    assert isinstance(find([status(**{"content": SHOWN, **other})], []), Absent)


def test_pictures_uploaded_for_it_prove_the_post_whatever_became_of_its_text() -> None:
    shown = [status("Ganz anders", media_attachments=[{"id": "7"}])]
    assert isinstance(find(shown, post=Post("x", pictures=[PICTURE]), media_ids="7"), Sent)
    assert isinstance(find(shown, post=Post("x", pictures=[PICTURE]), media_ids="8"), Absent)


def test_posts_of_signs_alone_are_told_apart() -> None:
    assert isinstance(find([status("🎨")], post=Post("🎨")), Sent)
    assert isinstance(find([status("🎨")], [], post=Post("🖌")), Absent)


def test_search_ends_at_the_time_the_publication_came_into_being() -> None:
    server = Server({STATUSES: says([status("Alt", created_at="2019-01-01T00:00:00.000Z")])})
    assert isinstance(server.connector().find_existing(POST, KEY, {}), Absent)
    assert len(server.asked) == 1


def test_pinned_old_post_at_the_top_hides_nothing() -> None:
    pinned = status("Alt", id="1", created_at="2019-01-01T00:00:00.000Z")
    assert isinstance(find([pinned, status(content=SHOWN)]), Sent)


def test_search_goes_on_where_the_page_ended() -> None:
    server = Server(
        {
            STATUSES: [
                says([status("neuer", id=str(900 - n)) for n in range(40)]),
                says([status(content=SHOWN)]),
            ]
        }
    )
    assert isinstance(server.connector().find_existing(POST, KEY, {}), Sent)
    assert server.asked[1].url.params["max_id"] == "861"


def test_more_posts_than_are_looked_through_leave_it_unknowable() -> None:
    pages = [[status("neuer", id=str(1000 - 40 * page - n)) for n in range(40)] for page in range(3)]
    assert isinstance(find(*pages), Unknowable)


def test_server_that_cannot_page_knows_only_what_it_shows() -> None:
    full, short = [status("neuer", id=str(n)) for n in range(40)], [status("neuer")]
    assert isinstance(find(full), Unknowable)
    assert isinstance(find(short), Absent)


def test_missing_direct_message_is_unknowable() -> None:
    answer = Post("Gern!", reply_to=Target("5", {"acct": "zsc", "visibility": "direct"}))
    assert isinstance(find([], post=answer), Unknowable)


@pytest.mark.parametrize(
    "answer", [says({}), says(None), says([1]), says([{}]), says("x"), httpx.Response(200)]
)
def test_answer_that_makes_no_sense_never_means_absent(answer: httpx.Response) -> None:
    server = Server({STATUSES: answer})
    with pytest.raises(NotSent):
        server.connector().find_existing(POST, KEY, {})


def test_clock_of_the_server_may_lag_a_little() -> None:
    later = Key(KEY.uuid, KEY.created_at + timedelta(minutes=49))  # the status is from 03:48:33
    assert isinstance(find([status(content=SHOWN)], key=later), Sent)
