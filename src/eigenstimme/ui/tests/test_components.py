"""Each component says in words what it shows, and escapes what it is given."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django import forms
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import resolve, reverse
from django.utils import timezone, translation

from eigenstimme.core import frame
from eigenstimme.core.plots import Inline, Pair
from eigenstimme.people.rights import Decision
from eigenstimme.ui import states

NOW = datetime(2026, 11, 22, 11, 0, tzinfo=UTC)  # noon in Berlin


def draw(source: str, **context: Any) -> str:
    return Template("{% load ui %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (NOW, "gerade eben"),
        (NOW - timedelta(minutes=1), "vor 1 Minute"),
        (NOW - timedelta(minutes=59), "vor 59 Minuten"),
        (NOW - timedelta(hours=2), "heute, 10:00"),
        (NOW + timedelta(minutes=5), "heute, 12:05"),
        (NOW - timedelta(days=1), "gestern, 12:00"),
        (NOW + timedelta(hours=12), "morgen, 00:00"),
        (NOW + timedelta(days=3), "Mi, 25. November, 12:00"),
        (NOW + timedelta(days=60), "Do, 21. Januar 2027, 12:00"),
    ],
)
def test_moment_is_near_and_in_the_readers_zone(at: datetime, words: str) -> None:
    with (
        time_machine.travel(NOW, tick=False),
        timezone.override(ZoneInfo("Europe/Berlin")),
        translation.override("de"),
    ):
        drawn = draw("{% moment at %}", at=at)
    assert f">{words}</time>" in drawn


def test_moment_keeps_the_full_date_at_hand() -> None:
    with timezone.override(ZoneInfo("Europe/Berlin")), translation.override("de"):
        drawn = draw("{% moment at 'clock' %}", at=NOW)
    assert drawn == (
        '<time datetime="2026-11-22T12:00:00+01:00" title="Sonntag, 22. November 2026, 12:00">12:00</time>'
    )


def test_moment_that_never_was_is_a_dash() -> None:
    assert draw("{% moment at %}", at=None) == "<span>–</span>"


@pytest.mark.parametrize("state", states.LOOKS)
def test_state_is_told_by_word_and_icon(state: str) -> None:
    drawn = draw("{% state value %}", value=state)
    look = states.LOOKS[state]
    assert f"tag-{look.tone}" in drawn
    assert f"#{look.icon}" in drawn
    assert str(look.word) in drawn


def test_unknown_state_is_quiet_and_names_itself() -> None:
    drawn = draw("{% state 'half done' %}")
    assert "tag-quiet" in drawn
    assert "half done" in drawn


@pytest.mark.parametrize(
    ("name", "initials"), [("Amira Kern", "AK"), ("Textgehilfe", "T"), ("Ö. von der Au", "ÖA"), ("", "?")]
)
def test_initials(name: str, initials: str) -> None:
    assert draw("{{ name|initials }}", name=name) == initials


def test_person_says_the_kind_in_words() -> None:
    with translation.override("de"):
        assert "externe Person" in draw("{% person 'Ben Sommer' 'outside' %}")


def test_refusal_gives_reason_and_way_out() -> None:
    decision = Decision(False, "Not <yours>.", "Ask Amira.")
    drawn = draw("{% refusal decision url='/ask/' label='Ask' %}", decision=decision)
    assert "Not &lt;yours&gt;." in drawn
    assert "Ask Amira." in drawn
    assert '<a class="btn" href="/ask/">Ask</a>' in drawn


@pytest.mark.parametrize(
    "source",
    [
        "{% card title=evil %}{{ evil }}{% endcard %}",
        "{% row title=evil meta=evil url=evil %}{{ evil }}{% endrow %}",
        "{% page_header title=evil lead=evil back=evil back_label=evil %}{{ evil }}{% endpage_header %}",
        "{% dialog name=evil title=evil %}{{ evil }}{% enddialog %}",
        "{% fact label=evil %}{{ evil }}{% endfact %}",
        "{% tabs label=evil %}{% tab label=evil url=evil %}{% endtabs %}",
        "{% person evil note=evil picture=evil %}{% channel evil network=evil %}{% figure evil evil evil %}",
        "{% tag evil %}{% state evil %}{% empty evil url=evil label=evil %}{% icon evil label=evil %}",
    ],
)
def test_components_escape_what_they_are_given(source: str) -> None:
    drawn = draw(source, evil='<b>"x')
    assert "<b>" not in drawn
    assert '"x"' not in drawn
    assert "&lt;b&gt;" in drawn


class PieceForm(forms.Form):
    title = forms.CharField(help_text="Short.")
    note = forms.CharField(required=False)
    remind = forms.BooleanField(required=False)

    def clean(self) -> dict[str, Any]:
        self.add_error(None, "Not today.")
        return self.cleaned_data


def test_form_names_its_errors_at_the_top_and_at_the_field() -> None:
    drawn = str(PieceForm({"title": "", "note": "kept <b>"}))
    assert '<a href="#id_title">Title:' in drawn
    assert "<li>Not today.</li>" in drawn
    assert 'aria-describedby="id_title_helptext id_title_error"' in drawn
    assert 'id="id_title_error"' in drawn
    assert 'value="kept &lt;b&gt;"' in drawn


def test_form_without_errors_has_no_summary() -> None:
    drawn = str(PieceForm())
    assert "error-summary" not in drawn
    assert drawn.count("field-optional") == 1  # the note; a box to tick needs no such word


def test_pagination_keeps_the_filters() -> None:
    request = RequestFactory().get("/plan/?state=held&page=2")
    page = Paginator(range(30), 10).page(2)
    drawn = draw("{% pagination page %}", page=page, request=request)
    assert 'href="?state=held&amp;page=1"' in drawn
    assert 'href="?state=held&amp;page=3"' in drawn


def test_pagination_of_one_page_is_nothing() -> None:
    page = Paginator(range(3), 10).page(1)
    assert draw("{% pagination page %}", page=page, request=RequestFactory().get("/")).strip() == ""


def test_counter_carries_the_limit_for_the_browser() -> None:
    drawn = draw("{% counter field 500 'graphemes_url23' %}", field=PieceForm()["title"])
    assert 'data-counter="id_title" data-count="graphemes_url23" data-limit="500"' in drawn


def test_counter_without_limit_is_nothing() -> None:
    assert draw("{% counter field None %}", field=PieceForm()["title"]).strip() == ""


def test_message_offers_to_undo() -> None:
    message = Message(constants.SUCCESS, "Planned.", extra_tags="undo:/pieces/3/plan/")
    drawn = draw('{% include "ui/messages.html" %}', messages=[message])
    assert 'method="post" action="/pieces/3/plan/"' in drawn


@pytest.mark.parametrize(
    ("level", "tone"),
    [
        (constants.SUCCESS, "calm"),
        (constants.INFO, "calm"),
        (constants.WARNING, "signal"),
        (constants.ERROR, "signal"),
    ],
)
def test_message_tone(level: int, tone: str) -> None:
    drawn = draw('{% include "ui/messages.html" %}', messages=[Message(level, "So it is.")])
    assert f'data-tone="{tone}"' in drawn
    assert "<form" not in drawn


def test_channel_names_its_network_in_the_readers_language() -> None:
    with translation.override("de"):
        drawn = draw("{% channel 'Laden' icon='x' network='Practice channel' %}")
    assert '<span class="sr-only">Übungskanal:</span>' in drawn


def test_section_shows_its_pages_in_their_order_and_marks_the_open_one(
    monkeypatch: pytest.MonkeyPatch, rf: RequestFactory
) -> None:
    monkeypatch.setattr(frame, "_tabs", {})
    frame.register_tabs("strategy", frame.Tab("strategy:words", "Words", 50))
    frame.register_tabs("strategy", frame.Tab("strategy:topics", "Topics", 30))
    frame.register_tabs("strategy", frame.Tab("plan:formats", "Formats", 40, shown=lambda actor: False))
    request = rf.get(reverse("strategy:words"))
    vars(request)["actor"] = None
    request.resolver_match = resolve(request.path)

    drawn = draw('{% section_tabs "strategy" %}', request=request)

    assert re.findall(r'href="([^"]+)"( aria-current="page")?', drawn) == [
        (reverse("strategy:topics"), ""),
        (reverse("strategy:words"), ' aria-current="page"'),
    ]


def test_plot_shows_the_drawing_and_its_table() -> None:
    html = draw(
        "{% plot chart %}", chart=Pair("Innen und außen", "Acht zu drei.", ("<innen>", 8), ("außen", 3), "h")
    )
    assert html.count("<svg") == 1
    assert "&lt;innen&gt;" in html
    assert "<td>8\xa0h</td>" in html


def test_inline_plot_stands_by_itself() -> None:
    html = draw("{% plot chart %}", chart=Inline("7 von 9 Stunden", 7, 9, "h"))
    assert html.startswith('<span class="plot-inline"><svg')
    assert "<table" not in html
