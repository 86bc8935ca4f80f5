"""What comes in: who, where in which thread, and that nothing is lost between two calls."""

from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from eigenstimme.connectors.mastodon.tests.server import KEY, Answer, Server, fixture, says
from eigenstimme.connectors.types import Author, Incoming, IncomingKind, NeedsReconnect, NotSent, Target

NOTIFICATIONS = "GET /api/v1/notifications"
OWN = "GET /api/v1/accounts/14715/statuses"
ROOT, PARENT, REPLY = "103186030000000000", "103186038209478945", "103186126728896492"
CONTEXT = f"GET /api/v1/statuses/{REPLY}/context"


def arriving(answers: dict[str, Answer | list[Answer]]) -> Server:
    """A server on which we ourselves wrote nothing lately."""
    return Server({OWN: says([]), **answers})


def questions(server: Server, path: str) -> list[dict[str, str]]:
    return [dict(each.url.params) for each in server.asked if f"{each.method} {each.url.path}" == path]


def ancestors(*pairs: tuple[str, str | None]) -> httpx.Response:
    return says(
        {"ancestors": [{"id": one, "in_reply_to_id": parent} for one, parent in pairs], "descendants": []}
    )


def mention(number: int = 1, /, **status: Any) -> dict[str, Any]:
    [first, _favourite] = fixture("notifications")
    return {**first, "id": str(number), "status": {**first["status"], "id": str(1000 + number), **status}}


def test_documented_mention_becomes_a_message_in_its_thread() -> None:
    server = arriving(
        {NOTIFICATIONS: says(fixture("notifications")), CONTEXT: ancestors((ROOT, None), (PARENT, ROOT))}
    )
    batch = server.connector().fetch("")

    assert batch.cursor == "34975861 "
    assert batch.messages == [
        Incoming(
            remote_id=REPLY,
            kind=IncomingKind.REPLY,
            author=Author("971724", "zsc", "@zsc@mastodon.social"),
            text="@trwnh sup!",
            written_at=datetime(2019, 11, 23, 7, 49, 1, 940000, tzinfo=UTC),
            url="",
            thread_id=ROOT,
            parent_id=PARENT,
            extra={"acct": "zsc", "visibility": ""},
        )
    ]


def test_first_call_asks_for_the_latest_page_only() -> None:
    server = arriving({NOTIFICATIONS: says([mention(in_reply_to_id=None)])})
    server.connector().fetch("")
    assert questions(server, NOTIFICATIONS) == [{"types[]": "mention", "limit": "40"}]


def test_later_calls_follow_the_cursor_page_by_page() -> None:
    server = arriving(
        {
            NOTIFICATIONS: [
                says([mention(12, in_reply_to_id=None), mention(11, in_reply_to_id=None)]),
                says([mention(13, in_reply_to_id=None)]),
                says([]),
            ]
        }
    )
    batch = server.connector().fetch("10 7")

    assert [asked["min_id"] for asked in questions(server, NOTIFICATIONS)] == ["10", "12", "13"]
    assert sorted(message.remote_id for message in batch.messages) == ["1011", "1012", "1013"]
    assert batch.cursor == "13 7"


def test_server_that_ignores_the_cursor_ends_nothing_and_repeats_nothing() -> None:
    server = arriving({NOTIFICATIONS: says([mention(12, in_reply_to_id=None)])})
    batch = server.connector().fetch("10 7")
    assert (len(questions(server, NOTIFICATIONS)), len(batch.messages), batch.cursor) == (2, 1, "12 7")


def test_nothing_new_keeps_the_cursor() -> None:
    batch = arriving({NOTIFICATIONS: says([])}).connector().fetch("10 7")
    assert (batch.messages, batch.cursor) == ([], "10 7")


def test_messages_come_in_the_order_they_were_written() -> None:
    late = mention(2, in_reply_to_id=None, created_at="2019-11-23T08:00:00.000Z")
    early = mention(1, in_reply_to_id=None, created_at="2019-11-23T07:00:00.000Z")
    batch = arriving({NOTIFICATIONS: says([late, early])}).connector().fetch("")
    assert [message.remote_id for message in batch.messages] == ["1001", "1002"]


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        ({"in_reply_to_id": None, "in_reply_to_account_id": None}, IncomingKind.MENTION),
        (
            {"in_reply_to_id": None, "in_reply_to_account_id": None, "visibility": "direct"},
            IncomingKind.DIRECT,
        ),
        ({"in_reply_to_account_id": "14715"}, IncomingKind.REPLY),
        ({"in_reply_to_account_id": "14715", "visibility": "direct"}, IncomingKind.DIRECT),
        ({"in_reply_to_account_id": "999"}, IncomingKind.MENTION),
    ],
)
def test_kind_says_how_it_reaches_us(status: dict[str, Any], kind: IncomingKind) -> None:
    server = arriving({NOTIFICATIONS: says([mention(**status)])})
    assert server.connector().fetch("").messages[0].kind is kind


def test_thread_is_known_once_it_was_asked_for() -> None:
    again = mention(2, in_reply_to_id=REPLY)
    first = mention(1, id=REPLY)
    server = arriving({NOTIFICATIONS: says([first, again]), CONTEXT: ancestors((PARENT, ROOT), (ROOT, None))})
    batch = server.connector().fetch("")
    assert {message.thread_id for message in batch.messages} == {ROOT}
    assert server.paths().count(CONTEXT) == 1


@pytest.mark.parametrize(
    ("context", "root"),
    [
        (says({"error": "Record not found"}, 404), PARENT),
        (ancestors(), PARENT),
        (ancestors((PARENT, "77")), "77"),
        (ancestors((PARENT, ROOT), (ROOT, PARENT)), PARENT),
    ],
)
def test_thread_with_gaps_has_the_highest_post_that_is_known(context: httpx.Response, root: str) -> None:
    server = arriving({NOTIFICATIONS: says([mention(id=REPLY)]), CONTEXT: context})
    assert server.connector().fetch("").messages[0].thread_id == root


def test_text_has_the_warning_and_the_pictures() -> None:
    attached = [
        {"id": "1", "url": "https://x.example/1.jpg", "description": "Ein\nRiss"},
        {"id": "2", "url": None},
    ]
    status: dict[str, Any] = {
        "spoiler_text": "Schaden",
        "media_attachments": attached,
        "in_reply_to_id": None,
    }
    [message] = arriving({NOTIFICATIONS: says([mention(**status)])}).connector().fetch("").messages
    assert message.text == "Schaden\n\n@trwnh sup!\n\nEin Riss https://x.example/1.jpg"


def test_message_of_our_own_says_so() -> None:
    status: dict[str, Any] = {
        "account": {"id": "14715", "username": "trwnh", "acct": "trwnh"},
        "in_reply_to_id": None,
    }
    [message] = arriving({NOTIFICATIONS: says([mention(**status)])}).connector().fetch("").messages
    assert message.ours


def own(number: int, /, **status: Any) -> dict[str, Any]:
    account = {"id": "14715", "username": "trwnh", "acct": "trwnh"}
    return {**fixture("status"), "id": str(number), "account": account, **status}


def test_what_we_answered_elsewhere_stands_in_the_thread() -> None:
    server = Server(
        {
            NOTIFICATIONS: says([mention(1, id=REPLY)]),
            CONTEXT: ancestors((ROOT, None), (PARENT, ROOT)),
            OWN: says([own(31, in_reply_to_id=REPLY), own(30)]),
        }
    )
    batch = server.connector().fetch("0 29")

    [theirs, ours] = batch.messages
    assert (theirs.ours, ours.ours) == (False, True)
    assert (ours.remote_id, ours.thread_id, ours.parent_id) == ("31", ROOT, REPLY)
    assert batch.cursor == "1 31"
    assert questions(server, OWN) == [{"exclude_reblogs": "true", "limit": "40", "min_id": "29"}]


def test_what_we_wrote_comes_once_even_from_a_server_that_ignores_the_cursor() -> None:
    server = Server(
        {NOTIFICATIONS: says([]), OWN: says([own(30, in_reply_to_id="5"), own(29, in_reply_to_id="5")])}
    )
    batch = server.connector().fetch("1 30")
    assert (batch.messages, batch.cursor) == ([], "1 30")


def test_stranger_is_known_by_the_address_that_counts_everywhere() -> None:
    account = {
        "id": "7",
        "username": "haskal",
        "acct": "haskal@cybre.space",
        "display_name": "Haskal :cat:",
        "uri": "https://cybre.space/users/haskal",
        "url": "https://cybre.space/@haskal",
        "avatar": "https://mastodon.social/a.png",
    }
    [message] = (
        arriving({NOTIFICATIONS: says([mention(account=account, in_reply_to_id=None)])})
        .connector()
        .fetch("")
        .messages
    )
    assert message.author == Author(
        "https://cybre.space/users/haskal",
        "Haskal :cat:",
        "@haskal@cybre.space",
        "https://cybre.space/@haskal",
        "https://mastodon.social/a.png",
    )


@pytest.mark.parametrize(
    "entry",
    [
        {"id": "1", "type": "mention", "status": None},
        {"id": "1", "type": "follow"},
        {"id": "1", "type": "new"},
    ],
)
def test_what_is_no_message_is_passed_over(entry: dict[str, Any]) -> None:
    batch = arriving({NOTIFICATIONS: says([entry])}).connector().fetch("")
    assert (batch.messages, batch.cursor) == ([], "1 ")


@pytest.mark.parametrize(
    "body", [{}, None, [None], [{}], [{"id": "1", "type": "mention", "status": {"id": "2"}}], "x"]
)
def test_answer_that_makes_no_sense_moves_no_cursor(body: object) -> None:
    with pytest.raises(NotSent):
        arriving({NOTIFICATIONS: says(body)}).connector().fetch("5")


# --- reactions and health ---


def test_like_is_given_and_taken_back() -> None:
    server = Server(
        {f"POST /api/v1/statuses/5/{verb}": says(fixture("status")) for verb in ("favourite", "unfavourite")}
    )
    connector = server.connector()
    connector.unlike(Target("5"), connector.like(Target("5"), KEY))
    assert server.paths() == ["POST /api/v1/statuses/5/favourite", "POST /api/v1/statuses/5/unfavourite"]


def test_remote_id_never_leaves_its_place_in_the_path() -> None:
    server = Server({})
    with pytest.raises(Exception, match="Not Found"):
        server.connector().like(Target("../../v1/accounts/7/follow?x="), KEY)
    assert (
        server.asked[0].url.raw_path
        == b"/api/v1/statuses/..%2F..%2Fv1%2Faccounts%2F7%2Ffollow%3Fx%3D/favourite"
    )


@pytest.mark.parametrize("status", [401, 403, 404, 410, 422])
def test_health_check_that_is_refused_needs_reconnecting(status: int) -> None:
    server = Server({"GET /api/v1/accounts/verify_credentials": httpx.Response(status)})
    with pytest.raises(NeedsReconnect):
        server.connector().whoami()
