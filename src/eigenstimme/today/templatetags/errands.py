"""What waits for somebody, drawn. There may be thirty of them, so none of it is a template."""

from __future__ import annotations

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString

from eigenstimme.today.errands import Errand
from eigenstimme.ui.markup import NOTHING, markup, where
from eigenstimme.ui.templatetags.ui import icon, moment, state

register = template.Library()


@register.simple_tag
def errand(errand: Errand) -> SafeString:
    """One ``<li>``: what it is, why it waits, and the one thing to do about it."""
    look = state(errand.state) if errand.state else NOTHING
    since = where(errand.at, '<span class="small muted">{}</span>', moment(errand.at))
    return markup(
        '<li class="row-item"><span class="row-lead">{}</span><div class="row-text">'
        '<p class="row-title"><a class="row-link" href="{}">{}</a></p>{}{}</div><div class="row-tail">{}</div></li>',
        icon(errand.icon, css="icon-lg"),
        errand.url,
        errand.title,
        where(errand.why, '<p class="row-meta">{}</p>', errand.why),
        where(look or since, '<p class="cluster mt-1">{}{}</p>', look, since),
        _act(errand),
    )


def _act(errand: Errand) -> SafeString:
    """Noting is a button of the form around the list; everything else has a page."""
    label = markup('{}<span class="sr-only">: {}</span>', errand.act, errand.title)
    if errand.notice_id is None:
        return markup('<a class="btn btn-sm" href="{}">{}</a>', errand.url, label)
    address = reverse("today:notice_done", args=[errand.notice_id])
    return markup('<button class="btn btn-sm" formaction="{}">{}{}</button>', address, icon("check"), label)
