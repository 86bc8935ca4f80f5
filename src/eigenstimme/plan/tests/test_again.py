"""Going back to a form that has made a piece: whatever is sent from it again changes that piece."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from eigenstimme.people.models import Membership
from eigenstimme.people.tests.cast import Cast, grant
from eigenstimme.plan.models import Piece
from eigenstimme.plan.tests.pieces import form, published, signed_in

pytestmark = pytest.mark.django_db

NEW = "/plan/new/"


def opened(client: Client, address: str = NEW) -> tuple[str, str]:
    """A fresh form: its own address, and its key."""
    html = client.get(address).content.decode()
    found = re.search(r'data-address="([^"]+)"', html)
    key = re.search(r'name="form_key" value="([^"]+)"', html)
    assert found and key
    return found[1].replace("&amp;", "&"), key[1]


def filled_in(cast: Cast, key: str, **changes: Any) -> dict[str, Any]:
    """As it was typed: the second time nothing but ``changes`` is different."""
    return form(cast, form_key=key, planned_for="2999-12-24T18:00", **changes)


def colleague(cast: Cast) -> Membership:
    grant(cast.ben, ["piece.draft"], by=cast.amira)
    return cast.ben


def test_form_has_an_address_of_its_own_beside_what_was_asked_for(cast: Cast) -> None:
    client = signed_in(cast.amira)

    address, key = opened(client, f"{NEW}?at=2999-12-24T18:00")

    assert "at=2999-12-24T18%3A00" in address
    assert opened(client, address) == (address, key)
    assert opened(client, NEW)[1] != key


def test_coming_back_leads_to_the_piece_it_made(cast: Cast) -> None:
    client = signed_in(cast.amira)
    address, key = opened(client)
    client.post(address, filled_in(cast, key))

    back = client.get(address, follow=True)

    piece = Piece.objects.get()
    assert back.redirect_chain == [(f"/plan/{piece.pk}/edit/", 302)]
    said = [str(message) for message in back.context["messages"]]
    assert said == ["Gespeichert.", "Dieser Beitrag ist schon gespeichert. Sie ändern ihn hier."]


def test_saving_again_changes_the_piece_it_made(cast: Cast) -> None:
    client = signed_in(cast.amira)
    address, key = opened(client)
    client.post(address, filled_in(cast, key))

    client.post(address, filled_in(cast, key, text="Noch einmal überlegt"))

    piece = Piece.objects.get()
    assert (piece.text, piece.revision) == ("Noch einmal überlegt", 2)


def test_double_click_changes_nothing(cast: Cast) -> None:
    client = signed_in(cast.amira)
    address, key = opened(client)

    answers = [client.post(address, filled_in(cast, key)) for _click in range(2)]

    piece = Piece.objects.get()
    assert (piece.revision, piece.versions.count()) == (1, 1)
    assert {answer.headers["Location"] for answer in answers} == {f"/plan/{piece.pk}/"}


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(cast: Cast) -> None:
    client = signed_in(cast.amira)
    address, key = opened(client)
    client.post(address, filled_in(cast, key))
    piece = Piece.objects.get()
    typed = filled_in(cast, "", text="Der Text des Kollegen", revision=1)
    signed_in(colleague(cast)).post(f"/plan/{piece.pk}/edit/", typed)

    answer = client.post(address, filled_in(cast, key, text="Mein zweiter Text"))

    assert (answer.status_code, Piece.objects.get().text) == (409, "Der Text des Kollegen")
    assert "Mein zweiter Text" in answer.content.decode()


def test_what_is_public_meanwhile_stays_and_nothing_typed_is_lost(cast: Cast) -> None:
    client = signed_in(cast.amira)
    address, key = opened(client)
    client.post(address, filled_in(cast, key))
    published(Piece.objects.get(), "sent", title="Fünf Farben für den Herbst")

    answer = client.post(address, filled_in(cast, key, text="Zu spät überlegt"))

    assert answer.status_code == 422
    assert "Zu spät überlegt" in answer.content.decode()
    assert Piece.objects.get().text != "Zu spät überlegt"


def test_address_that_was_sent_to_a_colleague_is_a_form_of_their_own(cast: Cast) -> None:
    amira, ben = signed_in(cast.amira), signed_in(colleague(cast))
    address, key = opened(amira)
    amira.post(address, filled_in(cast, key))

    same_address, other_key = opened(ben, address)
    ben.post(same_address, filled_in(cast, other_key))

    assert same_address == address
    assert [piece.author for piece in Piece.objects.order_by("pk")] == [cast.amira, cast.ben]


@pytest.mark.parametrize("made_up", ["kein Schlüssel", ""])
def test_made_up_names_and_keys_make_a_new_form(cast: Cast, made_up: str) -> None:
    client = signed_in(cast.amira)

    address, _key = opened(client, f"{NEW}?form={made_up}")
    client.post(address, filled_in(cast, made_up))

    assert "form=" in address
    assert Piece.objects.count() == (0 if made_up else 1)
