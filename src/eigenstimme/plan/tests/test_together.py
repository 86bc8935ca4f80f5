"""Two people save the same piece: what only one changed is put together, for the rest a person chooses."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from eigenstimme.media.tests.samples import a_picture
from eigenstimme.people.tests.cast import Cast, grant, make_channel
from eigenstimme.plan import actions
from eigenstimme.plan.actions import VariantDraft
from eigenstimme.plan.models import Outcome, Piece
from eigenstimme.plan.tests.pieces import a_piece, draft, form, handed_in, local, signed_in


class Writer:
    """Somebody with the composer open: what the page gave is sent back, with what they changed."""

    def __init__(self, client: Client, piece: Piece) -> None:
        self.client, self.address = client, f"/plan/{piece.pk}/edit/"
        self.hidden = hidden_fields(client.get(self.address).content.decode())

    def saves(self, values: dict[str, Any]) -> HttpResponse:
        return self.client.post(self.address, {**values, **self.hidden})  # type: ignore[return-value]


def hidden_fields(page: str) -> dict[str, str]:
    found = re.findall(r'<input type="hidden" name="(revision|base)" value="([^"]*)"', page)
    return {name: unescape(value) for name, value in found}


@pytest.fixture
def piece(cast: Cast) -> Piece:
    grant(cast.ben, ["piece.draft"], by=cast.amira)
    return a_piece(cast)


@pytest.fixture
def amira(cast: Cast, piece: Piece) -> Writer:
    return Writer(signed_in(cast.amira), piece)


def by_ben(cast: Cast, piece: Piece, **changes: Any) -> None:
    current = Piece.objects.get(pk=piece.pk)
    wanted = draft(cast, **{"planned_for": piece.planned_for, **changes})
    actions.edit_piece(current, wanted, revision=current.revision, actor=cast.actor(cast.ben))


def as_before(cast: Cast, piece: Piece, *channels: Any, **changes: Any) -> dict[str, Any]:
    fields = {
        "planned_for": local(piece.planned_for),
        "responsible": cast.amira.pk,
        "form_key": "",
        **changes,
    }
    return form(cast, *channels, **fields)


def test_different_fields_are_put_together_without_a_question(
    cast: Cast, piece: Piece, amira: Writer
) -> None:
    by_ben(cast, piece, title="Bens Titel")

    answer = amira.saves(as_before(cast, piece, text="Amiras Text"))

    saved = Piece.objects.get()
    assert (answer.status_code, saved.title, saved.text, saved.revision) == (
        302,
        "Bens Titel",
        "Amiras Text",
        3,
    )


def test_own_text_of_one_channel_and_shared_text_go_together(cast: Cast, piece: Piece, amira: Writer) -> None:
    by_ben(cast, piece, variants=[VariantDraft(cast.blog, own_text="Bens Fassung")])

    amira.saves(as_before(cast, piece, text="Amiras Text"))

    variant = Piece.objects.get().variants.get()
    assert (variant.own_text, variant.piece.text) == ("Bens Fassung", "Amiras Text")


def test_channel_the_other_added_stays_and_one_they_took_out_goes(cast: Cast, piece: Piece) -> None:
    other = make_channel(cast.company, cast.amira, name="Anderswo")
    amira = Writer(signed_in(cast.amira), piece)
    by_ben(cast, piece, variants=[VariantDraft(other)])

    amira.saves(as_before(cast, piece, text="Amiras Text"))

    assert [variant.channel for variant in Piece.objects.get().variants.all()] == [other]


def test_new_picture_survives_the_putting_together(cast: Cast, piece: Piece, amira: Writer) -> None:
    by_ben(cast, piece, title="Bens Titel")

    amira.saves(as_before(cast, piece, **{"media-file": a_picture(), "media-alt": "Eine Wand"}))

    saved = Piece.objects.get()
    assert (saved.title, [each.alt for each in saved.attached]) == ("Bens Titel", ["Eine Wand"])


def test_same_field_shows_both_and_saves_neither(cast: Cast, piece: Piece, amira: Writer) -> None:
    by_ben(cast, piece, text="Bens Text", title="Bens Titel")

    answer = amira.saves(as_before(cast, piece, text="Amiras Text"))

    page = answer.content.decode()
    assert (answer.status_code, Piece.objects.get().text) == (409, "Bens Text")
    assert 'name="take:text" value="theirs"' in page and "take:title" not in page
    assert 'value="Bens Titel"' in page  # what did not collide is together already
    assert "Amiras Text</textarea>" in page


@pytest.mark.parametrize(("choice", "text"), [("", "Amiras Text"), ("theirs", "Bens Text")])
def test_of_both_the_chosen_one_is_saved(
    cast: Cast, piece: Piece, amira: Writer, choice: str, text: str
) -> None:
    by_ben(cast, piece, text="Bens Text", title="Bens Titel")
    page = amira.saves(as_before(cast, piece, text="Amiras Text")).content.decode()
    amira.hidden = hidden_fields(page)

    typed = as_before(cast, piece, text="Amiras Text", title="Bens Titel", **{"take:text": choice})
    answer = amira.saves(typed)

    saved = Piece.objects.get()
    assert (answer.status_code, saved.text, saved.title) == (302, text, "Bens Titel")


def test_form_without_its_fingerprints_asks_about_every_difference(
    cast: Cast, piece: Piece, amira: Writer
) -> None:
    by_ben(cast, piece, title="Bens Titel")
    amira.hidden["base"] = ""

    answer = amira.saves(as_before(cast, piece))

    assert (answer.status_code, Piece.objects.get().title) == (409, "Bens Titel")


def test_other_content_after_putting_together_opens_the_approval_again(cast: Cast, piece: Piece) -> None:
    amira = Writer(signed_in(cast.amira), piece)
    by_ben(cast, piece, title="Bens Titel")
    grant(cast.ben, ["piece.approve"], by=cast.amira)
    approval = handed_in(cast, Piece.objects.get(), approver=cast.ben)

    amira.saves(as_before(cast, piece, text="Amiras Text"))

    approval.refresh_from_db()
    assert approval.outcome == Outcome.REOPENED
