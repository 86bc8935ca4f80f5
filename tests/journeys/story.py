"""The main job, step by step, as people do it. What a step leads to is what the person reads then."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

from django.utils import timezone
from PIL import Image
from playwright.sync_api import expect

from eigenstimme.channels.models import Channel
from eigenstimme.people.models import Company, Kind, Membership, Person
from eigenstimme.people.tests.cast import PASSWORD
from eigenstimme.publishing.models import NEEDS_A_PERSON, Publication, State
from tests.journeys.networks import Place
from tests.journeys.window import PATIENCE, Language, Window
from tests.servers.mail import MailServer
from tests.servers.process import wait_until

LEAD, FREELANCER = "Amira Kern", "Clara Frei"
TO_TYPE = timedelta(
    seconds=40
)  # what the freelancer and the lead need between choosing a time and the approval


@dataclass
class Story:
    """What the people in it write. Every word is new, so that real servers show which post is whose."""

    language: Language
    mark: str = field(default_factory=lambda: uuid.uuid4().hex[:6])

    @property
    def text(self) -> str:
        return f"Welche Farbe passt zu Ihrer Küche? Fünf Beispiele aus dem Herbst. ({self.mark})"

    @property
    def alt(self) -> str:
        return f"Eine salbeigrüne Wand {self.mark}"

    def question(self, place: Place) -> str:
        return f"Hält das auch im Bad, {place.name} {self.mark}?"

    def recommended(self, place: Place) -> str:
        return f"Ja, mit Silikatfarbe {self.mark} {place.name}."

    def answer(self, place: Place) -> str:
        return f"Ja, mit Silikatfarbe zehn Jahre lang {self.mark} {place.name}."


def found_company(language: Language) -> Person:
    """What an installation begins with: a company and its lead, nothing else."""
    company = Company.objects.create(name="Malerbetrieb Kern", slug="kern", language=language)
    lead = Person.objects.create_person(email="amira@kern.example", name=LEAD, password=PASSWORD)
    Person.objects.filter(pk=lead.pk).update(language=language)
    Membership.objects.create(company=company, person=lead, kind=Kind.OWN, lead=True)
    return lead


def sign_in(window: Window, email: str) -> None:
    window.open("/")
    window.fill("Email", email)
    window.fill("Password", PASSWORD)
    window.press("Sign in")
    window.reads("Today")


def name_topic(lead: Window) -> None:
    lead.open("/topics/")
    lead.follow("New topic")
    lead.fill("Name", "Farben")
    lead.press("Save")
    lead.reads_words("Farben")


def connect(lead: Window, place: Place) -> None:
    lead.open("/channels/")
    lead.follow("Connect a channel")
    place.connect(lead)
    lead.press("Connect")
    place.allow(lead)
    lead.reads("%(channel)s is connected.", channel=place.name)


def invite(lead: Window, email: str) -> None:
    lead.open("/people/")
    lead.follow("Invite someone")
    lead.fill("name", FREELANCER)
    lead.fill("email address", email)
    lead.tick("outside person")
    lead.choose("language", {"de": "Deutsch", "en": "English"}[lead.language])
    lead.press("Send the invitation")
    lead.reads_words(email)


def come_in(freelancer: Window, mail: EmailMessage) -> None:
    freelancer.open(link_in(mail))
    freelancer.fill("A password", PASSWORD)
    freelancer.press("Come in")
    freelancer.reads("Welcome to %(company)s.", company="Malerbetrieb Kern")


def grant(lead: Window) -> None:
    lead.open("/mandates/")
    lead.follow("Grant a mandate")
    lead.follow(name=re.compile(FREELANCER))
    lead.tick("draft posts")
    lead.tick("recommend answers")
    lead.tick("on every channel")
    lead.press("Grant")
    lead.reads("%(name)s has a mandate now.", name=FREELANCER)


def draft(freelancer: Window, story: Story, places: list[Place], picture: Path, at: datetime | None) -> None:
    freelancer.open("/plan/")
    freelancer.follow("New post")
    freelancer.fill("Title", f"Fünf Farben {story.mark}")
    freelancer.fill("Text", story.text)
    freelancer.attach("Add pictures or videos", picture)
    freelancer.fill("Describe the picture (alt text)", story.alt)
    for place in places:
        freelancer.tick(name=place.name)
    freelancer.choose("Topic", f"Farben ({freelancer.word('B – normal')})")
    if at:
        freelancer.fill("When?", timezone.localtime(at).strftime("%Y-%m-%dT%H:%M"))
    freelancer.press("Save and go on")
    freelancer.reads("Saved.")


def hand_in(freelancer: Window) -> None:
    freelancer.press("Hand in for approval")
    freelancer.reads("%(name)s has been asked for approval.", name=LEAD)


def approve_from_mail(visitor: Window, mail: EmailMessage) -> None:
    """On any phone, without signing in."""
    visitor.open(link_in(mail))
    visitor.press("Approve")
    expect(visitor.button("Approve")).to_have_count(0, timeout=PATIENCE)


def recommend(freelancer: Window, story: Story, place: Place) -> None:
    freelancer.fill("Recommended answer", story.recommended(place))
    freelancer.press("Recommend", "verb")
    freelancer.reads("%(name)s sees your recommendation now.", name=LEAD)


def take_over_and_send(lead: Window, story: Story, place: Place) -> None:
    lead.follow("Take over and edit")
    answer = lead.field("Your answer")
    expect(answer).to_have_value(story.recommended(place))
    lead.fill("Your answer", story.answer(place))
    lead.press("Send the answer")
    lead.reads("Your answer is on its way.")


# --- what the tests ask ---------------------------------------------------------------------------------------


def next_minute() -> datetime:
    """The next full minute that leaves enough time to hand in and approve: forms know no seconds."""
    return (timezone.now() + TO_TYPE + timedelta(minutes=1)).replace(second=0, microsecond=0)


def sent(place: Place, seconds: float, *, answer: bool = False) -> Publication:
    """Wait until the post (or the answer) there is public, or say what stopped it."""
    wanted = Publication.objects.filter(channel__name=place.name, variant__isnull=answer)

    def there() -> bool:
        found = wanted.get()
        assert found.state not in NEEDS_A_PERSON, (found.state, found.reason, found.detail)
        return found.state == State.SENT

    wait_until(there, "the publication", seconds)
    return wanted.get()


def look_now() -> None:
    """Networks are asked for messages every half minute to two minutes; the next look is now."""
    Channel.objects.update(fetch_at=None)


def look(place: Place) -> None:
    """Have the network asked now, and wait until that is over."""
    begun = timezone.now()
    look_now()
    channel = Channel.objects.filter(name=place.name, fetched_at__gt=begun)
    wait_until(channel.exists, "the look for messages")


def link_in(mail: EmailMessage) -> str:
    found = re.search(r"https?://\S+", mail.get_content())
    assert found, mail.get_content()
    return found[0]


def asked_mail(mails: MailServer, story: Story) -> EmailMessage:
    return mails.wait_for(to="amira@kern.example", subject_part=story.mark, seconds=30)


def make_picture(folder: Path) -> Path:
    file = folder / f"wand-{uuid.uuid4().hex[:6]}.jpg"
    Image.effect_noise((1200, 800), 60).convert("RGB").save(file, "JPEG")
    return file
