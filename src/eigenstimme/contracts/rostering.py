"""Who may be put on a duty roster. Whoever does that to a freelancer treats them like staff (§ 7 SGB IV)."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from eigenstimme.contracts.models import Contract
from eigenstimme.people.models import Kind, Membership
from eigenstimme.people.rights import Decision


def may_be_rostered(membership: Membership) -> Decision:
    """Own people, and contractors who have an organisation of their own and send somebody. Why not, in a sentence."""
    if not membership.present:
        return Decision(False, _("%(name)s is no longer here.") % {"name": membership})
    if membership.kind == Kind.OWN:
        return Decision(True, _("%(name)s belongs to the company.") % {"name": membership})
    if membership.kind == Kind.MACHINE:
        return Decision(
            False,
            _("A machine answers nobody."),
            _("Choose somebody of the company; it can prepare for them."),
        )
    contracts = Contract.objects.filter(membership=membership).in_force(timezone.localdate())
    if contracts.filter(own_organisation=True).exists():
        return Decision(True, _("%(name)s works with an organisation of their own.") % {"name": membership})
    return Decision(
        False,
        _(
            "%(name)s works for themselves. Whoever puts a freelancer on a roster treats them like staff: a sign of "
            "false self-employment (§ 7 SGB IV)."
        )
        % {"name": membership},
        _(
            "Order a result instead, or choose an agency whose contract says that it has its own organisation."
        ),
    )
