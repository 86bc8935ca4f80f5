"""Mandates: the list, one with its history, granting in sentences, ending, and "what may I do here?"."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from eigenstimme.mandates import actions, occasions, patterns, queries, words
from eigenstimme.mandates.errors import AlreadyEnded, MandateError
from eigenstimme.mandates.forms import EndForm, GrantForm, as_typed
from eigenstimme.mandates.models import Mandate
from eigenstimme.mandates.prefill import prefilled
from eigenstimme.people.doors import signed_in
from eigenstimme.people.middleware import ActorRequest
from eigenstimme.people.models import Kind, Membership
from eigenstimme.people.rights import Decision, Subject, decide, require


@require_GET
@signed_in
def mandates(request: ActorRequest) -> HttpResponse:
    context = {"listed": queries.listed(request.actor, timezone.now()), "may_grant": _may_grant(request)}
    return render(request, "mandates/mandates.html", context)


@require_GET
@signed_in
def mine(request: ActorRequest) -> HttpResponse:
    return render(request, "mandates/mine.html", {"mine": queries.mine(request.actor)})


@require_GET
@signed_in
def mandate(request: ActorRequest, pk: int) -> HttpResponse:
    mandate = get_object_or_404(_visible(request), pk=pk)
    context = {
        "told": queries.tell(mandate, timezone.now()),
        "mandate": mandate,
        "may_grant": _may_grant(request),
    }
    return render(request, "mandates/mandate.html", context)


@require_GET
@signed_in
def choose_person(request: ActorRequest) -> HttpResponse:
    """Look inside the company first, then outside. What the mandate is for, if the address says so, goes along."""
    require(request.actor, "mandate.grant", Subject(request.actor.company_id))
    occasion = occasions.named_in(request.GET, request.actor)
    here = [member for member in _holders(request) if occasion is None or member.kind in occasion.acts]
    context = {
        "occasion": occasion,
        "query": request.GET.urlencode(),
        "own": [member for member in here if member.kind == Kind.OWN],
        "others": [member for member in here if member.kind != Kind.OWN],
    }
    return render(request, "mandates/choose_person.html", context)


@signed_in
def grant(request: ActorRequest, holder_pk: int) -> HttpResponse:
    """``preview`` among the posted values asks for the sentence only. The address may name what to begin with."""
    require(request.actor, "mandate.grant", Subject(request.actor.company_id))
    holder = get_object_or_404(_holders(request), pk=holder_pk)
    initial = {"contact": request.actor.membership_id, **prefilled(request.GET, holder, request.actor)}
    form = GrantForm(request.POST or None, holder=holder, initial=initial)
    if form.is_valid() and "preview" not in request.POST:
        try:
            mandate = _grant(request, form)
        except MandateError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("%(name)s has a mandate now.") % {"name": holder})
            return redirect(mandate)
    return _form_page(request, form, holder, None)


@transaction.atomic
def _grant(request: ActorRequest, form: GrantForm) -> Mandate:
    mandate = actions.grant(form.terms(), actor=request.actor)
    occasions.granted(request.GET, mandate, actor=request.actor)
    return mandate


@signed_in
def change(request: ActorRequest, pk: int) -> HttpResponse:
    mandate = get_object_or_404(_visible(request), pk=pk)
    require(request.actor, "mandate.grant", Subject(mandate.company_id))
    if _over(request, mandate):
        return redirect(mandate)
    form = GrantForm(request.POST or None, holder=mandate.holder, initial=as_typed(mandate))
    if form.is_valid() and "preview" not in request.POST:
        try:
            new = actions.change(mandate, form.terms(), actor=request.actor)
        except MandateError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The mandate now says something else."))
            return redirect(new)
    return _form_page(request, form, mandate.holder, mandate)


@require_POST
@signed_in
def preview(request: ActorRequest, holder_pk: int) -> HttpResponse:
    """The sentence the form makes so far, as a fragment."""
    require(request.actor, "mandate.grant", Subject(request.actor.company_id))
    holder = get_object_or_404(_holders(request), pk=holder_pk)
    return render(
        request, "mandates/sentence.html", {"sentence": _sentence(GrantForm(request.POST, holder=holder))}
    )


@signed_in
def end(request: ActorRequest, pk: int) -> HttpResponse:
    mandate = get_object_or_404(_visible(request), pk=pk)
    require(request.actor, "mandate.grant", Subject(mandate.company_id))
    if _over(request, mandate):
        return redirect(mandate)
    form = EndForm(request.POST or None)
    if form.is_valid():
        try:
            actions.end_now(mandate, reason=form.cleaned_data["reason"], actor=request.actor)
        except MandateError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The mandate has ended."))
            return redirect(mandate)
    context = {
        "told": queries.tell(mandate, timezone.now()),
        "mandate": mandate,
        "planned": queries.planned_under(mandate),
        "form": form,
    }
    return render(request, "mandates/end.html", context, status=422 if form.is_bound else 200)


def _over(request: ActorRequest, mandate: Mandate) -> bool:
    """Whether there is nothing left to change; the reader is told. A form that was sent keeps what was typed."""
    if request.method == "POST" or mandate.state(timezone.now()) != "ended":
        return False
    messages.info(request, str(AlreadyEnded()))
    return True


def _form_page(
    request: ActorRequest, form: GrantForm, holder: Membership, changed: Mandate | None
) -> HttpResponse:
    context = {
        "form": form,
        "holder": holder,
        "changed": changed,
        "sentence": words.sentence(changed) if changed and not form.is_bound else _sentence(form),
        "kept_inside": queries.kept_inside(holder.kind),
        "patterns": [] if changed else patterns.for_kind(holder.kind),
        "pattern": patterns.by_key(request.GET.get("pattern", ""), holder.kind),
        "occasion": occasions.named_in(request.GET, request.actor),
    }
    return render(
        request, "mandates/grant.html", context, status=422 if form.is_bound and form.errors else 200
    )


def _sentence(form: GrantForm) -> str:
    return form.sentence() if form.is_bound and form.is_valid() else ""


def _may_grant(request: ActorRequest) -> Decision:
    return decide(request.actor, "mandate.grant", Subject(request.actor.company_id))


def _visible(request: ActorRequest) -> QuerySet[Mandate]:
    return Mandate.objects.visible_to(request.actor).for_words()


def _holders(request: ActorRequest) -> QuerySet[Membership]:
    """Everyone who could hold one. A lead needs none: what own people can do, they may."""
    present = Membership.objects.visible_to(request.actor).present().filter(lead=False)
    return present.select_related("person", "company")
