"""Readers know who speaks: a post is signed by whoever saves it, and by nobody in somebody else's name."""

from __future__ import annotations

import pytest
from django.urls import reverse

from eigenstimme.people.actions import choose_sign
from eigenstimme.people.errors import SignTaken
from eigenstimme.people.tests.cast import Cast, grant
from eigenstimme.plan import actions
from eigenstimme.plan.errors import SignOfAnother
from eigenstimme.plan.models import Piece
from eigenstimme.plan.tests.pieces import a_piece, draft, form, signed_in


@pytest.fixture(autouse=True)
def ben_drafts(cast: Cast) -> None:
    grant(cast.ben, ["piece.draft"], by=cast.amira)


def text_of(piece: Piece) -> str:
    return Piece.objects.get(pk=piece.pk).variants.get().text


def edited(cast: Cast, piece: Piece, **changes: object) -> Piece:
    current = Piece.objects.get(pk=piece.pk)
    wanted = draft(cast, signed=True, **changes)
    return actions.edit_piece(current, wanted, revision=current.revision, actor=cast.actor(cast.ben))


def test_sign_stands_behind_the_last_word(cast: Cast) -> None:
    choose_sign(cast.amira, "ak")
    piece = a_piece(cast, text="Salbei.\n\n---\nOcker.\n", signed=True)
    assert text_of(piece) == "Salbei.\n\n---\nOcker. ^ak"


def test_without_a_sign_of_ones_own_the_initials_sign(cast: Cast) -> None:
    assert text_of(a_piece(cast, signed=True)).endswith(" ^AK")


def test_new_sign_leaves_what_was_signed(cast: Cast) -> None:
    piece = a_piece(cast, signed=True)
    choose_sign(cast.amira, "neu")
    assert text_of(piece).endswith(" ^AK")


def test_outside_people_sign_nothing(cast: Cast) -> None:
    grant(cast.clara, ["piece.draft"], by=cast.amira)
    piece = a_piece(cast, by=cast.clara, signed=True)
    page = signed_in(cast.clara).get("/plan/new/").content.decode()

    assert ("^" in text_of(piece), 'name="signed"' in page) == (False, False)


def test_words_somebody_else_changes_lose_the_sign(cast: Cast) -> None:
    piece = a_piece(cast, signed=True)
    same = edited(cast, piece, title="Anderer Titel")
    assert text_of(same).endswith(" ^AK")

    other = edited(cast, piece, text="Bens Worte")
    assert text_of(other) == "Bens Worte"


@pytest.mark.parametrize("text", ["Amiras Worte ^AK", "Amiras Worte ^ak\n---\nmehr"])
def test_sign_of_somebody_else_cannot_be_typed(cast: Cast, text: str) -> None:
    with pytest.raises(SignOfAnother):
        a_piece(cast, by=cast.ben, text=text)
    answer = signed_in(cast.ben).post("/plan/new/", form(cast, text=text))
    assert (answer.status_code, Piece.objects.exists()) == (422, False)


def test_own_sign_can_be_typed_by_hand(cast: Cast) -> None:
    assert text_of(a_piece(cast, text="Meine Worte ^AK")) == "Meine Worte ^AK"


@pytest.mark.parametrize("sign", ["ak", "AK"])
def test_sign_of_somebody_else_cannot_be_chosen(cast: Cast, sign: str) -> None:
    with pytest.raises(SignTaken):
        choose_sign(cast.ben, sign)


def test_sign_is_chosen_on_ones_profile(cast: Cast) -> None:
    client = signed_in(cast.ben)
    taken = client.post(reverse("people:sign"), {"short_sign": "AK"})
    strange = client.post(reverse("people:sign"), {"short_sign": "^ b"})
    mine = client.post(reverse("people:sign"), {"short_sign": "bn"})

    assert [each.status_code for each in (taken, strange, mine)] == [422, 422, 302]
    cast.ben.refresh_from_db()
    assert cast.ben.sign == "^bn"
