"""What this room's acts read like. ``audit``, which stands above, takes the sentences up."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "person.invited": _("%(actor)s invited %(name)s (%(thing)s)."),
    "invitation.withdrawn": _("%(actor)s withdrew the invitation of %(thing)s."),
    "person.joined": _("%(actor)s came on board."),
    "person.renamed": _("%(before)s is now called %(actor)s."),
    "person.address_changed": _("%(actor)s signs in with another address now."),
    "person.left": _("%(actor)s said goodbye to %(thing)s."),
    "membership.changed": _("%(actor)s wrote down what %(thing)s does: %(job)s"),
    "membership.made_lead": _("%(actor)s made %(thing)s lead."),
    "membership.lead_given_up": _("%(actor)s took the lead from %(thing)s."),
    "machine.added": _("%(actor)s took in the machine %(thing)s; %(sponsor)s looks after it."),
    "responsibility.handed_over": _("%(actor)s handed “%(thing)s” over from %(before)s to %(after)s."),
    "company.founded": _("%(actor)s founded %(thing)s."),
    "company.changed": _("%(actor)s changed the settings of %(thing)s."),
    "company.self_approval_on": _("%(actor)s allowed that people approve their own work."),
    "company.self_approval_off": _("%(actor)s ended that people approve their own work."),
}

ICONS = {
    "person.invited": "mail",
    "invitation.withdrawn": "undo-2",
    "person.joined": "user-plus",
    "person.renamed": "pencil",
    "person.left": "log-out",
    "membership.changed": "pencil",
    "membership.made_lead": "star",
    "membership.lead_given_up": "star",
    "machine.added": "bot",
    "responsibility.handed_over": "arrow-right",
    "company.founded": "building-2",
    "company.changed": "settings",
    "company.self_approval_on": "triangle-alert",
    "company.self_approval_off": "shield-check",
}
