"""The catalogue of tasks, one of them, and the rules in words."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from eigenstimme.advisor import authority, queries
from eigenstimme.advisor.catalogue import BY_KEY
from eigenstimme.advisor.criteria import Verdict
from eigenstimme.advisor.models import A_DESCRIPTION
from eigenstimme.advisor.rules import NOTHING_SPEAKS_FOR_IT, RULES, judge
from eigenstimme.advisor.views.doors import may_grant, weigher
from eigenstimme.people.middleware import ActorRequest


@require_safe
@weigher
def catalogue(request: ActorRequest) -> HttpResponse:
    verdict = request.GET.get("verdict", "")
    verdict = verdict if verdict in Verdict.values else ""
    sought = request.GET.get("q", "").strip()[:A_DESCRIPTION]
    context = {
        "shelves": queries.shelves(verdict, sought),
        "tabs": _tabs(verdict, sought),
        "verdict": verdict,
        "sought": sought,
    }
    return render(request, "advisor/catalogue.html", context)


def _tabs(chosen: str, sought: str) -> list[tuple[str, str, bool]]:
    """All, then each verdict: label, address, whether it is the one shown; what was sought is kept."""
    labels = [("", _("All")), *((verdict.value, str(verdict.label)) for verdict in Verdict)]
    return [
        (label, "?" + urlencode({"verdict": value, "q": sought}), value == chosen) for value, label in labels
    ]


@require_safe
@weigher
def task(request: ActorRequest, key: str) -> HttpResponse:
    task = BY_KEY.get(key)
    if task is None:
        raise Http404
    context = {
        "task": task,
        "judged": judge(task.profile),
        "authority": authority.of_task(task),
        "may_grant": may_grant(request),
        "again": urlencode({"words": str(task), "like": task.key}),
    }
    return render(request, "advisor/task.html", context)


@require_safe
@weigher
def rules(request: ActorRequest) -> HttpResponse:
    by_verdict = [(verdict, [rule for rule in RULES if rule.verdict == verdict]) for verdict in Verdict]
    context = {"by_verdict": by_verdict, "otherwise": NOTHING_SPEAKS_FOR_IT}
    return render(request, "advisor/rules.html", context)
