"""The practice network's interface for programs: JSON out, forms in, the wall's token as bearer.

Writing is idempotent: the sender names a ``key``, and the same key twice is the same post or answer.
Errors are ``{"error": "an English sentence"}`` with 401, 404 or 422.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from eigenstimme.practice import actions, queries
from eigenstimme.practice.models import PracticeComment, PracticePost, Wall

LARGEST_PICTURE = 8 * 1024 * 1024
LARGEST_VIDEO = 20 * 1024 * 1024  # bytes
LONGEST_KEY = 64
COMMENTS_AT_ONCE = 100

View = Callable[..., HttpResponse]


def endpoint(*methods: str) -> Callable[[View], View]:
    """Only these methods, only for the holder of a wall's token; refusals become JSON."""

    def decorate(view: View) -> View:
        @csrf_exempt
        @require_http_methods(list(methods))
        @wraps(view)
        def checked(request: HttpRequest, **kwargs: object) -> HttpResponse:
            scheme, _space, token = request.headers.get("authorization", "").partition(" ")
            wall = queries.wall_of(token.strip()) if scheme.lower() == "bearer" else None
            if wall is None:
                return JsonResponse({"error": "This token opens no wall."}, status=401)
            try:
                return view(request, wall, **kwargs)
            except Http404:
                return JsonResponse({"error": "There is no such thing on this wall."}, status=404)
            except actions.Unfit as error:
                return JsonResponse({"error": str(error)}, status=422)

        return checked

    return decorate


@endpoint("GET")
def account(request: HttpRequest, wall: Wall) -> HttpResponse:
    url = request.build_absolute_uri(wall.get_absolute_url())
    return JsonResponse({"id": str(wall.pk), "name": wall.name, "handle": wall.handle, "url": url})


@endpoint("POST")
def posts(request: HttpRequest, wall: Wall) -> HttpResponse:
    files, alts = request.FILES.getlist("picture"), request.POST.getlist("alt")
    if len(files) != len(alts):
        raise actions.Unfit("Every picture needs its description.")
    uploads = [actions.Upload(_read(file), alt) for file, alt in zip(files, alts, strict=True)]
    post = actions.publish(
        wall,
        key=_key(request),
        text=request.POST.get("text", ""),
        uploads=uploads,
        video=_video(request),
    )
    return JsonResponse(_post(request, post))


@endpoint("GET")
def post_by_key(request: HttpRequest, wall: Wall, key: str) -> HttpResponse:
    return JsonResponse(_post(request, get_object_or_404(wall.posts, key=key)))


@endpoint("GET", "POST")
def comments(request: HttpRequest, wall: Wall) -> HttpResponse:
    """GET: what was written after the comment ``since``, oldest first. POST: answer as the wall's owner."""
    if request.method == "GET":
        since = _number(request.GET.get("since", "0"))
        found = queries.comments_since(wall, since, COMMENTS_AT_ONCE)
        return JsonResponse({"comments": [_comment(request, comment) for comment in found]})
    post = get_object_or_404(wall.posts.select_related("wall"), pk=_number(request.POST.get("post", "")))
    parent_id = request.POST.get("parent", "")
    parent = get_object_or_404(post.comments, pk=_number(parent_id)) if parent_id else None
    answer = actions.answer(post, parent, key=_key(request), text=request.POST.get("text", ""))
    return JsonResponse(_comment(request, answer))


@endpoint("GET")
def answer_by_key(request: HttpRequest, wall: Wall, key: str) -> HttpResponse:
    return JsonResponse(_comment(request, get_object_or_404(PracticeComment, wall=wall, key=key)))


@endpoint("PUT", "DELETE")
def like(request: HttpRequest, wall: Wall, pk: int) -> HttpResponse:
    comment = get_object_or_404(PracticeComment, wall=wall, pk=pk)
    act = actions.like_comment if request.method == "PUT" else actions.unlike_comment
    act(comment)
    return JsonResponse({"id": str(comment.pk)})


def _video(request: HttpRequest) -> actions.Upload | None:
    file = request.FILES.get("video")
    if file is None:
        return None
    if not file.size or file.size > LARGEST_VIDEO:
        raise actions.Unfit("A video may have up to 20 MB.")
    return actions.Upload(file.read(), request.POST.get("video_alt", ""), request.POST.get("captions", ""))


def _read(file: UploadedFile[bytes]) -> bytes:
    if not file.size or file.size > LARGEST_PICTURE:
        raise actions.Unfit("A picture may have up to 8 MB.")
    content: bytes = file.read()
    return content


def _key(request: HttpRequest) -> str:
    key = request.POST.get("key", "")
    if not (key.isascii() and key.isalnum() and len(key) <= LONGEST_KEY):
        raise actions.Unfit("The key must be 1 to 64 letters or digits.")
    return key


def _number(value: str) -> int:
    if not (value.isascii() and value.isdigit() and len(value) < 19):
        raise actions.Unfit("This must be a number.")
    return int(value)


def _post(request: HttpRequest, post: PracticePost) -> dict[str, str]:
    return {"id": str(post.pk), "url": request.build_absolute_uri(post.get_absolute_url())}


def _comment(request: HttpRequest, comment: PracticeComment) -> dict[str, object]:
    return {
        "id": str(comment.pk),
        "post": str(comment.post_id),
        "parent": str(comment.parent_id or ""),
        "author": comment.visitor,
        "name": comment.name,
        "ours": comment.by_owner,
        "text": comment.text,
        "written_at": comment.written_at.isoformat(),
        "url": request.build_absolute_uri(comment.get_absolute_url()),
    }
