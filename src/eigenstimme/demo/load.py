"""The demo's year, in the order in which it happens."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta
from functools import partial

from django.db import transaction
from django.utils import timezone, translation
from django.utils.formats import date_format

from eigenstimme.calendar.actions import Happening, add_event
from eigenstimme.demo import texts
from eigenstimme.demo.agreeing import plan_contracts
from eigenstimme.demo.aiming import Aiming
from eigenstimme.demo.campaigning import Campaigning
from eigenstimme.demo.cast import Firm, Founding, plan_mandates
from eigenstimme.demo.exchanging import bring_a_table
from eigenstimme.demo.handing_over import hand_over
from eigenstimme.demo.library import tidy_up
from eigenstimme.demo.ordering import Commission
from eigenstimme.demo.playbook import Writing
from eigenstimme.demo.recurring import add_formats, start_series
from eigenstimme.demo.starting import plan_starts
from eigenstimme.demo.talking import Readers
from eigenstimme.demo.tending import look_after
from eigenstimme.demo.texts import Desk, Sketch
from eigenstimme.demo.weighing import weigh
from eigenstimme.demo.world import World
from eigenstimme.demo.writing import OnTheDesk, Post, paint
from eigenstimme.inbox.actions import edit_contact
from eigenstimme.inbox.models import Contact
from eigenstimme.mandates import deadlines
from eigenstimme.people.models import Company, Notice
from eigenstimme.plan import actions as plan
from eigenstimme.plan.models import Idea
from eigenstimme.reports import warnings
from eigenstimme.reports.actions import set_voice_limit

PAST, AHEAD = timedelta(days=334), timedelta(days=30)
COLOURS = timedelta(weeks=22)
EVENTS = (  # weeks from now, days of the week from Monday, title
    (-6, (5, 6), "Messe „Wohnen & Werken“"),
    (1, (3, 3), "Betriebsversammlung"),
    (2, (5, 5), "Tag der offenen Werkstatt"),
    (4, (0, 4), "Betriebsferien"),
)
OWN_AUTHORS = ("ben", "jonas")
COLOURS_OUT, STORIES_OUT = timedelta(weeks=14), timedelta(weeks=4)
VOICE_LIMIT = 55  # percent
STORY_DAYS = ((3, time(10, 0)), (10, time(16, 30)), (18, time(9, 15)), (25, time(12, 30)))
Say = Callable[[str], object]


class NotEmpty(Exception):
    """There are companies already: nobody wants a demo among their own people."""


@transaction.atomic
def load(say: Say) -> None:
    """Everything, or nothing. Raises ``NotEmpty``."""
    if Company.objects.exists():
        raise NotEmpty
    with translation.override("de"):
        Year(timezone.now(), say).play()


class Year:
    def __init__(self, now: datetime, say: Say) -> None:
        self.now, self.say = now, say
        self.world = World(now)
        self.founded = now - PAST - timedelta(days=7)
        self.chance = random.Random(1949)  # noqa: S311 (the year the firm was founded; every load is the same)
        self.palette = [sketch.colour for sketch in texts.colours()]

    def play(self) -> None:
        founding = Founding(self.world)
        self.world.at(self.founded, lambda: self._found(founding))
        self.world.live()
        self._clear_old_notices()

    def _found(self, founding: Founding) -> None:
        self.say("A painter’s firm: people, channels, topics, mandates …")
        self.kern = founding.kern()
        plan_mandates(self.world, self.kern, self.world.now)
        self.readers = Readers(self.world, self.kern)
        Writing(self.world, self.kern).plan()
        plan_starts(self.world, self.kern)
        self._plan_campaigns()
        self._plan_goals()
        began = self.now - COLOURS - timedelta(days=7)
        self.world.at(began, lambda: add_formats(self.kern, self._local(self.now), began))
        self.world.at(self.now - timedelta(days=4), lambda: start_series(self.kern, self._local(self.now)))
        self._plan_the_year()
        self._plan_the_desk()
        self._plan_ideas()
        self._plan_orders()
        look_after(self.world, self.kern)
        plan_contracts(self.world, self.kern)
        self._enter_events()
        self._weigh_tasks()
        self.world.at(self.now - timedelta(days=120), lambda: self._next_door(founding))
        self.world.at(self.now - timedelta(days=5), lambda: hand_over(self.kern))
        self.world.at(self.now - timedelta(days=3), self._know_people)
        self.world.at(self.now - timedelta(days=2), lambda: tidy_up(self.kern, self.world))
        self.world.at(self.now - timedelta(hours=20), lambda: bring_a_table(self.kern, self._local(self.now)))
        self._watch_the_voice()
        self._tell_of_mandates()

    def _plan_campaigns(self) -> None:
        for told in texts.campaigns():
            Campaigning(self.world, self.kern, told).plan()

    def _plan_goals(self) -> None:
        for told in texts.goals():
            Aiming(self.world, self.kern, told).plan()

    def _weigh_tasks(self) -> None:
        for told in texts.weighed():
            self.world.at(self.now - timedelta(days=told.days), partial(weigh, self.kern, told))

    # --- a year of posts --------------------------------------------------------------------------------------

    def _plan_the_year(self) -> None:
        stories = sorted([*self._stories(), *self._colours(), *self._notes()], key=lambda each: each[0])
        posts = [(due, self._post(self.kern, sketch, due)) for due, sketch in stories]
        for due, post in posts:
            post.plan(self.readers.ask)
            if due.day == STORY_DAYS[0][0]:
                self.world.at(due, partial(self.say, date_format(due, "F Y")))
        out = [post for due, post in posts if due < self.now - timedelta(hours=50)]
        for talk, post in zip(texts.talks(), reversed(out), strict=False):
            asked = self.now - timedelta(hours=talk.hours)
            self.world.at(asked, partial(self.readers.wait, talk, post))

    def _stories(self) -> list[tuple[datetime, Sketch]]:
        """Each in its season: four a month, and two when the firm was not used to it yet."""
        found = []
        by_month = texts.stories()
        for days in range((PAST + AHEAD).days):
            day = self._local(self.now - PAST + timedelta(days=days))
            often = STORY_DAYS if day > self.now - COLOURS else STORY_DAYS[:2]
            for sketch, (number, clock) in zip(by_month[day.month], often, strict=False):
                if day.day == number:
                    found.append((self._at(day, clock), self._handed_over(sketch, day, STORIES_OUT)))
        return found

    def _handed_over(self, sketch: Sketch, day: datetime, since: timedelta) -> Sketch:
        """At first they wrote everything themselves; then they handed over the colours, and lately the stories."""
        outside = sketch.author not in OWN_AUTHORS
        return replace(sketch, author=OWN_AUTHORS[0]) if outside and day < self.now - since else sketch

    def _watch_the_voice(self) -> None:
        """The boss wants to hear about it before the freelancer writes everything."""
        amira = self.kern.actor("amira")
        self.world.at(self.now - timedelta(days=75), lambda: set_voice_limit(VOICE_LIMIT, actor=amira))
        self.world.at(self.now, lambda: warnings.tick(self.world.now))

    def _colours(self) -> list[tuple[datetime, Sketch]]:
        """Every Monday one, since they were thought of."""
        first = self._local(self.now - COLOURS)
        monday = first + timedelta(days=7 - first.weekday())
        weeks = [
            (self._at(monday + timedelta(weeks=week), time(7, 30)), sketch)
            for week, sketch in enumerate(texts.colours())
        ]
        return [
            (due, self._handed_over(sketch, due, COLOURS_OUT))
            for due, sketch in weeks
            if due < self.now + AHEAD
        ]

    def _notes(self) -> list[tuple[datetime, Sketch]]:
        """Wednesdays and Fridays of these weeks."""
        today = self._local(self.now)
        monday = today - timedelta(days=today.weekday(), weeks=4)
        days = [monday + timedelta(weeks=week, days=day) for week in range(8) for day in (2, 4)]
        return [(self._at(day, time(14, 0)), note) for day, note in zip(days, texts.notes(), strict=True)]

    def _post(self, firm: Firm, sketch: Sketch, due: datetime) -> Post:
        return Post(self.world, firm, sketch, due, self.palette, self.chance)

    # --- these days -------------------------------------------------------------------------------------------

    def _plan_the_desk(self) -> None:
        for desk in texts.desk():
            OnTheDesk(self.world, self.kern, desk.sketch, self._when(desk), self.palette, self.chance).play(
                desk
            )

    def _when(self, desk: Desk) -> datetime:
        if desk.at == "now":
            return self.now - timedelta(minutes=20)
        if desk.at == "soon":
            return self.now + timedelta(minutes=90)
        return self._at(self._local(self.now + timedelta(days=desk.in_days)), time.fromisoformat(desk.at))

    def _plan_ideas(self) -> None:
        for who, days, text, kind, shared in texts.ideas():
            caught = self.now - timedelta(days=days, minutes=self.chance.randint(30, 300))
            self.world.at(caught, partial(self._idea, who, text, kind, shared))

    def _idea(self, who: str, text: str, kind: str, shared: bool) -> None:
        actor = self.kern.actor(who)
        painted = paint(kind, None, self.palette, self.chance, actor)
        idea = plan.suggest_idea(text=text, attachments=painted, actor=actor)
        Idea.objects.filter(pk=idea.pk).update(shared_with_specialists=shared)

    def _plan_orders(self) -> None:
        for told in texts.orders():
            Commission(self.world, self.kern, told, self.palette, self.chance).plan()

    def _enter_events(self) -> None:
        """What the plan should know, entered by the office long before."""
        monday = self._local(self.now) - timedelta(days=self._local(self.now).weekday())
        for week, (first, last), title in EVENTS:
            start = (monday + timedelta(weeks=week)).date()
            happening = Happening(title, start + timedelta(days=first), start + timedelta(days=last))
            self.world.at(
                self.now - timedelta(days=60), partial(add_event, happening, actor=self.kern.actor("amira"))
            )

    def _know_people(self) -> None:
        """Contacts carry what is good to know about them."""
        for name, notes in {
            "Familie Schütz": "Gartenstraße 12, sieben Räume im Februar. Hund heißt Bruno.",
            "Marlene Fuchs": "Das kleinste Bad der Stadt, Termin mit Ben.",
            "Frau Yilmaz": "Rief auch schon an, Küche im Erdgeschoss.",
        }.items():
            for contact in Contact.objects.filter(company=self.kern.company, name=name):
                edit_contact(contact, name=name, notes=notes, actor=self.kern.actor("petra"))

    def _next_door(self, founding: Founding) -> None:
        self.say("A law office next door, where the agency works too …")
        dorn = founding.dorn(self.kern.people["dana"].person)
        for days, title, text in [
            (
                100,
                "Wir sind jetzt auch hier",
                "Die Kanzlei Dorn & Partner übt noch. Fragen beantworten wir trotzdem.",
            ),
            (
                40,
                "Was bringt ein Mietspiegel?",
                "Ein Mietspiegel zeigt, was in Ihrer Straße üblich ist. Mehr nicht, aber auch nicht weniger.",
            ),
            (
                -3,
                "Schneeräumen: Wer muss wann?",
                "Der erste Schnee kommt immer überraschend. Die Pflicht zum Räumen nicht.",
            ),
        ]:
            sketch = Sketch(title, text, "kanzlei", "dana")
            post = self._post(dorn, sketch, self.now - timedelta(days=days))
            self.world.at(post.due - timedelta(days=5), post.draft)
            self.world.at(post.due - timedelta(days=4), partial(post.hand_in, approver="dora"))
            if days > 0:
                self.world.at(post.due - timedelta(days=3, hours=20), post.approve)
                self.world.at(post.due, post.go_out)

    def _tell_of_mandates(self) -> None:
        """What the worker would have told people day by day."""
        for days in range(0, PAST.days + 7, 7):
            self.world.at(self.founded + timedelta(days=days), lambda: deadlines.tick(self.world.now))
        self.world.at(self.now, lambda: deadlines.tick(self.world.now))

    def _clear_old_notices(self) -> None:
        """People have put aside what they were told longer ago than yesterday."""
        told = list(Notice.objects.open().filter(created_at__lt=self.now - timedelta(days=1)))
        for notice in told:
            notice.done_at = notice.created_at + timedelta(hours=3)
        Notice.objects.bulk_update(told, ["done_at"], batch_size=500)

    # --- times ------------------------------------------------------------------------------------------------

    def _local(self, moment: datetime) -> datetime:
        return moment.astimezone(self.kern.company.zone)

    def _at(self, day: datetime, clock: time) -> datetime:
        return datetime.combine(day.date(), clock, tzinfo=self.kern.company.zone)
