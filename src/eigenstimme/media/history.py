"""What this room's acts read like."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from eigenstimme.people.notices import Words

SENTENCES = {
    "asset.added": _("%(actor)s added “%(thing)s”."),
    "asset.described": _("%(actor)s described “%(thing)s”."),
    "asset.licensed": _("%(actor)s changed the licence of “%(thing)s”."),
    "asset.focused": _("%(actor)s chose what must not be cut off “%(thing)s”."),
    "asset.checked": _("%(actor)s looked through the checklist for “%(thing)s”: every point holds."),
    "asset.deleted": _("%(actor)s deleted the file “%(thing)s” for good."),
    "photos.sector_chosen": _("%(actor)s chose the checklist for photos: %(sector)s."),
    "asset.captioned": _("%(actor)s changed the captions of “%(thing)s”."),
    "asset.still_chosen": _("%(actor)s chose the still of “%(thing)s”."),
    "asset.people_shown": _("%(actor)s noted that people can be recognised on “%(thing)s”."),
    "asset.nobody_shown": _("%(actor)s noted that nobody can be recognised on “%(thing)s”."),
    "consent.recorded": _("%(actor)s recorded the consent of somebody who is shown on “%(thing)s”."),
    "consent.withdrawn": _("%(actor)s recorded that the consent for “%(thing)s” was withdrawn."),
}

ICONS = {
    "asset.added": "image",
    "asset.described": "pencil",
    "asset.licensed": "key-round",
    "asset.focused": "goal",
    "asset.checked": "list-checks",
    "asset.deleted": "trash-2",
    "photos.sector_chosen": "list-checks",
    "asset.captioned": "message-circle",
    "asset.still_chosen": "image",
    "asset.people_shown": "users",
    "asset.nobody_shown": "users",
    "consent.recorded": "signature",
    "consent.withdrawn": "circle-slash",
}
CALM = {"consent.recorded", "asset.checked"}
NEEDED = {"consent.withdrawn"}

NOTICES = {
    "consent.withdrawn": Words(
        _("Consent withdrawn: %(file)s"),
        _(
            "Somebody who is shown on “%(file)s” no longer wants to be. What waited with it is held."
            " Already public: %(public)s. Please have a look, and delete it there."
        ),
    ),
    "consent.ran_out": Words(
        _("Consent has run out: %(file)s"),
        _(
            "The consent of somebody who is shown on “%(file)s” has run out. What waited with it is held."
            " Already public: %(public)s."
        ),
    ),
    "licence.ran_out": Words(
        _("Licence has run out: %(file)s"),
        _("The licence of “%(file)s” has run out. What waited with it is held. Already public: %(public)s."),
    ),
}
