"""What this room's acts and notices read like."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from eigenstimme.people.notices import Words

SENTENCES = {
    "order.placed": _("%(actor)s wrote the order “%(thing)s”."),
    "order.changed": _("%(actor)s changed the order “%(thing)s” (revision %(revision)s)."),
    "order.sent": _("%(actor)s sent the order “%(thing)s” to %(specialist)s."),
    "order.taken_on": _("%(actor)s took on the order “%(thing)s”."),
    "order.asked_back": _("%(actor)s asked a question about the order “%(thing)s”."),
    "order.question_answered": _("%(actor)s answered the question about the order “%(thing)s”."),
    "order.declined": _("%(actor)s declined the order “%(thing)s”."),
    "order.specialist_left": _("%(name)s left: the order “%(thing)s” needs somebody else."),
    "order.document_added": _("%(actor)s added the document “%(document)s” to the order “%(thing)s”."),
    "order.delivered": _("%(actor)s delivered version %(version)s of “%(thing)s”."),
    "order.returned": _(
        "%(actor)s returned version %(version)s of “%(thing)s” (round %(round)s of %(agreed)s): %(reason)s"
    ),
    "order.returned_beyond": _(
        "%(actor)s returned version %(version)s of “%(thing)s” (round %(round)s, agreed were %(agreed)s): %(reason)s"
    ),
    "order.accepted": _("%(actor)s accepted version %(version)s of “%(thing)s”."),
    "order.closed": _("%(actor)s closed the order “%(thing)s”."),
    "order.cancelled": _("%(actor)s cancelled the order “%(thing)s”: %(reason)s"),
    "order.commented": _("%(actor)s wrote a comment on the order “%(thing)s”."),
    "order.effort_noted": _("%(actor)s noted hours for “%(thing)s”."),
    "order.piece_made": _("%(actor)s made a post of the order “%(thing)s”."),
}

ICONS = {
    "order.placed": "pencil",
    "order.changed": "file-pen-line",
    "order.sent": "send",
    "order.taken_on": "handshake",
    "order.asked_back": "circle-help",
    "order.question_answered": "reply",
    "order.declined": "circle-slash",
    "order.specialist_left": "log-out",
    "order.document_added": "paperclip",
    "order.delivered": "package-open",
    "order.returned": "corner-up-left",
    "order.returned_beyond": "corner-up-left",
    "order.cancelled": "x",
    "order.commented": "message-circle",
    "order.effort_noted": "hourglass",
    "order.piece_made": "pencil",
}
CALM = {"order.taken_on", "order.accepted", "order.closed"}
NEEDED = {"order.asked_back", "order.declined", "order.specialist_left", "order.returned_beyond"}

NOTICES = {
    "order.asked": Words(
        _("An order for you: %(order)s"),
        _("%(name)s would like you to do “%(order)s”. Brief, date and what is offered stand here:"),
    ),
    "order.changed": Words(
        _("Changed: %(order)s"), _("%(name)s changed the order “%(order)s”. Please look at it again:")
    ),
    "order.cancelled": Words(
        _("Cancelled: %(order)s"), _("%(name)s cancelled the order “%(order)s”: %(reason)s")
    ),
    "order.closed": Words(
        _("Closed: %(order)s"), _("%(name)s closed the order “%(order)s”. Thank you!"), mail=False
    ),
    "order.taken_on": Words(
        _("Taken on: %(order)s"), _("%(name)s takes on the order “%(order)s”."), mail=False
    ),
    "order.asked_back": Words(
        _("A question about %(order)s"), _("%(name)s asks about the order “%(order)s”: %(reason)s")
    ),
    "order.question_answered": Words(
        _("Answered: %(order)s"), _("%(name)s answers your question about “%(order)s”: %(text)s")
    ),
    "order.declined": Words(
        _("Declined: %(order)s"), _("%(name)s does not take on the order “%(order)s”: %(reason)s")
    ),
    "order.specialist_left": Words(
        _("Needs somebody else: %(order)s"),
        _("%(gone)s left. The order “%(order)s” is yours to place with somebody else."),
    ),
    "order.delivered": Words(
        _("Delivered: %(order)s"),
        _(
            "%(name)s delivered version %(version)s of “%(order)s”. "
            "Please accept it, or return it with what should change:"
        ),
    ),
    "order.returned": Words(
        _("A wish: %(order)s"),
        _("%(name)s returned “%(order)s” (round %(round)s of %(agreed)s): %(reason)s"),
    ),
    "order.returned_beyond": Words(
        _("A wish: %(order)s"),
        _(
            "%(name)s returned “%(order)s”: %(reason)s\n\nThis is round %(round)s, agreed were %(agreed)s. "
            "Please talk about what that means for date and fee."
        ),
    ),
    "order.accepted": Words(
        _("Accepted: %(order)s"), _("%(name)s accepted what you delivered for “%(order)s”. Thank you!")
    ),
    "order.commented": Words(
        _("A comment: %(order)s"), _("%(name)s wrote about the order “%(order)s”: %(text)s")
    ),
    "order.due_soon": Words(_("Soon due: %(order)s"), _("“%(order)s” is to be delivered by %(date)s.")),
    "order.overdue": Words(
        _("Overdue: %(order)s"), _("“%(order)s” has been waiting for your next step since %(date)s.")
    ),
    "order.late": Words(
        _("Late: %(order)s"),
        _(
            "%(name)s should have made the next step for “%(order)s” by %(date)s. A word with each other helps."
        ),
        mail=False,
    ),
}
