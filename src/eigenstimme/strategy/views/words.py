"""The company's words: everyone reads them, leads decide on them."""

from __future__ import annotations

from itertools import groupby
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from eigenstimme.people.doors import signed_in
from eigenstimme.people.middleware import ActorRequest
from eigenstimme.people.rights import Subject, decide, require
from eigenstimme.strategy import actions
from eigenstimme.strategy.errors import StrategyError
from eigenstimme.strategy.forms import AddressForm, WordForm
from eigenstimme.strategy.models import HouseStyle, HouseWord, Verdict


@require_GET
@signed_in
def words(request: ActorRequest) -> HttpResponse:
    context = {
        "groups": _by_verdict(list(HouseWord.objects.visible_to(request.actor))),
        "style": HouseStyle.objects.filter(company_id=request.actor.company_id).first(),
        "may_write": decide(request.actor, "strategy.write", Subject(request.actor.company_id)),
    }
    return render(request, "strategy/words.html", context)


def _by_verdict(found: list[HouseWord]) -> list[tuple[Verdict, list[HouseWord]]]:
    """In the order of ``Verdict``."""
    order = list(Verdict.values)
    found.sort(key=lambda word: order.index(word.verdict))  # stable: by phrase within
    return [
        (Verdict(verdict), list(group)) for verdict, group in groupby(found, key=lambda word: word.verdict)
    ]


@signed_in
def add_word(request: ActorRequest) -> HttpResponse:
    require(request.actor, "strategy.write", Subject(request.actor.company_id))
    form = WordForm(request.POST or None, initial={"form_key": uuid4()})
    if form.is_valid():
        try:
            actions.add_word(form.draft(), actor=request.actor)
        except StrategyError as error:
            form.add_error("phrase", str(error))
        else:
            messages.success(request, _("The composer points it out from now on."))
            return redirect("strategy:words")
    return render(request, "strategy/word.html", {"form": form}, status=422 if form.is_bound else 200)


@signed_in
def word(request: ActorRequest, pk: int) -> HttpResponse:
    word = get_object_or_404(HouseWord.objects.visible_to(request.actor), pk=pk)
    require(request.actor, "strategy.write", word.subject())
    form = WordForm(request.POST or None, word=word)
    if form.is_valid():
        try:
            actions.change_word(word, form.draft(), actor=request.actor)
        except StrategyError as error:
            form.add_error("phrase", str(error))
        else:
            messages.success(request, _("Saved."))
            return redirect("strategy:words")
    context = {"form": form, "word": word}
    return render(request, "strategy/word.html", context, status=422 if form.is_bound else 200)


@require_POST
@signed_in
def remove_word(request: ActorRequest, pk: int) -> HttpResponse:
    word = get_object_or_404(HouseWord.objects.visible_to(request.actor), pk=pk)
    actions.remove_word(word, actor=request.actor)
    messages.success(request, _("“%(phrase)s” is no longer pointed out.") % {"phrase": word})
    return redirect("strategy:words")


@signed_in
def change_address(request: ActorRequest) -> HttpResponse:
    require(request.actor, "strategy.write", Subject(request.actor.company_id))
    style = HouseStyle.objects.filter(company_id=request.actor.company_id).first()
    form = AddressForm(request.POST or None, initial={"address": style.address if style else ""})
    if form.is_valid():
        actions.change_address(form.cleaned_data["address"], actor=request.actor)
        messages.success(request, _("Saved."))
        return redirect("strategy:words")
    return render(request, "strategy/address.html", {"form": form}, status=422 if form.is_bound else 200)
