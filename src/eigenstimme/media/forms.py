"""The files of a post or an idea, in any form. What was uploaded is kept, whatever else is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.files.base import File
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from eigenstimme.core.forms import TextField
from eigenstimme.media.models import Asset, Attachment
from eigenstimme.media.models.asset import LONGEST_ALT, AssetQuerySet
from eigenstimme.media.queries import Wanted, found
from eigenstimme.media.upload import BadFile, add_file
from eigenstimme.people.actor import Actor

TO_CHOOSE_FROM = 24
TAKEN = "image/*,video/mp4,video/quicktime,video/webm"


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files. They are read from ``files`` by ``AttachmentsForm.take``, one by one."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> None:
        return None


@dataclass(frozen=True)
class Row:
    """One attached file as the form stands, and the names of its fields."""

    attachment: Attachment
    asset_name: str
    alt_name: str
    removed_name: str
    move_name: str
    removed: bool = False
    error: str = ""


class AttachmentsForm(forms.Form):
    """Files in an order, each with its alt text; new ones come to the end.

    A row is an ``…-asset`` with its ``…-alt-<pk>`` and perhaps ``…-removed-<pk>``; their order is that of the files.
    One that comes without an alt text was ticked in the library, and brings its own. Buttons ask for the form again
    without saving it (``asks_for_files``): ``…-library`` to choose from the library, ``…-move`` with ``<pk>:-1`` or
    ``<pk>:1`` to change the order.
    """

    file = FilesField(
        label=gettext_lazy("Add pictures or videos"),
        required=False,
        widget=FilesInput(attrs={"accept": TAKEN}),
    )
    alt = TextField(
        longest=LONGEST_ALT,
        rows=2,
        label=gettext_lazy("Describe the picture (alt text)"),
        required=False,
        help_text=gettext_lazy("For people who cannot see the picture: one sentence."),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        files: MultiValueDict[str, Any] | None = None,
        *,
        prefix: str,
        attached: Sequence[Attachment] = (),
        actor: Actor,
    ) -> None:
        super().__init__(data, files, prefix=prefix)
        self.sent, self.uploads, self.actor = data or QueryDict(), files or MultiValueDict(), actor
        self._missing = False
        self._attached = list(attached) if data is None else self._sent()
        self._row_errors: dict[int, str] = {}

    def take(self) -> None:
        """Keep uploaded files at once, so that no mistake elsewhere in the form costs them."""
        alt = self.sent.get(self.add_prefix("alt"), "").strip()[:LONGEST_ALT]
        for upload in self.uploads.getlist(self.add_prefix("file")):
            self._take(upload, alt)

    def _take(self, upload: File[bytes], alt: str) -> None:
        try:
            asset = add_file(upload, alt=alt, actor=self.actor)
        except BadFile as error:
            self.add_error("file", str(error))
            return
        self._attached.append(Attachment(asset, alt))
        self.data = {**self.sent.dict(), self.add_prefix("alt"): ""}  # it has gone to the new row

    def clean(self) -> dict[str, Any]:
        for each in self._attached:
            if len(each.alt) > LONGEST_ALT:
                self._row_errors[each.asset.pk] = _("Please shorten this to %(limit)s characters.") % {
                    "limit": number_format(LONGEST_ALT)
                }
        if self._row_errors:
            raise forms.ValidationError(_("An alt text is too long."))
        if self._missing:
            raise forms.ValidationError(
                _("One of the pictures is no longer there. Please choose another one.")
            )
        return self.cleaned_data

    @property
    def choosing(self) -> bool:
        return self.add_prefix("library") in self.sent

    @property
    def words(self) -> str:
        return self.sent.get(self.add_prefix("q"), "")[:200]

    @property
    def library(self) -> AssetQuerySet:
        """What can be chosen beside what is attached, by the words typed above it."""
        attached = [each.asset.pk for each in self._attached]
        return (
            found(Wanted(q=self.words), self.actor)
            .with_consent_state()
            .exclude(pk__in=attached)[:TO_CHOOSE_FROM]
        )

    @property
    def rows(self) -> list[Row]:
        return [
            Row(
                each,
                self.add_prefix("asset"),
                self._name("alt", each.asset.pk),
                self._name("removed", each.asset.pk),
                self.add_prefix("move"),
                self._removed(each.asset.pk),
                self._row_errors.get(each.asset.pk, ""),
            )
            for each in self._attached
        ]

    @property
    def attachments(self) -> list[Attachment]:
        """What stays attached as the form stands, in order."""
        return [each for each in self._attached if not self._removed(each.asset.pk)]

    def _sent(self) -> list[Attachment]:
        """The rows that came back; a file this person may not see is none."""
        sent = [int(pk) for pk in self.sent.getlist(self.add_prefix("asset")) if pk.isdecimal()]
        there = Asset.objects.visible_to(self.actor).kept().in_bulk(sent) if sent else {}
        self._missing = len(there) < len(set(sent))
        order = _moved(list(dict.fromkeys(sent)), self.sent.get(self.add_prefix("move"), ""))
        return [Attachment(there[pk], self._typed_alt(there[pk])) for pk in order if pk in there]

    def _typed_alt(self, asset: Asset) -> str:
        return self.sent.get(self._name("alt", asset.pk), asset.alt).replace("\r\n", "\n").strip()

    def _removed(self, pk: int) -> bool:
        return self._name("removed", pk) in self.sent

    def _name(self, field: str, pk: int) -> str:
        return self.add_prefix(f"{field}-{pk}")


def asks_for_files(sent: QueryDict) -> bool:
    """Whether a button was pressed that goes on choosing and ordering: the form is to come again, unsaved."""
    return any(name.endswith(("-library", "-move")) for name in sent)


def _moved(order: list[int], wish: str) -> list[int]:
    """``order`` after "12:-1", which moves 12 one place to the front; after anything else as it was."""
    number, _colon, step = wish.partition(":")
    if not number.isdecimal() or int(number) not in order or step not in {"-1", "1"}:
        return order
    here = order.index(int(number))
    there = min(max(here + int(step), 0), len(order) - 1)
    order[here], order[there] = order[there], order[here]
    return order
