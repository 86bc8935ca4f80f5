"""Serving files. What a row holds never changes, so its hash is its ETag and browsers may keep it.

Pictures are a few MB at most and handed out whole. Videos are handed out in pieces of a few MB: a player asks for
ranges (RFC 9110, 14) and gets at most one piece at once; whoever asks for all of it gets one piece after the other.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotModified,
    StreamingHttpResponse,
)
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.http import parse_etags
from django.views.decorators.http import require_safe

from eigenstimme.media.crops import Crop
from eigenstimme.media.delivery import NotDelivered, ordered
from eigenstimme.media.links import BadLink, open_link
from eigenstimme.media.models import Asset
from eigenstimme.media.renditions import NAMED, Target, etag, named
from eigenstimme.media.renditions import rendition as rendition_for
from eigenstimme.media.stills import NoFrame
from eigenstimme.people.middleware import ActorRequest

KEEP = 60 * 60 * 24 * 30  # seconds
A_PIECE = 4 * 1024 * 1024  # bytes
RANGE = re.compile(r"bytes=(?P<first>\d{0,15})-(?P<last>\d{0,15})")


@require_safe
def asset(request: ActorRequest, pk: int) -> HttpResponseBase:
    """For whoever may see it; for everyone else there is no such file."""
    return _served(request, get_object_or_404(Asset.objects.visible_to(request.actor).kept(), pk=pk))


@require_safe
def asset_by_link(request: HttpRequest, token: str) -> HttpResponseBase:
    """For the page of an approval link, which nobody signs in for: the picture, or a still of the video."""
    try:
        shown = open_link(token)
    except BadLink as error:
        raise Http404 from error
    return _named(request, shown, "still")


@require_safe
def delivered(request: HttpRequest, token: str, extension: str) -> HttpResponseBase:
    """For a network that fetches what a post shows, and for nobody longer than that takes."""
    try:
        shown, limits, crop = ordered(token)
        if shown.is_video:
            return _served(request, shown)
        made = rendition_for(shown, Target.of(limits), crop)
    except (NotDelivered, FileNotFoundError) as error:
        raise Http404 from error
    return HttpResponse(
        made.content, content_type=made.media_type, headers={"Cache-Control": "private, no-store"}
    )


@require_safe
def rendition(request: ActorRequest, pk: int, name: str) -> HttpResponseBase:
    """A smaller picture of it: for lists, or for previews, then perhaps cropped."""
    shown = get_object_or_404(Asset.objects.visible_to(request.actor).kept(), pk=pk)
    if name not in NAMED:
        raise Http404
    return _named(request, shown, name)


@require_safe
def track(request: ActorRequest, pk: int) -> HttpResponseBase:
    """The captions of a video, for the player."""
    shown = get_object_or_404(Asset.objects.visible_to(request.actor).kept().exclude(captions=""), pk=pk)
    return HttpResponse(shown.captions, content_type="text/vtt; charset=utf-8")


def _named(request: HttpRequest, shown: Asset, name: str) -> HttpResponseBase:
    crop = Crop.parse(request.GET.get("crop", ""))
    tag = f'"{etag(shown, name, crop)}"'
    if tag in parse_etags(request.headers.get("If-None-Match", "")):
        return _with_headers(HttpResponseNotModified(), tag)
    try:
        made = named(shown, name, crop)
    except (FileNotFoundError, NoFrame) as error:
        raise Http404 from error
    return _with_headers(HttpResponse(made.content, content_type=made.media_type), tag)


def _served(request: HttpRequest, shown: Asset) -> HttpResponseBase:
    etag = f'"{shown.sha256}"'
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        return _with_headers(HttpResponseNotModified(), etag)
    try:
        response = _film(request, shown) if shown.is_video else _whole(shown)
    except FileNotFoundError as error:
        raise Http404 from error
    name = f"{shown.sha256[:16]}.{shown.extension}"
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return _with_headers(response, etag)


def _whole(shown: Asset) -> HttpResponse:
    with shown.file.open("rb") as file:
        return HttpResponse(file.read(), content_type=shown.media_type)


def _film(request: HttpRequest, shown: Asset) -> HttpResponseBase:
    asked = RANGE.fullmatch(request.headers.get("Range", ""))
    if asked is None:
        if not shown.file.storage.exists(str(shown.file)):
            raise FileNotFoundError
        whole = StreamingHttpResponse(_pieces(shown), content_type=shown.media_type)
        whole.headers["Content-Length"] = str(shown.size)
        whole.headers["Accept-Ranges"] = "bytes"
        return whole
    start, end = _span(asked, shown.size)
    if start > end:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{shown.size}"})
    part = HttpResponse(_piece(shown, start, end + 1 - start), content_type=shown.media_type, status=206)
    part.headers["Content-Range"] = f"bytes {start}-{end}/{shown.size}"
    part.headers["Accept-Ranges"] = "bytes"
    return part


def _span(asked: re.Match[str], size: int) -> tuple[int, int]:
    """First and last byte of what is handed out, at most a piece. An empty span lies behind the end."""
    first, last = asked["first"], asked["last"]
    start = int(first) if first else max(size - int(last or 0), 0)  # "-500": the last 500
    end = min(int(last), size - 1) if first and last else size - 1
    return start, min(end, start + A_PIECE - 1)


def _piece(shown: Asset, start: int, length: int) -> bytes:
    with shown.file.open("rb") as file:
        file.seek(start)
        return bytes(file.read(min(length, A_PIECE)))


async def _pieces(shown: Asset) -> AsyncIterator[bytes]:
    for start in range(0, shown.size, A_PIECE):
        yield await asyncio.to_thread(_piece, shown, start, A_PIECE)


def _with_headers(response: HttpResponseBase, etag: str) -> HttpResponseBase:
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = f"private, max-age={KEEP}, immutable"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'"
    return response
