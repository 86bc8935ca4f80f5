"""Writing a piece. What is typed is kept on the way, and two people at once never overwrite each other silently."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from eigenstimme.media.forms import AttachmentsForm, asks_for_files
from eigenstimme.people.middleware import ActorRequest
from eigenstimme.people.rights import Denied, Subject, decide
from eigenstimme.plan import actions, again, unsaved
from eigenstimme.plan.errors import PlanError, Stale
from eigenstimme.plan.forms.composer import TAKE, ChannelPart, Composer
from eigenstimme.plan.forms.piece import PieceForm
from eigenstimme.plan.forms.values import Conflict, conflict, label_of, rewritten
from eigenstimme.plan.found_page import look_at
from eigenstimme.plan.models import Campaign, Format, Idea, Piece, Unsaved
from eigenstimme.plan.previews import draw
from eigenstimme.plan.queries import channels_to_draft_on, for_reading
from eigenstimme.plan.remarks import remarks
from eigenstimme.plan.sources import site_of
from eigenstimme.plan.times import LocalTimeField, exists_twice
from eigenstimme.plan.views.doors import planner
from eigenstimme.plan.views.pieces import fetch
from eigenstimme.strategy.house_words import House
from eigenstimme.strategy.playbook.sound import sound_of

LOOK_UP = "look_up"
"""Names the button that asks the page behind the link for its title."""


@planner
@require_http_methods(["GET", "POST"])
def new(request: ActorRequest) -> HttpResponse:
    may_draft = decide(request.actor, "piece.draft", Subject(request.actor.company_id))
    if not may_draft:
        return render(request, "plan/may_not_draft.html", {"decision": may_draft}, status=403)
    if request.method == "POST":
        made = again.made_with(request.POST.get("form_key"), request.actor)
        return _sent(request, made, _asked_idea(request))
    asked = again.named(request.GET)
    key = again.form_key(asked, request.actor)
    if "form" in request.GET and (made := again.made_with(key, request.actor)):
        messages.info(request, _("This post is saved already. You are changing it here."))
        return redirect("plan:edit", made.pk)
    address = f"{request.path}?{asked.urlencode()}"
    return _shown(
        request, None, _asked_idea(request), like=_asked_model(request), form_key=key, address=address
    )


@planner
@require_http_methods(["GET", "POST"])
def edit(request: ActorRequest, pk: int) -> HttpResponse:
    piece = get_object_or_404(for_reading(Piece.objects.visible_to(request.actor)), pk=pk)
    may_edit = actions.may_edit(piece, request.actor)
    if not may_edit:
        raise Denied(may_edit)
    return _sent(request, piece, None) if request.method == "POST" else _shown(request, piece, None)


@planner
@require_safe
def channel_part(request: ActorRequest, pk: int) -> HttpResponse:
    """The fields one channel has of its own, empty: fetched when somebody opens them."""
    part = _part(request, pk)
    return render(request, "plan/_channel_own.html", {"part": part})


@planner
@require_safe
def channel_crops(request: ActorRequest, pk: int) -> HttpResponse:
    """How the pictures of a post that is being written are cropped on one channel: fetched when somebody opens it."""
    return render(request, "plan/_crop_rows.html", {"rows": _part(request, pk).crop_rows})


def _part(request: ActorRequest, pk: int) -> ChannelPart:
    """Of a post that is being written; the files it has so far stand in the address."""
    channel = get_object_or_404(channels_to_draft_on(request.actor), pk=pk)
    of_all = AttachmentsForm(request.GET, prefix="media", actor=request.actor)
    return ChannelPart(channel, data=request.GET, actor=request.actor, of_all=of_all)


@planner
@require_safe
def writers(request: ActorRequest, pk: int) -> HttpResponse:
    """Who else is writing here, and whether somebody has saved since this form was made."""
    piece = get_object_or_404(Piece.objects.visible_to(request.actor), pk=pk)
    moved_on = request.GET.get("revision", "") not in ("", str(piece.revision))
    _mine, others = unsaved.around(piece, request.actor)
    return render(request, "plan/_writers.html", {"piece": piece, "others": others, "moved_on": moved_on})


@planner
@require_POST
def discard(request: ActorRequest, pk: int) -> HttpResponse:
    """Let go of what was typed and never saved."""
    kept = get_object_or_404(Unsaved.objects.visible_to(request.actor), pk=pk)
    kept.delete()
    return redirect("plan:edit", kept.piece_id) if kept.piece_id else redirect("plan:new")


def _sent(request: ActorRequest, piece: Piece | None, idea: Idea | None) -> HttpResponse:
    data = again.as_changes(request.POST) if piece else request.POST
    composer = Composer(
        request.actor,
        piece=piece,
        idea=idea,
        data=_with_its_title(request, data) if LOOK_UP in data else data,
        files=request.FILES,
        unfinished=_goes_on(request),
        member=request.membership,
    )
    return _composed(request, composer)


def _shown(
    request: ActorRequest,
    piece: Piece | None,
    idea: Idea | None,
    *,
    like: Piece | None = None,
    form_key: UUID | None = None,
    address: str = "",
) -> HttpResponse:
    actor = request.actor
    if taken_up := _taken_up(request, piece):
        idea = idea or taken_up.idea
        return _page(request, Composer(actor, piece=piece, idea=idea, data=taken_up.data, unfinished=True))
    composer = Composer(
        actor,
        piece=piece,
        idea=idea,
        find="find" in request.GET,
        like=like,
        at=_asked_time(request),
        campaign=_asked_campaign(request),
        format=None if piece else _asked_format(request),
        member=request.membership,
        form_key=form_key,
    )
    return _page(request, composer, fresh=True, address=address)


def _goes_on(request: ActorRequest) -> bool:
    """Whether the writer only looks at the preview, or chooses and orders files: nothing is saved yet."""
    looks = any(name in request.POST for name in ("preview", "open", LOOK_UP))
    return looks or asks_for_files(request.POST)


def _with_its_title(request: ActorRequest, data: QueryDict) -> QueryDict:
    """What the page at the link says of itself, in the fields that are still empty."""
    try:
        url = PieceForm.base_fields["source_url"].clean(data.get("source_url", ""))
    except ValidationError:
        url = ""
    found = look_at(url) if url else None
    if found is None:
        messages.info(request, _("The page could not be read. Please type what it is called."))
        return data
    said = {"title": found.title, "source_name": found.site or site_of(url), "source_author": found.author}
    empty = [name for name in said if not data.get(name, "").strip()]
    return rewritten(data, said, empty)


def _asked_time(request: ActorRequest) -> datetime | None:
    """The local time in the address, like "2026-11-24T10:00", if it makes sense."""
    try:
        asked: datetime | None = LocalTimeField(required=False).clean(request.GET.get("at", ""))
    except ValidationError:
        return None
    return asked


def _asked_idea(request: ActorRequest) -> Idea | None:
    pk = request.GET.get("idea", "")
    return get_object_or_404(Idea.objects.visible_to(request.actor), pk=pk) if pk.isdecimal() else None


def _asked_model(request: ActorRequest) -> Piece | None:
    """The piece that the new one is to be like."""
    pk = request.GET.get("from", "")
    seen = for_reading(Piece.objects.visible_to(request.actor))
    return get_object_or_404(seen, pk=pk) if pk.isdecimal() else None


def _asked_campaign(request: ActorRequest) -> Campaign | None:
    """The open campaign in the address."""
    pk = request.GET.get("campaign", "")
    mine = Campaign.objects.visible_to(request.actor).open()
    return get_object_or_404(mine, pk=pk) if pk.isdecimal() else None


def _asked_format(request: ActorRequest) -> Format | None:
    pk = request.GET.get("format", "")
    mine = Format.objects.visible_to(request.actor).in_use().select_related("topic")
    return get_object_or_404(mine, pk=pk) if pk.isdecimal() else None


def _taken_up(request: ActorRequest, piece: Piece | None) -> Unsaved | None:
    """What the writer wants back, if it is of this piece."""
    pk = request.GET.get("unsaved", "")
    mine = Unsaved.objects.visible_to(request.actor).filter(piece=piece)
    return get_object_or_404(mine, pk=pk) if pk.isdecimal() else None


# --- what was typed -------------------------------------------------------------------------------------------


def _composed(request: ActorRequest, composer: Composer) -> HttpResponse:
    """Saved and on to the piece's page, or the form again with all that was typed."""
    if _goes_on(request):
        composer.take()
        kept = unsaved.keep(
            composer.data or request.POST, piece=composer.piece, idea=composer.idea, actor=request.actor
        )
        return _page(request, composer, kept=kept)
    composer = (
        composer.with_theirs(Composer(request.actor, piece=composer.piece)) if composer.piece else composer
    )
    if not composer.is_valid():
        return _page(request, composer, status=422)
    try:
        piece = _saved(composer)
    except Stale:
        return _merged(request, composer)
    except (PlanError, Denied) as error:
        return _not_taken(request, composer, error)
    return _done(request, piece, composer)


@transaction.atomic
def _saved(composer: Composer) -> Piece:
    draft = composer.draft()
    if composer.piece:
        if again.is_the_same(composer, Composer(composer.actor, piece=composer.piece)):
            return composer.piece
        return actions.edit_piece(composer.piece, draft, revision=composer.revision, actor=composer.actor)
    return actions.draft_piece(draft, idea=composer.idea, form_key=composer.form_key, actor=composer.actor)


def _merged(request: ActorRequest, composer: Composer) -> HttpResponse:
    """Somebody else saved meanwhile: together at once if they changed other fields, else both side by side."""
    assert composer.piece is not None
    theirs = Composer(request.actor, piece=fetch(request, composer.piece.pk))
    together, merged = composer.merged_with(theirs)
    if merged.conflicts or not together.is_valid():
        found = [conflict(name, composer, theirs) for name in merged.conflicts]
        together.form.add_error(None, str(Stale()))
        return _page(request, together, status=409, conflicts=found)
    try:
        piece = _saved(together)
    except (PlanError, Denied) as error:
        return _not_taken(request, together, error)
    labels = ", ".join(label_of(name, together) for name in merged.taken)
    said = _("Somebody else saved meanwhile. Both versions are together now; from the other one: %(fields)s.")
    messages.info(request, said % {"fields": labels})
    return _done(request, piece, composer)


def _not_taken(request: ActorRequest, composer: Composer, error: PlanError | Denied) -> HttpResponse:
    composer.form.add_error(None, _in_words(error))
    return _page(request, composer, status=422)


def _in_words(error: PlanError | Denied) -> str:
    if isinstance(error, Denied):
        return f"{error.decision.reason} {error.decision.instead}".strip()
    return str(error)


def _done(request: ActorRequest, piece: Piece, composer: Composer) -> HttpResponse:
    unsaved.forget(request.POST, piece=composer.piece, actor=request.actor)
    messages.success(request, _("Saved."))
    if piece.planned_for and exists_twice(timezone.localtime(piece.planned_for)):
        messages.info(
            request,
            _("In that night the clocks go back and this time comes twice. The first one is meant."),
        )
    return redirect(piece)


# --- the page -------------------------------------------------------------------------------------------------


def _page(
    request: ActorRequest,
    composer: Composer,
    *,
    status: int = 200,
    conflicts: list[Conflict] | None = None,
    fresh: bool = False,
    kept: Unsaved | None = None,
    address: str = "",
) -> HttpResponse:
    """The form with everything around it; for htmx the part that changes while somebody types.

    A ``fresh`` one offers what its writer typed before and never saved.
    """
    piece, places = composer.piece, composer.contents()
    house = House.of(request.actor.company_id)
    sound = sound_of(house, get_language() or "", timezone.localdate())
    context = {
        "composer": composer,
        "form": composer.form,
        "piece": piece,
        "idea": composer.idea,
        "conflicts": conflicts,
        "take": TAKE,
        "kept": kept,
        "address": address,
        "remarks": remarks(places, actor=request.actor, house=house, sound=sound, besides=piece),
        "sound": sound,
        "previews": [(place, draw(place.content)) for place in places],
        "keep": f"piece-{piece.pk}" if piece else "piece-new",
    }
    if request.headers.get("HX-Request"):
        return render(request, "plan/_previews.html", context)
    if piece:
        mine, context["others"] = unsaved.around(piece, request.actor)
    else:
        mine = unsaved.of_new_pieces(request.actor)
    context["offered"] = mine if fresh else []
    return render(request, "plan/composer.html", context, status=status)
