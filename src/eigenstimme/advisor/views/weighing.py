"""A task in one's own words: described, asked about, answered, and handed over or suggested."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from eigenstimme.advisor import actions, authority, queries
from eigenstimme.advisor.catalogue import BY_KEY, Task
from eigenstimme.advisor.criteria import QUESTIONS, Answers
from eigenstimme.advisor.errors import AdvisorError
from eigenstimme.advisor.forms import DescribeForm, WeighForm, suggested
from eigenstimme.advisor.likeness import like
from eigenstimme.advisor.models import A_DESCRIPTION
from eigenstimme.advisor.rules import NOTHING_SPEAKS_FOR_IT
from eigenstimme.advisor.views.doors import may_grant, weigher
from eigenstimme.people.middleware import ActorRequest

A_PAGE = 20


@require_safe
@weigher
def weighings(request: ActorRequest) -> HttpResponse:
    page = Paginator(queries.weighed(request.actor), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "advisor/weighings.html", {"page": page})


@require_safe
@weigher
def describe(request: ActorRequest) -> HttpResponse:
    """The words go on to the questions in the address, so that going back costs nothing."""
    form = DescribeForm(initial={"words": request.GET.get("words", "")[:A_DESCRIPTION]})
    return render(request, "advisor/describe.html", {"form": form})


@require_http_methods(["GET", "POST"])
@weigher
def questions(request: ActorRequest) -> HttpResponse:
    """The words and the known task only suggest answers; what is sent is what counts."""
    if request.method == "POST":
        return _sent(request)
    words = DescribeForm(request.GET)
    if not words.is_valid():
        return render(request, "advisor/describe.html", {"form": words}, status=422)
    said = words.cleaned_data["words"]
    near = like(said)
    known = _chosen(request, near)
    return _ask(request, WeighForm(initial=suggested(said, known)), said, near, known)


@require_safe
@weigher
def weighing(request: ActorRequest, pk: int) -> HttpResponse:
    weighing = get_object_or_404(queries.weighed(request.actor), pk=pk)
    answers = weighing.given()
    said = weighing.said()
    reasons = weighing.reasons()
    context = {
        "weighing": weighing,
        "verdict": said,
        "deciding": [rule for rule in reasons if rule.verdict == said],
        "also": [rule for rule in reasons if rule.verdict != said],
        "today": weighing.today(),
        "otherwise": NOTHING_SPEAKS_FOR_IT,
        "answers": _in_words(answers) if answers else [],
        "again": urlencode({"words": weighing.words, "like": weighing.known_as}),
        "authority": authority.of_answers(answers, said, weighing.task) if answers else None,
        "may_grant": may_grant(request),
    }
    return render(request, "advisor/weighing.html", context)


@require_POST
@weigher
def suggestion(request: ActorRequest, pk: int) -> HttpResponse:
    weighing = get_object_or_404(queries.weighed(request.actor), pk=pk)
    try:
        actions.suggest(weighing, actor=request.actor)
    except AdvisorError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The lead knows of it now."))
    return redirect(weighing)


def _sent(request: ActorRequest) -> HttpResponse:
    form = WeighForm(request.POST)
    if not form.is_valid():
        said = request.POST.get("words", "")[:A_DESCRIPTION]
        return _ask(request, form, said, like(said), BY_KEY.get(request.POST.get("known_as", "")), status=422)
    typed = form.cleaned_data
    weighing = actions.weigh(
        typed["words"],
        form.given(),
        known_as=typed["known_as"],
        form_key=typed["form_key"],
        actor=request.actor,
    )
    return redirect(weighing)


def _chosen(request: ActorRequest, near: list[Task]) -> Task | None:
    """The known task whose answers are suggested: the one asked for, "none", or the nearest."""
    if "like" in request.GET:
        return BY_KEY.get(request.GET["like"])
    return near[0] if near else None


def _ask(
    request: ActorRequest,
    form: WeighForm,
    said: str,
    near: list[Task],
    known: Task | None,
    status: int = 200,
) -> HttpResponse:
    offered = near if known is None or known in near else [known, *near]
    context = {
        "form": form,
        "said": said,
        "known": known,
        "choices": [(task, urlencode({"words": said, "like": task.key})) for task in offered],
        "none": urlencode({"words": said, "like": ""}),
        "back": f"{reverse('advisor:describe')}?{urlencode({'words': said})}",
    }
    return render(request, "advisor/questions.html", context, status=status)


def _in_words(answers: Answers) -> list[tuple[str, str]]:
    return [(str(each.text), each.label(getattr(answers, each.key))) for each in QUESTIONS]
