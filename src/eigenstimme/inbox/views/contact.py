"""One contact: who they are on which network, and what we know about them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from eigenstimme.connectors.registry import connector_class
from eigenstimme.inbox import actions, queries
from eigenstimme.inbox.errors import InboxError
from eigenstimme.inbox.forms import ContactForm
from eigenstimme.inbox.models import Contact, Conversation
from eigenstimme.inbox.views.numbers import number
from eigenstimme.people.doors import signed_in
from eigenstimme.people.middleware import ActorRequest
from eigenstimme.people.rights import decide

CONVERSATIONS = 25


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def contact(request: ActorRequest, pk: int) -> HttpResponse:
    contact = _contact(request, pk)
    if request.method != "POST":
        return _page(request, contact, ContactForm(instance=contact))
    form = ContactForm(request.POST, instance=contact)
    if not form.is_valid():
        return _page(request, _contact(request, pk), form, status=422)
    given = form.cleaned_data
    actions.edit_contact(contact, name=given["name"], notes=given["notes"], actor=request.actor)
    messages.success(request, _("Saved."))
    return redirect(contact)


@require_POST
@signed_in
def merger(request: ActorRequest, pk: int) -> HttpResponse:
    """``other`` is the same person: it is merged into this contact."""
    contact = _contact(request, pk)
    other = get_object_or_404(Contact.objects.visible_to(request.actor), pk=number(request.POST.get("other")))
    try:
        actions.merge_contacts(other, into=contact, actor=request.actor)
    except InboxError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Both are one contact now."))
    return redirect(contact)


def _contact(request: ActorRequest, pk: int) -> Contact:
    return get_object_or_404(Contact.objects.visible_to(request.actor), pk=pk)


def _page(request: ActorRequest, contact: Contact, form: ContactForm, *, status: int = 200) -> HttpResponse:
    handles = [
        (handle, connector_class(handle.network)) for handle in contact.handles.order_by("network", "handle")
    ]
    conversations = Conversation.objects.visible_to(request.actor).filter(messages__handle__contact=contact)
    wanted = request.GET.get("q", "").strip()[:200]
    context = {
        "contact": contact,
        "form": form,
        "handles": handles,
        "conversations": Conversation.objects.filter(pk__in=conversations.values("pk")).for_lists()[
            :CONVERSATIONS
        ],
        "candidates": queries.candidates(contact, request.actor, wanted),
        "wanted": wanted,
        "may_note": decide(request.actor, "inbox.note", contact.subject()),
        "may_merge": decide(request.actor, "inbox.reply", contact.subject()),
    }
    return render(request, "inbox/contact.html", context, status=status)
