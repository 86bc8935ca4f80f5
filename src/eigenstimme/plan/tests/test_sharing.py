"""Somebody else's content: with its source, with own words, counted apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import httpx
import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from eigenstimme.core import http
from eigenstimme.people.tests.cast import Cast, grant, make_channel
from eigenstimme.plan import actions
from eigenstimme.plan.actions import VariantDraft
from eigenstimme.plan.actions.pieces import draft_of
from eigenstimme.plan.found_page import FoundPage, look_at
from eigenstimme.plan.models import Approval, Idea, Piece
from eigenstimme.plan.own_and_shared import Mixture, mixtures
from eigenstimme.plan.sources import beside, has_own_words, only_link, site_of
from eigenstimme.plan.tests.pieces import (
    a_piece,
    a_piece_of_clara,
    form,
    handed_in,
    published,
    queries_of,
    signed_in,
)
from eigenstimme.publishing.models import State

NEW = "/plan/new/"
LINK = "https://www.kalk.example/wand?von=hand"
PAGE = """<html><head><title>Warum Kalk
 atmet</title><meta property="og:site_name" content="Kalk &amp; Co"><meta name="author" content="Rosa Weiß">
</head><body><title>Unsinn</title></body></html>"""


# --- words ----------------------------------------------------------------------------------------------------


def test_link_of_a_find_and_what_stands_beside_it() -> None:
    assert only_link(f"Warum Kalk atmet\n{LINK}.") == LINK
    assert beside(f"Warum Kalk atmet\n{LINK}", LINK) == "Warum Kalk atmet"
    assert only_link(f"{LINK} {LINK}") == LINK
    assert only_link(f"{LINK} https://other.example") == only_link("kein Link") == ""


@pytest.mark.parametrize(
    ("text", "own"),
    [
        (LINK, False),
        (f"Warum Kalk atmet {LINK} #kalk @kalk@kalk.example", False),
        (f"WARUM KALK ATMET, lesen! {LINK}", False),
        (f"So halten wir es seit Jahren: {LINK}", True),
        ("", False),
    ],
)
def test_own_words_are_more_than_link_title_and_names(text: str, own: bool) -> None:
    assert has_own_words(text, ["Warum Kalk atmet", "Kalk & Co", ""]) is own


def test_site_is_named_after_its_address() -> None:
    assert (site_of(LINK), site_of(""), site_of("https://[")) == ("kalk.example", "", "")


# --- asking the page ------------------------------------------------------------------------------------------


def a_server(monkeypatch: pytest.MonkeyPatch, *answers: httpx.Response) -> list[str]:
    left, asked = list(answers), []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        return left.pop(0)

    monkeypatch.setattr(http, "_GuardedTransport", lambda: httpx.MockTransport(answer))
    return asked


def test_page_says_title_site_and_author(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = a_server(
        monkeypatch, httpx.Response(301, headers={"location": "/neu"}), httpx.Response(200, html=PAGE)
    )

    assert look_at(LINK) == FoundPage("Warum Kalk atmet", "Kalk & Co", "Rosa Weiß")
    assert asked == [LINK, "https://www.kalk.example/neu"]


@pytest.mark.parametrize("said", ["ISO-8859-1", "nonsense"])
def test_page_in_another_alphabet_is_read_as_far_as_it_can_be(
    said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = "<title>Weiß</title>".encode("latin-1")
    a_server(
        monkeypatch,
        httpx.Response(200, content=content, headers={"content-type": f"text/html; charset={said}"}),
    )

    found = look_at(LINK)

    assert found is not None
    assert found.title == ("Weiß" if said == "ISO-8859-1" else "Wei\N{REPLACEMENT CHARACTER}")


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(404, html=PAGE),
        httpx.Response(200, text=PAGE, headers={"content-type": "image/png"}),
        httpx.Response(302, headers={"location": "ftp://kalk.example/"}),
    ],
)
def test_what_is_no_page_says_nothing(answer: httpx.Response, monkeypatch: pytest.MonkeyPatch) -> None:
    a_server(monkeypatch, answer)
    assert look_at(LINK) is None


def test_redirects_end_somewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    around = [httpx.Response(302, headers={"location": LINK}) for _again in range(9)]
    assert (look_at(LINK) if a_server(monkeypatch, *around) else None) is None


class Inside(BaseHTTPRequestHandler):
    """A page within the own network."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(PAGE.encode())

    def log_message(self, *_args: Any) -> None:
        pass


@pytest.mark.parametrize(("allowed", "title"), [([], None), (["127.0.0.1"], "Warum Kalk atmet")])
def test_page_inside_is_asked_only_where_the_operator_allows_it(
    allowed: list[str], title: str | None, settings: Settings
) -> None:
    settings.PRIVATE_HOSTS = allowed
    with HTTPServer(("127.0.0.1", 0), Inside) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        found = look_at(f"http://127.0.0.1:{server.server_port}/")
        server.shutdown()

    assert (found and found.title) == title


def test_only_the_beginning_of_a_long_page_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    long = "<head>" + "<!-- nichts -->" * 30_000 + "<title>zu spät</title>"
    a_server(monkeypatch, httpx.Response(200, html=long))
    assert look_at(LINK) == FoundPage()


# --- the composer ---------------------------------------------------------------------------------------------


def test_shared_content_keeps_its_source(cast: Cast) -> None:
    client = signed_in(cast.amira)

    client.post(NEW, form(cast, source_url=LINK, source_author="Rosa Weiß"))

    piece = Piece.objects.get()
    assert (piece.curated, piece.source) == (True, "Rosa Weiß, kalk.example")
    page = client.get(piece.get_absolute_url()).content.decode()
    assert f'href="{LINK}"' in page and "Rosa Weiß, kalk.example" in page


@pytest.mark.parametrize(
    "wrong",
    [{"source_name": "Kalk & Co"}, {"source_url": "javascript:alert(1)"}, {"source_url": "ftp://a.example/"}],
)
def test_source_without_a_link_that_leads_there_is_not_saved(cast: Cast, wrong: dict[str, str]) -> None:
    answer = signed_in(cast.amira).post(NEW, form(cast, **wrong))

    assert answer.status_code == 422
    assert "source_url" in answer.context["form"].errors
    assert not Piece.objects.exists()


def remarks(cast: Cast, **fields: str) -> list[str]:
    answer = signed_in(cast.amira).post(NEW, form(cast, preview="1", **fields))
    return [each.sentence for each in answer.context["remarks"]]


def test_missing_link_and_missing_words_are_said(cast: Cast) -> None:
    missing, bare = "Der Link zur Quelle steht nicht im Text", "Hier steht noch nichts Eigenes"

    def said(**fields: str) -> list[bool]:
        found = remarks(cast, **fields)
        return [any(each.startswith(words) for each in found) for words in (missing, bare)]

    assert said(source_url=LINK, text="So halten wir es auch.") == [True, False]
    assert said(source_url=LINK, text=LINK) == [False, True]
    assert said(source_url=LINK, text=f"So halten wir es auch: {LINK}") == [False, False]
    assert said(text="Kalk.") == [False, False]


def test_missing_link_can_be_put_in_at_once(cast: Cast) -> None:
    page = signed_in(cast.amira).post(NEW, form(cast, preview="1", source_url=LINK)).content.decode()
    assert f'data-append="{LINK}"' in page


def test_title_is_fetched_into_what_is_empty(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    a_server(monkeypatch, httpx.Response(200, html=PAGE))
    typed = form(cast, look_up="1", source_url=LINK, title="", source_author="Rosa")

    shown = signed_in(cast.amira).post(NEW, typed)

    values = {name: shown.context["form"][name].value() for name in ("title", "source_name", "source_author")}
    assert values == {"title": "Warum Kalk atmet", "source_name": "Kalk & Co", "source_author": "Rosa"}
    assert (shown.status_code, Piece.objects.exists()) == (200, False)


@pytest.mark.parametrize("url", ["", "kein Link", LINK])
def test_page_that_says_nothing_blocks_nothing(cast: Cast, monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    a_server(monkeypatch, httpx.Response(500))

    shown = signed_in(cast.amira).post(NEW, form(cast, look_up="1", source_url=url))

    assert "Die Seite ließ sich nicht lesen." in shown.content.decode()
    assert shown.context["form"]["title"].value() == "Fünf Farben für den Herbst"


def test_another_source_opens_no_approval(cast: Cast) -> None:
    piece = a_piece_of_clara(cast)
    asked = handed_in(cast, piece)

    shared = replace(draft_of(piece), source_url=LINK)
    actions.edit_piece(piece, shared, revision=1, actor=cast.actor(cast.clara))

    assert Approval.objects.get().outcome == asked.outcome
    assert Piece.objects.get().source_url == LINK


def test_older_version_brings_its_source_back(cast: Cast) -> None:
    piece = a_piece(cast, source_url=LINK, source_name="Kalk & Co")
    without = replace(draft_of(piece), source_url="", source_name="")
    piece = actions.edit_piece(piece, without, revision=1, actor=cast.actor(cast.amira))

    restored = actions.restore_version(piece.versions.get(number=1), actor=cast.actor(cast.amira))

    assert (restored.source_url, restored.source_name) == (LINK, "Kalk & Co")


# --- the reading list -----------------------------------------------------------------------------------------


def an_idea(cast: Cast, text: str) -> Idea:
    return actions.suggest_idea(text=text, actor=cast.actor(cast.amira))


def test_reading_list_has_the_ideas_with_links(cast: Cast) -> None:
    an_idea(cast, "Gerüst steht"), an_idea(cast, f"Lesen: {LINK}")

    listed = signed_in(cast.amira).get("/plan/ideas/reading-list/").context["page"].object_list

    assert [idea.text for idea in listed] == [f"Lesen: {LINK}"]


def test_find_becomes_a_post_that_shares_it(cast: Cast) -> None:
    idea = an_idea(cast, f"Warum Kalk atmet\n{LINK}")
    client = signed_in(cast.amira)
    assert f"{NEW}?idea={idea.pk}&amp;find" in client.get("/plan/ideas/").content.decode()

    shown = client.get(f"{NEW}?idea={idea.pk}&find").context["form"]

    values = {name: shown[name].value() for name in ("title", "text", "source_url")}
    assert values == {"title": "Warum Kalk atmet", "text": LINK, "source_url": LINK}


def test_reading_list_costs_the_same_with_one_and_with_five(cast: Cast) -> None:
    client = signed_in(cast.amira)
    an_idea(cast, LINK)
    once = queries_of(client, "/plan/ideas/reading-list/")
    for number in range(4):
        an_idea(cast, f"{LINK}&{number}")
    assert queries_of(client, "/plan/ideas/reading-list/") == once


# --- counted apart --------------------------------------------------------------------------------------------


def out(cast: Cast, days: int = 1, **changes: Any) -> Piece:
    piece = a_piece(cast, **changes)
    published(piece, State.SENT, sent_at=timezone.now() - timedelta(days=days))
    return piece


def test_own_and_shared_posts_are_counted_apart_by_channel(cast: Cast) -> None:
    other = make_channel(cast.company, cast.amira, name="Anderswo")
    out(cast), out(cast), out(cast, source_url=LINK), out(cast, days=100)
    out(cast, source_url=LINK, variants=[VariantDraft(other)])
    published(a_piece(cast), State.PLANNED)

    found = mixtures(cast.actor(cast.amira), timezone.now() - timedelta(days=90))

    assert found == [Mixture(2, 1, "Blog"), Mixture(0, 1, "Anderswo")]
    page = signed_in(cast.amira).get("/plan/own-and-shared/")
    assert page.context["mixed"] == Mixture(2, 2)
    assert "1 von 3" in page.content.decode()


def test_posts_of_a_channel_one_does_not_see_are_not_counted(cast: Cast) -> None:
    other = make_channel(cast.company, cast.amira, name="Anderswo")
    out(cast, source_url=LINK)
    grant(cast.clara, ["piece.draft"], by=cast.amira, every_channel=False).channels.add(other)

    for who in (cast.clara, cast.dora):
        assert mixtures(cast.actor(who), timezone.now() - timedelta(days=90)) == []


def test_empty_page_leads_to_the_reading_list(cast: Cast) -> None:
    assert "/plan/ideas/reading-list/" in signed_in(cast.amira).get("/plan/own-and-shared/").content.decode()
