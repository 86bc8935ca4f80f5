"""The components of every screen. README.md of this room shows each with an example."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BoundField, CheckboxInput
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy

from eigenstimme.ui import devices, states

register = template.Library()

KINDS = {
    "own": gettext_lazy("own person"),
    "outside": gettext_lazy("outside person"),
    "machine": gettext_lazy("machine"),
    "contact": "",
}
CLASSES = {
    "A": pgettext_lazy("class", "routine"),
    "B": pgettext_lazy("class", "normal"),
    "C": pgettext_lazy("class", "delicate"),
    "D": pgettext_lazy("class", "crisis"),
}
TONES = {"error": "signal", "warning": "signal"}
MESSAGE_ICONS = {"error": "triangle-alert", "warning": "triangle-alert", "info": "info"}
UNDO = "undo:"


# --- small pieces -------------------------------------------------------------------------------------------


@register.simple_tag
def icon(name: str, label: str = "", css: str = "") -> SafeString:
    """A symbol of the sprite: decoration, unless a ``label`` makes it speak."""
    sprite = static("build/sprite.svg")
    if label:
        return format_html(
            '<svg class="icon {}" role="img" aria-label="{}"><use href="{}#{}"/></svg>',
            css,
            label,
            sprite,
            name,
        )
    return format_html('<svg class="icon {}" aria-hidden="true"><use href="{}#{}"/></svg>', css, sprite, name)


@register.inclusion_tag("ui/tag.html")
def tag(word: str, icon: str = "", tone: str = "quiet") -> dict[str, Any]:
    """A word in a pill. Tones: see ``ui.states``."""
    return {"word": word, "icon": icon, "tone": tone}


@register.inclusion_tag("ui/tag.html")
def state(value: str, word: str = "") -> dict[str, Any]:
    """A state by its stored value, always as icon and word."""
    look = states.look(str(value))
    return {"word": word or look.word, "icon": look.icon, "tone": look.tone}


@register.inclusion_tag("ui/content_class.html")
def content_class(letter: str) -> dict[str, Any]:
    """Class A to D with its word."""
    return {"letter": letter, "word": CLASSES[letter]}


@register.inclusion_tag("ui/person.html")
def person(
    name: str, kind: str = "own", note: str = "", picture: str = "", small: bool = False, alone: bool = False
) -> dict[str, Any]:
    """Who: initials, name and kind ("own", "outside", "machine", "contact").

    ``note`` stands in place of the kind. ``small`` leaves the second line out, ``alone`` shows the disc only
    (the name is then read aloud).
    """
    return {
        "name": name,
        "kind": kind,
        "note": note or KINDS[kind],
        "picture": picture,
        "initials": initials(name),
        "small": small,
        "alone": alone,
    }


@register.filter
def initials(name: str) -> str:
    """ "Amira Kern" becomes "AK"."""
    words = name.split() or ["?"]
    return (words[0][:1] + (words[-1][:1] if len(words) > 1 else "")).upper()


@register.inclusion_tag("ui/channel.html")
def channel(name: str, icon: str = "radio-tower", network: str = "") -> dict[str, Any]:
    """A channel's chip. ``icon`` and ``network`` come from its connector (``icon``, ``label``)."""
    return {"name": name, "icon": icon, "network": network}


@register.inclusion_tag("ui/figure.html")
def figure(label: str, value: Any, hint: str = "", url: str = "") -> dict[str, Any]:
    """One figure that matters, with its name and what it means."""
    return {"label": label, "value": value, "hint": hint, "url": url}


@register.filter
def device(user_agent: str) -> str:
    """ "Firefox on Windows", from what the browser says of itself."""
    return devices.device_name(user_agent)


# --- time ---------------------------------------------------------------------------------------------------


@register.simple_tag
def moment(at: datetime | None, form: str = "near") -> SafeString:
    """An instant in the reader's zone. ``form``: "near" (today, 17:30), "full", "day", or "clock" (17:30)."""
    if at is None:
        return format_html("<span>{}</span>", "–")
    local = timezone.localtime(at)
    full = _full(local)
    words = {"near": _near, "full": _full, "day": _day, "clock": _clock}[form](local)
    return format_html(
        '<time datetime="{}" title="{}">{}</time>', local.isoformat(timespec="seconds"), full, words
    )


@register.simple_tag
def day(value: date) -> SafeString:
    """A day without a time: "Mon., 23 November", with the year where it is not this one."""
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), _day(value))


def _near(local: datetime) -> str:
    now = timezone.localtime()
    ago = now - local
    if timedelta(0) <= ago < timedelta(hours=1):
        return _minutes_ago(int(ago.total_seconds()) // 60)
    place = {"day": _near_day(local.date(), now.date()), "time": _clock(local)}
    return pgettext("day, then clock", "%(day)s, %(time)s") % place


def _minutes_ago(minutes: int) -> str:
    if minutes == 0:
        return _("just now")
    return ngettext("%(count)s minute ago", "%(count)s minutes ago", minutes) % {"count": minutes}


def _near_day(value: date, today: date) -> str:
    words = {-1: _("yesterday"), 0: _("today"), 1: _("tomorrow")}
    return words.get((value - today).days) or _day(value)


def _day(value: date) -> str:
    same_year = value.year == timezone.localdate().year
    # Translators: formats of Django's date filter: a day with its weekday, without and with the year.
    pattern = pgettext("date format", "D, j F") if same_year else pgettext("date format", "D, j F Y")
    return date_format(value, pattern)


def _full(local: datetime) -> str:
    # Translators: format of Django's date filter: weekday, day and clock in full.
    return date_format(local, pgettext("date format", "l, j F Y, H:i"))


def _clock(local: datetime) -> str:
    return date_format(local, pgettext("date format", "H:i"))


# --- blocks -------------------------------------------------------------------------------------------------


def _block(template_name: str, content: str, **values: Any) -> SafeString:
    return render_to_string(f"ui/{template_name}.html", {"content": content, **values})


@register.simple_block_tag
def page_header(content: str, title: str, lead: str = "", back: str = "", back_label: str = "") -> SafeString:
    """The top of a page: title, one sentence, the way back; its content is the one primary action."""
    return _block("page_header", content, title=title, lead=lead, back=back, back_label=back_label)


@register.simple_block_tag
def card(
    content: str, title: str = "", icon: str = "", flush: bool = False, needed: bool = False
) -> SafeString:
    """A sheet of paper. ``flush`` for lists that reach its edges, ``needed`` when the reader has to act."""
    return _block("card", content, title=title, icon=icon, flush=flush, needed=needed)


@register.simple_block_tag
def row(
    content: str,
    title: str,
    url: str = "",
    meta: str = "",
    icon: str = "",
    unread: bool = False,
    keep: bool = False,
) -> SafeString:
    """One ``<li>`` of ``<ul class="rows">``: the whole row is the link; its content stands at the end.

    On the phone the content goes below the text, unless ``keep`` says that it is small enough to stay.
    """
    return _block("row", content, title=title, url=url, meta=meta, icon=icon, unread=unread, keep=keep)


@register.simple_block_tag
def fact(content: str, label: str) -> SafeString:
    """One pair of ``<dl class="facts">``."""
    return format_html("<div><dt>{}</dt><dd>{}</dd></div>", label, content)


@register.simple_block_tag
def dialog(content: str, name: str, title: str) -> SafeString:
    """A native dialog, opened by ``<a href="a page" data-dialog="name">``; without script that page comes."""
    return _block("dialog", content, name=name, title=title)


@register.simple_block_tag
def tabs(content: str, label: str) -> SafeString:
    """Views of one thing, as links: ``{% tab %}`` inside."""
    return format_html('<nav class="tab-bar" aria-label="{}">{}</nav>', label, content)


@register.inclusion_tag("ui/tab.html")
def tab(
    label: str, url: str, current: bool = False, count: int | None = None, needed: bool = False
) -> dict[str, Any]:
    """One tab; ``needed`` gives its count the signal colour."""
    return {"label": label, "url": url, "current": current, "count": count, "needed": needed}


@register.simple_block_tag
def filter_bar(content: str, active: int = 0) -> SafeString:
    """A GET form around fields; on the phone it folds, and ``active`` says how many filters are set."""
    return _block("filter_bar", content, active=active)


# --- whole answers ------------------------------------------------------------------------------------------


@register.inclusion_tag("ui/empty.html")
def empty(sentence: str, url: str = "", label: str = "", icon: str = "feather") -> dict[str, Any]:
    """Nothing here yet: what to do next, in one sentence and one button."""
    return {"sentence": sentence, "url": url, "label": label, "icon": icon}


@register.inclusion_tag("ui/refusal.html")
def refusal(decision: Any, url: str = "", label: str = "") -> dict[str, Any]:
    """Why not, and what instead, from a ``people.rights.Decision``; ``url`` leads to the way that is open."""
    return {"decision": decision, "url": url, "label": label}


@register.inclusion_tag("ui/pagination.html", takes_context=True)
def pagination(context: template.Context, page: Page[Any]) -> dict[str, Any]:
    """Newer and older, keeping the filters of the address."""
    return {"page": page, "request": context["request"]}


@register.inclusion_tag("ui/counter.html")
def counter(field: BoundField, limit: int | None, count: str = "graphemes", name: str = "") -> dict[str, Any]:
    """How much of ``limit`` the field's text uses, counted as the network does (``Limits.count_name``).

    ``name`` says whose limit it is when there are several.
    """
    return {"field": field, "limit": limit, "count": count, "name": name}


@register.filter
def is_optional(field: BoundField) -> bool:
    """Whether the label says that the field may stay empty. A form where leaving things open is the rule
    (``says_optional = False``) says it nowhere, and neither does a group of boxes."""
    may_be_empty = not field.field.required and not field.field.disabled and not field.use_fieldset
    return may_be_empty and getattr(field.form, "says_optional", True)


@register.filter
def is_check(field: BoundField) -> bool:
    """Whether the field is a single box, whose label stands beside it."""
    return isinstance(field.field.widget, CheckboxInput)


# --- messages -----------------------------------------------------------------------------------------------


@register.filter
def message_tone(message: Any) -> str:
    return TONES.get(message.level_tag, "calm")


@register.filter
def message_icon(message: Any) -> str:
    return MESSAGE_ICONS.get(message.level_tag, "circle-check")


@register.filter
def undo_url(message: Any) -> str:
    """Where the act can be taken back: ``messages.success(request, text, extra_tags="undo:/pieces/3/…")``."""
    extra = message.extra_tags or ""
    return extra.removeprefix(UNDO) if extra.startswith(UNDO) else ""
