"""What does not fit on a channel, in sentences with figures."""

from __future__ import annotations

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from eigenstimme.connectors.types import Finding, Problem
from eigenstimme.plan.errors import ChannelFinding

SENTENCES: dict[Problem, str | Promise] = {
    Problem.EMPTY: _("There is no text yet."),
    Problem.TOO_MANY_BYTES: _("The text is too large: %(value)s of %(limit)s bytes. Please shorten it."),
    Problem.TOO_MANY_PICTURES: _("Too many pictures: %(value)s, and at most %(limit)s are possible here."),
    Problem.PICTURE_TOO_LARGE: _("The picture is too large for this network. Please choose another one."),
    Problem.PICTURE_TYPE: _("This network does not take this kind of picture."),
    Problem.PICTURE_TOO_TALL: _("The picture is too tall for this network: please crop it."),
    Problem.PICTURE_TOO_WIDE: _("The picture is too wide for this network: please crop it."),
    Problem.ALT_MISSING: _("The picture has no alt text yet: say in a sentence what is to be seen."),
    Problem.ALT_TOO_LONG: _(
        "The alt text has %(value)s characters, and at most %(limit)s are possible here."
    ),
    Problem.TITLE_MISSING: _("A title is missing."),
    Problem.TITLE_TOO_LONG: _("The title has %(value)s characters, and at most %(limit)s are possible here."),
    Problem.MEDIA_MISSING: _("This network takes no post without a picture or a video. Please choose one."),
    Problem.NO_THREADS: _("There are no threads here: write one text without the lines that divide it."),
    Problem.THREAD_TOO_LONG: _("The thread has %(value)s posts, and at most %(limit)s are sensible."),
    Problem.NO_VIDEO: _("A video is not possible here."),
    Problem.TOO_MANY_VIDEOS: _("Too many videos: %(value)s, and at most %(limit)s are possible here."),
    Problem.VIDEO_TYPE: _("This network does not take this kind of video."),
    Problem.VIDEO_TOO_LARGE: _("The video is too large for this network. Please choose a shorter one."),
    Problem.VIDEO_TOO_LONG: _("The video lasts %(value)s seconds, and at most %(limit)s are possible here."),
    Problem.VIDEO_ALT_MISSING: _("The video has no alt text yet: say in a sentence what is to be seen."),
    Problem.NO_CONSENT: _(
        "People can be recognised on a file, and their consent for this channel is missing. Somebody of the company"
        " records it on the page of the file; or choose another one."
    ),
    Problem.CONSENT_ENDED: _(
        "The consent of somebody who is shown was withdrawn or has run out by then. Please choose another file."
    ),
    Problem.FILE_GONE: _("A file was deleted for good. Please choose another one."),
    Problem.LICENCE_ENDED: _("The licence of a file has run out by then. Please choose another one."),
    Problem.PICTURES_BESIDE_VIDEO: _(
        "Pictures beside a video are not possible here. Please choose one of both."
    ),
}


def sentence(finding: Finding) -> str:
    """The finding in the reader's language: what is wrong, by how much, what to do."""
    figures = {"value": number_format(finding.value), "limit": number_format(finding.limit)}
    if finding.problem is Problem.TOO_LONG:
        excess = finding.value - finding.limit
        return ngettext(
            "The text is %(excess)s character too long (%(value)s of %(limit)s).",
            "The text is %(excess)s characters too long (%(value)s of %(limit)s).",
            excess,
        ) % {**figures, "excess": number_format(excess)}
    return str(SENTENCES[finding.problem]) % figures


def sentence_with_place(found: ChannelFinding) -> str:
    """Of a thread or a first comment, with which of its posts it is about."""
    return f"{found.where}: {sentence(found.finding)}" if found.where else sentence(found.finding)
