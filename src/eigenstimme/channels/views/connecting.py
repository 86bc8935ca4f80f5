"""Connecting an account, once or again: choose, type in, perhaps go to the network and come back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from eigenstimme.channels import actions, in_house, pending, queries, words
from eigenstimme.channels.actions import Wish
from eigenstimme.channels.errors import ChannelError
from eigenstimme.channels.forms import AccountForm, QuestionsForm
from eigenstimme.channels.models import Channel
from eigenstimme.channels.pending import Pending
from eigenstimme.channels.reachable import answer
from eigenstimme.connectors.registry import UnknownNetwork, connector_class
from eigenstimme.connectors.types import Connector, ConnectorFailure, Redirect
from eigenstimme.people.doors import signed_in
from eigenstimme.people.middleware import ActorRequest
from eigenstimme.people.rights import Subject, require


@signed_in
def new(request: ActorRequest) -> HttpResponse:
    require(request.actor, "channel.manage", Subject(request.actor.company_id))
    return render(request, "channels/new.html", {"networks": queries.networks()})


@signed_in
def connect(request: ActorRequest, network: str) -> HttpResponse:
    require(request.actor, "channel.manage", Subject(request.actor.company_id))
    connector = _known(network)
    posted = request.POST if request.method == "POST" else None
    details = QuestionsForm(
        posted,
        company_id=request.actor.company_id,
        usual=connector.weekly_hours,
        initial={"responsible": request.actor.membership_id},
    )
    if not details.is_valid():
        return _questions_page(request, connector, details)
    wish = details.wish(request.actor.company_id, network)
    doubts = actions.offered(wish).sentences
    if doubts and not wish.all_the_same:
        return _questions_page(request, connector, details, doubts)
    fields = connector.connect.fields
    only_questions = bool(fields) and not any(name.startswith("account-") for name in request.POST)
    account = AccountForm(None if only_questions else posted, fields=fields)
    if account.is_valid() and (answer := _begun(request, wish, account)):
        return answer
    return _form_page(request, connector, account, details=details)


@signed_in
def reconnect(request: ActorRequest, pk: int) -> HttpResponse:
    open_channels = Channel.objects.visible_to(request.actor).open()
    channel = get_object_or_404(open_channels.select_related("responsible__person"), pk=pk)
    require(request.actor, "channel.manage", channel.subject())
    if in_house.opener(channel.network):
        raise Http404
    connector = channel.connector_class
    account = AccountForm(
        request.POST if request.method == "POST" else None,
        fields=connector.connect.fields,
        initial=channel.settings,  # what is no secret need not be typed again
    )
    if account.is_valid():
        wish = Wish(channel.company_id, channel.network, channel_id=channel.pk)
        if answer := _begun(request, wish, account):
            return answer
    return _form_page(request, connector, account, channel=channel)


@signed_in
def leave(request: ActorRequest) -> HttpResponse:
    """On the way to the network. A page of its own, since a form may not lead to another site (form-action)."""
    try:
        waiting = pending.read(request.session)
    except ChannelError as error:
        messages.error(request, str(error))
        return redirect("channels:channels")
    network = words.said(connector_class(waiting.wish.network).label)
    response = render(request, "channels/leave.html", {"url": waiting.url, "network": network})
    response["Refresh"] = f"1; url={iri_to_uri(waiting.url)}"
    return response


@signed_in
def returned(request: ActorRequest) -> HttpResponse:
    """Where networks send the browser back to, with their answer in the query."""
    try:
        waiting = pending.take(request.session)
        channel = actions.finish(
            waiting.wish,
            request.GET.dict(),
            waiting.kept,
            return_url=waiting.return_url,
            actor=request.actor,
        )
    except ConnectorFailure as failure:
        messages.error(request, words.failed(failure))
        return redirect(_where_it_began(waiting.wish))
    except ChannelError as error:
        messages.error(request, str(error))
        return redirect("channels:channels")
    return _connected(request, channel)


@require_safe
def reachable(request: HttpRequest, question: str) -> HttpResponse:
    """What this installation asks itself, to learn whether others can reach it. It tells nobody anything."""
    try:
        return HttpResponse(answer(question), content_type="text/plain")
    except signing.BadSignature as error:
        raise Http404 from error


def _begun(request: ActorRequest, wish: Wish, form: AccountForm) -> HttpResponse | None:
    """The way on; None when the network or we said no, and the form says why."""
    return_url = _return_url(request)
    try:
        answer = actions.begin(wish, _values(form), return_url=return_url, actor=request.actor)
    except ConnectorFailure as failure:
        form.refuse(words.failed(failure))
        return None
    except ChannelError as error:
        form.refuse(str(error))
        return None
    if isinstance(answer, Redirect):
        pending.keep(request.session, Pending(wish, answer.url, return_url, dict(answer.pending)))
        return redirect("channels:leave")
    return _connected(request, answer)


def _return_url(request: ActorRequest) -> str:
    return request.build_absolute_uri(reverse("channels:returned"))


def _values(form: AccountForm) -> Mapping[str, str]:
    return form.cleaned_data


def _connected(request: ActorRequest, channel: Channel) -> HttpResponse:
    messages.success(request, _("%(channel)s is connected.") % {"channel": channel})
    return redirect(channel)


def _where_it_began(wish: Wish) -> str:
    if wish.channel_id is not None:
        return reverse("channels:reconnect", args=[wish.channel_id])
    return reverse("channels:connect", args=[wish.network])


def _wants_an_app(connector: type[Connector]) -> bool:
    """Whether the company registers an app of its own at the network, which wants to know the return address."""
    return "client_id" in {field.name for field in connector.connect.fields}


def _known(network: str) -> type[Connector]:
    try:
        return connector_class(network)
    except UnknownNetwork as error:
        raise Http404 from error


def _questions_page(
    request: ActorRequest, connector: type[Connector], details: QuestionsForm, doubts: Sequence[str] = ()
) -> HttpResponse:
    """The three questions before the account is asked for; with what speaks against it."""
    context = {
        "network": queries.network(connector),
        "details": details,
        "doubts": doubts,
        "usual": words.hours(connector.weekly_hours * 60) if connector.weekly_hours else "",
        "asks_account": bool(connector.connect.fields),
    }
    return render(request, "channels/questions.html", context, status=422 if details.is_bound else 200)


def _form_page(
    request: ActorRequest,
    connector: type[Connector],
    account: AccountForm,
    *,
    details: QuestionsForm | None = None,
    channel: Channel | None = None,
) -> HttpResponse:
    context = {
        "network": queries.network(connector),
        "steps": [words.said(step) for step in connector.connect.instructions],
        "notes": [words.said(note) for note in connector.notes],
        "return_url": _return_url(request) if _wants_an_app(connector) else "",
        "account": account,
        "details": details,
        "channel": channel,
    }
    return render(request, "channels/connect.html", context, status=422 if account.is_bound else 200)
