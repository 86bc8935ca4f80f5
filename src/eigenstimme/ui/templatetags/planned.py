"""What stands in the calendar, drawn. A month shows sixty of them, so none of it is a template."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from eigenstimme.calendar.cards import Card
from eigenstimme.plan.models import Idea
from eigenstimme.plan.slots import Slot
from eigenstimme.ui import states
from eigenstimme.ui.markup import NOTHING, joined, markup, where
from eigenstimme.ui.templatetags.ui import icon, initials, moment

if TYPE_CHECKING:
    from eigenstimme.calendar.notes import EventDay
    from eigenstimme.calendar.sight import Sight
    from eigenstimme.calendar.views.hours import Hour
    from eigenstimme.calendar.views.month import Cell

register = template.Library()

TODAY = SafeString(' aria-current="date"')


@register.simple_tag
def planned(card: Card) -> SafeString:
    """One ``<li>``: time, title, networks, class, state, and the initials of whoever has the next move.

    ``calendar.js`` moves it by its data. All in words stands in the title of the link.
    """
    look = states.look(card.stage.code)
    return markup(
        '<li class="event event-{}"{}><a href="/plan/{}/" title="{}"><b>{}{}</b>'
        "<small>{}<i>{}</i>{}{}</small></a></li>",
        look.tone,
        _data(card),
        card.piece.pk,
        _in_words(card, str(look.word)),
        _clock(card),
        card.piece.title,
        joined(map(icon, card.networks)),
        card.piece.content_class,
        icon(look.icon),
        _next(card),
    )


@register.simple_tag
def board_card(card: Card) -> SafeString:
    """One ``<li>`` of a column: its title says the state, so the card says who has the next move, by name."""
    look = states.look(card.stage.code)
    who = card.stage.waits_for
    move = who and _("%(name)s has the next move") % {"name": who}
    return markup(
        '<li class="event event-{}"><a href="/plan/{}/" title="{}"><b>{}</b>'
        "<small>{}<i>{}</i>{}{}{}</small>{}{}</a></li>",
        look.tone,
        card.piece.pk,
        _in_words(card, str(look.word)),
        card.piece.title,
        joined(map(icon, card.networks)),
        card.piece.content_class,
        icon(look.icon),
        icon("share-2", label=_("others’ content")) if card.piece.curated else NOTHING,
        moment(card.at) if card.at else _("without a time"),
        markup('<span class="event-next"><em>{}</em>{}</span>', initials(who.person.name), move)
        if who
        else NOTHING,
        markup('<span class="event-next wrap-anywhere">{}{}</span>', icon("megaphone"), card.campaign)
        if card.campaign
        else NOTHING,
    )


@register.simple_tag
def gap(slot: Slot, may_draft: object) -> SafeString:
    """One ``<li>`` for a slot of a format that nothing fills yet; whoever may write begins with it there."""
    address = f"/plan/new/?format={slot.format.pk}&at={slot.at:%Y-%m-%dT%H:%M}"
    inner = markup("<b><time>{}</time> {}</b>", f"{slot.at:%H:%M}", slot.format.name)
    words = _("Nothing is planned for this slot yet.")
    if not may_draft:
        return markup('<li class="event event-gap"><span title="{}">{}</span></li>', words, inner)
    return markup('<li class="event event-gap"><a href="{}" title="{}">{}</a></li>', address, words, inner)


@register.simple_tag
def month_day(cell: Cell, sight: Sight) -> SafeString:
    """One ``<td>``: what the day is, what stands on it, and the way to all of it. A month has up to 42 of them."""
    if not cell.inside:
        return markup('<td class="month-out"><span class="month-day">{}</span></td>', cell.date.day)
    address = f"/plan/day/?date={cell.date.isoformat()}{sight.query}"
    return markup(
        '<td data-day="{}" class="{}"{}><a class="month-day" href="{}">{}</a>{}{}{}</td>',
        cell.date.isoformat(),
        "month-today" if cell.today else "month-past" if cell.past else "",
        TODAY if cell.today else NOTHING,
        address,
        cell.date.day,
        day_notes(cell.holiday, cell.events),
        _standing(cell.cards, cell.gaps, sight.may_draft) or new_post(cell.new),
        where(cell.more, '<a class="day-more" href="{}">{}</a>', address, more(cell.more)),
    )


def _standing(cards: list[Card], gaps: list[Slot], may_draft: object) -> SafeString:
    inside = [*map(planned, cards), *(gap(slot, may_draft) for slot in gaps)]
    return where(inside, '<ul class="events">{}</ul>', joined(inside))


@register.simple_tag
def day_notes(holiday: str, events: Iterable[EventDay]) -> SafeString:
    """What the day is besides what is planned on it."""
    named = where(holiday, '<span class="day-holiday">{}</span>', holiday)
    return joined([named, *map(_event, events)])


def _event(day: EventDay) -> SafeString:
    last, title = " day-event-last" if day.last else "", day.event.title
    if day.named:
        return markup('<span class="day-event{}">{}</span>', last, title)
    return markup(
        '<span class="day-event{}" title="{}"><span class="sr-only">{}</span></span>', last, title, title
    )


@register.simple_tag
def new_post(at: datetime | None) -> SafeString:
    """The way to a new post at this time; nothing where there is none."""
    if at is None:
        return NOTHING
    words = _("New post on %(day)s") % {"day": date_format(at, "MONTH_DAY_FORMAT")}
    return markup(
        '<a class="day-add" href="/plan/new/?at={}"><span class="sr-only">{}</span></a>',
        f"{at:%Y-%m-%dT%H:%M}",
        words,
    )


@register.simple_tag
def hours(cells: Iterable[Hour], may_draft: object) -> SafeString:
    """The hours of a day, each with what stands in it. A week has 168 of them."""
    return joined(_hour(cell, may_draft) for cell in cells)


@register.simple_tag
def more(count: int) -> str:
    """How many have no room."""
    return ngettext("+%(count)s more", "+%(count)s more", count) % {"count": count}


@register.simple_tag
def idea(idea: Idea, may_draft: object) -> SafeString:
    """One ``<li>`` of what waits beside the calendar."""
    address = f"/plan/new/?idea={idea.pk}" if may_draft else "/plan/ideas/"
    return markup(
        '<li class="event event-idea" data-idea="{}"><a href="{}">{}<b>{}</b></a></li>',
        idea.pk,
        address,
        icon("lightbulb"),
        str(idea),
    )


def _hour(cell: Hour, may_draft: object) -> SafeString:
    now = "hour-now" if cell.now else ""
    if not (cell.cards or cell.gaps):
        return markup('<div data-hour="{}" class="{}"></div>', cell.hour, now)
    inside = [*map(planned, cell.cards), *(gap(slot, may_draft) for slot in cell.gaps)]
    return markup('<ul class="events {}" data-hour="{}">{}</ul>', now, cell.hour, joined(inside))


def _data(card: Card) -> SafeString:
    at = timezone.localtime(card.at).isoformat() if card.at else ""
    lock = markup(' data-lock="{}"', card.lock) if card.lock else NOTHING
    return markup(
        ' data-piece="{}" data-revision="{}" data-at="{}"{}', card.piece.pk, card.piece.revision, at, lock
    )


def _clock(card: Card) -> SafeString:
    return markup("<time>{}</time> ", f"{timezone.localtime(card.at):%H:%M}") if card.at else NOTHING


def _next(card: Card) -> SafeString:
    who = card.stage.waits_for
    return markup("<em>{}</em>", initials(who.person.name)) if who else NOTHING


def _in_words(card: Card, state: str) -> str:
    places = ", ".join(channel.name for channel in card.channels)
    letter = _("Class %(letter)s") % {"letter": card.piece.content_class}
    words: list[Any] = [places, letter, state]
    if card.piece.curated:
        words.append(_("others’ content"))
    if card.stage.waits_for:
        words.append(_("%(name)s has the next move") % {"name": card.stage.waits_for})
    return " · ".join(filter(None, words))
