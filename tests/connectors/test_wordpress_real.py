"""The WordPress connector against a real WordPress."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import parse_qsl
from uuid import uuid4

import httpx
import pytest
from PIL import Image

from eigenstimme.connectors.types import (
    Absent,
    Connected,
    IncomingKind,
    Key,
    NotSent,
    Picture,
    Post,
    Redirect,
    Refused,
    Sent,
    Target,
)
from eigenstimme.connectors.wordpress import connector as module
from eigenstimme.connectors.wordpress.connector import WordPressConnector
from tests.servers.wordpress import WordPress

RETURN_URL = "http://127.0.0.1:8000/channels/connect/return/"


@pytest.fixture
def http() -> Iterator[httpx.Client]:
    with httpx.Client(timeout=20) as client:
        yield client


@pytest.fixture
def connected(wordpress: WordPress, http: httpx.Client) -> Connected:
    return _connect(wordpress, http, "editor1")


@pytest.fixture
def blog(connected: Connected, http: httpx.Client) -> WordPressConnector:
    return WordPressConnector(connected.credentials, connected.settings, http)


def _connect(wordpress: WordPress, http: httpx.Client, user: str) -> Connected:
    values = {
        "address": wordpress.url,
        "user": user,
        "password": wordpress.users[user].application_password,
    }
    result = WordPressConnector.connect.begin(values, http=http, return_url=RETURN_URL)
    assert isinstance(result, Connected)
    return result


def _key() -> Key:
    return Key(uuid4().hex, datetime.now(UTC))


def _picture(colour: str = "teal") -> Picture:
    out = io.BytesIO()
    Image.new("RGB", (320, 200), colour).save(out, "JPEG")
    return Picture(out.getvalue(), "image/jpeg", "wand.jpg", f"Eine Wand in „{colour}“", 320, 200)


def _send(blog: WordPressConnector, post: Post, key: Key | None = None) -> Sent:
    key = key or _key()
    return blog.publish(post, key, blog.prepare(post, key))


def test_connecting_names_the_blog(wordpress: WordPress, connected: Connected) -> None:
    host = wordpress.url.removeprefix("http://")

    assert connected.account.name == "Malerbetrieb Kern"
    assert connected.account.handle == "127.0.0.1"
    assert connected.account.url == wordpress.url
    assert connected.settings["root"] == f"http://{host}/wp-json/"


def test_wrong_password_is_refused(wordpress: WordPress, http: httpx.Client) -> None:
    values = {"address": wordpress.url, "user": "editor1", "password": "wrong wrong wrong"}

    with pytest.raises(Refused, match="did not accept user name and application password"):
        WordPressConnector.connect.begin(values, http=http, return_url=RETURN_URL)


def test_role_that_cannot_publish_is_refused(wordpress: WordPress, http: httpx.Client) -> None:
    with pytest.raises(Refused, match="may not publish in WordPress"):
        _connect(wordpress, http, "subscriber1")


def test_access_is_granted_in_wordpress_itself(wordpress: WordPress, http: httpx.Client) -> None:
    connect = WordPressConnector.connect
    started = connect.begin({"address": wordpress.url}, http=http, return_url=RETURN_URL)
    assert isinstance(started, Redirect)

    query = _approve(wordpress, started.url)
    result = connect.finish(query, started.pending, http=http, return_url=RETURN_URL)

    assert result.account.name == "Malerbetrieb Kern"
    assert result.credentials["user"] == "author1"
    with pytest.raises(Refused, match="does not belong to the connection"):
        connect.finish({**query, "state": "other"}, started.pending, http=http, return_url=RETURN_URL)


def _approve(wordpress: WordPress, url: str) -> dict[str, str]:
    """Sign in and press "Yes" as author1; give the query WordPress sends the browser back with."""
    with httpx.Client(cookies={"wordpress_test_cookie": "WP Cookie check"}) as browser:
        sign_in = {"log": "author1", "pwd": "author1-pw", "testcookie": "1"}
        browser.post(f"{wordpress.url}/wp-login.php", data=sign_in)
        page = browser.get(url).text
        form = dict(re.findall(r'<input type="hidden"[^>]*name="([^"]*)" value="([^"]*)"', page))
        answer = browser.post(url.split("?")[0], data={**form, "app_name": "Eigenstimme", "approve": "Yes"})
    return dict(parse_qsl(httpx.URL(answer.headers["location"]).query.decode()))


def test_published_post_shows_text_and_pictures(wordpress: WordPress, blog: WordPressConnector) -> None:
    text = 'Erste "Zeile" & <b>mehr</b>\nzweite [gallery] 👩‍🎨 שלום\n\nSiehe https://kern.example/a?b=1&c=2.'
    post = Post(text, "Frühling <i>im</i> Treppenhaus", pictures=[_picture(), _picture("olive")])

    sent = _send(blog, post)

    page = httpx.get(sent.url).text
    assert "/fruehling-i-im-i-treppenhaus-" in sent.url
    assert (
        "<p>Erste &quot;Zeile&quot; &amp; &lt;b&gt;mehr&lt;/b&gt;<br>zweite &#91;gallery] 👩‍🎨 שלום</p>"
        in page
    )
    assert '<a href="https://kern.example/a?b=1&amp;c=2">https://kern.example/a?b=1&amp;c=2</a>.' in page
    assert "Frühling &lt;i&gt;im&lt;/i&gt; Treppenhaus" in page
    assert page.count('alt="Eine Wand in „teal“"') == 1  # the featured image
    assert page.count('alt="Eine Wand in „olive“"') == 1


def test_hostile_text_of_an_administrator_stays_text(wordpress: WordPress, http: httpx.Client) -> None:
    connected = _connect(wordpress, http, "admin")  # WordPress does not filter what an administrator writes
    blog = WordPressConnector(connected.credentials, connected.settings, http)

    sent = _send(blog, Post("<script>alert(1)</script>", "<script>alert(2)</script>"))
    answer = _send(blog, Post("<script>alert(3)</script>", reply_to=Target(sent.remote_id)))

    page = httpx.get(answer.url).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "&lt;script&gt;alert(3)&lt;/script&gt;" in page


def test_post_is_found_by_its_key_only(blog: WordPressConnector) -> None:
    post, key = Post("Text", "Gesucht"), _key()
    assert isinstance(blog.find_existing(post, key, {}), Absent)

    sent = _send(blog, post, key)

    assert blog.find_existing(post, key, {}) == sent
    assert isinstance(blog.find_existing(post, _key(), {}), Absent)


def test_post_in_the_trash_is_not_absent(wordpress: WordPress, blog: WordPressConnector) -> None:
    post, key = Post("Text", "Weggeworfen"), _key()
    sent = _send(blog, post, key)

    wordpress.run(f"wp_trash_post({sent.remote_id.removeprefix('post-')});")

    found = blog.find_existing(post, key, {})
    assert isinstance(found, Sent)
    assert found.remote_id == sent.remote_id


def test_preparing_twice_uploads_once(blog: WordPressConnector) -> None:
    post, key = Post("Text", "Zweimal vorbereitet", pictures=[_picture("navy")]), _key()

    assert blog.prepare(post, key) == blog.prepare(post, key)


def test_file_wordpress_does_not_take_is_refused_with_its_words(blog: WordPressConnector) -> None:
    text = Picture(b"just words", "image/jpeg", "x.jpg", "Worte", 1, 1)

    with pytest.raises(Refused, match="not allowed to upload this file type"):
        blog.prepare(Post("Text", "Falsche Datei", pictures=[text]), _key())


def test_comment_comes_in_and_is_answered(wordpress: WordPress, blog: WordPressConnector) -> None:
    sent = _send(blog, Post("Text", "Mit Kommentar"))
    before = blog.fetch("").cursor
    number = sent.remote_id.removeprefix("post-")
    wordpress.run(f"wp_insert_comment(['comment_post_ID' => {number}, 'comment_type' => 'pingback']);")
    wordpress.comment(number, "Sehr <b>schön</b>!\n\nWas kostet das?")

    [comment] = [one for one in blog.fetch(before).messages if one.thread_id == sent.remote_id]
    assert comment.text == "Sehr schön!\n\nWas kostet das?"
    assert (comment.kind, comment.author.name, comment.ours) == (IncomingKind.COMMENT, "Gerda Busch", False)
    assert comment.parent_id == sent.remote_id

    target = Target(comment.remote_id, comment.extra)
    answer = _send(blog, Post('Danke & "Grüße" :-)', reply_to=target))

    own = next(one for one in blog.fetch(before).messages if one.remote_id == answer.remote_id)
    assert (own.ours, own.parent_id, own.thread_id) == (True, comment.remote_id, sent.remote_id)


def test_same_answer_twice_is_one_comment(wordpress: WordPress, blog: WordPressConnector) -> None:
    article = _send(blog, Post("Text", "Doppelte Antwort"))
    reply = Post("Gern -- morgen um 9 :-) ... 'ja'", reply_to=Target(article.remote_id))
    assert isinstance(blog.find_existing(reply, _key(), {}), Absent)

    first = _send(blog, reply)

    assert blog.find_existing(reply, _key(), {}) == first
    assert _send(blog, reply) == first
    assert isinstance(blog.find_existing(Post("Nein", reply_to=reply.reply_to), _key(), {}), Absent)


def test_answer_too_soon_waits(wordpress: WordPress, http: httpx.Client) -> None:
    connected = _connect(wordpress, http, "author1")  # editors may write as fast as they like
    blog = WordPressConnector(connected.credentials, connected.settings, http)
    article = _send(blog, Post("Text", "Eilig"))
    wordpress.run("update_option('tests_keep_flood_guard', 1);")

    try:
        _send(blog, Post("Eins", reply_to=Target(article.remote_id)))
        with pytest.raises(NotSent) as caught:
            _send(blog, Post("Zwei", reply_to=Target(article.remote_id)))
    finally:
        wordpress.run("delete_option('tests_keep_flood_guard');")

    assert caught.value.retry_after is not None


def test_answer_under_closed_comments_is_refused(wordpress: WordPress, blog: WordPressConnector) -> None:
    article = _send(blog, Post("Text", "Geschlossen"))
    number = article.remote_id.removeprefix("post-")
    wordpress.run(f"wp_update_post(['ID' => {number}, 'comment_status' => 'closed']);")

    with pytest.raises(Refused, match="comments are closed"):
        _send(blog, Post("Danke", reply_to=Target(article.remote_id)))


def test_answer_with_picture_is_refused_before_anything_is_uploaded(blog: WordPressConnector) -> None:
    with pytest.raises(Refused, match="cannot carry pictures"):
        blog.prepare(Post("Danke", pictures=[_picture()], reply_to=Target("post-1")), _key())


def test_comments_beyond_one_page_all_come_in(
    wordpress: WordPress, blog: WordPressConnector, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = _send(blog, Post("Text", "Viele Kommentare"))
    cursor = blog.fetch("").cursor
    for number in range(4):
        wordpress.comment(article.remote_id.removeprefix("post-"), f"Nummer {number}")
    monkeypatch.setattr(module, "PAGE", 2)

    messages = blog.fetch(cursor).messages

    texts = [message.text for message in messages if message.thread_id == article.remote_id]
    assert sorted(texts) == [f"Nummer {number}" for number in range(4)]


def test_blog_without_pretty_addresses_works_the_same(wordpress: WordPress, http: httpx.Client) -> None:
    wordpress.run("update_option('permalink_structure', '');")
    try:
        connected = _connect(wordpress, http, "editor1")
        blog = WordPressConnector(connected.credentials, connected.settings, http)
        post, key = Post("Text", "Ohne schöne Adressen", pictures=[_picture()]), _key()

        sent = _send(blog, post, key)

        assert "rest_route" in connected.settings["root"]
        assert blog.find_existing(post, key, {}) == sent
        assert sent.remote_id.removeprefix("post-") == httpx.URL(sent.url).params["p"]
    finally:
        wordpress.run("update_option('permalink_structure', '/%year%/%monthnum%/%postname%/');")


def test_whoami_follows_a_role_that_was_taken_away(wordpress: WordPress, blog: WordPressConnector) -> None:
    assert blog.whoami().name == "Malerbetrieb Kern"
    wordpress.run("get_user_by('login', 'editor1')->set_role('subscriber');")
    try:
        with pytest.raises(Refused, match="may not publish"):
            blog.whoami()
    finally:
        wordpress.run("get_user_by('login', 'editor1')->set_role('editor');")
