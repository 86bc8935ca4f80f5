"""What we write ourselves reads like what Django's templates say, and escapes what it is given."""

from __future__ import annotations

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.test.html import parse_html
from django.utils import translation

from eigenstimme.ui.form_fields import Renderer

EVIL = '"><b>'
CHOICES = [("", "–"), ("a", EVIL), ("Gruppe", [(1, "eins"), (2, "zwei")])]


class Filled(forms.Form):
    """Every widget that is written without its template."""

    text = forms.CharField(max_length=20, initial=EVIL)
    words = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), initial=f"\n{EVIL}", required=False)
    choice = forms.ChoiceField(choices=CHOICES, initial=2)
    number = forms.IntegerField(min_value=0, max_value=5, initial=0)
    box = forms.BooleanField(initial=True)
    empty_box = forms.BooleanField(required=False, disabled=True)
    email = forms.EmailField(required=False)
    url = forms.URLField(assume_scheme="https", initial="https://kern.example/?a=1&b=2")
    day = forms.DateField(widget=forms.DateInput({"type": "date"}), initial="2026-11-22")
    moment = forms.DateTimeField(required=False)
    clock = forms.TimeField(required=False)
    picture = forms.FileField(widget=forms.FileInput(attrs={"accept": "image/*"}))
    password = forms.CharField(widget=forms.PasswordInput)
    hidden = forms.CharField(widget=forms.HiddenInput, initial=EVIL)


@pytest.mark.parametrize("name", Filled.base_fields)
@pytest.mark.parametrize("data", [None, {}, dict.fromkeys(Filled.base_fields, EVIL)])
def test_widget_reads_as_in_django(name: str, data: dict[str, str] | None) -> None:
    ours, theirs = Filled(data, renderer=Renderer()), Filled(data, renderer=DjangoTemplates())
    assert parse_html(str(ours[name])) == parse_html(str(theirs[name]))


def drawn(form: forms.Form, name: str) -> str:
    with translation.override("de"):
        return form[name].as_field_group()


def test_field_says_label_help_and_error_and_names_them_to_the_widget() -> None:
    form = Filled({"text": "x" * 21})
    form.fields["text"].help_text = "Höchstens <em>zwanzig</em> Zeichen"
    field = drawn(form, "text")
    assert '<label for="id_text">Text</label>' in field
    assert '<div class="field-help" id="id_text_helptext">Höchstens <em>zwanzig</em> Zeichen</div>' in field
    assert 'id="id_text_error"' in field
    assert 'aria-describedby="id_text_helptext id_text_error"' in field


@pytest.mark.parametrize(
    ("name", "optional"), [("text", False), ("words", True), ("email", True), ("choice", False)]
)
def test_field_says_that_it_may_stay_empty(name: str, optional: bool) -> None:
    assert ("(freiwillig)" in drawn(Filled(), name)) is optional


def test_box_has_its_label_beside_it() -> None:
    field = drawn(Filled(), "box")
    assert field.startswith('<div class="field field-check"><input type="checkbox"')
    assert '><label for="id_box">Box</label>' in field


def test_group_of_boxes_has_a_legend_and_is_described() -> None:
    class Group(forms.Form):
        days = forms.MultipleChoiceField(
            choices=[("1", "Mo")], widget=forms.CheckboxSelectMultiple, help_text="Wann?", required=False
        )

    field = drawn(Group(), "days")
    assert field.startswith(
        '<fieldset aria-describedby="id_days_helptext" class="field"><legend>Days</legend>'
    )
    assert field.endswith("</fieldset>")


def test_label_is_escaped() -> None:
    form = Filled()
    form.fields["text"].label = EVIL
    assert "<b>" not in drawn(form, "text")
