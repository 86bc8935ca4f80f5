"""What this room's acts read like."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from eigenstimme.contracts.models import Step
from eigenstimme.people.notices import Words

SENTENCES = {
    "contract.recorded": _("%(actor)s wrote down the contract with %(name)s."),
    "contract.changed": _("%(actor)s changed the %(thing)s."),
    "exit.begun": _("%(actor)s opened the list for the %(thing)s: %(reason)s"),
    "exit.mandates_ended": _("%(actor)s ended all mandates (%(count)s) for the %(thing)s."),
    "exit.step_settled": _("%(actor)s settled a row for the %(thing)s: %(what)s – %(note)s"),
    "exit.signed": _("%(actor)s signed the record of the %(thing)s."),
    "fee.typed": _("%(actor)s entered a fee for the artists’ social levy: %(thing)s, %(fee)s €."),
    "fee.struck": _("%(actor)s struck a fee from the artists’ social levy: %(thing)s, %(fee)s €."),
}


def step_in_words(params: Mapping[str, Any]) -> dict[str, str]:
    return {"what": str(Step(params["step"]).label)}


PLACES = {"exit.step_settled": step_in_words}

ICONS = {
    "contract.recorded": "signature",
    "contract.changed": "pencil",
    "exit.begun": "list-checks",
    "exit.mandates_ended": "circle-slash",
    "exit.step_settled": "check",
    "exit.signed": "signature",
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
