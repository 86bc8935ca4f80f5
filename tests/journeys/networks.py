"""The places where the story plays: how an account is connected, and what people there see and write."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import unescape
from typing import Any, Protocol

import httpx

from eigenstimme.channels.models import Channel
from tests.journeys.questions import answer_the_questions
from tests.journeys.window import Window
from tests.servers.bluesky import Bluesky, Person
from tests.servers.process import wait_until
from tests.servers.snac import Snac
from tests.servers.wordpress import WordPress

DELIVERY = 60.0  # seconds until one person there sees what another wrote


class Place(Protocol):
    """One network with the company's account on it, and a reader."""

    @property
    def name(self) -> str:
        """What the company calls the channel."""

    @property
    def asks_there(self) -> str:
        """The origin of the network's own page that connecting leads to; "" when it leads to none."""

    def connect(self, lead: Window) -> None:
        """Choose the network and fill the form in, as its instructions say."""

    def allow(self, lead: Window) -> None:
        """What is left to do at the network itself, after the form was sent."""

    def shown(self, text: str) -> list[str]:
        """The alt texts of every public post with this text, one entry a post ("" without a picture)."""

    def ask(self, about: str, question: str) -> None:
        """The reader answers the post with the text ``about``."""

    def answers(self, text: str) -> int:
        """How many answers with this text the reader is shown."""


@dataclass
class Blog:
    """A WordPress. The reader is a visitor who comments."""

    server: WordPress
    name: str = "Blog"
    asks_there: str = ""

    def connect(self, lead: Window) -> None:
        lead.follow(name="WordPress")
        answer_the_questions(lead, self.name)
        lead.fill("Address of the blog", self.server.url)
        lead.fill("User name in WordPress", "editor1")
        lead.fill("Application password", self.server.users["editor1"].application_password)

    def allow(self, lead: Window) -> None:
        """Nothing: the password was enough."""

    def shown(self, text: str) -> list[str]:
        pictures = [post["_embedded"].get("wp:featuredmedia", []) for post in self._posts(text)]
        return [", ".join(picture["alt_text"] for picture in each) for each in pictures]

    def ask(self, about: str, question: str) -> None:
        self.server.comment(str(self._posts(about)[0]["id"]), question)

    def answers(self, text: str) -> int:
        found = httpx.get(
            f"{self.server.url}/wp-json/wp/v2/comments", params={"per_page": "100"}, timeout=20
        ).json()
        return sum(text in _plain(comment["content"]["rendered"]) for comment in found)

    def _posts(self, text: str) -> list[dict[str, Any]]:
        found = httpx.get(
            f"{self.server.url}/wp-json/wp/v2/posts",
            params={"per_page": "50", "_embed": "wp:featuredmedia"},
            timeout=20,
        ).json()
        return [post for post in found if text in _plain(post["content"]["rendered"])]


@dataclass
class Sky:
    """A Bluesky network. Company and reader have accounts of their own."""

    network: Bluesky
    company: Person
    reader: Person
    name: str = "Bluesky"
    asks_there: str = ""

    def connect(self, lead: Window) -> None:
        lead.follow(name="Bluesky")
        answer_the_questions(lead, self.name)
        lead.fill("Handle", self.company.handle)
        lead.fill("App password", self.company.app_password)
        lead.fill("Server", self.network.url)

    def allow(self, lead: Window) -> None:
        """Nothing: the password was enough."""

    def shown(self, text: str) -> list[str]:
        return [
            ", ".join(image["alt"] for image in record["value"].get("embed", {}).get("images", []))
            for record in self._posts(text)
        ]

    def ask(self, about: str, question: str) -> None:
        [record] = self._posts(about)
        wait_until(lambda: bool(self._view(record["uri"])), "the post in the app", DELIVERY)
        post = {"uri": record["uri"], "cid": record["cid"]}
        answer = {"text": question, "createdAt": _now(), "reply": {"root": post, "parent": post}}
        self.network.write(self.reader, answer)

    def answers(self, text: str) -> int:
        return len(self._posts(text))

    def _posts(self, text: str) -> list[dict[str, Any]]:
        return [each for each in self.network.records(self.company) if text in each["value"]["text"]]

    def _view(self, uri: str) -> list[Any]:
        answer = httpx.get(f"{self.network.app_view}/xrpc/app.bsky.feed.getPosts", params={"uris": uri})
        posts: list[Any] = answer.json().get("posts", [])
        return posts


@dataclass
class Fediverse:
    """A server with the Mastodon interface. Alice's account is the company's, Bob reads."""

    server: Snac
    name: str = "Mastodon"
    _token: str = field(default="", init=False)

    @property
    def asks_there(self) -> str:
        return self.server.url

    def connect(self, lead: Window) -> None:
        lead.follow(name="Mastodon")
        answer_the_questions(lead, self.name)
        lead.fill("Server", self.server.url)

    def allow(self, lead: Window) -> None:
        """On the server's own page, which is in English."""
        lead.page.locator("input[name=login]").fill("alice")
        lead.page.locator("input[name=passwd]").fill(self.server.passwords["alice"])
        lead.page.locator("input[type=submit], button").first.click()

    def shown(self, text: str) -> list[str]:
        return [
            ", ".join(picture["description"] for picture in status["media_attachments"])
            for status in self._posts(text)
        ]

    def ask(self, about: str, question: str) -> None:
        [status] = self._posts(about)
        form = {"status": f"@alice {question}", "in_reply_to_id": status["id"]}
        httpx.post(
            f"{self.server.url}/api/v1/statuses", data=form, headers=self._reader(), timeout=60
        ).raise_for_status()

    def answers(self, text: str) -> int:
        """In the reader's notifications, where mentions of him arrive."""
        found = self._get("/api/v1/notifications")
        return len(
            {
                each["status"]["id"]
                for each in found
                if text in _plain((each["status"] or {}).get("content", ""))
            }
        )

    def _posts(self, text: str) -> list[dict[str, Any]]:
        account = self._get("/api/v1/accounts/lookup", acct="alice")["id"]
        found = self._get(f"/api/v1/accounts/{account}/statuses", limit="40")
        return [status for status in found if text in _plain(status["content"])]

    def _get(self, path: str, **query: str) -> Any:
        return httpx.get(f"{self.server.url}{path}", params=query, headers=self._reader(), timeout=60).json()

    def _reader(self) -> dict[str, str]:
        if not self._token:
            self._token = self._sign_in()
        return {"Authorization": f"Bearer {self._token}"}

    def _sign_in(self) -> str:
        back = "http://127.0.0.1:8000/back"
        form = {"client_name": "the reader's app", "redirect_uris": back, "scopes": "read write"}
        app = httpx.post(f"{self.server.url}/api/v1/apps", data=form).json()
        ask = {
            "response_type": "code",
            "client_id": app["client_id"],
            "redirect_uri": back,
            "scope": "read write",
        }
        page = httpx.URL(f"{self.server.url}/oauth/authorize", params=ask)
        code = self.server.allow(str(page), "bob")["code"]
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": back}
        form |= {"client_id": app["client_id"], "client_secret": app["client_secret"]}
        return str(httpx.post(f"{self.server.url}/oauth/token", data=form).json()["access_token"])


@dataclass
class Practice:
    """The practice channel: its pages are the product's own. The reader is a visitor with a window of her own."""

    reader: Window
    name: str = "Probewand"
    asks_there: str = ""

    def connect(self, lead: Window) -> None:
        lead.follow("Practice channel")
        lead.fill("Name", self.name)

    def allow(self, lead: Window) -> None:
        """Nothing: it needs no account."""

    def shown(self, text: str) -> list[str]:
        posts = re.split("<article", self._wall().text)
        return [_alts(post) for post in posts if text in _plain(post)]

    def ask(self, about: str, question: str) -> None:
        self.reader.open(str(self._wall().url))
        self.reader.follow(name=re.compile("comment|Kommentar"))
        self.reader.fill("Your name", "Gerda Busch")
        self.reader.fill("Your comment", question)
        self.reader.press("Publish the comment")
        self.reader.reads_words(question)

    def answers(self, text: str) -> int:
        return _plain(httpx.get(self.reader.page.url.partition("#")[0]).text).count(text)

    def _wall(self) -> httpx.Response:
        """Of the only company there is; its people find the address on the channel's page."""
        return httpx.get(Channel.objects.get(name=self.name).url, timeout=20)


def eventually(ask: Callable[[], Any], what: str, seconds: float = DELIVERY) -> None:
    """Ask a real server until it says yes."""
    wait_until(lambda: bool(ask()), what, seconds)


def _plain(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", html)).replace("\xa0", " ")


def _alts(html: str) -> str:
    return ", ".join(unescape(alt) for alt in re.findall(r'<img[^>]*\balt="([^"]*)"', html))


def _now() -> str:
    return datetime.now(UTC).isoformat().replace("+00:00", "Z")
