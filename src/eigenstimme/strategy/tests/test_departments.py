"""Departments: leads name them and their people, who hear of posts on their topics as long as they want to."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from eigenstimme.audit.models import Entry
from eigenstimme.people.actions import say_goodbye
from eigenstimme.people.rights import Denied
from eigenstimme.people.tests.cast import Cast, make_cast
from eigenstimme.strategy import actions, errors
from eigenstimme.strategy.actions import DepartmentDraft, TopicDraft
from eigenstimme.strategy.models import Department
from eigenstimme.strategy.queries import interested_in, listeners, topics_of_my_departments

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def a_department(cast: Cast, name: str = "Vertrieb", *people: object) -> Department:
    draft = DepartmentDraft(name, people or [cast.ben])  # type: ignore[arg-type]
    return actions.add_department(draft, actor=cast.actor(cast.amira))


def interested(cast: Cast, *departments: Department) -> None:
    draft = TopicDraft("Farben", "B", departments=departments)
    actions.change_topic(cast.colours, draft, actor=cast.actor(cast.amira))


def test_department_is_added_changed_and_retired_on_record(cast: Cast) -> None:
    amira = cast.actor(cast.amira)
    department = a_department(cast)
    actions.change_department(department, DepartmentDraft("Verkauf", [cast.amira]), actor=amira)
    actions.retire_department(department, actor=amira)

    department.refresh_from_db()
    assert (department.name, list(department.people.all()), department.retired_at is None) == (
        "Verkauf",
        [cast.amira],
        False,
    )
    verbs = list(Entry.objects.order_by("number").values_list("verb", flat=True))
    assert verbs == ["department.added", "department.changed", "department.retired"]


def test_nobody_but_leads_decides_on_departments(cast: Cast) -> None:
    department = a_department(cast)
    for member in (cast.ben, cast.clara, cast.robo, cast.dora):
        actor = cast.actor(member)
        if member != cast.dora:
            with pytest.raises(Denied):
                actions.add_department(DepartmentDraft("Neu"), actor=actor)
        with pytest.raises(Denied):
            actions.change_department(department, DepartmentDraft("Neu"), actor=actor)
        with pytest.raises(Denied):
            actions.retire_department(department, actor=actor)
    assert list(Department.objects.values_list("name", "retired_at")) == [("Vertrieb", None)]


def test_only_own_people_belong_to_one_also_in_the_database(cast: Cast) -> None:
    for outside in (cast.clara, cast.robo):
        with pytest.raises(errors.NotInside):
            a_department(cast, "Neu", outside)
        with pytest.raises(IntegrityError), transaction.atomic():
            a_department(cast, f"Von {outside}").people.add(outside)


def test_people_and_departments_of_another_company_stay_there(cast: Cast) -> None:
    with pytest.raises(Denied):
        a_department(cast, "Neu", cast.dora)

    theirs = actions.add_department(DepartmentDraft("Dort", [cast.dora]), actor=cast.actor(cast.dora))
    with pytest.raises(Denied):
        interested(cast, theirs)


def test_name_is_taken_once_until_it_is_retired(cast: Cast) -> None:
    department = a_department(cast)
    with pytest.raises(errors.DepartmentTaken):
        a_department(cast)

    actions.retire_department(department, actor=cast.actor(cast.amira))

    assert a_department(cast).name == "Vertrieb"
    amira = cast.actor(cast.amira)
    with pytest.raises(errors.DepartmentRetired):
        actions.retire_department(department, actor=amira)
    with pytest.raises(errors.DepartmentRetired):
        actions.change_department(department, DepartmentDraft("x"), actor=amira)


def test_its_people_hear_of_its_topics_unless_they_mute_them_or_leave(cast: Cast) -> None:
    department = a_department(cast, "Vertrieb", cast.ben, cast.amira)
    second = a_department(cast, "Büro", cast.ben)
    interested(cast, department, second)
    assert set(listeners(cast.colours)) == {cast.ben, cast.amira}
    assert set(listeners(cast.law)) == set()

    actions.mute_topic(cast.amira, cast.colours, muted=True)
    assert list(listeners(cast.colours)) == [cast.ben]
    actions.mute_topic(cast.amira, cast.colours, muted=False)
    say_goodbye(cast.ben, successors={}, actor=cast.actor(cast.amira))

    assert list(listeners(cast.colours)) == [cast.amira]
    actions.retire_department(department, actor=cast.actor(cast.amira))
    assert (list(listeners(cast.colours)), list(interested_in(cast.colours))) == ([], [second])


def test_pages_are_written_by_leads(client: Client, cast: Cast) -> None:
    department = a_department(cast)
    client.force_login(cast.ben.person)
    assert "Vertrieb" in client.get("/topics/").content.decode()
    for address in ("departments/new/", f"departments/{department.pk}/"):
        assert client.get(f"/topics/{address}").status_code == 403
        assert client.post(f"/topics/{address}", {"name": "X"}).status_code == 403
    assert client.post(f"/topics/departments/{department.pk}/retirement/").status_code == 403

    client.force_login(cast.amira.person)
    assert client.post("/topics/departments/new/", {"name": "Vertrieb"}).status_code == 422
    assert client.post("/topics/departments/new/", {"name": "X", "people": cast.clara.pk}).status_code == 422
    client.post("/topics/departments/new/", {"name": "Büro", "people": cast.amira.pk})
    client.post(f"/topics/departments/{department.pk}/", {"name": "Verkauf", "people": cast.ben.pk})
    fields = {"name": "Farben", "content_class": "B", "departments": department.pk}
    client.post(f"/topics/{cast.colours.pk}/", fields)

    assert list(Department.objects.values_list("name", flat=True)) == ["Büro", "Verkauf"]
    assert list(cast.colours.departments.all()) == [department]


def test_reader_of_another_company_finds_none(client: Client, cast: Cast) -> None:
    department = a_department(cast)
    client.force_login(cast.dora.person)

    assert "Vertrieb" not in client.get("/topics/").content.decode()
    assert client.get(f"/topics/departments/{department.pk}/").status_code == 404
    assert client.post(f"/topics/departments/{department.pk}/retirement/").status_code == 404


def test_topic_of_ones_department_is_muted_from_the_page(client: Client, cast: Cast) -> None:
    interested(cast, a_department(cast))
    address = f"/topics/{cast.colours.pk}/muted/"
    client.force_login(cast.ben.person)
    assert address in client.get("/topics/").content.decode()

    client.post(address, {"muted": "1"})
    assert list(cast.colours.muted_by.all()) == [cast.ben]
    client.post(address, {"back": "https://evil.example/"})

    assert list(cast.colours.muted_by.all()) == []
    assert list(topics_of_my_departments(cast.actor(cast.ben))) == [cast.colours]


def test_topic_that_interests_another_department_cannot_be_muted(client: Client, cast: Cast) -> None:
    interested(cast, a_department(cast))
    client.force_login(cast.amira.person)
    assert client.post(f"/topics/{cast.colours.pk}/muted/", {"muted": "1"}).status_code == 404
