"""Every network draws its own preview, and none of them makes the browser ask outside."""

from __future__ import annotations

import re

import pytest

from eigenstimme.channels.models import Channel
from eigenstimme.connectors import registry
from eigenstimme.plan.checks import Content
from eigenstimme.plan.previews import draw


@pytest.mark.parametrize("network", registry.names())
def test_network_draws_what_goes_out(network: str) -> None:
    channel = Channel(network=network, name="Maler Kern", avatar_url="https://cdn.example/kern.png")

    drawn = draw(Content(channel, "Fünf Farben", "Salbei & <Ocker>\nRost"))

    assert "Salbei &amp; &lt;Ocker&gt;" in drawn
    assert not re.search(r'(src|srcset)="(https?:)?//', drawn)


def test_no_two_networks_look_the_same() -> None:
    drawn = {
        str(draw(Content(Channel(network=network, name="Kern"), "Farben", "Salbei")))
        for network in registry.names()
    }
    assert len(drawn) == len(registry.names())
