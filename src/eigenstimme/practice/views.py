"""The public pages: anyone with the address may read, like and comment, without an account."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST, require_safe

from eigenstimme.practice import actions, queries
from eigenstimme.practice.forms import CommentForm
from eigenstimme.practice.models import PracticeComment, PracticePicture, PracticePost, PracticeVideo, Wall

VISITOR_COOKIE = "practice_visitor"
VISITOR = re.compile(r"[0-9a-f]{32}")
YEAR = 365 * 24 * 60 * 60
POSTS_A_PAGE = 20


def unlisted(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """No search engine keeps what people write while they practise."""

    def with_header(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return with_header


@unlisted
@require_GET
def wall(request: HttpRequest, slug: str) -> HttpResponse:
    wall = get_object_or_404(Wall, slug=slug)
    page = Paginator(queries.posts(wall, _visitor(request)), POSTS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "practice/wall.html", {"wall": wall, "page": page})


@unlisted
@require_GET
def post(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    return _post_page(request, _post(request, slug, pk), None)


@unlisted
@require_POST
def comments(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    post = _post(request, slug, pk)
    form = CommentForm(request.POST, post=post)
    if not form.is_valid():
        return _post_page(request, post, form)
    visitor = _visitor(request) or secrets.token_hex(16)
    try:
        comment = actions.comment(post, visitor=visitor, **form.cleaned_data)
    except actions.TooMany:
        form.add_error(None, _("Many people are writing here just now. Please try again in a minute."))
        return _post_page(request, post, form, status=429)
    except actions.Unfit:
        form.add_error("text", _("This text cannot be shown here. Please shorten or change it."))
        return _post_page(request, post, form)
    return _remember(redirect(comment), visitor)


@unlisted
@require_POST
def likes(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    post = _post(request, slug, pk)
    visitor = _visitor(request) or secrets.token_hex(16)
    act = actions.like_post if request.POST.get("like") == "1" else actions.unlike_post
    act(post, visitor=visitor)
    return _remember(redirect(post), visitor)


@unlisted
@require_safe
def picture(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    return _file(get_object_or_404(PracticePicture, pk=pk, post__wall__slug=slug))


@unlisted
@require_safe
def video(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    return _file(get_object_or_404(PracticeVideo, post=pk, post__wall__slug=slug))


@unlisted
@require_safe
def track(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The captions of a video, for the player."""
    shown = get_object_or_404(PracticeVideo.objects.exclude(captions=""), post=pk, post__wall__slug=slug)
    headers = {"X-Content-Type-Options": "nosniff"}
    return HttpResponse(shown.captions, content_type="text/vtt; charset=utf-8", headers=headers)


def _file(shown: PracticePicture | PracticeVideo) -> HttpResponse:
    """Handed out whole: under ASGI Django would read a file response whole as well, and warn."""
    try:
        with shown.file.open("rb") as file:
            content = file.read()
    except FileNotFoundError as error:
        raise Http404 from error
    headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "public, max-age=86400"}
    return HttpResponse(content, content_type=shown.media_type, headers=headers)


def _post(request: HttpRequest, slug: str, pk: int) -> PracticePost:
    wall = get_object_or_404(Wall, slug=slug)
    return get_object_or_404(queries.posts(wall, _visitor(request)), pk=pk)


def _post_page(
    request: HttpRequest, post: PracticePost, form: CommentForm | None, *, status: int | None = None
) -> HttpResponse:
    parent = post.comments.filter(pk=_number(request.GET.get("reply"))).first() if form is None else None
    initial = {"parent": parent.pk if parent else None, "name": _name(request, post.wall)}
    context = {
        "wall": post.wall,
        "post": post,
        "threads": queries.conversation(post),
        "form": form or CommentForm(post=post, initial=initial),
        "parent": parent,
    }
    return render(request, "practice/post.html", context, status=status or (422 if form else 200))


def _visitor(request: HttpRequest) -> str:
    """The mark that this browser got with its first comment or like, or nothing."""
    mark = request.COOKIES.get(VISITOR_COOKIE, "")
    return mark if VISITOR.fullmatch(mark) else ""


def _name(request: HttpRequest, wall: Wall) -> str:
    """The name this visitor gave last time."""
    visitor = _visitor(request)
    last = PracticeComment.objects.filter(wall=wall, visitor=visitor).last() if visitor else None
    return last.name if last else ""


def _remember(response: HttpResponse, visitor: str) -> HttpResponse:
    response.set_cookie(
        VISITOR_COOKIE,
        visitor,
        max_age=YEAR,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


def _number(value: str | None) -> int:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 19 else 0
