"""What is to be said about a post before it goes out: one list over all its channels, each with where to put it right.

Serious remarks are what a network would refuse; the others are hints, and nobody has to follow them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

import regex
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from eigenstimme.connectors.types import Finding, Problem
from eigenstimme.media.crop_forms import written
from eigenstimme.media.crops import nearest, shape_in_words
from eigenstimme.people.actor import Actor
from eigenstimme.plan.checks import Content
from eigenstimme.plan.link_marks import Marks
from eigenstimme.plan.models import Piece
from eigenstimme.plan.neighbours import going_out_near
from eigenstimme.plan.words import sentence_with_place
from eigenstimme.strategy.house_words import Found, House
from eigenstimme.strategy.models import Address, Verdict
from eigenstimme.strategy.playbook.sound import Sound

CLOSE = timedelta(hours=2)
"""Two posts of one channel nearer than that take each other's readers."""
MANY_HASHTAGS = 5
OFFICE_DAYS, OFFICE_HOURS = range(5), range(8, 18)
OF_ONE_PICTURE = {
    Problem.ALT_MISSING,
    Problem.ALT_TOO_LONG,
    Problem.PICTURE_TYPE,
    Problem.PICTURE_TOO_LARGE,
    Problem.PICTURE_TOO_TALL,
    Problem.PICTURE_TOO_WIDE,
}
_HASHTAG = regex.compile(r"(?<![\p{L}\p{N}_&/])[#＃][\p{L}\p{N}_]*\p{L}[\p{L}\p{N}_]*")


@dataclass(frozen=True)
class Fix:
    """Where it is put right. ``begin_with`` is the field whose text an empty ``field`` is filled with first.

    ``choose`` is what is chosen in it at once; ``append`` is put at its end.
    """

    label: str
    field: str
    begin_with: str = ""
    choose: str = ""
    append: str = ""


@dataclass(frozen=True)
class Remark:
    """One thing to know; ``channels`` are the names of those it is about."""

    sentence: str
    channels: tuple[str, ...]
    fix: Fix | None = None
    serious: bool = False


@dataclass(frozen=True)
class Composed:
    """One channel in the composer, and the ids of the fields that decide what goes out there."""

    content: Content
    text: str
    title: str
    time: str
    pictures: str
    own_text: str
    alts: Sequence[str] = ()
    crops: str = ""
    comment: str = ""
    unheard_comment: bool = False
    plain_links: int = 0
    unlinked_source: str = ""
    only_shared: bool = False
    marks: Marks | None = None
    sign: str = ""

    @property
    def name(self) -> str:
        return self.content.channel.name


def remarks(
    places: Sequence[Composed], *, actor: Actor, house: House, sound: Sound, besides: Piece | None = None
) -> list[Remark]:
    """The serious ones first. ``besides`` is the piece itself, which is no neighbour of its own."""
    found = [
        remark
        for place in places
        for remark in (
            *_serious(place, places),
            *_house_words(place, house),
            *_run_out(place, sound),
            *_hints(place),
        )
    ]
    found += _neighbours(places, actor, besides)
    return sorted(_together(found), key=lambda remark: not remark.serious)


# --- what a network would refuse ------------------------------------------------------------------------------


def _serious(place: Composed, places: Sequence[Composed]) -> Iterator[Remark]:
    for found in place.content.findings():
        finding = found.finding
        fix = _FIXES.get(finding.problem, _nowhere)(place, finding, alone=len(places) == 1)
        if found.where == _("First comment"):
            fix = Fix(_("Shorten the first comment"), place.comment)
        said = _which(finding, place) + sentence_with_place(found)
        yield Remark(said, (place.name,), fix, serious=True)
    if place.content.at and place.content.at < timezone.now():
        fix = Fix(_("Change the time"), place.time)
        yield Remark(_("This time has passed."), (place.name,), fix, serious=True)


def _which(finding: Finding, place: Composed) -> str:
    """Of several pictures, the one it is about."""
    if finding.problem not in OF_ONE_PICTURE or len(place.content.attached) < 2:
        return ""
    return _("Picture %(number)s:") % {"number": finding.number + 1} + " "


def _shorten(place: Composed, _finding: Finding, *, alone: bool) -> Fix:
    """In the text of all when there is one channel; otherwise in a text of its own, begun with that of all."""
    if alone:
        return Fix(_("Shorten"), place.text)
    return Fix(_("Shorten for %(channel)s") % {"channel": place.name}, place.own_text, begin_with=place.text)


def _write_as_one(place: Composed, finding: Finding, *, alone: bool) -> Fix:
    return replace(_shorten(place, finding, alone=alone), label=_("Write it as one text"))


def _describe(place: Composed, finding: Finding, *, alone: bool) -> Fix | None:
    known = finding.number < len(place.alts)
    label = _("Add the alt text") if finding.problem is Problem.ALT_MISSING else _("Shorten the alt text")
    return Fix(label, place.alts[finding.number]) if known else None


def _write(place: Composed, _finding: Finding, *, alone: bool) -> Fix:
    return Fix(_("Write a text"), place.text)


def _name(place: Composed, _finding: Finding, *, alone: bool) -> Fix:
    return Fix(_("Give it a title"), place.title)


def _nowhere(_place: Composed, _finding: Finding, *, alone: bool) -> None:
    """There is no one field for it."""


def _choose_pictures(place: Composed, _finding: Finding, *, alone: bool) -> Fix:
    return Fix(_("Choose other pictures"), place.pictures)


def _crop(place: Composed, finding: Finding, *, alone: bool) -> Fix | None:
    """To the shape the network takes that cuts off least."""
    pictures = [each.asset for each in place.content.attached if not each.asset.is_video]
    limits, asset = place.content.channel.limits, pictures[finding.number]
    shape = nearest(limits.shapes, asset.width, asset.height)
    if shape is None:
        return None
    label = _("Crop to %(shape)s around the focal point") % {"shape": shape_in_words(shape)}
    return Fix(label, f"{place.crops}-{asset.pk}", choose=written(shape))


_FIXES: dict[Problem, Callable[..., Fix | None]] = {
    Problem.EMPTY: _write,
    Problem.TOO_LONG: _shorten,
    Problem.TOO_MANY_BYTES: _shorten,
    Problem.TOO_MANY_PICTURES: _choose_pictures,
    Problem.PICTURE_TOO_LARGE: _choose_pictures,
    Problem.PICTURE_TYPE: _choose_pictures,
    Problem.PICTURE_TOO_TALL: _crop,
    Problem.PICTURE_TOO_WIDE: _crop,
    Problem.ALT_MISSING: _describe,
    Problem.ALT_TOO_LONG: _describe,
    Problem.TITLE_MISSING: _name,
    Problem.TITLE_TOO_LONG: _name,
    Problem.MEDIA_MISSING: _choose_pictures,
    Problem.NO_THREADS: _write_as_one,
    Problem.THREAD_TOO_LONG: _shorten,
}


# --- hints ----------------------------------------------------------------------------------------------------


def _hints(place: Composed) -> Iterator[Remark]:
    content, limits = place.content, place.content.channel.limits
    hint = partial(Remark, channels=(place.name,))
    if (tags := len(_HASHTAG.findall(content.text))) > MANY_HASHTAGS:
        said = _("%(count)s hashtags are many: the first ones are read, the rest looks like advertising.")
        yield hint(said % {"count": tags}, fix=Fix(_("Choose some"), place.text))
    if limits.max_pictures and not content.attached:
        yield hint(_("Without a picture: posts with one are noticed more."), fix=_add_picture(place))
    if place.unheard_comment:
        yield hint(_("Goes out without the first comment: there is none on this network."))
    if limits.max_videos and not limits.captions and any(each.asset.captions for each in content.attached):
        yield hint(_("The captions of the video cannot go along to this network."))
    if place.plain_links:
        said = ngettext(
            "A link to your own pages does not say where its visitors come from.",
            "%(count)s links to your own pages do not say where their visitors come from.",
            place.plain_links,
        )
        yield hint(said % {"count": place.plain_links}, fix=Fix(_("Mark the links"), "id_plain_links"))
    if place.unlinked_source:
        fix = Fix(_("Put the link in"), place.text, append=place.unlinked_source)
        yield hint(_("The link to the source is not in the text: readers do not get there."), fix=fix)
    if place.only_shared:
        fix = Fix(_("Write a sentence"), place.text)
        yield hint(_("Nothing here is yours yet. Say in a sentence why you share it."), fix=fix)
    if content.at and not _in_office_hours(content.at):
        said = _("%(time)s is outside office hours: is somebody there who answers?")
        yield hint(said % {"time": _when(content.at)}, fix=Fix(_("Change the time"), place.time))


def _add_picture(place: Composed) -> Fix:
    return Fix(_("Add a picture"), place.pictures)


def _house_words(place: Composed, house: House) -> Iterator[Remark]:
    """Where the text does not speak as the company has decided: a hint, for only people know what a sentence means."""
    text = "\n".join((place.content.title, place.content.text, place.content.first_comment))
    fix = Fix(_("Look at the text"), place.text)
    for found in house.found_in(text):
        yield Remark(_about_word(found), (place.name,), fix)
    if other := house.other_address_in(text):
        said = _("“%(word)s”: your texts speak to their readers with “%(address)s”.")
        address = Address(house.address).label
        yield Remark(said % {"word": other, "address": address}, (place.name,), fix)


def _run_out(place: Composed, sound: Sound) -> Iterator[Remark]:
    """Where the text says what the playbook said up to a day that has passed."""
    fix = Fix(_("Look at the text"), place.text)
    for each in sound.run_out_in("\n".join((place.content.title, place.content.text))):
        said = _("“%(message)s” held until %(date)s. Does it still?")
        values = {"message": each.message, "date": date_format(each.until, "DATE_FORMAT")}
        yield Remark(said % values, (place.name,), fix)


def _about_word(found: Found) -> str:
    said = _OF_VERDICTS[Verdict(found.word.verdict)] % {"said": found.said}
    if found.word.instead:
        said += " " + _("Say “%(instead)s” instead.") % {"instead": found.word.instead}
    return f"{said} {found.word.why}".strip()


_OF_VERDICTS = {
    Verdict.AVOIDED: gettext_lazy("“%(said)s” is a word you avoid."),
    Verdict.FORBIDDEN: gettext_lazy("“%(said)s” is a word you never say."),
    Verdict.OFF_LIMITS: gettext_lazy("“%(said)s” is something you do not speak about."),
}


def _in_office_hours(at: datetime) -> bool:
    local = timezone.localtime(at)
    return local.weekday() in OFFICE_DAYS and local.hour in OFFICE_HOURS


def _neighbours(places: Sequence[Composed], actor: Actor, besides: Piece | None) -> Iterator[Remark]:
    """Other posts of the same channel close by, as far as the reader may see them."""
    timed = {place.content.channel.pk: (place, place.content.at) for place in places if place.content.at}
    near = going_out_near({pk: at for pk, (_place, at) in timed.items()}, CLOSE, actor=actor, besides=besides)
    for channel_id, at, title in near:
        place, _own = timed[channel_id]
        said = _("“%(title)s” goes out there at %(time)s, close to this one.")
        fix = Fix(_("Change the time"), place.time)
        yield Remark(said % {"title": title, "time": _when(at)}, (place.name,), fix)


def _when(at: datetime) -> str:
    return date_format(timezone.localtime(at), "D H:i")


def _together(found: Sequence[Remark]) -> list[Remark]:
    """What is the same on several channels, and put right in the same place, is said once."""
    by_words: dict[Remark, list[str]] = {}
    for remark in found:
        by_words.setdefault(replace(remark, channels=()), []).extend(remark.channels)
    return [replace(remark, channels=tuple(dict.fromkeys(channels))) for remark, channels in by_words.items()]
