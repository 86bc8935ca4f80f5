"""The playbook as it counts, as it counted, and what changed in between."""

from __future__ import annotations

from itertools import zip_longest

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from eigenstimme.people.doors import signed_in
from eigenstimme.people.middleware import ActorRequest
from eigenstimme.people.rights import Subject, decide, require
from eigenstimme.strategy import actions
from eigenstimme.strategy.forms import CompareForm
from eigenstimme.strategy.models import Playbook, PlaybookVersion
from eigenstimme.strategy.playbook.chapters import FIRST, WRITTEN
from eigenstimme.strategy.playbook.comparison import ChangedChapter, compared
from eigenstimme.strategy.playbook.reading import Reading, reading
from eigenstimme.strategy.queries import read_before

DRAFT = 0
"""The number that stands for what is being worked on."""


@signed_in
@require_safe
def playbook(request: ActorRequest) -> HttpResponse:
    """The version that counts. Whoever has none yet learns what it is good for."""
    here = Subject(request.actor.company_id)
    require(request.actor, "playbook.read", here)
    version = PlaybookVersion.objects.visible_to(request.actor).select_related("published_by__person").first()
    if version is None:
        context = {
            "begun": Playbook.objects.filter(company_id=request.actor.company_id).exists(),
            "may_write": decide(request.actor, "strategy.write", here),
            "first": FIRST,
            "others": WRITTEN[len(FIRST) :],
            "minutes": sum(outline.minutes for outline in FIRST),
        }
        return render(request, "strategy/playbook_start.html", context)
    assert request.membership is not None
    return _book(request, version, since=read_before(version, request.membership))


@signed_in
@require_safe
def version(request: ActorRequest, number: int) -> HttpResponse:
    """As it was. Whoever asks for the one that counts is shown where that stands."""
    found = PlaybookVersion.objects.visible_to(request.actor).select_related("published_by__person")
    return _book(request, get_object_or_404(found, number=number))


@signed_in
@require_POST
def start(request: ActorRequest) -> HttpResponse:
    actions.start_playbook(actor=request.actor)
    return redirect("strategy:chapter", FIRST[0].key)


@signed_in
@require_safe
def versions(request: ActorRequest) -> HttpResponse:
    require(request.actor, "playbook.read", Subject(request.actor.company_id))
    kept = list(PlaybookVersion.objects.visible_to(request.actor).by_number())
    context = {"versions": list(zip_longest(kept, kept[1:]))}
    return render(request, "strategy/playbook_versions.html", context)


@signed_in
@require_http_methods(["GET"])
def difference(request: ActorRequest) -> HttpResponse:
    """Between any two versions; without a choice, what the newest one changed."""
    require(request.actor, "playbook.read", Subject(request.actor.company_id))
    kept = list(PlaybookVersion.objects.visible_to(request.actor).by_number())
    if not kept:
        return redirect("strategy:playbook")
    choices = [(each.number, str(each)) for each in kept]
    if draft := Playbook.objects.visible_to(request.actor).first():
        choices.insert(0, (DRAFT, _("what is being worked on")))
    newest = kept[0].number
    asked = {"old": str(max(newest - 1, 1)), "new": str(newest), **request.GET.dict()}
    form = CompareForm(asked, choices=choices)
    if not form.is_valid():
        raise Http404
    old, new = (_read(request, form.cleaned_data[name], draft) for name in ("old", "new"))
    context = {"form": form, "old": old, "new": new, "chapters": compared(old, new), "only": len(kept) == 1}
    return render(request, "strategy/playbook_difference.html", context)


# --- helpers --------------------------------------------------------------------------------------------------


def _book(request: ActorRequest, version: PlaybookVersion, since: int | None = None) -> HttpResponse:
    newest = PlaybookVersion.objects.visible_to(request.actor).by_number().first()
    looked_after = Playbook.objects.filter(company_id=version.company_id)
    context = {
        "version": version,
        "newest": newest,
        "since": since,
        "book": reading(version, spoken(request)),
        "languages": [(code, get_language_info(code)["name_local"]) for code in version.languages],
        "playbook": looked_after.select_related("responsible__person").first(),
        "may_write": decide(request.actor, "strategy.write", version.subject()),
        "may_draft": _may_see_draft(request),
    }
    return render(request, "strategy/playbook.html", context)


def spoken(request: ActorRequest) -> str:
    """The language asked for in the address, else the reader's own."""
    return request.GET.get("language") or (get_language() or "")


def _may_see_draft(request: ActorRequest) -> bool:
    return bool(decide(request.actor, "strategy.read", Subject(request.actor.company_id)))


def _read(request: ActorRequest, number: int, draft: Playbook | None) -> Reading:
    if number == DRAFT and draft:
        return reading(draft, spoken(request))
    found = PlaybookVersion.objects.visible_to(request.actor)
    return reading(get_object_or_404(found, number=number), spoken(request))


def what_is_new(last: PlaybookVersion | None, playbook: Playbook) -> list[ChangedChapter]:
    """What a version published now would change, in the main language."""
    main = playbook.languages[0]
    return compared(reading(last, main), reading(playbook, main)) if last else []
