"""The plan in calendars of one's own: the page that makes the address, and what is fetched under it."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from urllib.parse import urlsplit

from allauth.decorators import rate_limit
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from eigenstimme.calendar.sight import sight, sight_of
from eigenstimme.exchange import actions
from eigenstimme.exchange.feed_links import NoFeed, feed_address, open_feed
from eigenstimme.exchange.forms import FeedForm
from eigenstimme.exchange.models import Feed
from eigenstimme.exchange.sending import Form, What, Wish, file
from eigenstimme.people.actor import Actor
from eigenstimme.people.middleware import ActorRequest
from eigenstimme.people.rights import Subject, decide
from eigenstimme.plan.views.doors import planner

BACK, AHEAD = timedelta(days=90), timedelta(days=400)


@planner
@require_safe
def own_calendar(request: ActorRequest) -> HttpResponse:
    """The address, if there is one, and how it comes into a calendar."""
    feed = Feed.objects.visible_to(request.actor).first()
    seen = sight(request)
    address = feed_address(feed) if feed else ""
    context = {
        "feed": feed,
        "address": address,
        "webcal": f"webcal://{urlsplit(address).netloc}{urlsplit(address).path}" if address else "",
        "form": FeedForm(initial={"filtered": bool(feed and feed.filters)}),
        "sight": seen,
        "may_read": decide(request.actor, "plan.read", Subject(request.actor.company_id)),
    }
    return render(request, "exchange/own_calendar.html", context)


@planner
@require_POST
def make_feed(request: ActorRequest) -> HttpResponse:
    form = FeedForm(request.POST)
    filters = sight(request).form.chosen if form.is_valid() and form.cleaned_data["filtered"] else {}
    actions.make_feed(filters, actor=request.actor)
    messages.success(request, _("The address is ready. Give it to your calendar as described below."))
    return redirect("exchange:own_calendar")


@planner
@require_POST
def end_feed(request: ActorRequest) -> HttpResponse:
    feed = get_object_or_404(Feed.objects.visible_to(request.actor))
    actions.end_feed(feed, actor=request.actor)
    messages.success(request, _("The address is closed. Your calendar shows nothing of the plan any more."))
    return redirect("exchange:own_calendar")


@rate_limit(action="calendar_feed", limit_get=True)  # type: ignore[untyped-decorator]  # allauth is untyped
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponseBase:
    """What the owner of the address may see at this moment, in their language, whoever asks."""
    try:
        found = open_feed(token)
    except NoFeed as error:
        raise Http404 from error
    actions.note_fetch(found, timezone.now())
    with timezone.override(found.company.zone), translation.override(found.member.person.language):
        content = _content(found)
    etag = f'"{sha256(content).hexdigest()}"'
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'inline; filename="plan.ics"'
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response) or response


def _content(feed: Feed) -> bytes:
    today = timezone.localdate()
    seen = sight_of(Actor.of(feed.member), asked={}, kept=feed.filters)
    return file(Wish(What.PLAN, Form.ICAL, today - BACK, today + AHEAD), seen, feed.company).content
