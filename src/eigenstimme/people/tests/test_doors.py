"""Who comes in, and where everyone else is sent."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import path
from django.utils import timezone

from eigenstimme.people.doors import signed_in
from eigenstimme.people.middleware import ActorRequest
from eigenstimme.people.tests.cast import Cast, make_cast
from eigenstimme.urls import urlpatterns as all_addresses

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@signed_in
def room(request: ActorRequest) -> HttpResponse:
    return HttpResponse(f"inside as {request.actor.name}")


urlpatterns = [path("room/", room), *all_addresses]


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def test_nobody_is_sent_to_the_sign_in_and_comes_back(client: Client) -> None:
    answer = client.get("/room/?page=2")

    assert (answer.status_code, answer["Location"]) == (302, "/account/login/?next=/room/%3Fpage%3D2")


def test_member_comes_in(client: Client, cast: Cast) -> None:
    client.force_login(cast.ben.person)

    assert client.get("/room/").content.decode() == "inside as Ben Arndt"


def test_person_without_a_company_gets_a_calm_page(client: Client, cast: Cast) -> None:
    cast.ben.left_at = timezone.now()
    cast.ben.save()
    client.force_login(cast.ben.person)

    answer = client.get("/room/")

    assert answer.status_code == 403
    assert "inside" not in answer.content.decode()
    assert "people/no_company.html" in [template.name for template in answer.templates]


def test_htmx_with_an_expired_session_loads_the_whole_sign_in_page(client: Client) -> None:
    page = "http://testserver/plan/?month=2026-11"
    answer = client.get("/room/", headers={"HX-Request": "true", "HX-Current-URL": page})

    assert answer["HX-Redirect"] == "/account/login/?next=/plan/%3Fmonth%3D2026-11"


def test_expired_form_comes_back_to_its_page_never_to_a_strange_one(client: Client) -> None:
    ours = client.post("/room/", headers={"Referer": "http://testserver/plan/3/"})
    strange = client.post("/room/", headers={"Referer": "http://evil.example/plan/3/"})

    assert ours["Location"] == "/account/login/?next=/plan/3/"
    assert strange["Location"] == "/account/login/?next=/"
