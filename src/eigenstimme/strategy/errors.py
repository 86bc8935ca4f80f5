"""Why an act on the strategy could not be done.

StrategyError
├── NameTaken     another topic in use has this name
├── NeedsExpert   a delicate topic names its expert, an own person who is here
├── Retired       the topic is no longer in use
├── WordTaken     the house has already decided on this word
├── DepartmentTaken    another department in use has this name
├── DepartmentRetired  the department is no longer in use
├── NotInside     only own people who are here belong to a department
├── AnswerTooLong    an answer of the playbook has more letters than there is room for
├── TooManyAnswers   more lines or records than somebody will read
├── ChangedMeanwhile somebody else has saved the chapter since it was opened
├── ChaptersMissing  a first version needs some chapters
├── NothingChanged   the version would say what the last one says
├── LanguageThere    the playbook has this language already
├── LanguageMissing  the playbook is not written in this language
├── CannotKeep       only own people who are here look after the playbook
├── CannotOwn        only own people who are here answer for a goal
├── GoalEnded        the goal has been ended
├── GoalStale        somebody else has changed the goal since it was opened
├── CountsItself     the figure of the goal is not typed in by hand
├── OutsideGoal      the day lies before the goal began, or is still to come
└── NoSuchMeasure    the product does not know this figure
"""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _


class StrategyError(Exception):
    """``str(error)`` is a sentence in the reader's language that says what to do."""


class NameTaken(StrategyError):
    def __init__(self, name: str) -> None:
        super().__init__(_("There is already a topic called “%(name)s”.") % {"name": name})


class NeedsExpert(StrategyError):
    def __init__(self) -> None:
        super().__init__(
            _("A delicate topic names its expert: somebody of the company who looks at each post.")
        )


class Retired(StrategyError):
    def __init__(self, name: str) -> None:
        super().__init__(_("The topic “%(name)s” is no longer in use.") % {"name": name})


class WordTaken(StrategyError):
    def __init__(self, phrase: str) -> None:
        super().__init__(
            _("“%(phrase)s” is already in the list. Change the entry there.") % {"phrase": phrase}
        )


class DepartmentTaken(StrategyError):
    def __init__(self, name: str) -> None:
        super().__init__(_("There is already a department called “%(name)s”.") % {"name": name})


class DepartmentRetired(StrategyError):
    def __init__(self, name: str) -> None:
        super().__init__(_("The department “%(name)s” is no longer in use.") % {"name": name})


class NotInside(StrategyError):
    def __init__(self, name: str) -> None:
        super().__init__(
            _("%(name)s does not work in the house. Only own people belong to a department.") % {"name": name}
        )


class AnswerTooLong(StrategyError):
    def __init__(self, question: str, most: int) -> None:
        super().__init__(
            _("“%(question)s”: there is room for %(most)s letters. Shorten it, please.")
            % {"question": question, "most": most}
        )


class TooManyAnswers(StrategyError):
    def __init__(self, question: str, most: int) -> None:
        super().__init__(
            _("“%(question)s”: %(most)s are as many as anybody reads. Leave the rest out, please.")
            % {"question": question, "most": most}
        )


class ChangedMeanwhile(StrategyError):
    """``at`` is when; whoever saves as having seen that saves over it."""

    def __init__(self, name: str, at: datetime) -> None:
        self.at = at
        super().__init__(
            _(
                "%(name)s has saved this chapter since you opened it. Look at what stands there in another window; "
                "if you save once more, what you have typed here counts."
            )
            % {"name": name}
        )


class ChaptersMissing(StrategyError):
    """``keys`` are those of the chapters."""

    def __init__(self, keys: list[str], titles: list[str]) -> None:
        self.keys = keys
        super().__init__(
            _("Before the first version, write a little in: %(titles)s.") % {"titles": ", ".join(titles)}
        )


class NothingChanged(StrategyError):
    def __init__(self, number: int) -> None:
        super().__init__(
            _("Nothing has changed since version %(number)s, so there is nothing to publish.")
            % {"number": number}
        )


class LanguageThere(StrategyError):
    def __init__(self) -> None:
        super().__init__(_("The playbook has this language already."))


class LanguageMissing(StrategyError):
    def __init__(self) -> None:
        super().__init__(_("The playbook is not written in this language. Add the language first."))


class CannotKeep(StrategyError):
    def __init__(self, name: str) -> None:
        super().__init__(
            _("%(name)s cannot look after the playbook: that takes somebody of the company.") % {"name": name}
        )


class CannotOwn(StrategyError):
    def __init__(self, name: str) -> None:
        super().__init__(
            _("%(name)s cannot answer for a goal: that takes somebody of the company.") % {"name": name}
        )


class GoalEnded(StrategyError):
    def __init__(self, sentence: str) -> None:
        super().__init__(
            _("The goal “%(sentence)s” has been ended. Set a new one if it goes on.") % {"sentence": sentence}
        )


class GoalStale(StrategyError):
    def __init__(self) -> None:
        super().__init__(
            _(
                "Somebody has changed this goal since you opened it. Look at it in another window; "
                "if you save once more, what you have typed here counts."
            )
        )


class CountsItself(StrategyError):
    def __init__(self) -> None:
        super().__init__(_("This figure is counted by itself. Nothing has to be typed in."))


class OutsideGoal(StrategyError):
    def __init__(self) -> None:
        super().__init__(_("Choose a day between the first day of the goal and today, or its last day."))


class NoSuchMeasure(StrategyError):
    def __init__(self) -> None:
        super().__init__(_("This figure is no longer counted. Choose another one, or type it in by hand."))
