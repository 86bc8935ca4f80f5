"""Ideas: caught in everyday work within ten seconds, and waiting to become posts."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from eigenstimme.media.forms import AttachmentsForm, asks_for_files
from eigenstimme.people.middleware import ActorRequest
from eigenstimme.people.rights import Subject, decide, require
from eigenstimme.plan import actions
from eigenstimme.plan.forms.ideas import IdeaForm
from eigenstimme.plan.models import Idea
from eigenstimme.plan.models.idea import IdeaQuerySet
from eigenstimme.plan.own_and_shared import mixtures, together
from eigenstimme.plan.views.doors import planner

A_PAGE = 20
LOOKING_BACK = timedelta(days=90)
SHARED_TEXT = "shared_text"
"""In the session: what somebody shared from another app before they had signed in."""


@planner
@require_safe
def ideas(request: ActorRequest) -> HttpResponse:
    return _list(request, Idea.objects.visible_to(request.actor).open())


@planner
@require_safe
def reading_list(request: ActorRequest) -> HttpResponse:
    """The ideas that are finds: somebody else's content, to read and perhaps to share."""
    return _list(request, Idea.objects.visible_to(request.actor).open().with_links(), reading=True)


@planner
@require_safe
def counted(request: ActorRequest) -> HttpResponse:
    """How much of what went out was one's own."""
    channels = mixtures(request.actor, timezone.now() - LOOKING_BACK)
    return render(request, "plan/own_and_shared.html", {"channels": channels, "mixed": together(channels)})


@planner
@require_http_methods(["GET", "POST"])
def capture(request: ActorRequest) -> HttpResponse:
    require(request.actor, "idea.suggest", Subject(request.actor.company_id))
    if request.method == "GET":
        form = empty_form(request, request.session.pop(SHARED_TEXT, ""))
        return capture_page(request, form, media_form(request))
    form, media = IdeaForm(request.POST, may_share=_may_share(request)), media_form(request)
    media.take()
    if asks_for_files(request.POST):
        return capture_page(request, form, media)
    if not all([form.is_valid(), media.is_valid()]):
        return _not_kept(request, form, media)
    idea = actions.suggest_idea(
        text=form.cleaned_data["text"],
        attachments=media.attachments,
        shared=form.cleaned_data.get("shared", False),
        form_key=form.cleaned_data["form_key"],
        actor=request.actor,
    )
    messages.success(request, _("Thank you, that is kept."))
    return JsonResponse({"idea": idea.pk}, status=201) if _is_worker(request) else redirect("plan:ideas")


@planner
@require_POST
def drop(request: ActorRequest, pk: int) -> HttpResponse:
    idea = get_object_or_404(Idea.objects.visible_to(request.actor).open(), pk=pk)
    actions.drop_idea(idea, actor=request.actor)
    messages.success(request, _("The idea was put aside."))
    return redirect("plan:ideas")


def _list(request: ActorRequest, ideas: IdeaQuerySet, *, reading: bool = False) -> HttpResponse:
    found = ideas.select_related("caught_by__person", "topic").prefetch_related("attachments__asset")
    context = {
        "page": Paginator(found, A_PAGE).get_page(request.GET.get("page")),
        "may_draft": decide(request.actor, "piece.draft", Subject(request.actor.company_id)),
        "reading": reading,
    }
    return render(request, "plan/ideas.html", context)


def empty_form(request: ActorRequest, text: str = "") -> IdeaForm:
    return IdeaForm(initial={"form_key": uuid4(), "text": text}, may_share=_may_share(request))


def media_form(request: ActorRequest) -> AttachmentsForm:
    if request.method == "GET":
        return AttachmentsForm(prefix="media", actor=request.actor)
    return AttachmentsForm(request.POST, request.FILES, prefix="media", actor=request.actor)


def capture_page(
    request: ActorRequest, form: IdeaForm, media: AttachmentsForm, *, status: int = 200
) -> HttpResponse:
    return render(request, "plan/capture.html", {"form": form, "media": media}, status=status)


def _not_kept(request: ActorRequest, form: IdeaForm, media: AttachmentsForm) -> HttpResponse:
    if not _is_worker(request):
        return capture_page(request, form, media, status=422)
    errors = [str(error) for each in (form, media) for field in each.errors.values() for error in field]
    return JsonResponse({"errors": errors}, status=422)


def _may_share(request: ActorRequest) -> bool:
    """What specialists get to see, people decide who see every order themselves."""
    return bool(decide(request.actor, "order.read", Subject(request.actor.company_id)))


def _is_worker(request: ActorRequest) -> bool:
    """Whether the script that keeps ideas on a device is asking, and no person (``ui/assets/worker.js``)."""
    return request.headers.get("Accept") == "application/json"
