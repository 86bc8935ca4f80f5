"""What the advisor asks about a task, in plain words, and what it can answer (demand DE1).

The questions are data: forms, pages, rules and the catalogue read the same eight. Each answer matters: there is a
rule that asks for it, or for its absence.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Verdict(models.TextChoices):
    """Who does it. The further down, the more can be handed over."""

    OWN_ONLY = "own_only", _("own people only")
    OWN_WITH_PREPARATION = "own_with_preparation", _("own people, with preparation from outside")
    HANDOVER = "handover", _("can be handed over")

    @property
    def icon(self) -> str:
        return {"own_only": "house", "own_with_preparation": "users", "handover": "handshake"}[self.value]

    @property
    def strictness(self) -> int:
        """0 is the strictest."""
        return list(Verdict).index(self)


class About(models.TextChoices):
    STANDARD = "standard", _("a pattern: it goes the same way each time")
    VARIED = "varied", _("a subject: each time different, but about the matter")
    PERSON = "person", _("one particular person: a customer, a partner, a journalist")


class Sender(models.TextChoices):
    INSIDE = "inside", _("nobody's: it stays in the house, or comes to us before it appears")
    MAKER = "maker", _("the maker's: everybody can see who it comes from")
    COMPANY = "company", _("ours, as a post, without one of us looking at it again")
    COLLEAGUE = "colleague", _("that of one of us, as if they had written it themselves")
    SPEAKS = "speaks", _("ours, to people: an answer, a message, a like, a share")


class Power(models.TextChoices):
    CARRIES_OUT = "carries_out", _("no, it carries out what we have decided")
    APPROVES = "approves", _("it says yes or no: what may appear, who may do what")
    COMMITS = "commits", _("it promises something or spends money without asking")
    STEERS = "steers", _("it sets the course: goals, audiences, tone, channels")


class Mishap(models.TextChoices):
    NOTHING = "nothing", _("not much, we put it right")
    EMBARRASSING = "embarrassing", _("it would be embarrassing")
    SERIOUS = "serious", _("it would be serious: for people, for money, before the law")


class Knowledge(models.TextChoices):
    CRAFT = "craft", _("anybody who has learnt the trade")
    BRIEFABLE = "briefable", _("anybody to whom we explain it")
    ONLY_US = "only_us", _("only we: one has to be there, or to know us")


class Speed(models.TextChoices):
    DAYS = "days", _("hours or days are enough")
    MINUTES = "minutes", _("within minutes, as things happen")
    CRISIS = "crisis", _("at once, because something bad has happened")


class Privacy(models.TextChoices):
    NONE = "none", _("no, only what everybody may see")
    DATA = "data", _("yes, details about people: addresses, participants, applicants")
    MESSAGES = "messages", _("yes, private messages, or things under secrecy")


class Check(models.TextChoices):
    REGULAR = "regular", _("often, and one sees whether it is right")
    SELDOM = "seldom", _("seldom, but one sees whether it is right")
    FEEL = "feel", _("one has to have a feel for it")


@dataclass(frozen=True)
class Answers:
    """The eight answers about one task. What is not said is the harmless answer."""

    about: About = About.VARIED
    sender: Sender = Sender.INSIDE
    power: Power = Power.CARRIES_OUT
    mishap: Mishap = Mishap.NOTHING
    knowledge: Knowledge = Knowledge.BRIEFABLE
    speed: Speed = Speed.DAYS
    privacy: Privacy = Privacy.NONE
    check: Check = Check.REGULAR

    def stored(self) -> dict[str, str]:
        """As plain values, for a row; ``stored_answers`` reads them."""
        return {key: str(value) for key, value in asdict(self).items()}


@dataclass(frozen=True)
class Question:
    """``key`` is a field of ``Answers``."""

    key: str
    text: str | Promise
    help: str | Promise
    answers: type[models.TextChoices]

    def label(self, answer: str) -> str:
        return str(self.answers(answer).label)


QUESTIONS = (
    Question(
        "about",
        _("What is it about?"),
        _("What goes by a pattern can be described. What is meant for one person cannot."),
        About,
    ),
    Question("sender", _("Under whose name does it appear?"), _("Who do readers think is speaking?"), Sender),
    Question(
        "power",
        _("Does it decide something?"),
        _("Handing over work is not handing over the decision."),
        Power,
    ),
    Question(
        "mishap", _("What if it goes wrong?"), _("Think of the worst that could really happen."), Mishap
    ),
    Question("knowledge", _("Who can know how it is done?"), "", Knowledge),
    Question("speed", _("How fast does it have to be?"), "", Speed),
    Question(
        "privacy",
        _("Does one see what is not meant for everybody?"),
        _("Pictures of people who have agreed to being shown do not count."),
        Privacy,
    ),
    Question("check", _("How often, and does one see whether it is done well?"), "", Check),
)


def stored_answers(stored: Mapping[str, str]) -> Answers:
    """Of a row. Raises ``ValueError`` for an answer that no longer exists."""
    asked = {question.key: question.answers for question in QUESTIONS}
    return Answers(
        **{field.name: asked[field.name](stored[field.name]) for field in fields(Answers)}  # type: ignore[arg-type]
    )
