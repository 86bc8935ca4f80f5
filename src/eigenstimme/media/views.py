"""Serving files. What a row holds never changes, so its hash is its ETag and browsers may keep it.

They are a few MB at most and handed out whole: Django would read a file response whole as well under ASGI, and warn.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404
from django.utils.http import parse_etags
from django.views.decorators.http import require_safe

from eigenstimme.media.links import BadLink, open_link
from eigenstimme.media.models import Asset
from eigenstimme.people.middleware import ActorRequest

KEEP = 60 * 60 * 24 * 30  # seconds


@require_safe
def asset(request: ActorRequest, pk: int) -> HttpResponse:
    """For whoever may see it; for everyone else there is no such file."""
    return _served(request, get_object_or_404(Asset.objects.visible_to(request.actor), pk=pk))


@require_safe
def asset_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """For the page of an approval link, which nobody signs in for."""
    try:
        return _served(request, open_link(token))
    except BadLink as error:
        raise Http404 from error


def _served(request: HttpRequest, shown: Asset) -> HttpResponse:
    etag = f'"{shown.sha256}"'
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        return _with_headers(HttpResponseNotModified(), etag)
    try:
        with shown.file.open("rb") as file:
            content = file.read()
    except FileNotFoundError as error:
        raise Http404 from error
    name = f"{shown.sha256[:16]}.{shown.extension}"
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return _with_headers(HttpResponse(content, content_type=shown.media_type, headers=headers), etag)


def _with_headers(response: HttpResponse, etag: str) -> HttpResponse:
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = f"private, max-age={KEEP}, immutable"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'"
    return response
