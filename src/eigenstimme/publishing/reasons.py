"""Why a publication stands still, as codes in the row and sentences for people."""

from __future__ import annotations

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Reason(StrEnum):
    HOLD = "hold"
    CONTENT_CHANGED = "content_changed"
    APPROVAL_GONE = "approval_gone"
    APPROVER_LEFT = "approver_left"
    RIGHT_GONE = "right_gone"
    MANDATE_ENDED = "mandate_ended"
    MANDATE_RESTS = "mandate_rests"
    DISCONNECTED = "disconnected"
    TOO_LATE = "too_late"
    REFUSED = "refused"
    NOT_REACHED = "not_reached"
    UNKNOWN = "unknown"
    BROKEN = "broken"
    BY_HAND = "by_hand"
    NO_CONSENT = "no_consent"
    CONSENT_ENDED = "consent_ended"
    LICENCE_ENDED = "licence_ended"
    FILE_GONE = "file_gone"
    NOTHING_TO_FOLLOW = "nothing_to_follow"


SENTENCES: dict[str, str | Promise] = {
    Reason.HOLD: _("A hold stopped it. Once that is lifted, somebody decides about each post."),
    Reason.CONTENT_CHANGED: _("The post was changed after it was authorised. It has to be approved again."),
    Reason.APPROVAL_GONE: _("Its approval no longer counts. It has to be approved again."),
    Reason.APPROVER_LEFT: _(
        "Whoever approved it no longer belongs to the company. Someone else has to look at it."
    ),
    Reason.RIGHT_GONE: _("Whoever authorised it no longer has the right to. Someone else has to look at it."),
    Reason.MANDATE_ENDED: _(
        "The mandate it was made under has ended. Someone of the company has to look at it."
    ),
    Reason.MANDATE_RESTS: _(
        "Whoever released it has not confirmed the briefing, and their mandate rests. Once they have, it goes out at"
        " its time; after that somebody decides."
    ),
    Reason.DISCONNECTED: _(
        "The channel is not connected. Connect it again, then decide; if it is closed, discard the post."
    ),
    Reason.TOO_LATE: _(
        "It could not go out in time, and now it is late. Decide whether it still makes sense."
    ),
    Reason.REFUSED: _("The network refused the post. Change it, or discard it."),
    Reason.NOT_REACHED: _("The network could not be reached; it is tried again by itself."),
    Reason.UNKNOWN: _("It may be public: the network gave no clear answer. Please look there and decide."),
    Reason.BROKEN: _("Something unexpected went wrong here. Nothing was sent; please try again."),
    Reason.NO_CONSENT: _(
        "People can be recognised on a file, and their consent for this channel is missing. Record it on the page of"
        " the file, or change the post."
    ),
    Reason.CONSENT_ENDED: _(
        "The consent of somebody who is shown was withdrawn or has run out."
        " Choose another picture, or discard the post."
    ),
    Reason.LICENCE_ENDED: _("The licence of a file has run out. Choose another file, or discard the post."),
    Reason.FILE_GONE: _("A file was deleted for good. Choose another file, or discard the post."),
    Reason.NOTHING_TO_FOLLOW: _(
        "The network does not say what it calls the post before, so nothing can follow it from here."
        " Post it there by hand, and discard it here."
    ),
    Reason.BY_HAND: _("It is ready: please post it by hand and confirm with the link."),
}


def sentence(code: str) -> str:
    return str(SENTENCES.get(code, ""))
