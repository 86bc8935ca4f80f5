"""While a hold is in force, every page says so."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from eigenstimme.core.frame import Banner
from eigenstimme.people.actor import Actor
from eigenstimme.publishing import queries, words


def of_holds(actor: Actor) -> list[Banner]:
    """One query; none for whoever has not signed in."""
    if not actor.present:
        return []
    url = reverse("publishing:holds")
    return [Banner(words.on_hold(hold), url, _("Look")) for hold in queries.holds_in_force(actor)]
