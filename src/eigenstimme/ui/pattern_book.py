"""Sample content for the pattern book (ui:patterns): every component once, for a painter's firm.

Only shown while developing; the words are German samples and not translated.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.utils import timezone

from eigenstimme.connectors import registry
from eigenstimme.core.plots import Bars, Chart, Inline, Limit, Line, Pair, Series
from eigenstimme.people.rights import Decision
from eigenstimme.ui import states


class SampleForm(forms.Form):
    title = forms.CharField(label="Titel", help_text="So steht der Beitrag im Redaktionsplan.", max_length=80)
    text = forms.CharField(label="Text", widget=forms.Textarea)
    topic = forms.ChoiceField(label="Thema", choices=[("fassade", "Fassaden"), ("innen", "Innenräume")])
    when = forms.DateTimeField(
        label="Zeitpunkt", required=False, widget=forms.DateTimeInput(attrs={"type": "datetime-local"})
    )
    channels = forms.MultipleChoiceField(
        label="Kanäle",
        choices=[("blog", "Werkstattblog"), ("mastodon", "@maler-kern@social.example")],
        widget=forms.CheckboxSelectMultiple,
    )
    picture = forms.FileField(label="Bild", required=False)
    remind = forms.BooleanField(
        label="Vorher erinnern", required=False, help_text="Eine Stunde vor der Veröffentlichung."
    )


@dataclass(frozen=True)
class Step:
    at: datetime
    sentence: str
    icon: str
    tone: str = "quiet"
    quote: str = ""


def sample(request: HttpRequest) -> dict[str, Any]:
    """Everything ``ui/pattern_book.html`` shows."""
    now = timezone.now()
    return {
        "now": now,
        "form": SampleForm(
            initial={
                "title": "Drei Tage Regen – und jetzt?",
                "text": "Die Fassade an der Weißgerberstraße ist fertig. 🎨",
            },
            auto_id="offen_%s",
        ),
        "wrong": SampleForm(
            {"title": "", "text": "Grüße aus der Werkstatt", "topic": "fassade"}, auto_id="falsch_%s"
        ),
        "looks": list(states.LOOKS),
        "refused": Decision(
            False,
            "Antworten gehört den eigenen Leuten. Wer von außen mitarbeitet, bereitet vor und empfiehlt.",
            "Empfehlen Sie eine Antwort: Amira Kern hat bis 20:00 Uhr Dienst und kann sie übernehmen.",
        ),
        "steps": _steps(now),
        "charts": _charts(),
        "inline": Inline("Gegeben 7 von zugesagten 9 Stunden", 7, 9, "h"),
        "page": Paginator(range(1, 60), 10).page(2),
        "previews": _previews(),
        "post": {
            "text": "Drei Tage Regen – und die Fassade hält. 🎨\n\n#Malerhandwerk",
            "title": "Regenfest",
        },
        "account": {"name": "Malerbetrieb Kern", "handle": "@maler-kern@social.example"},
        "tomorrow": now + timedelta(days=1, hours=3),
        "long_ago": now - timedelta(days=400),
        "minutes_ago": now - timedelta(minutes=12),
    }


def _charts() -> list[Chart]:
    months = [date(2026, month, 1) for month in range(1, 13)]
    own = [92, 90, 86, 88, 81, 79, 77, 74, None, 70, 66, 62]
    return [
        Line(
            "Eigenstimmen-Anteil",
            "Er sinkt von 92 % im Januar auf 66 % im November; im Dezember sind 62 % zu erwarten.",
            months,
            [Series("Werkstattblog", own, expected_from=11), Series("Mastodon", [95] * 12)],
            "%",
            Limit("Ihre Grenze: 60 %", 60),
            100,
        ),
        Bars(
            "Wer die Beiträge schreibt",
            "Die eigenen Leute schreiben die meisten.",
            months[:6],
            [
                Series("selbst", [9, 8, 7, 8, 6, 5]),
                Series("überarbeitet", [2] * 6),
                Series("extern", [1, 2, 2, 3, 0, 4]),
            ],
            stacked=True,
        ),
        Bars(
            "Stunden je Vorhaben",
            "Zugesagt und gegeben.",
            ["Fassaden-Frühling", "Lehrstellen 2027: Wer bei uns lernt, lernt auf der Baustelle"],
            [Series("zugesagt", [12, 30]), Series("gegeben", [14.5, 22])],
            "h",
        ),
        Pair(
            "Innen und außen",
            "Acht Stunden innen, drei außen.",
            ("eigene Leute", 8),
            ("externe Leute", 3),
            "h",
        ),
        Line("Ein Monat", "Erst ein Monat.", months[:1], [Series("Beiträge", [3])]),
        Bars("Noch nichts", "Noch nichts.", months, [Series("Beiträge", [None] * 12)]),
    ]


def _previews() -> list[str]:
    """The templates of those networks that draw how a post will look."""
    names = (f"{name}/templates/connectors/{name}/preview.html" for name in registry.names())
    return [name for name in names if _exists(name)]


def _exists(name: str) -> bool:
    try:
        return bool(get_template(name))
    except TemplateDoesNotExist:
        return False


def _steps(now: datetime) -> list[Step]:
    return [
        Step(now - timedelta(days=2), "Ben Sommer (von außen) hat den Entwurf geschrieben.", "pencil"),
        Step(
            now - timedelta(days=1),
            "Amira Kern hat ihn zurückgegeben.",
            "corner-up-left",
            "signal",
            "Bitte den Preis weglassen.",
        ),
        Step(now - timedelta(hours=20), "Amira Kern hat die zweite Fassung freigegeben.", "stamp", "calm"),
        Step(
            now - timedelta(minutes=4),
            "Der Werkstattblog hat den Beitrag angenommen.",
            "circle-check",
            "calm",
        ),
    ]
