"""The channel check: all channels side by side, what they are for, who promises time, and what was really given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from eigenstimme.channels import actions, words
from eigenstimme.channels.bars import Picture, picture
from eigenstimme.channels.errors import ChannelError
from eigenstimme.channels.forms import ProfileForm, PromiseForm, RateForm, TimeForm
from eigenstimme.channels.models import HALF_AN_HOUR_A_DAY, Channel, ChannelProfile, Promise, TimeGiven
from eigenstimme.channels.queries import channels_for
from eigenstimme.channels.tending import Mine, Tended, mine, tended
from eigenstimme.channels.tending import hourly_rate as rate_of
from eigenstimme.channels.verdicts import Judgement, Verdict
from eigenstimme.people.doors import signed_in
from eigenstimme.people.middleware import ActorRequest
from eigenstimme.people.models import Membership
from eigenstimme.people.rights import Subject, decide, require

KEPT = 30  # of one's own entries are shown
ORDER = (Verdict.NEGLECTED, Verdict.THIN, Verdict.GOOD)


@dataclass(frozen=True)
class Line:
    """A channel in the comparison."""

    tended: Tended
    judgement: Judgement
    picture: Picture

    @classmethod
    def of(cls, tended: Tended) -> Line:
        return cls(tended, tended.judgement, picture(tended.weeks))

    @property
    def promises(self) -> list[tuple[Membership, str]]:
        return [(each.person, words.hours(each.minutes)) for each in self.tended.promises]

    @property
    def promised(self) -> str:
        return words.hours(self.tended.promised)

    @property
    def given(self) -> str:
        return words.hours(self.tended.given_a_week)

    @property
    def usual(self) -> str:
        return words.hours(self.tended.usual)


@require_GET
@signed_in
def comparison(request: ActorRequest) -> HttpResponse:
    require(request.actor, "effort.read", Subject(request.actor.company_id))
    lines = [Line.of(each) for each in tended(request.actor, timezone.localdate())]
    lines.sort(key=lambda line: ORDER.index(line.judgement.verdict))  # stable: by name within
    context = {
        "lines": lines,
        "rate": lines[0].tended.rate if lines else rate_of(request.actor.company_id),
        "may_manage": decide(request.actor, "channel.manage", Subject(request.actor.company_id)),
        "may_set_rate": decide(request.actor, "company.manage", Subject(request.actor.company_id)),
    }
    return render(request, "channels/comparison.html", context)


@signed_in
def profile(request: ActorRequest, pk: int) -> HttpResponse:
    channel = _open_channel(request, pk)
    require(request.actor, "channel.manage", channel.subject())
    kept = ChannelProfile.objects.filter(channel=channel).first()
    form = ProfileForm(_posted(request), instance=kept, initial={"purpose": channel.purpose})
    if form.is_valid():
        try:
            actions.describe(
                channel, purpose=form.cleaned_data["purpose"], draft=form.draft(), actor=request.actor
            )
        except ChannelError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Saved."))
            return redirect(channel)
    return _answer(request, "channels/profile.html", form, channel=channel)


@signed_in
def promises(request: ActorRequest, pk: int) -> HttpResponse:
    """Who promises this channel time; leads add, change and end promises."""
    channel = _open_channel(request, pk)
    require(request.actor, "channel.manage", channel.subject())
    form = PromiseForm(_posted(request), company_id=channel.company_id)
    if form.is_valid():
        chosen = form.cleaned_data
        try:
            actions.promise_time(
                channel,
                chosen["person"],
                minutes=chosen["minutes"],
                in_all=chosen["in_all"],
                actor=request.actor,
            )
        except ChannelError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("%(name)s is down for it.") % {"name": chosen["person"]})
            return redirect("channels:promises", channel.pk)
    standing = Promise.objects.standing().filter(channel=channel).select_related("person__person")
    told = [(each, words.hours(each.minutes)) for each in standing]
    usual = words.hours(channel.connector_class.weekly_hours * 60)
    return _answer(request, "channels/promises.html", form, channel=channel, promises=told, usual=usual)


@require_POST
@signed_in
def end_promise(request: ActorRequest, pk: int) -> HttpResponse:
    mine_to_see = Channel.objects.visible_to(request.actor)
    found = Promise.objects.select_related("person__person", "channel__responsible__person")
    promise = get_object_or_404(found, pk=pk, channel__in=mine_to_see)
    actions.end_promise(promise, actor=request.actor)
    messages.success(request, _("The promise has ended. What was given stays."))
    return redirect("channels:promises", promise.channel_id)


@signed_in
def my_time(request: ActorRequest) -> HttpResponse:
    """The reader's own promises and time, for nobody else to see; and the place to write time down."""
    actor = request.actor
    require(actor, "effort.record", Subject(actor.company_id, author_id=actor.membership_id))
    channels = Channel.objects.visible_to(actor).open()
    first = {"day": timezone.localdate(), "minutes": 30, "channel": request.GET.get("channel")}
    form = TimeForm(_posted(request), channels=channels, initial=first)
    if form.is_valid():
        try:
            actions.give_time(
                form.cleaned_data["channel"],
                Membership.objects.get(pk=actor.member),
                form.draft(),
                form_key=form.cleaned_data["form_key"],
                actor=actor,
            )
        except ChannelError as error:
            form.add_error("day", str(error))
        else:
            messages.success(request, _("Written down. Thank you for the time."))
            return redirect("channels:my_time")
    own = mine(actor, timezone.localdate())
    entries = TimeGiven.objects.visible_to(actor).select_related("channel")[:KEPT]
    return _answer(
        request,
        "channels/my_time.html",
        form,
        mine=[_own_line(each) for each in own],
        promised=words.hours(sum(each.promised for each in own)),
        guide=words.hours(HALF_AN_HOUR_A_DAY),
        entries=[(each, words.hours(each.minutes)) for each in entries],
    )


def _own_line(each: Mine) -> tuple[Channel, str, str, Picture]:
    return each.channel, words.hours(each.promised), words.hours(each.given), picture(each.weeks)


@require_POST
@signed_in
def take_back_time(request: ActorRequest, pk: int) -> HttpResponse:
    own = TimeGiven.objects.visible_to(request.actor).select_related("channel")
    actions.take_back_time(get_object_or_404(own, pk=pk), actor=request.actor)
    messages.success(request, _("Taken back."))
    return redirect("channels:my_time")


@signed_in
def hourly_rate(request: ActorRequest) -> HttpResponse:
    require(request.actor, "company.manage", Subject(request.actor.company_id))
    form = RateForm(_posted(request), initial={"euros": rate_of(request.actor.company_id)})
    if form.is_valid():
        actions.set_hourly_rate(form.cleaned_data["euros"], actor=request.actor)
        messages.success(request, _("Saved."))
        return redirect("channels:comparison")
    return _answer(request, "channels/hourly_rate.html", form)


def _open_channel(request: ActorRequest, pk: int) -> Channel:
    return get_object_or_404(channels_for(request.actor).open(), pk=pk)


def _posted(request: ActorRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _answer(request: ActorRequest, template: str, form: Any, **context: Any) -> HttpResponse:
    """The form, 422 after an error."""
    return render(request, template, {"form": form, **context}, status=422 if form.is_bound else 200)
