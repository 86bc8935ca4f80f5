"""Everything that stands still: the list of those who decide."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from eigenstimme.people.doors import signed_in
from eigenstimme.people.middleware import ActorRequest
from eigenstimme.people.rights import Denied, Subject, decide
from eigenstimme.publishing import actions, queries
from eigenstimme.publishing.actions import CannotDecide
from eigenstimme.publishing.deciding import CAN_GO_ON
from eigenstimme.publishing.forms import DISCARD, NOW, DecisionForm
from eigenstimme.publishing.models import Hold, Publication
from eigenstimme.publishing.reasons import sentence
from eigenstimme.publishing.words import shown_state

A_PAGE = 40


@dataclass(frozen=True)
class Row:
    """``form`` only where this person can decide from the list."""

    publication: Publication
    mine: bool
    hold: Hold | None
    form: DecisionForm | None

    @property
    def state(self) -> str:
        return shown_state(self.publication)

    @property
    def why(self) -> str:
        return sentence(self.publication.reason)


@signed_in
def stopped(request: ActorRequest) -> HttpResponse:
    """GET lists; POST carries out one decision per post, each on its own: one that fails stops no other."""
    if request.method == "POST":
        forms = [DecisionForm(request.POST, publication=each) for each in _named(request)]
        chosen = [form for form in forms if form.is_valid() and form.cleaned_data["choice"]]
        if all(form.is_valid() for form in forms):
            _carry_out(request, chosen)
            return redirect("publishing:stopped")
        return _page(request, {form.publication.pk: form for form in forms})
    return _page(request, {})


def _named(request: ActorRequest) -> list[Publication]:
    """The posts the page listed; what was decided on meanwhile too, so that nobody's choice is dropped silently."""
    numbers = [pk for pk in request.POST.getlist("publication") if pk.isdigit()]
    return list(Publication.objects.visible_to(request.actor).filter(pk__in=numbers))


def _carry_out(request: ActorRequest, forms: list[DecisionForm]) -> None:
    if not forms:
        messages.info(request, _("Nothing was chosen, so everything stays as it is."))
    done = 0
    for form in forms:
        try:
            _decide(request, form)
            done += 1
        except CannotDecide as error:
            messages.error(request, _not_done(form, str(error)))
        except Denied as refusal:
            messages.error(request, _not_done(form, refusal.decision.reason))
    if done:
        told = ngettext("%(count)s decision carried out.", "%(count)s decisions carried out.", done)
        messages.success(request, told % {"count": done})


def _not_done(form: DecisionForm, why: str) -> str:
    return _("“%(publication)s”: %(why)s") % {"publication": form.publication, "why": why}


def _decide(request: ActorRequest, form: DecisionForm) -> None:
    choice = form.cleaned_data["choice"]
    if choice == DISCARD:
        actions.withdraw(form.publication, seen=form.cleaned_data["seen"], actor=request.actor)
    else:
        at = None if choice == NOW else form.cleaned_data["at"]
        actions.send_on(form.publication, at=at, actor=request.actor)


def _page(request: ActorRequest, typed: dict[int, DecisionForm]) -> HttpResponse:
    holds = queries.holds_in_force(request.actor)
    mine = set(queries.decided_by(request.actor).values_list("pk", flat=True))
    rows = []
    page = Paginator(queries.stopped_for(request.actor), A_PAGE).get_page(request.GET.get("page"))
    for each in page:
        hold = queries.hold_on(holds, each.channel_id)
        can = each.pk in mine and each.state in CAN_GO_ON and hold is None
        form = typed.get(each.pk) or DecisionForm(publication=each)
        rows.append(Row(each, each.pk in mine, hold, form if can else None))
    context = {
        "page": page,
        "rows": rows,
        "can_decide": any(row.form for row in rows),
        "may_decide": decide(request.actor, "publication.decide", Subject(request.actor.company_id)),
        "waits_for_me": bool(mine),
        "title": _("Needs a decision"),
    }
    return render(request, "publishing/stopped.html", context, status=422 if typed else 200)
