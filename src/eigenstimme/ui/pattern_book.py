"""Sample content for the pattern book (ui:patterns): every component once, for a painter's firm.

Only shown while developing; the words are German samples and not translated.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.utils import timezone

from eigenstimme.connectors import registry
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
