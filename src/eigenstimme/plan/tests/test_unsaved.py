"""What is typed is kept by the server, offered back to its writer on any device, and gone once it was saved."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from eigenstimme.core import live
from eigenstimme.people.models import Membership
from eigenstimme.people.tests.cast import Cast, grant
from eigenstimme.plan.models import Piece, Unsaved
from eigenstimme.plan.models.unsaved import KEPT, WRITING
from eigenstimme.plan.tests.pieces import a_piece, form, queries_of, signed_in

NEW = "/plan/new/"


def typing(cast: Cast, member: Membership, address: str = NEW, **changes: Any) -> dict[str, Any]:
    """Somebody types and does not save; what the form held."""
    values = form(cast, **changes)
    answer = signed_in(member).post(address, {**values, "preview": "1"}, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    return values


def page(member: Membership, address: str) -> str:
    return signed_in(member).get(address).content.decode()


def test_new_post_is_offered_back_on_another_device(cast: Cast) -> None:
    typed = typing(cast, cast.amira, title="Salbei an der Wand", text="Mitten im Sa", planned_for="")

    offer = page(cast.amira, NEW)
    kept = Unsaved.objects.get()
    back = page(cast.amira, f"{NEW}?unsaved={kept.pk}")

    assert "Salbei an der Wand" in offer and "Mitten im Sa" not in offer
    assert "Mitten im Sa" in back and typed["form_key"] in back
    assert re.search(rf'name="channel-{cast.blog.pk}"[^>]* checked', back)
    assert "error-summary" not in back  # unfinished is no mistake


def test_saving_ends_it(cast: Cast) -> None:
    typed = typing(cast, cast.amira)
    signed_in(cast.amira).post(NEW, typed)

    assert (Piece.objects.count(), Unsaved.objects.count()) == (1, 0)


def test_saving_a_piece_ends_only_what_was_typed_there(cast: Cast) -> None:
    piece = a_piece(cast)
    typing(cast, cast.amira)
    typed = typing(cast, cast.amira, f"/plan/{piece.pk}/edit/", form_key="", revision=1)

    signed_in(cast.amira).post(f"/plan/{piece.pk}/edit/", typed)

    assert [kept.piece for kept in Unsaved.objects.all()] == [None]


def test_typing_on_replaces_what_was_kept(cast: Cast) -> None:
    key = str(uuid4())
    for text in ("Sal", "Salbei"):
        typing(cast, cast.amira, text=text, form_key=key)

    assert Unsaved.objects.get().data["text"] == "Salbei"
    assert "csrfmiddlewaretoken" not in Unsaved.objects.get().form


def test_mistake_in_the_form_ends_nothing(cast: Cast) -> None:
    typed = typing(cast, cast.amira, title="")
    assert signed_in(cast.amira).post(NEW, typed).status_code == 422
    assert Unsaved.objects.exists()


def test_nobody_else_sees_it_or_throws_it_away(cast: Cast) -> None:
    grant(cast.ben, ["piece.draft"], by=cast.amira)
    typing(cast, cast.amira, title="Nur meins")
    kept = Unsaved.objects.get()

    assert "Nur meins" not in page(cast.ben, NEW)
    assert signed_in(cast.ben).get(f"{NEW}?unsaved={kept.pk}").status_code == 404
    assert signed_in(cast.ben).post(f"/plan/unsaved/{kept.pk}/discarded/").status_code == 404
    assert Unsaved.objects.exists()


def test_discarded_is_gone(cast: Cast) -> None:
    typing(cast, cast.amira)
    answer = signed_in(cast.amira).post(f"/plan/unsaved/{Unsaved.objects.get().pk}/discarded/")

    assert (answer.headers["Location"], Unsaved.objects.exists()) == (NEW, False)


def test_without_a_mandate_nothing_is_kept(cast: Cast) -> None:
    signed_in(cast.ben).post(NEW, form(cast, preview="1"))
    assert not Unsaved.objects.exists()


def test_after_a_month_it_is_forgotten(cast: Cast) -> None:
    typing(cast, cast.amira, title="Alt")
    Unsaved.objects.update(typed_at=timezone.now() - KEPT - timedelta(hours=1))
    typing(cast, cast.amira, title="Neu")

    assert [str(kept) for kept in Unsaved.objects.all()] == ["Neu"]


@pytest.mark.parametrize("key", ["", "made-up"])
def test_form_that_lost_its_key_is_drawn_all_the_same(cast: Cast, key: str) -> None:
    typing(cast, cast.amira, form_key=key)
    assert not Unsaved.objects.exists()


# --- others who write -----------------------------------------------------------------------------------------


def test_two_in_one_piece_see_each_other(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(live, "announce", lambda _company, topic: told.append(topic))
    grant(cast.ben, ["piece.draft"], by=cast.amira)
    piece = a_piece(cast)
    edit = f"/plan/{piece.pk}/edit/"
    told.clear()

    typing(cast, cast.ben, edit, form_key="", revision=1)
    typing(cast, cast.ben, edit, form_key="", revision=1, text="mehr")

    assert told == [f"writing:{piece.pk}"]  # not with every key
    assert "Ben Arndt" in page(cast.amira, f"/plan/{piece.pk}/writers/")
    assert "Ben Arndt" not in page(cast.ben, f"/plan/{piece.pk}/writers/")
    Unsaved.objects.update(typed_at=timezone.now() - WRITING)
    assert "Ben Arndt" not in page(cast.amira, f"/plan/{piece.pk}/writers/")


def test_writer_hears_that_somebody_has_saved(cast: Cast) -> None:
    piece = a_piece(cast)
    now, before = (page(cast.amira, f"/plan/{piece.pk}/writers/?revision={number}") for number in (1, 0))
    assert ("writer" in now, "writer" in before) == (False, True)


def test_who_writes_is_told_to_nobody_outside(cast: Cast) -> None:
    piece = a_piece(cast)
    assert signed_in(cast.dora).get(f"/plan/{piece.pk}/writers/").status_code == 404


def test_offers_cost_a_fixed_number_of_queries(cast: Cast) -> None:
    client = signed_in(cast.amira)
    typing(cast, cast.amira)
    one = queries_of(client, NEW)
    for _more in range(4):
        typing(cast, cast.amira)

    assert queries_of(client, NEW) == one <= 15
