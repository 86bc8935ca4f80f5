"""An order from the first line to the last: who may take each step, what it leaves, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from eigenstimme.audit.models import Entry
from eigenstimme.orders import actions, errors
from eigenstimme.orders.actions import Parcel
from eigenstimme.orders.models import MOVES, Delivery, Effort, Order, State, Step
from eigenstimme.orders.tests import sheets
from eigenstimme.orders.tests.sheets import again, brief
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Kind, Membership, Notice
from eigenstimme.people.rights import Denied
from eigenstimme.people.tests.cast import Cast, grant, join
from eigenstimme.plan.models import Piece

Act = Callable[[Actor], object]


def told(member: Membership) -> list[str]:
    return list(Notice.objects.filter(membership=member).order_by("pk").values_list("code", flat=True))


def test_an_order_goes_all_the_way_and_becomes_a_piece(cast: Cast) -> None:
    amira, clara = cast.actor(cast.amira), cast.actor(cast.clara)
    order = actions.place_order(brief(cast, steps={"write": Decimal(4)}), actor=amira)
    actions.send_order(order, actor=amira)
    actions.ask_back(order, question="Mit Bild?", actor=clara)
    actions.answer_question(order, text="Gern.", actor=amira)
    actions.take_on(order, actor=clara)
    first = actions.deliver(order, Parcel(text="Kurz.", hours=Decimal("2.5")), actor=clara)
    actions.return_delivery(first, reason="Länger", due_at=timezone.now() + timedelta(days=2), actor=amira)
    second = actions.deliver(order, Parcel(text="Länger."), actor=clara)
    actions.accept_delivery(second, actor=amira)
    piece = actions.make_piece(order, topic=cast.colours, channels=[cast.blog], actor=amira)
    actions.close_order(order, billed_fee=Decimal(240), actor=amira)

    order = again(order)
    assert (order.state, order.piece, order.ended_by) == ("closed", piece, cast.amira)
    assert order.billed_fee == Decimal(240)
    assert (piece.text, piece.author, piece.responsible) == ("Länger.", cast.clara, cast.amira)
    assert [each.version for each in order.deliveries.all()] == [2, 1]
    assert second.acceptance.decided_by == cast.amira
    assert (Effort.objects.get().hours, Step.objects.get().estimated) == (Decimal("2.5"), Decimal(4))
    verbs = Entry.objects.about(order).order_by("number").values_list("verb", flat=True)
    assert list(verbs) == [
        "order.placed",
        "order.sent",
        "order.asked_back",
        "order.question_answered",
        "order.taken_on",
        "order.delivered",
        "order.returned",
        "order.delivered",
        "order.accepted",
        "order.piece_made",
        "order.closed",
    ]
    assert told(cast.clara) == [
        "order.asked",
        "order.question_answered",
        "order.returned",
        "order.accepted",
        "order.closed",
    ]
    assert told(cast.amira) == ["order.asked_back", "order.taken_on", "order.delivered", "order.delivered"]


def test_the_same_form_twice_is_one_order_one_delivery_one_comment(cast: Cast) -> None:
    key, amira = uuid4(), cast.actor(cast.amira)
    order = actions.place_order(brief(cast), form_key=key, actor=amira)
    assert actions.place_order(brief(cast), form_key=key, actor=amira) == order
    actions.send_order(order, actor=amira)
    actions.take_on(order, actor=cast.actor(cast.clara))
    for _again in range(2):
        actions.deliver(order, Parcel(text="A"), form_key=key, actor=cast.actor(cast.clara))
        actions.comment(order, text="Danke", form_key=key, actor=amira)
        actions.note_effort(order, hours=Decimal(1), form_key=key, actor=amira)
    counts = (Order.objects.count(), order.deliveries.count(), order.comments.count(), order.efforts.count())
    assert counts == (1, 1, 1, 1)


# --- who may ------------------------------------------------------------------------------------------------------


def specialists_steps(cast: Cast) -> list[Act]:
    asked, working = sheets.sent(cast), sheets.in_work(cast)
    return [
        lambda actor: actions.take_on(asked, actor=actor),
        lambda actor: actions.ask_back(asked, question="?", actor=actor),
        lambda actor: actions.decline(asked, reason="Urlaub", actor=actor),
        lambda actor: actions.deliver(working, Parcel(text="A"), actor=actor),
        lambda actor: actions.add_document(working, sheets.upload(), actor=actor),
    ]


def own_steps(cast: Cast) -> list[Act]:
    delivery, done = sheets.delivered(cast), sheets.accepted(cast)
    question = sheets.sent(cast)
    actions.ask_back(question, question="?", actor=cast.actor(cast.clara))
    later = timezone.now() + timedelta(days=1)
    return [
        lambda actor: actions.accept_delivery(delivery, actor=actor),
        lambda actor: actions.return_delivery(delivery, reason="x", due_at=later, actor=actor),
        lambda actor: actions.answer_question(question, text="Ja", actor=actor),
        lambda actor: actions.close_order(done, actor=actor),
    ]


@pytest.mark.parametrize("step", range(5))
def test_only_the_named_specialist_answers_and_delivers(cast: Cast, step: int) -> None:
    act = specialists_steps(cast)[step]
    for other in (cast.amira, cast.ben, cast.robo, cast.dora, join(cast.company, "Gast", Kind.OUTSIDE)):
        with pytest.raises(Denied):
            act(cast.actor(other))
    act(cast.actor(cast.clara))


@pytest.mark.parametrize("step", range(4))
def test_only_own_people_who_ordered_or_are_responsible_accept(cast: Cast, step: int) -> None:
    act = own_steps(cast)[step]
    for other in (cast.ben, cast.clara, cast.robo, cast.dora):
        with pytest.raises(Denied):
            act(cast.actor(other))
    act(cast.actor(cast.amira))


def test_whoever_placed_it_accepts_beside_the_responsible_person(cast: Cast) -> None:
    grant(cast.ben, ["order.place"], by=cast.amira)
    order = actions.place_order(brief(cast), actor=cast.actor(cast.ben))
    actions.send_order(order, actor=cast.actor(cast.ben))
    actions.take_on(order, actor=cast.actor(cast.clara))
    delivery = actions.deliver(order, Parcel(text="A"), actor=cast.actor(cast.clara))

    assert actions.accept_delivery(delivery, actor=cast.actor(cast.ben)).state == State.ACCEPTED
    assert again(order).mandate_id == cast.ben.mandates.get().pk


def test_a_machine_delivers_and_neither_places_nor_accepts(cast: Cast) -> None:
    delivery = sheets.delivered(cast, specialist=cast.robo)
    robo = cast.actor(cast.robo)
    with pytest.raises(Denied):
        actions.accept_delivery(delivery, actor=robo)
    with pytest.raises(Denied):
        actions.place_order(brief(cast), actor=robo)
    assert delivery.delivered_by == cast.robo


def test_nobody_accepts_their_own_work(cast: Cast) -> None:
    """Not even the lead, as the specialist of somebody else's order."""
    delivery = sheets.delivered(cast, specialist=cast.amira, responsible=cast.ben)
    with pytest.raises(Denied):
        actions.accept_delivery(delivery, actor=cast.actor(cast.amira))
    with pytest.raises(errors.SameHands):
        sheets.placed(cast, specialist=cast.amira)
    actions.accept_delivery(delivery, actor=cast.actor(cast.ben))


def test_mandate_to_order_holds_for_its_channels(cast: Cast) -> None:
    mandate = grant(cast.ben, ["order.place"], by=cast.amira, every_channel=False)
    with pytest.raises(Denied):
        actions.place_order(brief(cast), actor=cast.actor(cast.ben))
    mandate.channels.add(cast.blog)
    actions.place_order(brief(cast), actor=cast.actor(cast.ben))


@pytest.mark.parametrize("column", ["placed_by_id", "responsible_id", "expert_id", "ended_by_id"])
def test_database_keeps_outside_people_and_machines_out_of_an_order(cast: Cast, column: str) -> None:
    order = sheets.sent(cast, specialist=cast.ben)
    for member in (cast.clara, cast.robo):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE orders_order SET {column} = %s WHERE id = %s", [member.pk, order.pk])


def test_database_knows_no_acceptance_by_outside_people_and_machines(cast: Cast) -> None:
    sheets.accepted(cast)
    for member in (cast.clara, cast.robo):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("UPDATE orders_acceptance SET decided_by_id = %s", [member.pk])


def test_database_knows_nobody_who_accepts_their_own_work(cast: Cast) -> None:
    order = sheets.sent(cast, specialist=cast.ben)
    with pytest.raises(IntegrityError), transaction.atomic():
        Order.objects.filter(pk=order.pk).update(responsible=cast.ben)


# --- what is seen -------------------------------------------------------------------------------------------------


def test_specialist_sees_own_orders_once_they_were_sent_and_no_others(cast: Cast) -> None:
    mine, draft = sheets.sent(cast), sheets.placed(cast)
    _others = sheets.sent(cast, specialist=cast.robo)
    assert list(Order.objects.visible_to(cast.actor(cast.clara))) == [mine]
    assert not Piece.objects.visible_to(cast.actor(cast.clara)).exists()
    with pytest.raises(Denied):
        actions.comment(draft, text="Schon gesehen!", actor=cast.actor(cast.clara))


def test_own_people_see_all_orders_of_their_company_only(cast: Cast) -> None:
    sheets.sent(cast), sheets.placed(cast)
    assert Order.objects.visible_to(cast.actor(cast.ben)).count() == 2
    assert not Order.objects.visible_to(cast.actor(cast.dora)).exists()


def test_who_has_the_next_move(cast: Cast) -> None:
    made = {
        cast.clara: [sheets.sent(cast), sheets.in_work(cast), sheets.returned(cast)],
        cast.amira: [sheets.placed(cast), sheets.delivered(cast).order, sheets.accepted(cast)],
        cast.ben: [],
    }
    for member, orders in made.items():
        assert set(Order.objects.waiting_for(cast.actor(member))) == set(orders)
        assert {again(each).mover for each in orders} <= {member}


# --- rounds, dates, wrong moments ---------------------------------------------------------------------------------


def test_rounds_are_counted_against_what_was_agreed(cast: Cast) -> None:
    order = sheets.returned(cast)
    second = actions.deliver(order, Parcel(text="B"), actor=cast.actor(cast.clara))
    due = timezone.now() + timedelta(days=9)
    actions.return_delivery(second, reason="Noch einmal", due_at=due, actor=cast.actor(cast.amira))

    assert [each.acceptance.round for each in order.deliveries.all()] == [2, 1]
    assert told(cast.clara)[-2:] == ["order.returned", "order.returned_beyond"]
    last = Entry.objects.about(order).first()
    assert last and (last.verb, last.params["round"], last.params["agreed"]) == (
        "order.returned_beyond",
        2,
        1,
    )
    assert again(order).due_at == due


def test_only_the_latest_version_is_decided_on_and_once(cast: Cast) -> None:
    first = sheets.delivered(cast)
    second = actions.deliver(first.order, Parcel(text="Besser"), actor=cast.actor(cast.clara))
    amira = cast.actor(cast.amira)
    with pytest.raises(errors.NotNow):
        actions.accept_delivery(first, actor=amira)
    actions.accept_delivery(second, actor=amira)
    with pytest.raises(errors.NotNow):
        actions.accept_delivery(second, actor=amira)


def test_nothing_is_delivered_empty_or_before_the_order_was_taken_on(cast: Cast) -> None:
    clara = cast.actor(cast.clara)
    with pytest.raises(errors.NotNow):
        actions.deliver(sheets.sent(cast), Parcel(text="A"), actor=clara)
    with pytest.raises(errors.NothingInIt):
        actions.deliver(sheets.in_work(cast), Parcel(text=" \n"), actor=clara)
    assert not Delivery.objects.exists()


def test_taken_on_it_is_not_declined_any_more(cast: Cast) -> None:
    order = sheets.in_work(cast)
    with pytest.raises(errors.NotNow):
        actions.decline(order, reason="Doch nicht", actor=cast.actor(cast.clara))


def test_declined_it_goes_to_somebody_else(cast: Cast) -> None:
    order, amira = sheets.sent(cast), cast.actor(cast.amira)
    actions.decline(order, reason="Urlaub", actor=cast.actor(cast.clara))
    changed = brief(cast, specialist=cast.ben)
    actions.change_order(order, changed, revision=1, actor=amira)
    order = actions.send_order(order, actor=amira)
    assert (order.state, order.specialist) == (State.ORDERED, cast.ben)
    assert not Order.objects.visible_to(cast.actor(cast.clara)).exists()


def test_brief_changes_are_told_and_never_overwrite_silently(cast: Cast) -> None:
    order, amira = sheets.in_work(cast), cast.actor(cast.amira)
    later = timezone.now() + timedelta(days=20)
    actions.change_order(order, brief(cast, due_at=later), revision=1, actor=amira)
    with pytest.raises(errors.Stale):
        actions.change_order(order, brief(cast), revision=1, actor=amira)
    with pytest.raises(errors.NotNow):
        actions.change_order(order, brief(cast, specialist=cast.ben), revision=2, actor=amira)
    assert again(order).move_until == later
    assert told(cast.clara)[-1] == "order.changed"


def test_cancelled_it_says_why_and_takes_nothing_any_more(cast: Cast) -> None:
    order = sheets.in_work(cast)
    actions.cancel_order(order, reason="Kein Bedarf", actor=cast.actor(cast.amira))
    assert told(cast.clara)[-1] == "order.cancelled"
    with pytest.raises(errors.NotNow):
        actions.deliver(order, Parcel(text="A"), actor=cast.actor(cast.clara))
    with pytest.raises(errors.NotNow):
        actions.cancel_order(sheets.accepted(cast), reason="x", actor=cast.actor(cast.amira))


@pytest.mark.parametrize("act", ["send", "return"])
def test_a_date_lies_ahead(cast: Cast, act: str) -> None:
    past, amira = timezone.now() - timedelta(minutes=1), cast.actor(cast.amira)
    with pytest.raises(errors.DatePassed):
        if act == "send":
            sheets.sent(cast, due_at=past)
        else:
            actions.return_delivery(sheets.delivered(cast), reason="x", due_at=past, actor=amira)


def test_what_an_order_names_is_of_its_company_and_here(cast: Cast) -> None:
    gone = join(cast.company, "Gerd", Kind.OUTSIDE)
    gone.left_at = timezone.now()
    gone.save()
    wrong = {
        errors.Gone: {"specialist": gone},
        errors.CannotAccept: {"responsible": cast.clara, "specialist": cast.ben},
        errors.Elsewhere: {"specialist": cast.dora},
    }
    for reason, changes in wrong.items():
        with pytest.raises(reason):
            sheets.placed(cast, **changes)
    with pytest.raises(errors.CannotAccept):
        sheets.placed(cast, expert=cast.clara)


def test_no_post_is_made_of_nothing_or_too_early(cast: Cast) -> None:
    amira = cast.actor(cast.amira)
    with pytest.raises(errors.NotNow):
        actions.make_piece(sheets.delivered(cast).order, topic=cast.colours, channels=[], actor=amira)
    order = sheets.in_work(cast)
    link = actions.deliver(order, Parcel(link="https://film.example/1"), actor=cast.actor(cast.clara))
    actions.accept_delivery(link, actor=amira)
    with pytest.raises(errors.NoText):
        actions.make_piece(order, topic=cast.colours, channels=[], actor=amira)


def test_a_second_post_is_not_made_of_the_same_order(cast: Cast) -> None:
    order, amira = sheets.accepted(cast), cast.actor(cast.amira)
    first = actions.make_piece(order, topic=cast.colours, channels=[], actor=amira)
    assert actions.make_piece(order, topic=cast.colours, channels=[], actor=amira) == first
    assert Piece.objects.count() == 1


def test_every_step_leads_somewhere_and_every_state_can_be_reached() -> None:
    assert set(MOVES) == set(State)
    assert {step for steps in MOVES.values() for step in steps} == set(State) - {State.DRAFT}
