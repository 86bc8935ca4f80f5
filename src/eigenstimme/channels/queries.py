"""Reading channels and networks for pages."""

from __future__ import annotations

from dataclasses import dataclass

from eigenstimme.channels import words
from eigenstimme.channels.models import Channel, ChannelQuerySet
from eigenstimme.connectors import registry
from eigenstimme.connectors.types import Connector
from eigenstimme.people.actor import Actor


@dataclass(frozen=True)
class Network:
    """A network to choose from. ``needed`` are the words for what has to be at hand."""

    name: str
    label: str
    icon: str
    abilities: list[words.Ability]
    needed: list[str]


def networks() -> list[Network]:
    return [network(registry.connector_class(name)) for name in registry.names()]


def network(connector: type[Connector]) -> Network:
    needed = [words.said(field.label) for field in connector.connect.fields if field.required]
    return Network(
        connector.name, words.said(connector.label), connector.icon, words.abilities(connector), needed
    )


def channels_for(actor: Actor) -> ChannelQuerySet:
    """What the actor may see, with everything a list shows of it."""
    return Channel.objects.visible_to(actor).select_related("responsible__person")
