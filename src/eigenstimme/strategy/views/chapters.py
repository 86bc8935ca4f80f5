"""Writing the playbook: its chapters as steps, what others think of them, and publishing it."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from eigenstimme.people.doors import signed_in
from eigenstimme.people.middleware import ActorRequest
from eigenstimme.people.rights import decide, require
from eigenstimme.strategy import actions
from eigenstimme.strategy.errors import ChangedMeanwhile, StrategyError
from eigenstimme.strategy.forms import ChapterForm, CommentForm, KeepForm, PublishForm
from eigenstimme.strategy.models import Chapter, ChapterComment, Playbook
from eigenstimme.strategy.playbook import live
from eigenstimme.strategy.playbook.chapters import OUTLINES, WRITTEN
from eigenstimme.strategy.playbook.outline import Outline
from eigenstimme.strategy.playbook.reading import read_content
from eigenstimme.strategy.playbook.steps import next_step, ready, steps
from eigenstimme.strategy.queries import current_version
from eigenstimme.strategy.views.playbook import what_is_new


@signed_in
@require_safe
def draft(request: ActorRequest) -> HttpResponse:
    """The workbench: how far each chapter is, and what comes next."""
    playbook = _playbook(request)
    last = current_version(playbook.company_id)
    found = steps(playbook, list(playbook.chapters.all()), last)
    talk = ChapterComment.objects.visible_to(request.actor).filter(settled_at=None)
    open_talk = list(talk.values_list("chapter", flat=True))
    context = {
        "playbook": playbook,
        "version": last,
        "rows": [(step, open_talk.count(step.outline.key)) for step in found],
        "live": live.chapters(),
        "next": next_step(found),
        "ready": ready(found),
        "written": len(found) - sum(step.standing == "empty" for step in found),
        "languages": [get_language_info(code)["name_translated"] for code in playbook.languages],
        "addable": [
            (code, get_language_info(code)["name_translated"])
            for code, _name in settings.LANGUAGES
            if code not in playbook.languages
        ],
        "may_write": decide(request.actor, "strategy.write", playbook.subject()),
    }
    return render(request, "strategy/playbook_draft.html", context)


@signed_in
@require_http_methods(["GET", "POST"])
def chapter(request: ActorRequest, key: str, language: str = "") -> HttpResponse:
    """A step for whoever writes; for everybody else who may see it, what stands there so far."""
    playbook, outline = _playbook(request), _outline(key)
    language = language or playbook.languages[0]
    if language not in playbook.languages:
        raise Http404
    if request.method == "GET":
        return _chapter_page(request, playbook, outline, language)
    require(request.actor, "strategy.write", playbook.subject())
    typed = request.POST.copy()
    form = ChapterForm(outline, typed)
    if form.wants_more:
        return _chapter_page(request, playbook, outline, language, form=form)
    if not form.is_valid():
        return _chapter_page(request, playbook, outline, language, form=form, status=422)
    try:
        actions.write_chapter(
            playbook, key, form.said(), language=language, seen=form.seen_at(), actor=request.actor
        )
    except StrategyError as error:
        if isinstance(error, ChangedMeanwhile):
            typed["seen"] = error.at.isoformat()
        form.add_error(None, str(error))
        return _chapter_page(request, playbook, outline, language, form=form, status=422)
    messages.success(request, _("Saved."))
    return redirect(_onward(outline, language, playbook, stops="stop" in request.POST))


@signed_in
@require_http_methods(["GET", "POST"])
def publish(request: ActorRequest) -> HttpResponse:
    playbook = _playbook(request)
    require(request.actor, "strategy.write", playbook.subject())
    last = current_version(playbook.company_id)
    form = PublishForm(request.POST or None, last=last)
    if form.is_valid():
        try:
            version = actions.publish_version(playbook, form.draft(), actor=request.actor)
        except StrategyError as error:
            form.add_error(None, str(error))
        else:
            messages.success(
                request, _("Version %(number)s counts from now on.") % {"number": version.number}
            )
            return redirect("strategy:playbook")
    found = steps(playbook, list(playbook.chapters.all()), last)
    context = {
        "playbook": playbook,
        "form": form,
        "last": last,
        "number": last.number + 1 if last else 1,
        "chapters": what_is_new(last, playbook),
        "ready": ready(found),
        "steps": found,
    }
    return render(request, "strategy/playbook_publish.html", context, status=422 if form.is_bound else 200)


@signed_in
@require_POST
def add_language(request: ActorRequest) -> HttpResponse:
    playbook, code = _playbook(request), request.POST.get("language", "")
    if code not in dict(settings.LANGUAGES):
        raise Http404
    try:
        actions.add_language(playbook, code, actor=request.actor)
    except StrategyError as error:
        messages.error(request, str(error))
    return redirect(playbook)


@signed_in
@require_http_methods(["GET", "POST"])
def care(request: ActorRequest) -> HttpResponse:
    """Who looks after the playbook, and when next."""
    playbook = _playbook(request)
    require(request.actor, "strategy.write", playbook.subject())
    form = KeepForm(request.POST or None, playbook=playbook)
    if form.is_valid():
        try:
            actions.look_after(playbook, **form.cleaned_data, actor=request.actor)
        except StrategyError as error:
            form.add_error("responsible", str(error))
        else:
            messages.success(request, _("Saved."))
            return redirect(playbook)
    context = {"form": form, "playbook": playbook}
    return render(request, "strategy/playbook_care.html", context, status=422 if form.is_bound else 200)


@signed_in
@require_POST
def comment(request: ActorRequest, key: str) -> HttpResponse:
    playbook, outline = _playbook(request), _outline(key)
    form = CommentForm(request.POST)
    if not form.is_valid():
        return _chapter_page(request, playbook, outline, playbook.languages[0], saying=form, status=422)
    actions.comment_on_chapter(playbook, key, **form.cleaned_data, actor=request.actor)
    messages.success(request, _("Your comment is there."))
    return redirect(reverse("strategy:chapter", args=[key]) + "#talk")


@signed_in
@require_POST
def settle(request: ActorRequest, pk: int) -> HttpResponse:
    found = ChapterComment.objects.visible_to(request.actor).select_related("playbook")
    comment = actions.settle_comment(get_object_or_404(found, pk=pk), actor=request.actor)
    messages.success(request, _("Settled."))
    return redirect(comment)


# --- helpers --------------------------------------------------------------------------------------------------


def _playbook(request: ActorRequest) -> Playbook:
    """What is being worked on, for whoever may see it; for everyone else there is none."""
    mine = Playbook.objects.visible_to(request.actor).select_related("company", "responsible__person")
    return get_object_or_404(mine)


def _outline(key: str) -> Outline:
    if key not in OUTLINES:
        raise Http404
    return OUTLINES[key]


def _onward(outline: Outline, language: str, playbook: Playbook, *, stops: bool) -> str:
    """To the next chapter in the same language, after the last one to the workbench."""
    following = WRITTEN[WRITTEN.index(outline) + 1 :]
    if stops or not following:
        return playbook.get_absolute_url()
    return chapter_url(following[0].key, language, playbook)


def chapter_url(key: str, language: str, playbook: Playbook) -> str:
    if language == playbook.languages[0]:
        return reverse("strategy:chapter", args=[key])
    return reverse("strategy:chapter_in", args=[key, language])


def _chapter_page(
    request: ActorRequest,
    playbook: Playbook,
    outline: Outline,
    language: str,
    *,
    form: ChapterForm | None = None,
    saying: CommentForm | None = None,
    status: int = 200,
) -> HttpResponse:
    chapters = list(playbook.chapters.all())
    by_place = {(each.key, each.language): each for each in chapters}
    kept, main = by_place.get((outline.key, language)), playbook.languages[0]
    source = by_place.get((outline.key, main)) if language != main else None
    last = current_version(playbook.company_id)
    found = steps(playbook, chapters, last)
    content = {each.language: {each.key: each.content} for each in chapters if each.key == outline.key}
    may_write = decide(request.actor, "strategy.write", playbook.subject())
    context = {
        "playbook": playbook,
        "outline": outline,
        "language": language,
        "spoken": get_language_info(language)["name_translated"],
        "languages": [
            (code, get_language_info(code)["name_translated"], chapter_url(outline.key, code, playbook))
            for code in playbook.languages
        ],
        "source": source,
        "step": found[WRITTEN.index(outline)],
        "steps": found,
        "publishable": ready(found) and last is None,
        "read": read_content(content, language, main=main).chapter(outline.key),
        "form": _chapter_form(outline, form, kept, source) if may_write else None,
        "may_write": may_write,
        "may_comment": decide(request.actor, "strategy.comment", playbook.subject()),
        "comments": _talk(request, outline),
        "saying": saying or CommentForm(),
    }
    return render(request, "strategy/chapter.html", context, status=status)


def _chapter_form(
    outline: Outline, sent: ChapterForm | None, kept: Chapter | None, source: Chapter | None
) -> ChapterForm:
    """What was sent, else what is kept, each beside what is to be translated."""
    answers, seen = (kept.content, kept.changed_at) if kept else ({}, None)
    form = sent or ChapterForm(outline, answers=answers, seen=seen)
    form.source = source.content if source else {}
    return form


def _talk(request: ActorRequest, outline: Outline) -> list[ChapterComment]:
    """The open ones first."""
    said = ChapterComment.objects.visible_to(request.actor).filter(chapter=outline.key)
    found = said.select_related("author__person", "settled_by__person")
    return sorted(found, key=lambda each: each.settled_at is not None)
