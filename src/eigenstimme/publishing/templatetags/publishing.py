"""``{% holds_in_force as holds %}{{ holds|holding:channel.pk }}``, ``{% hold_panel channel %}``: holds on any page."""

from __future__ import annotations

from typing import Any

from django import template

from eigenstimme.channels.models import Channel
from eigenstimme.people.rights import decide
from eigenstimme.publishing import queries
from eigenstimme.publishing.models import Hold

register = template.Library()


@register.simple_tag(takes_context=True)
def holds_in_force(context: template.Context) -> list[Hold]:
    """One query."""
    return queries.holds_in_force(context["request"].actor)


@register.filter
def holding(holds: list[Hold], channel_id: int) -> Hold | None:
    """The hold that stops this channel."""
    return queries.hold_on(holds, channel_id)


@register.inclusion_tag("publishing/hold_panel.html", takes_context=True)
def hold_panel(context: template.Context, channel: Channel) -> dict[str, Any]:
    """A channel's hold, and the button to place or lift one."""
    actor = context["request"].actor
    return {
        "request": context["request"],
        "channel": channel,
        "hold": queries.hold_on(queries.holds_in_force(actor), channel.pk),
        "may_hold": decide(actor, "hold.place", channel.subject()),
    }
