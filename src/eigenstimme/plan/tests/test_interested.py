"""The departments a topic interests are told of its posts and shown with them; nothing waits for them."""

from __future__ import annotations

import pytest

from eigenstimme.people.models import Kind, Membership, Notice
from eigenstimme.people.notices import mark_done
from eigenstimme.people.tests.cast import Cast, join
from eigenstimme.plan import actions
from eigenstimme.plan.models import Piece
from eigenstimme.plan.tests.pieces import a_piece, a_piece_of_clara, handed_in, queries_of, signed_in
from eigenstimme.strategy import actions as strategy
from eigenstimme.strategy.actions import DepartmentDraft, TopicDraft
from eigenstimme.strategy.models import Department


@pytest.fixture
def department(cast: Cast) -> Department:
    """Sales: Ben and Amira, and colours interest them."""
    amira = cast.actor(cast.amira)
    found = strategy.add_department(DepartmentDraft("Vertrieb", [cast.ben, cast.amira]), actor=amira)
    strategy.change_topic(cast.colours, TopicDraft("Farben", "B", departments=[found]), actor=amira)
    return found


def told(member: Membership) -> list[Notice]:
    return list(Notice.objects.filter(membership=member, code="piece.interesting"))


def test_people_of_the_department_hear_once_and_who_is_asked_hears_only_that(
    cast: Cast, department: Department
) -> None:
    piece = a_piece_of_clara(cast)

    handed_in(cast, piece)
    actions.withdraw_request(piece, actor=cast.actor(cast.clara))
    handed_in(cast, Piece.objects.get(pk=piece.pk))

    assert [notice.path for notice in told(cast.ben)] == [f"/plan/{piece.pk}/versions/"]
    assert told(cast.amira) == []
    assert signed_in(cast.ben).get(told(cast.ben)[0].path).status_code == 200


def test_who_put_it_aside_hears_when_it_is_handed_in_anew(cast: Cast, department: Department) -> None:
    piece = a_piece_of_clara(cast)
    handed_in(cast, piece)
    mark_done(told(cast.ben)[0])

    actions.withdraw_request(piece, actor=cast.actor(cast.clara))
    handed_in(cast, Piece.objects.get(pk=piece.pk))

    assert len(told(cast.ben)) == 2


def test_muted_topic_and_other_topics_tell_nobody(cast: Cast, department: Department) -> None:
    handed_in(cast, a_piece_of_clara(cast, topic=cast.law))
    strategy.mute_topic(cast.ben, cast.colours, muted=True)
    handed_in(cast, a_piece_of_clara(cast))

    assert not Notice.objects.filter(code="piece.interesting").exists()


def test_whoever_hands_it_in_is_not_told(cast: Cast, department: Department) -> None:
    emil = join(cast.company, "Emil Kraft", Kind.OWN)
    strategy.change_department(department, DepartmentDraft("Vertrieb", [emil]), actor=cast.actor(cast.amira))
    piece = a_piece(cast)
    Piece.objects.filter(pk=piece.pk).update(author=emil)

    handed_in(cast, a_piece_of_clara(cast))

    assert len(told(emil)) == 1
    assert told(cast.clara) == []


def test_being_told_blocks_nothing(cast: Cast, department: Department) -> None:
    approval = handed_in(cast, a_piece_of_clara(cast))
    actions.approve(approval, actor=cast.actor(cast.amira))
    assert approval.piece.variants.get().publications.count() == 1


def test_page_names_the_departments_and_lets_their_people_mute_the_topic(
    cast: Cast, department: Department
) -> None:
    piece, law = a_piece(cast), a_piece(cast, topic=cast.law)
    mute = f"/topics/{cast.colours.pk}/muted/"

    assert "Vertrieb" in signed_in(cast.ben).get(piece.get_absolute_url()).content.decode()
    assert mute in signed_in(cast.ben).get(piece.get_absolute_url()).content.decode()
    assert "Vertrieb" not in signed_in(cast.ben).get(law.get_absolute_url()).content.decode()
    emil = join(cast.company, "Emil Kraft", Kind.OWN)
    assert mute not in signed_in(emil).get(piece.get_absolute_url()).content.decode()


def test_more_departments_need_no_more_queries(cast: Cast, department: Department) -> None:
    piece, client, amira = a_piece(cast), signed_in(cast.ben), cast.actor(cast.amira)
    before = [queries_of(client, address) for address in (piece.get_absolute_url(), "/topics/")]
    more = [strategy.add_department(DepartmentDraft(f"D{n}", [cast.ben]), actor=amira) for n in range(4)]
    strategy.change_topic(cast.colours, TopicDraft("Farben", "B", departments=more), actor=amira)

    assert [queries_of(client, address) for address in (piece.get_absolute_url(), "/topics/")] == before


def test_calendar_shows_what_interests_a_department(cast: Cast, department: Department) -> None:
    a_piece(cast), a_piece(cast, title="Recht", topic=cast.law)

    shown = signed_in(cast.ben).get("/plan/list/", {"department": department.pk}).context["cards"]

    assert [card.piece.topic for card in shown] == [cast.colours]
