"""One conversation: reading it, answering, recommending, and looking after it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from eigenstimme.connectors.types import Reacts
from eigenstimme.inbox import actions, queries
from eigenstimme.inbox.errors import AskFirst, InboxError
from eigenstimme.inbox.forms import AnswerForm, NoteForm, RecommendationForm, ResponsibleForm
from eigenstimme.inbox.models import Conversation, Message, Recommendation
from eigenstimme.inbox.views.inbox import listing
from eigenstimme.inbox.views.numbers import number
from eigenstimme.people.doors import signed_in
from eigenstimme.people.middleware import ActorRequest
from eigenstimme.people.models import Membership
from eigenstimme.people.rights import decide


@require_GET
@signed_in
def conversation(request: ActorRequest, pk: int) -> HttpResponse:
    return _page(request, _conversation(request, pk))


@require_GET
@signed_in
def thread(request: ActorRequest, pk: int) -> HttpResponse:
    """Only what was said: it fetches itself again, and never touches what somebody is typing."""
    return _thread(request, _conversation(request, pk))


@require_POST
@signed_in
def answers(request: ActorRequest, pk: int) -> HttpResponse:
    conversation = _conversation(request, pk)
    form = _answer_form(request, request.POST)
    if not form.is_valid():
        return _page(request, conversation, answer=form, status=422)
    given = form.cleaned_data
    message = get_object_or_404(_messages(conversation), pk=given["message"])
    try:
        actions.reply(
            message,
            given["text"],
            recommendation=_recommendation(conversation, given["recommendation"]),
            sign=given["sign"],
            key=given["key"],
            seen=given["seen"],
            confirmed=given["confirmed"],
            actor=request.actor,
        )
    except InboxError as error:
        form.add_error("text", str(error))
        return _page(request, conversation, answer=form, ask=isinstance(error, AskFirst), status=422)
    messages.success(request, _("Your answer is on its way."))
    return _back(conversation)


@require_POST
@signed_in
def recommendations(request: ActorRequest, pk: int) -> HttpResponse:
    conversation = _conversation(request, pk)
    form = RecommendationForm(request.POST)
    if not form.is_valid():
        return _page(request, conversation, recommend=form, status=422)
    message = get_object_or_404(_messages(conversation), pk=form.cleaned_data["message"])
    actions.recommend(message, form.cleaned_data["text"], actor=request.actor)
    messages.success(
        request, _("%(name)s sees your recommendation now.") % {"name": conversation.responsible}
    )
    return _back(conversation)


@require_POST
@signed_in
def dismissal(request: ActorRequest, pk: int, recommendation: int) -> HttpResponse:
    conversation = _conversation(request, pk)
    found = _recommendation(conversation, recommendation)
    return _act(request, conversation, lambda: actions.dismiss(found, actor=request.actor) if found else None)


@require_POST
@signed_in
def like(request: ActorRequest, pk: int, message: int) -> HttpResponse:
    """Like (``like=1``) or take it back. A fragment gets the thread, so that nothing typed is lost."""
    conversation = _conversation(request, pk)
    liked = get_object_or_404(_messages(conversation), pk=message)
    act = actions.like if request.POST.get("like") == "1" else actions.unlike
    answer = _act(request, conversation, lambda: act(liked, actor=request.actor))
    return _thread(request, conversation) if request.headers.get("HX-Request") else answer


@require_POST
@signed_in
def notes(request: ActorRequest, pk: int) -> HttpResponse:
    conversation = _conversation(request, pk)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _page(request, conversation, note=form, status=422)
    actions.write_note(conversation, form.cleaned_data["text"], actor=request.actor)
    return _back(conversation)


@require_POST
@signed_in
def responsible(request: ActorRequest, pk: int) -> HttpResponse:
    conversation = _conversation(request, pk)
    colleagues = Membership.objects.visible_to(request.actor).select_related("person")
    to = get_object_or_404(colleagues, pk=number(request.POST.get("to")))
    return _act(request, conversation, lambda: actions.hand_over(conversation, to=to, actor=request.actor))


@require_POST
@signed_in
def closing(request: ActorRequest, pk: int) -> HttpResponse:
    """Close (``closed=1``) or open again."""
    conversation = _conversation(request, pk)
    act = actions.close if request.POST.get("closed") == "1" else actions.reopen
    return _act(request, conversation, lambda: act(conversation, actor=request.actor))


# --- fetching -----------------------------------------------------------------------------------------------


def _conversation(request: ActorRequest, pk: int) -> Conversation:
    rows = Conversation.objects.visible_to(request.actor).select_related(
        "channel__responsible__person", "responsible__person", "contact", "publication__variant__piece"
    )
    return get_object_or_404(rows, pk=pk)


def _messages(conversation: Conversation) -> Any:
    return Message.objects.filter(conversation=conversation).select_related(
        "conversation__channel__responsible__person", "conversation__responsible__person", "handle"
    )


def _recommendation(conversation: Conversation, pk: int | None) -> Recommendation | None:
    rows = Recommendation.objects.filter(message__conversation=conversation).select_related(
        "author__person", "message__conversation__channel", "message__conversation__responsible__person"
    )
    return get_object_or_404(rows, pk=pk) if pk else None


# --- answering ----------------------------------------------------------------------------------------------


def _act(request: ActorRequest, conversation: Conversation, act: Any) -> HttpResponse:
    try:
        act()
    except InboxError as error:
        messages.error(request, str(error))
    return _back(conversation)


def _back(conversation: Conversation) -> HttpResponse:
    return redirect(conversation)


def _thread(request: ActorRequest, conversation: Conversation) -> HttpResponse:
    return render(request, "inbox/thread.html", _reading(request, conversation))


def _reading(request: ActorRequest, conversation: Conversation) -> dict[str, Any]:
    """What the thread shows, and what may be done in it."""
    whole = request.GET.get("whole") == "1"
    subject = conversation.subject()
    return {
        "conversation": conversation,
        "channel": conversation.channel,
        "thread": queries.thread(conversation, whole=whole),
        "thread_url": reverse("inbox:thread", args=[conversation.pk]) + ("?whole=1" if whole else ""),
        "can_like": conversation.channel.can(Reacts),
        "may_reply": decide(request.actor, "inbox.reply", subject),
        "may_react": decide(request.actor, "inbox.react", subject),
        "may_see_plan": decide(request.actor, "plan.read", conversation.channel.subject()),
    }


def _page(
    request: ActorRequest,
    conversation: Conversation,
    *,
    answer: AnswerForm | None = None,
    recommend: RecommendationForm | None = None,
    note: NoteForm | None = None,
    ask: bool = False,
    status: int = 200,
) -> HttpResponse:
    reading = _reading(request, conversation)
    form = answer or recommend
    wanted = form.data.get("message") if form else request.GET.get("answer")
    target = _target(conversation, reading["thread"], wanted)
    subject = conversation.subject()
    may_recommend = None if reading["may_reply"] else decide(request.actor, "inbox.recommend", subject)
    context = {
        **listing(request, at=conversation.pk),
        **reading,
        "target": target,
        "to": queries.writer(target) if target else "",
        "answer": answer or _fresh_answer(request, conversation, reading["thread"], target),
        "limit": _limit(request, conversation),
        "ask": ask,
        "recommend": recommend or RecommendationForm(initial={"message": target.pk if target else None}),
        "may_recommend": may_recommend,
        "may_note": decide(request.actor, "inbox.note", subject),
        "note": note or NoteForm(prefix=None),
        "responsible_form": ResponsibleForm(conversation=conversation) if reading["may_reply"] else None,
    }
    return render(request, "inbox/conversation.html", context, status=status)


def _target(conversation: Conversation, thread: queries.Thread, wanted: str | None) -> Message | None:
    """The message that is answered: the chosen one, else the one that waits longest, else the newest."""
    answerable = [message for message in thread.said if message.from_outside]
    chosen = [message for message in answerable if str(message.pk) == wanted]
    longest = [message for message in answerable if message.written_at == conversation.waiting_since]
    return next(iter([*chosen, *longest, *reversed(answerable)]), None)


def _answer_form(request: ActorRequest, data: Any = None, **initial: Any) -> AnswerForm:
    return AnswerForm(data, signature=_signature(request), initial=initial)


def _fresh_answer(
    request: ActorRequest, conversation: Conversation, thread: queries.Thread, target: Message | None
) -> AnswerForm:
    """Empty, or filled with the recommendation that is to be taken over."""
    wanted = request.GET.get("recommendation", "")
    adopted = next((each for each in thread.recommendations if str(each.pk) == wanted), None)
    return _answer_form(
        request,
        text=adopted.text if adopted else "",
        recommendation=adopted.pk if adopted else None,
        message=target.pk if target else None,
        seen=max((message.pk for message in thread.said), default=0),
    )


def _limit(request: ActorRequest, conversation: Conversation) -> int | None:
    """What the network takes, less the sign."""
    longest = conversation.channel.limits.max_length
    return None if longest is None else longest - len(_signature(request))


def _signature(request: ActorRequest) -> str:
    return f" {request.membership.sign}" if request.membership else ""
