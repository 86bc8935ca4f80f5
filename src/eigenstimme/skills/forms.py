"""What people say of themselves: four short answers to each skill, all of which may stay open."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

from eigenstimme.skills.actions import Said
from eigenstimme.skills.catalogue import MEANING
from eigenstimme.skills.models import LONGEST_NOTE, Can, Skill, SkillSaid, Wants

OPEN = [("", pgettext_lazy("skill", "I leave it open"))]


class SkillForm(forms.Form):
    """One skill; ``skill`` and ``meaning`` stand above it."""

    says_optional = False

    can = forms.ChoiceField(
        label=gettext_lazy("Can you do it?"), choices=[*OPEN, *reversed(Can.choices)], required=False
    )
    wants = forms.ChoiceField(
        label=gettext_lazy("Would you like to do it?"), choices=[*OPEN, *Wants.choices], required=False
    )
    would_learn = forms.BooleanField(label=gettext_lazy("I would like to learn it"), required=False)
    note = forms.CharField(label=gettext_lazy("In your own words"), max_length=LONGEST_NOTE, required=False)

    def __init__(self, data: QueryDict | None, *, skill: Skill, said: SkillSaid | None) -> None:
        fields = ("can", "wants", "would_learn", "note")
        initial = {name: getattr(said, name) for name in fields} if said else {}
        super().__init__(data, prefix=str(skill), initial=initial)
        self.skill, self.meaning = skill, MEANING[skill]

    meaning: str | Promise

    def said(self) -> Said:
        """Of a valid form."""
        return Said(str(self.skill), **self.cleaned_data)


class SkillsForm:
    """A ``SkillForm`` for every skill there is."""

    def __init__(self, data: QueryDict | None, said: Sequence[SkillSaid]) -> None:
        before = {each.skill: each for each in said}
        self.rows = [SkillForm(data, skill=skill, said=before.get(skill)) for skill in Skill]
        self.is_bound = data is not None

    def is_valid(self) -> bool:
        return all([row.is_valid() for row in self.rows])  # noqa: C419 (each: every mistake is shown at once)

    def said(self) -> list[Said]:
        return [row.said() for row in self.rows]


class WishForm(forms.Form):
    """A lead's wish."""

    skill = forms.ChoiceField(label=gettext_lazy("What?"), choices=Skill.choices)
    why = forms.CharField(label=gettext_lazy("Why?"), max_length=LONGEST_NOTE, required=False)
