"""A playbook in two versions, for tests."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone

from eigenstimme.people.tests.cast import Cast
from eigenstimme.strategy.models import PlaybookVersion

GERMAN: dict[str, Any] = {
    "positioning": {"promise": "Wir streichen Häuser so, dass Menschen gern heimkommen.", "values": []},
    "voice": {
        "traits": [
            {
                "trait": "Ruhig",
                "so": "Kurze Sätze",
                "not_so": "Ausrufezeichen",
                "before": "Mega-Aktion!!!",
                "after": "Im Mai haben wir Zeit für Fassaden.",
            }
        ],
        "never": ["Wir sind die Nummer eins."],
    },
    "tone": {"praise": "Mit Namen danken.", "complaint": "Bedauern, zurückrufen, keine Ausreden."},
    "legal": {"imprint": "https://kern.example/impressum"},
}
ENGLISH: dict[str, Any] = {
    **GERMAN,
    "positioning": {"promise": "We paint houses people like to come home to."},
}


def publish(
    cast: Cast,
    *,
    promise: str = "",
    asks: bool = True,
    binds: datetime | None = None,
    note: str = "",
) -> PlaybookVersion:
    """The next version, in German and English; ``promise`` is what the firm stands for in it, in German."""
    now = timezone.now()
    german = {**GERMAN, "positioning": {"promise": promise or GERMAN["positioning"]["promise"]}}
    return PlaybookVersion.objects.create(
        company=cast.company,
        number=cast.company.playbook_versions.count() + 1,
        content={"de": german, "en": ENGLISH},
        languages=["de", "en"],
        note=note,
        asks_again=asks,
        binding_from=binds or now,
        published_by=cast.amira,
        published_at=now,
    )
