"""A new post like another one: its words and channels, neither its time nor its history."""

from __future__ import annotations

import pytest

from eigenstimme.people.tests.cast import Cast, grant, make_channel
from eigenstimme.plan import actions
from eigenstimme.plan.actions import VariantDraft
from eigenstimme.plan.models import Piece
from eigenstimme.plan.tests.campaigning import a_campaign
from eigenstimme.plan.tests.pieces import a_piece, form, signed_in
from eigenstimme.plan.tests.test_moving import soon
from eigenstimme.strategy.actions import retire_topic


def like(piece: Piece) -> str:
    return f"/plan/new/?from={piece.pk}"


def test_new_post_begins_with_words_and_channels_and_without_a_time(cast: Cast) -> None:
    other = make_channel(cast.company, cast.amira, name="Anderswo")
    variants = [VariantDraft(cast.blog), VariantDraft(other, own_text="Kurz.", own_time=soon(3))]
    piece = a_piece(cast, brief="Für den Herbst", variants=variants)

    composer = signed_in(cast.amira).get(like(piece)).context["composer"]

    values = {name: composer.form[name].value() for name in ("title", "text", "brief", "planned_for")}
    assert values == {
        "title": piece.title,
        "text": piece.text,
        "brief": "Für den Herbst",
        "planned_for": None,
    }
    own = {
        part.channel.name: (part.form["own_text"].value(), part.form["own_time"].value())
        for part in composer.parts
        if part.chosen
    }
    assert own == {"Blog": ("", None), "Anderswo": ("Kurz.", None)}


def test_saving_it_makes_another_post(cast: Cast) -> None:
    piece = a_piece(cast)
    client = signed_in(cast.amira)
    address = client.get(like(piece)).context["address"]

    client.post(address, form(cast, title="Fünf Farben für den Winter"))

    assert sorted(Piece.objects.values_list("title", flat=True)) == [
        piece.title,
        "Fünf Farben für den Winter",
    ]
    piece.refresh_from_db()
    assert piece.revision == 1


def test_topic_that_is_no_longer_in_use_is_chosen_anew(cast: Cast) -> None:
    piece = a_piece(cast)
    retire_topic(cast.colours, actor=cast.actor(cast.amira))

    page = signed_in(cast.amira).get(like(piece))

    assert page.context["form"]["topic"].value() is None


def test_channel_the_writer_has_no_mandate_for_is_not_taken_over(cast: Cast) -> None:
    other = make_channel(cast.company, cast.amira, name="Anderswo")
    piece = a_piece(cast, variants=[VariantDraft(cast.blog), VariantDraft(other)])
    grant(cast.clara, ["piece.draft"], by=cast.amira, every_channel=False).channels.add(other)

    composer = signed_in(cast.clara).get(like(piece)).context["composer"]

    assert [part.channel for part in composer.parts] == [other]


@pytest.mark.parametrize("who", ["clara", "dora"])
def test_post_that_somebody_cannot_see_is_no_model(cast: Cast, who: str) -> None:
    piece, member = a_piece(cast), getattr(cast, who)
    if who == "clara":
        grant(member, ["piece.draft"], by=cast.amira, every_channel=False).channels.add(
            make_channel(cast.company, cast.amira, name="Anderswo")
        )
    assert signed_in(member).get(like(piece)).status_code == 404


def test_it_is_for_the_same_campaign_while_that_is_open(cast: Cast) -> None:
    campaign = a_campaign(cast)
    piece, client = a_piece(cast, campaign=campaign), signed_in(cast.amira)

    while_open = client.get(like(piece)).context["composer"].form["campaign"].value()
    actions.close_campaign(campaign, result="24 Anfragen.", actor=cast.actor(cast.amira))
    afterwards = client.get(like(piece)).context["composer"].form.fields

    assert while_open == campaign.pk
    assert "campaign" not in afterwards
