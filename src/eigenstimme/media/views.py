"""Serving pictures. What a row holds never changes, so its hash is its ETag and browsers may keep it."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.http import parse_etags
from django.views.decorators.http import require_safe

from eigenstimme.media.links import BadLink, open_link
from eigenstimme.media.models import Picture
from eigenstimme.people.middleware import ActorRequest

KEEP = 60 * 60 * 24 * 30  # seconds


@require_safe
def picture(request: ActorRequest, pk: int) -> HttpResponseBase:
    """For whoever may see it; for everyone else there is no such picture."""
    return _served(request, get_object_or_404(Picture.objects.visible_to(request.actor), pk=pk))


@require_safe
def picture_by_link(request: HttpRequest, token: str) -> HttpResponseBase:
    """For the page of an approval link, which nobody signs in for."""
    try:
        return _served(request, open_link(token))
    except BadLink as error:
        raise Http404 from error


def _served(request: HttpRequest, shown: Picture) -> HttpResponseBase:
    etag = f'"{shown.sha256}"'
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        return _with_headers(HttpResponseNotModified(), etag)
    try:
        file = shown.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    name = f"{shown.sha256[:16]}.{shown.extension}"
    return _with_headers(FileResponse(file, content_type=shown.media_type, filename=name), etag)


def _with_headers(response: HttpResponseBase, etag: str) -> HttpResponseBase:
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = f"private, max-age={KEEP}, immutable"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'"
    return response
