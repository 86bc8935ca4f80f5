"""What this room's acts read like."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from eigenstimme.people.notices import Words

SENTENCES = {
    "contract.recorded": _("%(actor)s wrote down the contract with %(name)s."),
    "contract.changed": _("%(actor)s changed the %(thing)s."),
    "fee.typed": _("%(actor)s entered a fee for the artists’ social levy: %(thing)s, %(fee)s €."),
    "fee.struck": _("%(actor)s struck a fee from the artists’ social levy: %(thing)s, %(fee)s €."),
}

ICONS = {
    "contract.recorded": "signature",
    "contract.changed": "pencil",
    "fee.typed": "banknote",
    "fee.struck": "x",
}

NOTICES = {
    "levy.due": Words(
        _("Artists’ social levy: report the fees of %(year)s"),
        _(
            "By 31 March the fees of %(year)s have to be reported to the Künstlersozialkasse. The sum and where it "
            "comes from stand here:"
        ),
    ),
    "contract.dpa_missing": Words(
        _("Data processing agreement is missing"),
        _(
            "%(names)s may read what people write to you, and no data processing agreement is written down "
            "(Art. 28 GDPR). Sign one, or take that out of the mandate:"
        ),
    ),
}
