"""Files coming in: as a form, or piece by piece in the tus protocol, so that a broken connection costs little.

tus 1.0.0 (https://tus.io/protocols/resumable-upload) with creation and termination. No maintained server for Django
was found that would do without a second web framework; the core is three verbs on one row.
"""

from __future__ import annotations

import base64
import binascii
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from eigenstimme.media import actions
from eigenstimme.media.forms import AttachmentsForm
from eigenstimme.media.models import Asset, Attachment, Incoming
from eigenstimme.media.upload import LARGEST_VIDEO, BadFile, add_file
from eigenstimme.people.doors import signed_in
from eigenstimme.people.middleware import ActorRequest

TUS = {"Tus-Resumable": "1.0.0", "Cache-Control": "no-store"}
ABILITIES = {
    "Tus-Version": "1.0.0",
    "Tus-Extension": "creation,termination",
    "Tus-Max-Size": str(LARGEST_VIDEO),
}
PIECE = "application/offset+octet-stream"


@require_POST
@signed_in
def add(request: ActorRequest) -> HttpResponse:
    """The way in without script: a form with any number of files."""
    added, refused = 0, []
    for upload in request.FILES.getlist("file"):
        try:
            add_file(upload, alt="", actor=request.actor)
            added += 1
        except BadFile as error:
            refused.append(f"{upload.name}: {error}")
    for sentence in refused or ([] if added else [_("Please choose a file first.")]):
        messages.error(request, sentence)
    if added:
        said = ngettext("%(count)s file was added.", "%(count)s files were added.", added)
        messages.success(request, said % {"count": added})
    return redirect("media:library")


@require_http_methods(["OPTIONS", "POST"])
@signed_in
def uploads(request: ActorRequest) -> HttpResponse:
    """Begin an upload: its size and name come as headers, its address goes back."""
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers=TUS | ABILITIES)
    size = _figure(request, "Upload-Length")
    if size is None:
        return _refused(_("The browser did not say how large the file is."), 400)
    try:
        incoming = actions.begin_upload(file_name=_named(request), size=size, actor=request.actor)
    except BadFile as error:
        return _refused(str(error), 413)
    address = reverse("media:upload", args=[incoming.pk])
    return HttpResponse(status=201, headers=TUS | {"Location": address})


@require_http_methods(["HEAD", "PATCH", "DELETE"])
@signed_in
def upload(request: ActorRequest, key: UUID) -> HttpResponse:
    """How much has arrived; the next piece; or enough of it."""
    incoming = get_object_or_404(Incoming.objects.visible_to(request.actor), pk=key)
    if request.method == "HEAD":
        headers = {"Upload-Offset": str(incoming.arrived), "Upload-Length": str(incoming.size)}
        if incoming.asset_id:
            headers["Asset"] = str(incoming.asset_id)
        return HttpResponse(headers=TUS | headers)
    if request.method == "DELETE":
        actions.give_up(incoming, actor=request.actor)
        return HttpResponse(status=204, headers=TUS)
    return _piece(request, incoming)


def _piece(request: ActorRequest, incoming: Incoming) -> HttpResponse:
    at = _figure(request, "Upload-Offset")
    if request.content_type != PIECE or at is None:
        return HttpResponse(status=415, headers=TUS)
    try:
        asset = actions.take_piece(incoming, request, at=at, actor=request.actor)  # type: ignore[arg-type]  # reads like a file
    except Incoming.DoesNotExist as error:  # another request brought the last piece
        raise Http404 from error
    except actions.WrongPlace as wrong:
        return HttpResponse(status=409, headers=TUS | {"Upload-Offset": str(wrong.arrived)})
    except BadFile as error:
        actions.give_up(incoming, actor=request.actor)
        return _refused(str(error), 422)
    if asset:
        return HttpResponse(
            status=204, headers=TUS | {"Upload-Offset": str(incoming.size), "Asset": str(asset.pk)}
        )
    arrived = Incoming.objects.values_list("arrived", flat=True).get(pk=incoming.pk)
    return HttpResponse(status=204, headers=TUS | {"Upload-Offset": str(arrived)})


@require_safe
@signed_in
def tile(request: ActorRequest, pk: int) -> HttpResponse:
    """One file as the library lists it, for whoever has just added it there."""
    asset = get_object_or_404(Asset.objects.visible_to(request.actor).kept().with_consent_state(), pk=pk)
    return render(request, "media/_tiles.html", {"assets": [asset]})


@require_safe
@signed_in
def row(request: ActorRequest, pk: int) -> HttpResponse:
    """One file as a row of a form, for whoever has just added or chosen it there."""
    asset = get_object_or_404(Asset.objects.visible_to(request.actor).kept(), pk=pk)
    attached = [Attachment(asset, asset.alt)]
    prefix = request.GET.get("prefix", "")[:100]
    form = AttachmentsForm(prefix=prefix, attached=attached, actor=request.actor)
    return render(request, "media/_attachment_row.html", {"row": form.rows[0]})


@require_safe
@signed_in
def choose(request: ActorRequest) -> HttpResponse:
    """The library to choose from, for the dialog of a form; its rows are the form's own."""
    form = AttachmentsForm(request.GET, prefix=request.GET.get("prefix", "")[:100], actor=request.actor)
    return render(request, "media/_choose_dialog.html", {"attachments": form})


def _refused(sentence: str, status: int) -> HttpResponse:
    return JsonResponse({"error": sentence}, status=status, headers=TUS)


def _figure(request: ActorRequest, header: str) -> int | None:
    given = request.headers.get(header, "")
    return int(given) if given.isdecimal() and len(given) < 16 else None


def _named(request: ActorRequest) -> str:
    """The file name out of ``Upload-Metadata``: pairs of a key and its value in base64."""
    for pair in request.headers.get("Upload-Metadata", "").split(","):
        key, _space, value = pair.strip().partition(" ")
        if key == "filename":
            try:
                return base64.b64decode(value, validate=True).decode()
            except (binascii.Error, UnicodeDecodeError):
                return ""
    return ""
