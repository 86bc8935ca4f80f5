"""A chapter of the playbook as a form made from its outline, and what is said about a version."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cached_property
from typing import Any
from uuid import uuid4

import regex
from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from eigenstimme.core.forms import DayField, TextField
from eigenstimme.people.forms import own_people
from eigenstimme.strategy.actions import VersionDraft
from eigenstimme.strategy.models import Playbook, PlaybookVersion
from eigenstimme.strategy.playbook.outline import LONGEST, Answer, Answers, Ask, Outline, Part, Question

MORE = "more"
"""Names the button that asks for more lines; its value is the question's key."""
EMPTY_LINES = 3


@dataclass(frozen=True)
class Row:
    """One line, or one record with its fields."""

    fields: tuple[BoundField, ...]


@dataclass(frozen=True)
class Asked:
    """A question as the page shows it: ``field`` for one answer, ``rows`` for several, ``source`` to translate from."""

    question: Question
    field: BoundField | None
    rows: tuple[Row, ...]
    blank: Row | None
    source: Answer | None
    id: str

    @property
    def is_records(self) -> bool:
        return self.question.ask is Ask.RECORDS

    @property
    def is_untranslated(self) -> bool:
        fields = [self.field] if self.field else [field for row in self.rows for field in row.fields]
        return bool(self.source) and not any(field.value() for field in fields if field)

    @property
    def has_room(self) -> bool:
        return bool(self.rows) and len(self.rows) < self.question.most


class ChapterForm(forms.Form):
    """One field for each answer, named ``values``, ``values-0`` or ``groups-0-who``; all of them may stay empty.

    ``seen`` carries when the chapter was last changed as its writer saw it. A form that was sent for more lines
    (``wants_more``) is shown again with everything typed.
    """

    says_optional = False
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        outline: Outline,
        data: QueryDict | None = None,
        *,
        answers: Answers | None = None,
        seen: datetime | None = None,
    ) -> None:
        super().__init__(data, initial={"seen": seen.isoformat() if seen else ""})
        self.outline, self.answers = outline, answers or {}
        self.source: Answers = {}
        self.wanted = data.get(MORE, "") if data is not None else ""
        for question in outline.questions:
            self._add(question)

    @property
    def wants_more(self) -> bool:
        return bool(self.wanted)

    @cached_property
    def asked(self) -> list[Asked]:
        return [self._asked(question) for question in self.outline.questions]

    def said(self) -> dict[str, Any]:
        """The answers of a valid form."""
        return {question.key: self._said(question) for question in self.outline.questions}

    def seen_at(self) -> datetime | None:
        try:
            return datetime.fromisoformat(self.cleaned_data["seen"])
        except ValueError:
            return None

    # --- fields -----------------------------------------------------------------------------------------------

    def _add(self, question: Question) -> None:
        if question.ask in (Ask.LINES, Ask.RECORDS):
            for number in range(self._count(question)):
                self._add_row(question, str(number), self._kept(question, number))
            self._add_row(question, "new", {})
        else:
            self.fields[question.key] = _field(question)
            self.initial[question.key] = self.answers.get(question.key, "")

    def _add_row(self, question: Question, number: str, kept: Mapping[str, str]) -> None:
        for part in _parts(question):
            name = _name(question, number, part)
            self.fields[name] = _part_field(question, part)
            self.initial[name] = kept.get(part.key, "")
            if number not in ("0", "new"):
                self.fields[name].widget.attrs.pop("placeholder", None)  # one example is enough

    def _kept(self, question: Question, number: int) -> Mapping[str, str]:
        answer = self.answers.get(question.key, [])
        if isinstance(answer, str) or number >= len(answer):
            return {}
        kept = answer[number]
        return {"": kept} if isinstance(kept, str) else kept

    def _count(self, question: Question) -> int:
        """As many rows as were typed or kept, and some to write in."""
        least = EMPTY_LINES if question.ask is Ask.LINES else 1
        if self.is_bound:
            number = regex.compile(rf"{regex.escape(question.key)}-(\d{{1,2}})(?:-|$)")
            typed = [int(found[1]) for name in self.data if (found := number.match(name))]
            more = least if self.wanted == question.key else 0
            return min(max(typed, default=-1) + 1 + more, question.most)
        kept = len(self.answers.get(question.key, []))
        return min(max(least, kept + (1 if question.ask is Ask.LINES else 0)), question.most)

    def _asked(self, question: Question) -> Asked:
        field, rows, blank = None, [], None
        if question.ask in (Ask.LINES, Ask.RECORDS):
            rows = [self._row(question, str(number)) for number in range(self._count(question))]
            blank = self._row(question, "new")
        else:
            field = self[question.key]
        source = self.source.get(question.key)
        return Asked(question, field, tuple(rows), blank, source, f"id_{question.key}")

    def _row(self, question: Question, number: str) -> Row:
        return Row(tuple(self[_name(question, number, part)] for part in _parts(question)))

    def _said(self, question: Question) -> Any:
        if question.ask is Ask.RECORDS:
            rows = range(self._count(question))
            return [
                {part.key: self._text(_name(question, str(number), part)) for part in question.parts}
                for number in rows
            ]
        if question.ask is Ask.LINES:
            return [self._text(f"{question.key}-{number}") for number in range(self._count(question))]
        return self._text(question.key)

    def _text(self, name: str) -> str:
        value = self.cleaned_data.get(name)
        return "" if value is None else value if isinstance(value, str) else value.isoformat()


_LINE = Part("", "")


def _parts(question: Question) -> Sequence[Part]:
    return question.parts if question.ask is Ask.RECORDS else (_LINE,)


def _name(question: Question, number: str, part: Part) -> str:
    return f"{question.key}-{number}" + (f"-{part.key}" if part.key else "")


def _field(question: Question) -> forms.Field:
    about: dict[str, Any] = {"label": question.label, "help_text": question.hint, "required": False}
    if question.ask is Ask.CHOICE:
        undecided = ("", pgettext_lazy("playbook", "Not decided"))
        return forms.ChoiceField(choices=[*question.choices, undecided], widget=forms.RadioSelect, **about)
    return _text_field(question.ask, question.example, **about)


def _part_field(question: Question, part: Part) -> forms.Field:
    if part.ask is Ask.DAY:
        return DayField(label=part.label, required=False)
    if part.key:
        return _text_field(part.ask, part.example, rows=2, label=part.label, required=False)
    field = _text_field(Ask.LINE, question.example, label="", required=False)
    field.widget.attrs["aria-label"] = question.heading
    return field


def _text_field(ask: Ask, example: Any, rows: int = 3, **about: Any) -> forms.Field:
    field: forms.Field
    if ask is Ask.TEXT:
        field = TextField(longest=LONGEST[ask], rows=rows, **about)
    else:
        field = forms.CharField(max_length=LONGEST[ask], **about)
    if example:
        field.widget.attrs["placeholder"] = _("For example: %(example)s") % {"example": example}
    return field


class PublishForm(forms.Form):
    """What is said about a new version."""

    note = forms.CharField(
        label=gettext_lazy("What is new?"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("One sentence for everybody who works with it."),
    )
    asks_again = forms.BooleanField(
        label=gettext_lazy("Whoever works from outside has to confirm this version"),
        required=False,
        help_text=gettext_lazy("Leave it out for small things like a comma."),
    )
    binding_from = DayField(
        label=gettext_lazy("By when?"),
        required=False,
        help_text=gettext_lazy("From this day on, a mandate rests until its holder has confirmed."),
    )
    review_on = DayField(
        label=gettext_lazy("When do you look at it next?"),
        required=False,
        help_text=gettext_lazy("You are told two weeks before. Once a year is a good rhythm."),
    )

    def __init__(self, data: QueryDict | None = None, *, last: PlaybookVersion | None) -> None:
        today = timezone.localdate()
        super().__init__(
            data,
            initial={
                "asks_again": True,
                "binding_from": today + timedelta(days=14) if last else None,
                "review_on": today + timedelta(days=365),
            },
        )
        if last is None:
            del self.fields["note"]

    def clean_review_on(self) -> Any:
        return _not_past(self.cleaned_data["review_on"])

    def clean_binding_from(self) -> Any:
        return _not_past(self.cleaned_data["binding_from"])

    def draft(self) -> VersionDraft:
        """Of a valid form. A day counts from its beginning, where the company is."""
        said = self.cleaned_data
        day = said["binding_from"] if said["asks_again"] else None
        binding = timezone.make_aware(datetime.combine(day, time.min)) if day else None
        return VersionDraft(said.get("note", ""), said["asks_again"], binding, said["review_on"])


class KeepForm(forms.Form):
    """Who sees to it that the playbook still holds."""

    review_on = DayField(
        label=gettext_lazy("Next review"),
        required=False,
        help_text=gettext_lazy("Whoever is responsible is told two weeks before, and on the day."),
    )

    def __init__(self, data: QueryDict | None = None, *, playbook: Playbook) -> None:
        super().__init__(
            data, initial={"responsible": playbook.responsible_id, "review_on": playbook.review_on}
        )
        responsible = own_people(playbook.company_id)
        responsible.label = _("Who looks after it?")
        self.fields = {"responsible": responsible, **self.fields}

    def clean_review_on(self) -> Any:
        return _not_past(self.cleaned_data["review_on"])


class CommentForm(forms.Form):
    text = TextField(longest=2000, rows=3, label=gettext_lazy("What do you think of it?"))
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"form_key": uuid4()})


class CompareForm(forms.Form):
    """Two versions by their numbers; 0 is what is being worked on."""

    old = forms.TypedChoiceField(label=gettext_lazy("From"), coerce=int)
    new = forms.TypedChoiceField(label=gettext_lazy("To"), coerce=int)

    def __init__(self, data: Any, *, choices: Sequence[tuple[int, str]]) -> None:
        super().__init__(data)
        for name in ("old", "new"):
            field: Any = self.fields[name]
            field.choices = choices


def _not_past(day: Any) -> Any:
    if day and day < timezone.localdate():
        raise forms.ValidationError(_("This day has passed. Choose one that is still to come, or none."))
    return day
