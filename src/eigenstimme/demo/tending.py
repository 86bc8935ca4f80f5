"""How the firm looks after its channels: one well, one just so, and one that nobody finds time for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from functools import partial

from eigenstimme.channels import actions as channels
from eigenstimme.channels.actions import ProfileDraft, TimeDraft
from eigenstimme.demo.cast import Firm
from eigenstimme.demo.world import World

WEEKS = 8


@dataclass(frozen=True)
class Care:
    """Who promised how many minutes a week, and what they gave in each of the last weeks, the oldest first."""

    channel: str
    purpose: str
    profile: ProfileDraft
    promised: tuple[tuple[str, int], ...]
    given: tuple[tuple[str, tuple[int, ...]], ...] = ()


IMPRINT = "https://malerbetrieb-kern.example/impressum"
PRIVACY = "https://malerbetrieb-kern.example/datenschutz"
CARE = (
    Care(
        "practice",
        "Üben, ohne dass es echt ist",
        ProfileDraft(
            audience="Wir selbst, bis jeder Handgriff sitzt",
            answer_hours=4,
            formats="Farbe der Woche, Azubi der Woche, vorher und nachher",
            posts_a_week=Decimal(3),
        ),
        promised=(("ben", 150), ("nadja", 60)),
        given=(("ben", (90, 150, 120, 160, 30, 150, 140, 75)), ("nadja", (60, 0, 45, 60, 60, 30, 60, 20))),
    ),
    Care(
        "google",
        "Gefunden werden, wenn jemand in der Nähe einen Maler sucht",
        ProfileDraft(
            audience="Hausbesitzer und Hausverwaltungen im Umkreis von 30 Kilometern",
            answer_hours=24,
            formats="Fertige Arbeiten, Öffnungszeiten, Antworten auf Bewertungen",
            imprint_url=IMPRINT,
            privacy_url=PRIVACY,
        ),
        promised=(("petra", 60),),
        given=(("petra", (45, 60, 50, 60, 60, 40, 60, 30)),),
    ),
    Care(
        "xing",
        "Gesellinnen und Gesellen finden",
        ProfileDraft(
            audience="Malerinnen und Maler, die sich umsehen",
            posts_a_week=Decimal("0.5"),
            imprint_url=IMPRINT,
        ),
        promised=(("petra", 30),),
    ),
)


def look_after(world: World, firm: Firm) -> None:
    """Profiles and promises stand for months; time is written down at the end of each week."""
    for care in CARE:
        world.at(world.until - timedelta(days=100), partial(_promise, firm, care))
        for who, weeks in care.given:
            for back, minutes in zip(reversed(range(WEEKS)), weeks, strict=True):
                at = world.until - timedelta(weeks=back, hours=1)
                if minutes:
                    world.at(at, partial(_give, firm, care.channel, who, minutes, world))


def _promise(firm: Firm, care: Care) -> None:
    channel, amira = firm.channels[care.channel], firm.actor("amira")
    channels.describe(channel, purpose=care.purpose, draft=care.profile, actor=amira)
    for who, minutes in care.promised:
        channels.promise_time(channel, firm.people[who], minutes=minutes, actor=amira)


def _give(firm: Firm, short: str, who: str, minutes: int, world: World) -> None:
    day = world.now.astimezone(firm.company.zone).date()
    given = TimeDraft(day, minutes)
    channels.give_time(firm.channels[short], firm.people[who], given, actor=firm.actor(who))
