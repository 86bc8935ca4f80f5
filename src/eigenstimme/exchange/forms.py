"""What people choose when the plan goes out or comes in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.forms import BoundField
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from eigenstimme.exchange import delimited, workbooks
from eigenstimme.exchange.columns import INCOMING, Column
from eigenstimme.exchange.errors import BadTable
from eigenstimme.exchange.models import Import
from eigenstimme.exchange.sending import Form, What, Wish
from eigenstimme.exchange.tables import LARGEST_FILE, Table, table
from eigenstimme.people.actor import Actor
from eigenstimme.plan.queries import topics_to_draft_on
from eigenstimme.strategy.models import Topic

A_DAY = {"type": "date"}


class ExportForm(forms.Form):
    """Which part of the plan, in which form."""

    says_optional = False

    what = forms.ChoiceField(label=gettext_lazy("What?"), choices=What.choices, widget=forms.RadioSelect)
    form = forms.ChoiceField(label=gettext_lazy("As what?"), choices=Form.choices, widget=forms.RadioSelect)
    first = forms.DateField(
        label=gettext_lazy("From"), required=False, widget=forms.DateInput(attrs=A_DAY, format="%Y-%m-%d")
    )
    last = forms.DateField(
        label=gettext_lazy("To"),
        required=False,
        widget=forms.DateInput(attrs=A_DAY, format="%Y-%m-%d"),
        help_text=gettext_lazy("Leave both empty: then everything is in it, also what has no time yet."),
    )

    def clean_last(self) -> date | None:
        first: date | None = self.cleaned_data.get("first")
        last: date | None = self.cleaned_data["last"]
        if first and last and last < first:
            raise forms.ValidationError(_("The last day lies before the first."))
        return last

    def wish(self) -> Wish:
        """Of a valid form."""
        chosen: dict[str, Any] = self.cleaned_data
        return Wish(What(chosen["what"]), Form(chosen["form"]), chosen["first"], chosen["last"])


class FeedForm(forms.Form):
    """What a calendar of one's own shows."""

    filtered = forms.BooleanField(
        label=gettext_lazy("Only what my filters in the plan show now"), required=False
    )


class ImportForm(forms.Form):
    """A table: as a file, or as what somebody has copied."""

    says_optional = False

    file = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        help_text=gettext_lazy("XLSX or CSV, from Excel, LibreOffice, Numbers or Google Sheets."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv,.txt,.tsv"}),
    )
    pasted = forms.CharField(
        label=gettext_lazy("Or paste it"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy(
            "Mark the rows in your spreadsheet, with the headings, copy them, and paste them here."
        ),
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def clean_file(self) -> UploadedFile[Any] | None:
        file: UploadedFile[Any] | None = self.cleaned_data["file"]
        if file and (file.size or 0) > LARGEST_FILE:
            largest = filesizeformat(LARGEST_FILE)
            raise forms.ValidationError(_("This file is larger than %(size)s.") % {"size": largest})
        return file

    def clean(self) -> dict[str, Any]:
        """The table is read here, so that a file nobody can read is a fault of the field."""
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        file, pasted = cleaned.get("file"), cleaned.get("pasted", "")
        if not file and not pasted.strip():
            raise forms.ValidationError(_("Please choose a file, or paste a table."))
        try:
            cleaned["table"] = _of_file(file) if file else table(delimited.lines_of_text(pasted))
        except BadTable as error:
            self.add_error("file" if file else "pasted", str(error))
        return cleaned

    @property
    def table(self) -> Table:
        """Of a valid form."""
        found: Table = self.cleaned_data["table"]
        return found

    @property
    def name(self) -> str:
        """Of the file; empty for what was pasted."""
        file: UploadedFile[Any] | None = self.cleaned_data["file"]
        return (file.name or "") if file else ""


def _of_file(file: UploadedFile[Any]) -> Table:
    """By what is in it, whatever it is called."""
    content: bytes = file.read()
    is_book = content.startswith((b"PK", workbooks.OLD_EXCEL))
    return table(workbooks.lines_of(content) if is_book else delimited.lines_of(content))


class ColumnsForm(forms.Form):
    """What each column of a table is; and the topic of rows that name none."""

    says_optional = False

    topic = forms.ModelChoiceField(
        Topic.objects.none(),
        label=gettext_lazy("Topic of rows that name none"),
        required=False,
        empty_label=gettext_lazy("no topic"),
    )

    def __init__(self, *args: Any, table: Import, actor: Actor, **options: Any) -> None:
        initial = {"topic": table.topic_id} | {
            f"column-{place}": column for place, column in enumerate(table.columns)
        }
        super().__init__(*args, **{**options, "initial": initial})
        topics: Any = self.fields["topic"]
        topics.queryset = topics_to_draft_on(actor)
        choices = [("", _("leave it out")), *((column.value, column.label) for column in INCOMING)]
        for place, heading in enumerate(table.headings):
            label = heading or _("column %(number)s") % {"number": place + 1}
            self.fields[f"column-{place}"] = forms.ChoiceField(label=label, required=False, choices=choices)
            if table.columns[place] not in dict(choices):
                self.initial[f"column-{place}"] = ""
        self.width = len(table.headings)

    def columns(self) -> Iterator[BoundField]:
        """The fields, one for each column of the table."""
        return (self[f"column-{place}"] for place in range(self.width))

    def chosen(self) -> list[str]:
        """Of a valid form."""
        return [self.cleaned_data[f"column-{place}"] for place in range(self.width)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        chosen = [cleaned.get(f"column-{place}", "") for place in range(self.width)]
        for place, column in enumerate(chosen):
            if column and column != Column.BRIEF and column in chosen[:place]:
                said = _("Another column is “%(name)s” already.") % {"name": Column(column).label}
                self.add_error(f"column-{place}", said)
        return cleaned
