"""Catching an idea in ten seconds, and making a piece of it."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client

from eigenstimme.media.models import Asset
from eigenstimme.media.tests.samples import a_picture, as_upload
from eigenstimme.people.tests.cast import Cast, grant
from eigenstimme.plan import actions
from eigenstimme.plan.models import Idea, Piece
from eigenstimme.plan.tests.pieces import form, queries_of, signed_in

IDEAS, CAPTURE = "/plan/ideas/", "/plan/ideas/new/"
SHARED, TICKET, EMPTY = f"{CAPTURE}shared/", f"{CAPTURE}ticket/", f"{CAPTURE}empty/"
FROM_THE_DEVICE = {"Sec-Fetch-Site": "none"}


def caught(cast: Cast, **values: object) -> dict[str, object]:
    return {"text": "Heute ist die Fassade fertig geworden", "form_key": str(uuid4()), **values}


def an_idea(cast: Cast) -> Idea:
    return actions.suggest_idea(text="Die Fassade ist fertig", actor=cast.actor(cast.ben))


def test_photo_and_sentence_become_an_idea_with_the_name(cast: Cast) -> None:
    answer = signed_in(cast.ben).post(CAPTURE, caught(cast, **{"media-file": a_picture()}))

    idea = Idea.objects.get()
    assert (answer.status_code, idea.caught_by, idea.attached[0].asset) == (
        302,
        cast.ben,
        Asset.objects.get(),
    )


def test_sent_twice_it_is_one_idea(cast: Cast) -> None:
    client, values = signed_in(cast.ben), caught(cast)

    client.post(CAPTURE, values)
    client.post(CAPTURE, values)

    assert Idea.objects.count() == 1


def test_photo_without_a_sentence_is_kept_while_the_sentence_is_asked_for(cast: Cast) -> None:
    answer = signed_in(cast.ben).post(CAPTURE, caught(cast, text="", **{"media-file": a_picture()}))

    assert (answer.status_code, Idea.objects.count()) == (422, 0)
    assert f'name="media-asset" value="{Asset.objects.get().pk}"' in answer.content.decode()


def test_bad_photo_keeps_the_sentence(cast: Cast) -> None:
    answer = signed_in(cast.ben).post(CAPTURE, caught(cast, **{"media-file": as_upload(b"x", "x.jpg")}))

    assert (answer.status_code, Idea.objects.count()) == (422, 0)
    assert "Heute ist die Fassade fertig geworden" in answer.content.decode()


@pytest.mark.parametrize("method", ["get", "post"])
def test_outside_person_without_a_mandate_catches_nothing(cast: Cast, method: str) -> None:
    answer = getattr(signed_in(cast.clara), method)(CAPTURE, caught(cast))
    assert (answer.status_code, Idea.objects.count()) == (403, 0)


def test_idea_becomes_a_piece_with_its_words(cast: Cast) -> None:
    idea, client = an_idea(cast), signed_in(cast.amira)
    address = f"/plan/new/?idea={idea.pk}"
    assert "Die Fassade ist fertig" in client.get(address).content.decode()

    client.post(address, form(cast))

    assert Piece.objects.get().idea == idea
    assert list(client.get(IDEAS).context["page"]) == []


def test_idea_of_another_company_is_not_found(cast: Cast) -> None:
    idea = an_idea(cast)

    assert signed_in(cast.dora).get(f"/plan/new/?idea={idea.pk}").status_code == 404
    assert signed_in(cast.dora).post(f"{IDEAS}{idea.pk}/dropped/").status_code == 404
    assert "Die Fassade ist fertig" not in signed_in(cast.dora).get(IDEAS).content.decode()


def test_putting_aside_needs_the_right_to_draft(cast: Cast) -> None:
    idea = an_idea(cast)

    assert signed_in(cast.ben).post(f"{IDEAS}{idea.pk}/dropped/").status_code == 403
    signed_in(cast.amira).post(f"{IDEAS}{idea.pk}/dropped/")

    idea.refresh_from_db()
    assert idea.dropped_at


def test_outside_person_sees_ideas_only_under_a_mandate(cast: Cast) -> None:
    an_idea(cast)
    assert list(signed_in(cast.clara).get(IDEAS).context["page"]) == []

    grant(cast.clara, ["plan.read"], by=cast.amira)
    assert len(signed_in(cast.clara).get(IDEAS).context["page"].object_list) == 1


def test_more_ideas_need_no_more_queries(cast: Cast) -> None:
    counts = []
    for number in (1, 5):
        for _ in range(number):
            an_idea(cast)
        counts.append(queries_of(signed_in(cast.amira), IDEAS))
    assert counts[0] == counts[1]


def test_own_people_share_an_idea_with_specialists_and_others_are_not_asked(cast: Cast) -> None:
    grant(cast.clara, ["idea.suggest"], by=cast.amira)

    signed_in(cast.ben).post(CAPTURE, caught(cast, text="Für alle", shared="on"))
    signed_in(cast.clara).post(CAPTURE, caught(cast, text="Von außen", shared="on"))

    assert dict(Idea.objects.values_list("text", "shared_with_specialists")) == {
        "Für alle": True,
        "Von außen": False,
    }


def test_worker_hears_in_short_what_became_of_an_idea(cast: Cast) -> None:
    client, values = signed_in(cast.ben), caught(cast)
    accept = {"Accept": "application/json"}

    first = client.post(CAPTURE, values, headers=accept)
    again = client.post(CAPTURE, values, headers=accept)
    bad = client.post(CAPTURE, caught(cast, text=""), headers=accept)

    assert (first.status_code, first.json()) == (201, {"idea": Idea.objects.get().pk})
    assert (again.status_code, again.json()) == (201, first.json())
    assert (bad.status_code, len(bad.json()["errors"])) == (422, 1)


def test_ticket_names_who_is_signed_in_and_nobody_gets_none(cast: Cast) -> None:
    assert signed_in(cast.ben).get(TICKET).json()["member"] == str(cast.ben.pk)
    assert Client().get(TICKET).status_code == 302


def test_kept_page_is_the_same_for_everybody_and_starts_no_session(cast: Cast) -> None:
    mine, nobodys = signed_in(cast.ben).get(EMPTY), Client().get(EMPTY)

    assert mine.content == nobodys.content
    assert not mine.cookies and not nobodys.cookies


def test_worker_knows_every_file_of_the_kept_page(cast: Cast) -> None:
    answer = Client().get(f"{CAPTURE}worker.js")

    assert answer.headers["Content-Type"] == "text/javascript"
    assert '"/static/build/app.css"' in answer.content.decode()


def test_words_and_photo_of_another_app_fill_the_form(cast: Cast) -> None:
    values = {"title": "Tür", "text": "Fertig", "url": "https://example.org", "media-file": a_picture()}
    answer = signed_in(cast.ben).post(SHARED, values, headers=FROM_THE_DEVICE)

    page = answer.content.decode()
    assert "Tür\nFertig\nhttps://example.org" in page
    assert f'name="media-asset" value="{Asset.objects.get().pk}"' in page


def test_shared_words_wait_for_the_sign_in(cast: Cast) -> None:
    client = Client()
    client.post(SHARED, {"text": "Fertig"}, headers=FROM_THE_DEVICE)
    client.force_login(cast.ben.person)

    assert "Fertig" in client.get(CAPTURE).content.decode()
    assert "Fertig" not in client.get(CAPTURE).content.decode()


def test_page_of_another_house_shares_nothing(cast: Cast) -> None:
    client = signed_in(cast.ben)
    answer = client.post(SHARED, {"media-file": a_picture()}, headers={"Sec-Fetch-Site": "cross-site"})

    assert (answer.status_code, Asset.objects.count()) == (302, 0)


def test_outside_person_without_a_mandate_shares_nothing(cast: Cast) -> None:
    assert signed_in(cast.clara).post(SHARED, {"text": "x"}, headers=FROM_THE_DEVICE).status_code == 403
