"""The pages about people: forms keep what was typed, refusals are told, links lead somewhere."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from eigenstimme.people import actions, mails
from eigenstimme.people.actions import Invited
from eigenstimme.people.forms import GoodbyeForm
from eigenstimme.people.invitation_links import invitation_path
from eigenstimme.people.models import Company, Invitation, Kind, Membership, Person
from eigenstimme.people.responsibilities import Held, Responsibility
from eigenstimme.people.tests.cast import Cast, grant, join, make_cast

pytestmark = pytest.mark.django_db

EMIL = {"name": "Emil Kraft", "email": "emil@kern.example", "kind": "own", "language": "de"}


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def amira(client: Client, cast: Cast) -> Client:
    client.force_login(cast.amira.person)
    return client


def invitation_for(cast: Cast, **changes: str) -> Invitation:
    invited = Invited(**{**EMIL, **changes})  # type: ignore[arg-type]
    return actions.invite(invited, actor=cast.actor(cast.amira))


def cost(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_lead_invites_from_the_page(amira: Client) -> None:
    answer = amira.post("/people/invite/", EMIL)

    assert answer["Location"] == "/people/"
    assert "emil@kern.example" in amira.get("/people/").content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"email": "ben@kern.example"},
        {"email": "emil"},
        {"kind": "outside", "lead": "on"},
        {"kind": "machine"},
    ],
)
def test_wrong_invitation_comes_back_with_what_was_typed(amira: Client, wrong: dict[str, str]) -> None:
    answer = amira.post("/people/invite/", {**EMIL, **wrong})

    assert answer.status_code == 422
    assert 'value="Emil Kraft"' in answer.content.decode()
    assert not Invitation.objects.exists()


def test_newcomer_comes_in_by_the_mail(client: Client, cast: Cast) -> None:
    invitation = invitation_for(cast)
    mails.send_invitation(invitation.pk)
    path = next(line for line in mail.outbox[0].body.splitlines() if "/invitation/" in line).partition(
        "localhost"
    )[2]
    path = "/" + path.partition("/")[2]

    weak = client.post(path, {"name": "Emil Kraft", "password": "emilkraft", "language": "de"})
    assert weak.status_code == 422
    answer = client.post(
        path, {"name": "Emil Kraft", "password": "Leinöl trocknet langsam", "language": "de"}
    )

    assert answer["Location"] == "/"
    assert "Emil Kraft" in client.get("/people/").content.decode()
    assert client.get(path).status_code == 410


def test_dead_link_says_why(client: Client, cast: Cast) -> None:
    invitation = invitation_for(cast)
    actions.withdraw_invitation(invitation, actor=cast.actor(cast.amira))

    assert client.get(invitation_path(invitation)).status_code == 410
    assert client.get("/invitation/nonsense/").status_code == 410


def test_known_person_signs_in_and_confirms(client: Client, cast: Cast) -> None:
    path = invitation_path(invitation_for(cast, email="dora@dorn.example", kind="outside"))
    assert client.get(path)["Location"].startswith("/account/login/?next=/invitation/")
    assert "dora@dorn.example" in client.get("/account/login/").content.decode()
    client.force_login(cast.dora.person)
    assert cast.company.name in client.get(path).content.decode()

    client.post(path)

    assert client.session["company"] == cast.company.pk
    assert Membership.objects.get(company=cast.company, person=cast.dora.person).kind == Kind.OUTSIDE


def test_someone_else_cannot_take_the_invitation(client: Client, cast: Cast) -> None:
    path = invitation_path(invitation_for(cast))
    client.force_login(cast.dora.person)

    for answer in (client.get(path), client.post(path)):
        said = answer.content.decode()
        assert (answer.status_code, "emil@kern.example" in said) == (422, True)
        assert f'name="next" value="{path}"' in said  # sign out, and open it again
    assert not Membership.objects.filter(company=cast.company, person=cast.dora.person).exists()


def test_pages_of_the_lead_are_refused_to_all_others(client: Client, cast: Cast) -> None:
    for member in (cast.ben, cast.clara, cast.robo):
        client.force_login(member.person)
        for address in ("/people/invite/", "/people/machines/new/", f"/people/{cast.ben.pk}/goodbye/"):
            assert client.get(address).status_code == 403
        assert (
            client.post("/company/", {"name": "X", "language": "de", "time_zone": "UTC"}).status_code == 422
        )
        assert client.post("/company/self-approval/", {"on": "1"}).status_code == 403
        assert client.post(f"/people/{cast.ben.pk}/", {"job": "Chef", "lead": "on"}).status_code == 403
    cast.company.refresh_from_db()
    assert (cast.company.name, cast.company.self_approval_since) == ("Malerbetrieb Kern", None)


def test_people_of_another_company_are_not_found(client: Client, cast: Cast) -> None:
    client.force_login(cast.dora.person)

    assert client.get(f"/people/{cast.ben.pk}/").status_code == 404
    assert client.get(f"/people/{cast.ben.pk}/goodbye/").status_code == 404
    assert "Ben Arndt" not in client.get("/people/").content.decode()


def test_goodbye_page_lists_what_is_open_and_refuses_until_it_is_handed_over(
    amira: Client, cast: Cast
) -> None:
    grant(cast.clara, ["piece.draft"], by=cast.ben)
    page = f"/people/{cast.ben.pk}/goodbye/"
    assert "Clara Frei" in amira.get(page).content.decode()

    assert "Wählen Sie, wer übernimmt." in amira.post(page, {}).content.decode()
    assert amira.post(page, {"mandates": cast.clara.pk}).status_code == 422
    cast.ben.refresh_from_db()
    assert cast.ben.present
    assert amira.post(page, {"mandates": cast.amira.pk})["Location"] == "/people/"

    cast.ben.refresh_from_db()
    assert not cast.ben.present
    assert cast.clara.mandates.get().contact == cast.amira


def test_goodbye_page_names_a_few_and_counts_the_rest(cast: Cast) -> None:
    eight = [Company(name=f"<b>{number}</b>") for number in (1, 1, 2, 3, 4, 5, 6, 7)]
    held = Held(Responsibility("topics", "Topics", lambda _: eight, lambda *_: None), eight)
    drawn = str(GoodbyeForm(leaving=cast.ben, held=[held]))
    assert "&lt;b&gt;5&lt;/b&gt; und 2 mehr" in drawn
    assert "<b>" not in drawn


def test_whoever_is_invited_is_of_a_kind(amira: Client) -> None:
    page = amira.get("/people/invite/").content.decode()
    assert re.findall(r'name="kind" value="(\w*)"', page) == ["own", "outside"]


def test_machine_is_taken_in_and_its_password_shown_once(amira: Client, cast: Cast) -> None:
    answer = amira.post("/people/machines/new/", {"name": "Texter", "job": "", "sponsor": cast.ben.pk})

    machine = Person.objects.get(name="Texter")
    assert machine.email in answer.content.decode()
    assert machine.memberships.get().sponsor == cast.ben


def test_switching_reaches_only_ones_own_companies(client: Client, cast: Cast) -> None:
    Membership.objects.create(company=cast.elsewhere, person=cast.clara.person, kind=Kind.OUTSIDE)
    client.force_login(cast.clara.person)

    client.post("/company/switch/", {"company": cast.elsewhere.pk, "next": "/people/"})
    assert "Dora Dorn" in client.get("/people/").content.decode()
    client.force_login(cast.ben.person)
    assert client.post("/company/switch/", {"company": cast.elsewhere.pk}).status_code == 404
    assert client.post("/company/switch/", {"company": "1; DROP"}).status_code == 404
    evil = client.post("/company/switch/", {"company": cast.company.pk, "next": "https://evil.example/"})
    assert evil["Location"] == "/"


def test_profile_and_company_are_changed(amira: Client, cast: Cast) -> None:
    amira.post("/profile/", {"name": "Amira Kern", "language": "en", "time_zone": "Europe/Vienna"})
    settings = {"name": "Kern & Töchter", "language": "de", "time_zone": "Europe/Berlin", "region": "DE-BW"}
    amira.post("/company/", settings)
    amira.post("/company/self-approval/", {"on": "1"})

    cast.company.refresh_from_db()
    assert Person.objects.get(pk=cast.amira.person_id).language == "en"
    assert (cast.company.name, cast.company.self_approval_since is not None) == ("Kern & Töchter", True)
    assert cast.company.region == "DE-BW"


def test_people_page_costs_the_same_for_few_and_for_many(amira: Client, cast: Cast) -> None:
    grant(cast.clara, ["piece.draft"], by=cast.amira)
    amira.get("/people/")
    few = cost(amira, "/people/")
    for number in range(5):
        member = join(cast.company, f"Gast{number} Frei", Kind.OUTSIDE)
        grant(member, ["piece.draft"], by=cast.amira, every_channel=False).channels.add(cast.blog)

    assert cost(amira, "/people/") == few
