"""The page, the posts behind a number, the sheet, the workbook."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from eigenstimme.people.models import Membership
from eigenstimme.people.tests.cast import grant, make_channel
from eigenstimme.publishing.models import State
from eigenstimme.reports import actions
from eigenstimme.reports.models import VoiceLimit
from eigenstimme.reports.tests.conftest import NOON, Past

PAGES = ("voice", "voice_posts", "voice_sheet", "voice_table")


@pytest.fixture(autouse=True)
def _in_november() -> object:
    with time_machine.travel(NOON, tick=False) as moment:
        yield moment


def browser(member: Membership) -> Client:
    client = Client()
    client.force_login(member.person)
    client.cookies["django_language"] = "de"
    return client


def shown(member: Membership, address: str = "voice", **query: str | int) -> str:
    return browser(member).get(reverse(f"reports:{address}"), query).content.decode()


def test_page_says_where_the_voice_stands(past: Past) -> None:
    actions.set_voice_limit(60, actor=past.cast.actor(past.cast.amira))
    past.post(past.cast.ben)
    past.post(past.cast.clara, at=NOON + timedelta(days=1), state=State.PLANNED)
    page = shown(past.cast.amira)
    assert (
        "Mit dem 1 geplanten Beitrag endet der November bei 50\xa0%, unter Ihrer Grenze von 60\xa0%." in page
    )
    assert "Ein weiterer Beitrag, den Sie selbst schreiben, würde sie halten." in page


def test_page_of_one_channel_shows_that_channel(past: Past) -> None:
    wall = make_channel(past.cast.company, past.cast.amira, name="Wand")
    past.post(past.cast.clara)
    past.post(past.cast.ben, channel=wall)
    assert "Der November steht bei 100\xa0%" in shown(past.cast.amira, channel=wall.pk)
    assert "Der November steht bei 50\xa0%" in shown(past.cast.amira)


def test_empty_page_teaches_the_next_step(past: Past) -> None:
    page = shown(past.cast.amira)
    assert "Sobald der erste Beitrag veröffentlicht ist, sehen Sie hier, wer ihn geschrieben hat." in page


@pytest.mark.parametrize("page", PAGES)
def test_figures_need_the_right(past: Past, page: str) -> None:
    past.post(past.cast.ben)
    assert browser(past.cast.ben).get(reverse(f"reports:{page}")).status_code == 200
    assert browser(past.cast.clara).get(reverse(f"reports:{page}")).status_code == 403
    grant(past.cast.clara, ["figures.read"], by=past.cast.amira)
    assert browser(past.cast.clara).get(reverse(f"reports:{page}")).status_code == 200


def test_an_adviser_sees_the_channels_of_the_mandate_only(past: Past) -> None:
    wall = make_channel(past.cast.company, past.cast.amira, name="Geheime Wand")
    past.post(past.cast.ben)
    past.post(past.cast.clara, channel=wall)
    mandate = grant(past.cast.robo, ["figures.read"], by=past.cast.amira, every_channel=False)
    mandate.channels.set([past.cast.blog])
    page = shown(past.cast.robo)
    assert "Der November steht bei 100\xa0%" in page
    assert "Geheime Wand" not in page


def test_another_companys_figures_are_not_shown(past: Past) -> None:
    past.post(past.cast.ben)
    assert "Sobald der erste Beitrag" in shown(past.cast.dora)


def test_posts_behind_a_number(past: Past) -> None:
    past.post(past.cast.ben)
    past.post(past.cast.clara, text="Von außen.")
    variant = past.post(past.cast.clara, at=NOON - timedelta(days=40))
    variant.piece.title = "Aus dem Oktober"
    variant.piece.save()
    page = shown(past.cast.amira, "voice_posts", month="2026-11", writing="outside")
    assert page.count('class="row-item') == 1
    assert "Aus dem Oktober" not in page
    assert "Clara" not in page
    assert "Aus dem Oktober" in shown(past.cast.amira, "voice_posts", month="2026-10")


def test_posts_are_those_the_reader_sees_in_the_plan(past: Past) -> None:
    past.post(past.cast.ben)
    grant(past.cast.clara, ["figures.read"], by=past.cast.amira)
    assert "Regenfest" not in shown(past.cast.clara, "voice_posts")


@pytest.mark.parametrize(
    "query", [{"month": "gestern"}, {"channel": "999"}, {"writing": "böse"}, {"page": "x"}]
)
def test_a_wrong_filter_filters_nothing(past: Past, query: dict[str, str]) -> None:
    past.post(past.cast.ben)
    assert "Regenfest" in shown(past.cast.amira, "voice_posts", **query)


@pytest.mark.parametrize("page", PAGES)
def test_queries_do_not_grow(past: Past, page: str) -> None:
    past.post(past.cast.ben)
    client = browser(past.cast.amira)
    client.get(reverse(f"reports:{page}"))
    with CaptureQueriesContext(connection) as few:
        client.get(reverse(f"reports:{page}"))
    for number in range(4):
        channel = make_channel(past.cast.company, past.cast.amira, name=f"Kanal {number}")
        past.post(past.cast.clara, channel=channel)
        past.answer(recommended="Ja, gern.", channel=channel)
        actions.set_voice_limit(50 + number, channel=channel, actor=past.cast.actor(past.cast.amira))
    with CaptureQueriesContext(connection) as many:
        client.get(reverse(f"reports:{page}"))
    assert len(many) == len(few) <= 14


def test_the_limit_is_set_and_lifted_on_the_page(past: Past) -> None:
    client = browser(past.cast.amira)
    past.post(past.cast.ben)
    answer = client.post(reverse("reports:set_voice_limit"), {"percent": "60", "channel": past.cast.blog.pk})
    assert answer.status_code == 302
    limit = VoiceLimit.objects.get()
    assert (limit.percent, limit.channel) == (60, past.cast.blog)
    client.post(reverse("reports:lift_voice_limit", args=[limit.pk]))
    assert not VoiceLimit.objects.in_force().exists()


@pytest.mark.parametrize("percent", ["", "0", "101", "viel"])
def test_a_wrong_limit_is_answered_with_what_was_typed(past: Past, percent: str) -> None:
    past.post(past.cast.ben)
    answer = browser(past.cast.amira).post(reverse("reports:set_voice_limit"), {"percent": percent})
    assert answer.status_code == 422
    assert f'value="{percent}"' in answer.content.decode() or not percent


def test_a_limit_of_another_company_is_not_there(past: Past) -> None:
    limit = actions.set_voice_limit(60, actor=past.cast.actor(past.cast.amira))
    answer = browser(past.cast.dora).post(reverse("reports:lift_voice_limit", args=[limit.pk]))
    assert answer.status_code == 404


def test_few_people_are_not_shown_apart(past: Past) -> None:
    past.post(past.cast.ben)
    past.answer(recommended="Ja, gern.")
    page = shown(past.cast.amira, channel=past.cast.blog.pk)
    assert "Auf einem Ihrer Kanäle antworten weniger als drei Leute." in page
    assert "wortgleich" not in page
    assert "wortgleich" in shown(past.cast.amira)


def test_workbook_holds_a_sheet_for_each_channel(past: Past) -> None:
    make_channel(past.cast.company, past.cast.amira, name="Wand/Flur: [neu] und ein viel zu langer Name")
    past.post(past.cast.ben)
    past.post(past.cast.clara)
    past.answer(recommended="Ja, gern.")
    answer = browser(past.cast.amira).get(reverse("reports:voice_table"))
    book = load_workbook(BytesIO(answer.content))
    assert book.sheetnames == ["Alle Kanäle", "Blog", "Wand Flur   neu  und ein vie"]
    assert [cell.value for cell in book["Alle Kanäle"][13]][1:] == [0.5, 1, 0, 1, 0, 0, 0, 0, 1]
    assert [cell.value for cell in book["Blog"][13]][1:] == [0.5, 1, 0, 1, 0, 0]
    assert answer.headers["Content-Disposition"] == 'attachment; filename="eigenstimme-2026-11.xlsx"'
