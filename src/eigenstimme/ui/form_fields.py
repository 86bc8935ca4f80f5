"""Fields of forms, written without templates: a page can have a hundred, and a template costs ten times as much."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.forms import BoundField, CheckboxInput
from django.forms.renderers import TemplatesSetting
from django.forms.utils import flatatt
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import pgettext

from eigenstimme.ui.markup import joined, markup

Context = Mapping[str, Any]


class Renderer(TemplatesSetting):
    """Writes fields and the widgets we use most; everything else comes from its template, as in Django."""

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        if write := WRITTEN.get(template_name):
            return write(context)
        return super().render(template_name, context, request)


def _field(context: Context) -> SafeString:
    """Label, help, errors and widget; a single box has its label beside it, a group of them a legend."""
    bound: BoundField = context["field"]
    if isinstance(bound.field.widget, CheckboxInput):
        return markup(
            '<div class="field field-check">{}<label for="{}">{}</label>{}{}</div>',
            bound,
            bound.id_for_label,
            bound.label,
            _help(bound),
            bound.errors or "",
        )
    outer, inner, opening = "div", "label", markup(' for="{}"', bound.id_for_label)
    if bound.use_fieldset:
        outer, inner, opening = "fieldset", "legend", SafeString("")
    described = bound.use_fieldset and bound.aria_describedby
    return markup(
        '<{0}{1} class="field">{2}{3}{4}{5}</{0}>',
        outer,
        markup(' aria-describedby="{}"', described) if described else "",
        markup("<{0}{1}>{2}{3}</{0}>", inner, opening, bound.label, _optional(bound)) if bound.label else "",
        _help(bound),
        bound.errors or "",
        bound,
    )


def _optional(bound: BoundField) -> SafeString | str:
    """Says that the field may stay empty. A form where leaving things open is the rule (``says_optional = False``)
    says it nowhere, and neither does a group of boxes."""
    if bound.field.required or bound.field.disabled or bound.use_fieldset:
        return ""
    if not getattr(bound.form, "says_optional", True):
        return ""
    return markup(' <span class="field-optional">({})</span>', pgettext("field", "optional"))


def _help(bound: BoundField) -> SafeString | str:
    if not bound.help_text:
        return ""
    words = mark_safe(bound.help_text)  # noqa: S308 (ours, never typed by anybody)
    return markup('<div class="field-help" id="{}_helptext">{}</div>', bound.auto_id, words)


def _input(context: Context) -> SafeString:
    widget = context["widget"]
    value = "" if widget["value"] is None else markup(' value="{}"', widget["value"])
    return markup(
        '<input type="{}" name="{}"{}{}>', widget["type"], widget["name"], value, _attributes(widget["attrs"])
    )


def _textarea(context: Context) -> SafeString:
    widget = context["widget"]
    return markup(
        '<textarea name="{}"{}>\n{}</textarea>',
        widget["name"],
        _attributes(widget["attrs"]),
        widget["value"] or "",
    )


def _select(context: Context) -> SafeString:
    widget = context["widget"]
    options = joined(_options(*group) for group in widget["optgroups"])
    return markup('<select name="{}"{}>{}</select>', widget["name"], _attributes(widget["attrs"]), options)


def _attributes(attrs: Mapping[str, Any]) -> SafeString | str:
    return flatatt(dict(attrs)) if attrs else ""


def _options(group: str | None, options: list[dict[str, Any]], _index: int) -> SafeString:
    drawn = joined(
        markup('<option value="{}"{}>{}</option>', each["value"], _attributes(each["attrs"]), each["label"])
        for each in options
    )
    return markup('<optgroup label="{}">{}</optgroup>', group, drawn) if group else drawn


_INPUTS = (
    "checkbox",
    "date",
    "datetime",
    "email",
    "file",
    "hidden",
    "number",
    "password",
    "text",
    "time",
    "url",
)

WRITTEN: dict[str, Callable[[Context], SafeString]] = {
    "django/forms/field.html": _field,
    "django/forms/widgets/textarea.html": _textarea,
    "django/forms/widgets/select.html": _select,
    **{f"django/forms/widgets/{name}.html": _input for name in _INPUTS},
}
