"""A whole composer as plain values, one string for each field: to compare two of them, and to write one anew."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from eigenstimme.core.difference import Segment, difference
from eigenstimme.media.crop_forms import write as write_crops
from eigenstimme.media.crops import parsed
from eigenstimme.media.forms import AttachmentsForm
from eigenstimme.plan.times import LocalTimeField

if TYPE_CHECKING:
    from eigenstimme.plan.forms.composer import ChannelPart, Composer

OF_THE_FORM = {"revision", "form_key", "base"}
TICKED = "on"


@dataclass(frozen=True)
class Conflict:
    """A field two people changed differently, for the page on which one of the two is chosen."""

    name: str
    label: str
    mine: str
    theirs: str
    segments: list[Segment]


def values_of(composer: Composer) -> dict[str, str]:
    """Of the form as it stands, typed or saved. A channel that is not chosen has nothing of its own."""
    values = {name: _value(composer.form, name) for name in composer.form.fields if name not in OF_THE_FORM}
    values["media"] = _attached(composer.media)
    for part in composer.parts:
        if part.chosen:
            values[part.prefix] = TICKED
            values |= {f"{part.prefix}-{name}": _value(part.form, name) for name in part.form.fields}
            values[f"{part.prefix}-media"] = _attached(part.media)
            values[part.crops.prefix] = _cropped(part)
    return values


def rewritten(sent: QueryDict, values: Mapping[str, str], names: Iterable[str]) -> QueryDict:
    """``sent`` with the fields ``names`` holding ``values``."""
    data = sent.copy()
    for name in names:
        value = values.get(name, "")
        if name.endswith("media"):
            _write_attached(data, name, value)
        elif name.endswith("-crop"):
            write_crops(data, name, parsed(json.loads(value)) if value else {})
        elif value:
            data[name] = value
        else:
            data.pop(name, None)
    return data


def conflict(name: str, mine: Composer, theirs: Composer) -> Conflict:
    own, other = values_of(mine).get(name, ""), values_of(theirs).get(name, "")
    own, other = _readable(name, own, mine), _readable(name, other, theirs)
    return Conflict(name, label_of(name, mine), own, other, difference(other, own))


def label_of(name: str, composer: Composer) -> str:
    """As the form calls the field; of one channel with its name behind it."""
    if name in composer.form.fields:
        return str(composer.form.fields[name].label)
    for part in composer.parts:
        if name == part.prefix:
            return part.channel.name
        if name == part.crops.prefix:
            return _("%(channel)s: cropped") % {"channel": part.channel.name}
        if name.startswith(f"{part.prefix}-"):
            field = part.form.fields.get(name.removeprefix(f"{part.prefix}-"))
            return f"{field.label if field else _('Pictures')} – {part.channel.name}"
    return _("Pictures")


def _value(form: forms.Form, name: str) -> str:
    bound = form[name]
    value = bound.value()
    if isinstance(bound.field, LocalTimeField):
        value = bound.field.widget.format_value(value)
    if isinstance(value, bool):
        return TICKED if value else ""
    return str(value if value is not None else "").replace("\r\n", "\n").strip()


def _attached(media: AttachmentsForm) -> str:
    rows = [[each.asset.pk, each.alt] for each in media.attachments]
    return json.dumps(rows, ensure_ascii=False) if rows else ""


def _cropped(part: ChannelPart) -> str:
    crops = part.crops.all(part.shown)
    return (
        json.dumps({str(asset): str(crop) for asset, crop in crops.items()}, sort_keys=True) if crops else ""
    )


def _write_attached(data: QueryDict, prefix: str, value: str) -> None:
    for name in [
        name for name in data if name.startswith((f"{prefix}-asset", f"{prefix}-alt-", f"{prefix}-removed-"))
    ]:
        del data[name]
    rows = json.loads(value) if value else []
    data.setlist(f"{prefix}-asset", [str(pk) for pk, _alt in rows])
    for pk, alt in rows:
        data[f"{prefix}-alt-{pk}"] = alt


def _readable(name: str, value: str, composer: Composer) -> str:
    if name.endswith("media"):
        count = len(json.loads(value)) if value else 0
        return ngettext("%(count)s picture", "%(count)s pictures", count) % {"count": count}
    if name.endswith("-crop"):
        return ", ".join(crop.in_words for crop in parsed(json.loads(value or "{}")).values())
    if value == TICKED:
        return _("yes")
    field = composer.form.fields.get(name)
    choices = getattr(field, "choices", None)
    return next((str(label) for key, label in choices or [] if str(key) == value), value)
