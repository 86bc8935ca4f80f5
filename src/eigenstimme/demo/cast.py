"""The people, channels, topics and mandates of the demo."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from django.contrib.auth.hashers import make_password

from eigenstimme.audit.record import record
from eigenstimme.channels import actions as channels
from eigenstimme.channels.models import Channel
from eigenstimme.demo import texts
from eigenstimme.demo.sign_ins import PASSWORD, SLUG
from eigenstimme.demo.texts import Terms
from eigenstimme.demo.world import World
from eigenstimme.mandates import actions as mandates
from eigenstimme.mandates.actions import Grant
from eigenstimme.mandates.models import Mandate
from eigenstimme.people.actions import Invited, accept_invitation_as, add_machine, invite
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Company, Kind, Membership, Person
from eigenstimme.plan.models import Campaign, Format
from eigenstimme.strategy.actions import (
    DepartmentDraft,
    TopicDraft,
    add_department,
    add_topic,
    add_word,
    change_address,
    change_topic,
)
from eigenstimme.strategy.models import Address, Topic

OWN = {
    "ben": ("Ben Arndt", "Malermeister, Beratung"),
    "petra": ("Petra Vogt", "Büro und Telefon"),
    "stefan": ("Stefan Kuhl", "Malermeister, Gutachten und Gewährleistung"),
    "yusuf": ("Yusuf Demir", "Vorarbeiter Fassade"),
    "nadja": ("Nadja Peters", "Gesellin, Innenräume"),
    "emre": ("Emre Aydin", "Geselle, Spachteltechnik"),
    "svenja": ("Svenja Hoff", "Gesellin, Stuck und Denkmal"),
    "katrin": ("Katrin Sommer", "Ausbilderin"),
    "paul": ("Paul Brand", "Geselle, Lack"),
    "lukas": ("Lukas Meurer", "Geselle, Fassade"),
    "rolf": ("Rolf Esser", "Lager und Farbmischung"),
    "jonas": ("Jonas Lenz", "Auszubildender, zweites Lehrjahr"),
    "mia": ("Mia Roth", "Auszubildende, erstes Lehrjahr"),
}
OUTSIDE = {
    "clara": ("Clara Frei", "clara@frei-texte.example", "Freie Texterin"),
    "dana": ("Dana Hund", "dana@bunte-hunde.example", "Agentur Bunte Hunde"),
    "felix": ("Felix Lichtblau", "felix@lichtblau.example", "Fotograf"),
    "ines": ("Ines Berger", "ines@berger-beratung.example", "Beraterin für Kommunikation"),
}
SIGN_IN = {"amira", "ben", "clara", "dana", "agent", "dora"}
TOPICS = {
    "alltag": TopicDraft("Alltag", "A"),
    "farbe": TopicDraft("Farbe & Gestaltung", "B"),
    "ausbildung": TopicDraft("Ausbildung", "B"),
}
DEPARTMENTS = {"Ausbildung": ("ausbildung", ("katrin", "jonas")), "Büro": ("recht", ("petra", "ben"))}
BY_HAND = {
    "xing": ("xing", "XING", "https://www.xing.com/pages/malerbetrieb-kern"),
    "google": ("other", "Google-Profil", "https://www.google.com/maps/place/malerbetrieb-kern"),
}
PHONE_TIME = timedelta(hours=12)  # how long the demo waits for a post by hand


@dataclass
class Firm:
    """A company of the demo, by the short names its scripts use."""

    company: Company
    people: dict[str, Membership] = field(default_factory=dict)
    topics: dict[str, Topic] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    mandates: dict[str, Mandate] = field(default_factory=dict)
    campaigns: dict[str, Campaign] = field(default_factory=dict)
    campaigns_about: set[tuple[str, Campaign]] = field(
        default_factory=set
    )  # with the topics they take posts on
    formats: dict[str, Format] = field(default_factory=dict)
    _actors: dict[str, Actor] = field(default_factory=dict)

    def actor(self, who: str) -> Actor:
        """One for each person as long as no mandate changes: an actor remembers what it may."""
        return self._actors.setdefault(who, Actor.of(self.people[who]))

    def campaign_for(self, topic: str, due: datetime) -> Campaign | None:
        """The one a post on this topic belongs to, if one runs at its time."""
        day = due.astimezone(self.company.zone).date()
        about = [campaign for name, campaign in self.campaigns_about if name == topic]
        return next((each for each in about if each.starts_on <= day <= each.ends_on), None)

    def actor_of(self, member: Membership) -> Actor:
        return self.actor(next(who for who, each in self.people.items() if each.pk == member.pk))

    def mandates_changed(self) -> None:
        self._actors.clear()


class Founding:
    """A company on its first days."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.password = make_password(PASSWORD)  # once: making it is slow on purpose

    def kern(self) -> Firm:
        firm = self._founded("Malerbetrieb Kern GmbH", SLUG, "amira", "Amira Kern", "Geschäftsführerin")
        for who, (name, job) in OWN.items():
            self._joins(firm, who, name, f"{who}@malerbetrieb-kern.example", Kind.OWN, job)
        for who, (name, email, job) in OUTSIDE.items():
            self._joins(firm, who, name, email, Kind.OUTSIDE, job)
        self._machine(firm)
        firm.topics = {name: add_topic(draft, actor=firm.actor("amira")) for name, draft in TOPICS.items()}
        delicate = TopicDraft("Recht & Gewährleistung", "C", firm.people["stefan"])
        firm.topics["recht"] = add_topic(delicate, actor=firm.actor("amira"))
        change_address(Address.FORMAL, actor=firm.actor("amira"))
        for word in texts.words():
            add_word(word, actor=firm.actor("amira"))
        self._departments(firm)
        self._channels(firm)
        return firm

    def _departments(self, firm: Firm) -> None:
        amira = firm.actor("amira")
        for name, (topic, people) in DEPARTMENTS.items():
            members = [firm.people[who] for who in people]
            department = add_department(DepartmentDraft(name, members), actor=amira)
            about = firm.topics[topic]
            draft = TopicDraft(about.name, about.content_class, about.expert, [department])
            change_topic(about, draft, actor=amira)

    def dorn(self, agency: Person) -> Firm:
        """The law office next door, where the agency works too."""
        firm = self._founded(
            "Kanzlei Dorn & Partner", "demo-kanzlei-dorn", "dora", "Dora Dorn", "Rechtsanwältin"
        )
        self._joins(firm, "henrik", "Henrik Sander", "henrik@kanzlei-dorn.example", Kind.OWN, "Rechtsanwalt")
        invited = Invited(agency.email, agency.name, Kind.OUTSIDE, job="Agentur Bunte Hunde")
        invitation = invite(invited, actor=firm.actor("dora"))
        firm.people["dana"] = accept_invitation_as(agency, invitation)
        firm.topics["kanzlei"] = add_topic(TopicDraft("Aus der Kanzlei", "B"), actor=firm.actor("dora"))
        wish = channels.Wish(
            firm.company.pk, "practice", "Kanzlei Dorn", "Üben, bevor es ernst wird", firm.people["dora"].pk
        )
        firm.channels["practice"] = _connected(
            channels.begin(wish, {}, return_url="", actor=firm.actor("dora"))
        )
        drafting = Grant(
            holder=firm.people["dana"],
            acts=["piece.draft"],
            channels=None,
            topics=None,
            contact=firm.people["dora"],
            starts_at=self.world.now,
        )
        firm.mandates["dana"] = mandates.grant(drafting, actor=firm.actor("dora"))
        return firm

    def _founded(self, name: str, slug: str, who: str, lead: str, job: str) -> Firm:
        firm = Firm(Company.objects.create(name=name, slug=slug, region="DE-BW"))
        email = f"{who}@{slug.removeprefix('demo-')}.example"
        person = self._person(who, lead, email)
        firm.people[who] = Membership.objects.create(
            company=firm.company, person=person, kind=Kind.OWN, lead=True, job=job
        )
        record(firm.actor(who), "person.joined", firm.people[who])
        return firm

    def _joins(self, firm: Firm, who: str, name: str, email: str, kind: Kind, job: str) -> None:
        lead = next(iter(firm.people))
        person = self._person(who, name, email)
        invitation = invite(Invited(email, name, kind, job=job), actor=firm.actor(lead))
        firm.people[who] = accept_invitation_as(person, invitation)

    def _person(self, who: str, name: str, email: str) -> Person:
        person = Person(email=email, name=name)
        person.password = self.password if who in SIGN_IN else make_password(None)
        person.save()
        return person

    def _machine(self, firm: Firm) -> None:
        made = add_machine(
            name="Textassistent",
            job="Entwürfe und Antwortvorschläge",
            sponsor=firm.people["ben"],
            actor=firm.actor("amira"),
        )
        firm.people["agent"] = made.membership
        Person.objects.filter(pk=made.membership.person_id).update(
            email="texte@malerbetrieb-kern.example", password=self.password
        )

    def _channels(self, firm: Firm) -> None:
        amira, ben = firm.actor("amira"), firm.people["ben"]
        wish = channels.Wish(
            firm.company.pk, "practice", "Malerbetrieb Kern", "Üben, ohne dass es echt ist", ben.pk
        )
        wall = _connected(channels.begin(wish, {}, return_url="", actor=amira))
        channels.change(
            wall,
            name="Übungskanal",
            purpose=wall.purpose,
            responsible=ben,
            late_after=wall.late_after,
            actor=amira,
        )
        firm.channels["practice"] = Channel.objects.get(pk=wall.pk)
        for short, (kind, name, profile) in BY_HAND.items():
            wish = channels.Wish(
                firm.company.pk,
                "by_hand",
                name,
                "Gefunden werden",
                firm.people["petra"].pk,
                audience="Wer einen Maler in der Nähe sucht",
                minutes=60,
            )
            by_hand = _connected(
                channels.begin(
                    wish, {"kind": kind, "network": name, "profile": profile}, return_url="", actor=amira
                )
            )
            channels.change(
                by_hand,
                name=name,
                purpose=by_hand.purpose,
                responsible=firm.people["amira"],
                late_after=PHONE_TIME,
                actor=amira,
            )
            firm.channels[short] = Channel.objects.get(pk=by_hand.pk)


def plan_mandates(world: World, firm: Firm, founded: datetime) -> None:
    """Of every kind: standing, limited, to own people and others; one ran out, one was ended, one ends this week."""
    today = world.until.astimezone(firm.company.zone).replace(hour=0, minute=0, second=0, microsecond=0)
    for terms in texts.mandates():
        granted = founded if terms.granted is None else today + timedelta(days=terms.granted)
        world.at(granted, partial(_grant, firm, terms, today, world))


def _grant(firm: Firm, terms: Terms, today: datetime, world: World) -> None:
    grant = Grant(
        holder=firm.people[terms.who],
        acts=list(terms.acts),
        channels=None if terms.channels is None else [firm.channels[name] for name in terms.channels],
        topics=None if terms.topics is None else [firm.topics[name] for name in terms.topics],
        contact=firm.people[terms.contact],
        starts_at=world.now if terms.starts is None else today + timedelta(days=terms.starts),
        ends_at=None if terms.ends is None else today + timedelta(days=terms.ends),
        publishes_up_to=terms.up_to,
        weekly_limit=terms.weekly,
        note=terms.note,
    )
    firm.mandates[terms.who] = mandates.grant(grant, actor=firm.actor("amira"))
    firm.mandates_changed()


def _connected(answer: object) -> Channel:
    assert isinstance(answer, Channel)
    return answer
