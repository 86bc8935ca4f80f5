"""Stopping everything, or one channel; and lifting it again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from eigenstimme.people.doors import signed_in
from eigenstimme.people.middleware import ActorRequest
from eigenstimme.people.rights import Denied, Subject, decide
from eigenstimme.publishing import actions, queries
from eigenstimme.publishing.forms import EVERYTHING, HoldForm
from eigenstimme.publishing.models import Hold

PAST = 20


@signed_in
def holds(request: ActorRequest) -> HttpResponse:
    past = Hold.objects.visible_to(request.actor).exclude(lifted_at=None)
    context = {
        "holds": queries.holds_in_force(request.actor),
        "past": past.select_related("channel", "placed_by__person", "lifted_by__person")[:PAST],
        "liftable": {channel.pk for channel in queries.channels_to_hold(request.actor)},
        "may_hold": decide(request.actor, "hold.place", Subject(request.actor.company_id)),
    }
    return render(request, "publishing/holds.html", context)


@signed_in
def place_hold(request: ActorRequest) -> HttpResponse:
    """Whoever may hold nothing at all learns why; others choose among what they may."""
    posted = request.POST if request.method == "POST" else None
    form = HoldForm(posted, actor=request.actor, initial={"place": request.GET.get("channel", EVERYTHING)})
    if not form.offers_something:
        raise Denied(decide(request.actor, "hold.place", Subject(request.actor.company_id)))
    if form.is_valid():
        hold = actions.place_hold(
            company=request.membership.company,  # type: ignore[union-attr]  # signed_in
            channel=form.channel(),
            reason=form.cleaned_data["reason"],
            actor=request.actor,
        )
        messages.success(request, _("On hold: %(place)s.") % {"place": hold.channel or hold.company})
        return redirect("publishing:holds")
    return render(request, "publishing/place_hold.html", {"form": form}, status=422 if posted else 200)


@require_POST
@signed_in
def lift_hold(request: ActorRequest, pk: int) -> HttpResponse:
    hold = get_object_or_404(
        Hold.objects.visible_to(request.actor).select_related("channel", "company"), pk=pk
    )
    actions.lift_hold(hold, actor=request.actor)
    messages.success(request, _("The hold is lifted. Nothing goes out by itself: decide on each post here."))
    return redirect("publishing:stopped")
