"""The components of every screen. README.md of this room shows each with an example."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BoundField
from django.template import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy, ngettext, pgettext, pgettext_lazy
from django.utils.translation import gettext as _

from eigenstimme.core import frame, plots
from eigenstimme.people.middleware import ActorRequest
from eigenstimme.ui import devices, states
from eigenstimme.ui.context import Place
from eigenstimme.ui.markup import NOTHING, joined, markup, where

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
FORMATS = {
    # Translators: formats of Django's date filter: a day with its weekday, without and with the year.
    "day": pgettext_lazy("date format", "D, j F"),
    "day of another year": pgettext_lazy("date format", "D, j F Y"),
    # Translators: format of Django's date filter: weekday, day and clock in full.
    "full": pgettext_lazy("date format", "l, j F Y, H:i"),
    "clock": pgettext_lazy("date format", "H:i"),
}
TONES = {"error": "signal", "warning": "signal"}
MESSAGE_ICONS = {"error": "triangle-alert", "warning": "triangle-alert", "info": "info"}
UNDO = "undo:"
HERE = SafeString(' aria-current="page"')
INSTEAD = SafeString(' hx-swap-oob="true"')
HIDDEN = SafeString(" hidden")
MOST_SHOWN = 99
"""A badge of more is as wide as one of that many: the bar of a phone has five of them."""


# --- small pieces -------------------------------------------------------------------------------------------
#
# Drawn here and not by templates: a list shows some of them a hundred times, and a template costs ten times as much.


@cache
def _sprite() -> str:
    return static("build/sprite.svg")


@register.simple_tag
def icon(name: str, label: str = "", css: str = "") -> SafeString:
    """A symbol of the sprite: decoration, unless a ``label`` makes it speak."""
    if label:
        return markup(
            '<svg class="icon {}" role="img" aria-label="{}"><use href="{}#{}"/></svg>',
            css,
            label,
            _sprite(),
            name,
        )
    return _decoration(name, css)


@lru_cache(maxsize=1000)
def _decoration(name: str, css: str) -> SafeString:
    look = f"icon {css}" if css else "icon"
    return markup('<svg class="{}" aria-hidden="true"><use href="{}#{}"/></svg>', look, _sprite(), name)


@register.simple_tag
def tag(word: str, icon: str = "", tone: str = "quiet") -> SafeString:
    """A word in a pill. Tones: see ``ui.states``."""
    return markup('<span class="tag tag-{}">{}{}</span>', tone, icon and _decoration(icon, ""), word)


@register.simple_tag
def state(value: str, word: str = "") -> SafeString:
    """A state by its stored value, always as icon and word."""
    look = states.look(str(value))
    return tag(word or str(look.word), look.icon, look.tone)


@register.simple_tag
def content_class(letter: str) -> SafeString:
    """Class A to D with its word."""
    return markup(
        '<span class="class-tag class-{0}">'
        '<span class="sr-only">{1}</span> <span class="class-letter">{0}</span> {2}</span>',
        letter,
        _("Class"),
        CLASSES[letter],
    )


@register.simple_tag
def person(
    name: str, kind: str = "own", note: str = "", picture: str = "", small: bool = False, alone: bool = False
) -> SafeString:
    """Who: initials, name and kind ("own", "outside", "machine", "contact").

    ``note`` stands in place of the kind. ``small`` leaves the second line out, ``alone`` shows the disc only
    (the name is then read aloud).
    """
    note = note or str(KINDS[kind])
    if alone:
        text = markup('<span class="sr-only">{}{}</span>', name, note and f", {note}")
    else:
        second = where(note and not small, '<span class="person-kind">{}</span>', note)
        text = markup('<span class="person-text"><span class="person-name">{}</span>{}</span>', name, second)
    return markup('<span class="person">{}{}</span>', _avatar(name, kind, picture, small), text)


def _avatar(name: str, kind: str, picture: str, small: bool) -> SafeString:
    if picture:
        face = markup('<img src="{}" alt="">', picture)
    else:
        face = _decoration("bot", "icon-lg") if kind == "machine" else escape(initials(name))
    size = " avatar-sm" if small else ""
    return markup('<span class="avatar-disc avatar-{}{}" aria-hidden="true">{}</span>', kind, size, face)


@register.filter
def initials(name: str) -> str:
    """ "Amira Kern" becomes "AK"."""
    words = name.split() or ["?"]
    return (words[0][:1] + (words[-1][:1] if len(words) > 1 else "")).upper()


@register.simple_tag
def channel(name: str, icon: str = "radio-tower", network: str = "") -> SafeString:
    """A channel's chip. ``icon`` and ``network`` come from its connector (``icon``, ``label``)."""
    spoken = where(network, '<span class="sr-only">{}:</span> ', _(network) if network else "")
    return markup(
        '<span class="channel">{}{}<span class="channel-name">{}</span></span>',
        _decoration(icon, ""),
        spoken,
        name,
    )


@register.inclusion_tag("ui/figure.html")
def figure(label: str, value: Any, hint: str = "", url: str = "") -> dict[str, Any]:
    """One figure that matters, with its name and what it means."""
    return {"label": label, "value": value, "hint": hint, "url": url}


@register.inclusion_tag("ui/plot.html")
def plot(chart: plots.Chart) -> dict[str, Any]:
    """A chart of ``core.plots`` with its figures as a table; an ``Inline`` one stands within a line by itself."""
    inline = isinstance(chart, plots.Inline)
    return {"drawing": plots.svg(chart), "inline": inline, "table": None if inline else plots.table(chart)}


@register.filter
def percent(share: float | None) -> str:
    """A share from 0 to 1 as a reader writes it; a dash where there is none."""
    return "–" if share is None else f"{number_format(share * 100, 0)} %"


@register.filter
def device(user_agent: str) -> str:
    """ "Firefox on Windows", from what the browser says of itself."""
    return devices.device_name(user_agent)


# --- time ---------------------------------------------------------------------------------------------------


@register.simple_tag
def moment(at: datetime | None, form: str = "near") -> SafeString:
    """An instant in the reader's zone. ``form``: "near" (today, 17:30), "full", "day", or "clock" (17:30)."""
    if at is None:
        return markup("<span>{}</span>", "–")
    local = timezone.localtime(at)
    words = {"near": _near, "full": _full, "day": _day, "clock": _clock}[form](local)
    return markup(
        '<time datetime="{}" title="{}">{}</time>', local.isoformat(timespec="seconds"), _full(local), words
    )


@register.simple_tag
def day(value: date) -> SafeString:
    """A day without a time: "Mon., 23 November", with the year where it is not this one."""
    return markup('<time datetime="{}">{}</time>', value.isoformat(), _day(value))


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
    days = (value - today).days
    if abs(days) > 1:
        return _day(value)
    return (_("today"), _("tomorrow"), _("yesterday"))[days]


def _day(value: date) -> str:
    same_year = value.year == timezone.localdate().year
    return _written("day" if same_year else "day of another year", date(value.year, value.month, value.day))


def _full(local: datetime) -> str:
    return _written("full", local.replace(second=0, microsecond=0, tzinfo=None))


def _clock(local: datetime) -> str:
    return _written("clock", local.replace(second=0, microsecond=0, tzinfo=None))


def _written(form: str, wall: date) -> str:
    """``wall`` is what clock and calendar on the wall show: without a zone, two that are equal read the same."""
    return _spelled(form, wall, get_language())


@lru_cache(maxsize=10_000)
def _spelled(form: str, wall: date, _language: str | None) -> str:
    """Kept, because a page names the same few days again and again and each takes Django a tenth of a millisecond."""
    return date_format(wall, str(FORMATS[form]))


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
    return markup(
        '<li class="row-item{}">{}<div class="row-text"><p class="row-title">{}{}</p>{}</div>{}</li>',
        " row-unread" if unread else "",
        where(icon, '<span class="row-lead">{}</span>', _decoration(icon, "icon-lg")),
        where(unread, '<span class="sr-only">{}</span> ', _("New:")),
        markup('<a class="row-link" href="{}">{}</a>', url, title) if url else title,
        where(meta, '<p class="row-meta">{}</p>', meta),
        where(content.strip(), '<div class="row-tail{}">{}</div>', " row-tail-keep" if keep else "", content),
    )


@register.simple_block_tag
def fact(content: str, label: str) -> SafeString:
    """One pair of ``<dl class="facts">``."""
    return markup("<div><dt>{}</dt><dd>{}</dd></div>", label, content)


@register.simple_block_tag
def dialog(content: str, name: str, title: str) -> SafeString:
    """A native dialog, opened by ``<a href="a page" data-dialog="name">``; without script that page comes."""
    return _block("dialog", content, name=name, title=title)


@register.simple_block_tag
def tabs(content: str, label: str) -> SafeString:
    """Views of one thing, as links: ``{% tab %}`` inside."""
    return markup('<nav class="tab-bar" aria-label="{}">{}</nav>', label, content)


@register.simple_tag
def tab(
    label: str, url: str, current: bool = False, count: int | None = None, needed: bool = False
) -> SafeString:
    """One tab; ``needed`` gives its count the signal colour."""
    tone = "" if needed else " count-quiet"
    number = where(count is not None, ' <span class="count{}">{}</span>', tone, count)
    return markup('<a class="tab-link" href="{}"{}>{}{}</a>', url, _current(current), label, number)


@register.simple_tag(takes_context=True)
def section_tabs(context: Context, section: str) -> SafeString:
    """The pages of a section that several rooms fill (``frame.register_tabs``); the one shown is marked."""
    request: ActorRequest = context["request"]
    here = request.resolver_match.view_name if request.resolver_match else ""
    links = [
        tab(str(page.label), reverse(page.url_name), page.url_name == here)
        for page in frame.tabs(section, request.actor)
    ]
    return tabs(joined(links), _("Views"))


def _current(is_it: bool) -> SafeString:
    """What says to everybody that a link leads where they are."""
    return HERE if is_it else NOTHING


@register.simple_tag
def nav_link(place: Place, css: str) -> SafeString:
    """An entry of the navigation, with what waits there."""
    waiting = waiting_count(css, place.key, place.count) if place.counts else NOTHING
    return markup(
        '<a class="{}{}" href="{}"{}>{}<span>{}</span>{}</a>',
        css,
        " bar-plus" if place.entry.icon == "plus" else "",
        place.url,
        _current(place.current),
        _decoration(place.entry.icon, ""),
        place.entry.label,
        waiting,
    )


@register.simple_tag
def waiting_count(css: str, key: str, number: int, oob: bool = False) -> SafeString:
    """How much waits at a place; with ``oob`` it replaces the one on the open page."""
    return markup(
        '<span class="count" id="count-{}-{}"{}{}>{}<span class="sr-only"> {}</span></span>',
        css,
        key,
        INSTEAD if oob else NOTHING,
        NOTHING if number else HIDDEN,
        number if number <= MOST_SHOWN else f"{MOST_SHOWN}+",
        pgettext("count", "waiting"),
    )


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


@register.inclusion_tag("ui/counter.html")
def channel_counter(field: BoundField, channel_id: int, limits: Any) -> dict[str, Any]:
    """How much of a channel's ``Limits`` the text uses as it will go out there; each post of a thread by itself."""
    return {
        "field": field,
        "limit": limits.max_length,
        "count": limits.count_name,
        "limits": limits,
        "sent_to": channel_id,
    }


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
