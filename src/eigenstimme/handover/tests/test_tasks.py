"""Whoever gets a task gets the authority (DE3); whoever hands one over looks inside first (DE2)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from eigenstimme.advisor.catalogue import BY_KEY, TASKS
from eigenstimme.advisor.criteria import Verdict
from eigenstimme.audit.models import Entry
from eigenstimme.handover import actions, errors, gaps
from eigenstimme.handover.candidates import TAKES, candidates, instead_of
from eigenstimme.handover.models import LeftAlone, OurTask, TaskHolder
from eigenstimme.mandates.models import Mandate
from eigenstimme.mandates.permissions import acts_for
from eigenstimme.people.actions import say_goodbye
from eigenstimme.people.errors import StillResponsible
from eigenstimme.people.models import Kind, Membership
from eigenstimme.people.rights import Denied
from eigenstimme.people.tests.cast import Cast, grant, make_cast
from eigenstimme.plan.actions import Draft, VariantDraft, draft_piece
from eigenstimme.skills.actions import Said, say_skills

pytestmark = pytest.mark.django_db

ANSWER = "answer_comments"
STAYS = "answer_messages"
NOW = timezone.now


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def name(cast: Cast, member: Membership, key: str = ANSWER) -> TaskHolder:
    return actions.name_holder(member, key, actor=cast.actor(cast.amira))


def found(cast: Cast) -> gaps.Found:
    return gaps.find(cast.actor(cast.amira), NOW())


def old(mandate: Mandate) -> Mandate:
    """In force for a hundred days."""
    since = NOW() - timedelta(days=100)
    Mandate.objects.filter(pk=mandate.pk).update(starts_at=since, granted_at=since)
    return mandate


def test_holder_is_named_once_on_record_and_the_task_is_ours(cast: Cast) -> None:
    assert name(cast, cast.ben) == name(cast, cast.ben)
    assert OurTask.objects.get().task == ANSWER
    assert list(Entry.objects.order_by("number").values_list("verb", flat=True)) == [
        "task.chosen",
        "task.holder_named",
    ]
    assert Entry.objects.get(verb="task.holder_named").params == {"name": "Ben Arndt"}


def test_holding_ends_once_and_begins_anew(cast: Cast) -> None:
    holder = name(cast, cast.ben)
    for _again in range(2):
        actions.end_holding(holder, actor=cast.actor(cast.amira))
    assert Entry.objects.filter(verb="task.holding_ended").count() == 1
    assert not TaskHolder.objects.current().exists()
    assert name(cast, cast.ben).pk != holder.pk


def test_only_leads_say_who_does_what(cast: Cast) -> None:
    holder = name(cast, cast.ben)
    for member in (cast.ben, cast.clara, cast.robo, cast.dora):
        actor = cast.actor(member)
        with pytest.raises(Denied):
            actions.name_holder(cast.ben, "like_and_follow", actor=actor)
        with pytest.raises(Denied):
            actions.end_holding(holder, actor=actor)
    assert TaskHolder.objects.current().count() == 1


def test_what_stays_inside_is_named_for_nobody_outside(cast: Cast) -> None:
    assert BY_KEY[STAYS].verdict == Verdict.OWN_ONLY
    for member in (cast.clara, cast.robo):
        with pytest.raises(errors.StaysInside):
            name(cast, member, STAYS)
    with pytest.raises(errors.UnknownTask):
        name(cast, cast.ben, "no_such_task")


def test_task_without_its_authority_is_found_with_the_mandate_to_grant(cast: Cast) -> None:
    name(cast, cast.amira)
    assert not found(cast).without_authority

    name(cast, cast.ben)
    (gap,) = found(cast).without_authority
    assert gap.missing is not None
    assert gap.missing.url == f"/mandates/new/{cast.ben.pk}/?act=inbox.reply"

    grant(cast.ben, ["inbox.reply"], by=cast.amira)
    assert not found(cast).without_authority


def test_from_outside_only_the_part_outside_is_asked(cast: Cast) -> None:
    name(cast, cast.clara)
    (gap,) = found(cast).without_authority
    assert gap.missing is not None and "inbox.recommend" in gap.missing.url
    assert "inbox.reply" not in gap.missing.url


def test_task_nobody_does_is_found_until_somebody_is_named_or_it_is_dropped(cast: Cast) -> None:
    amira = cast.actor(cast.amira)
    ours = actions.choose_task(ANSWER, actor=amira)
    assert [task.key for task in found(cast).unheld] == [ANSWER]

    holder = name(cast, cast.amira)
    assert not found(cast).count
    with pytest.raises(errors.StillHeld):
        actions.drop_task(ours, actor=amira)

    actions.end_holding(holder, actor=amira)
    for _again in range(2):
        actions.drop_task(ours, actor=amira)
    assert not OurTask.objects.exists()
    assert Entry.objects.filter(verb="task.dropped").count() == 1


def test_authority_nobody_uses_is_found_and_left_alone_for_a_while(cast: Cast) -> None:
    mandate = old(grant(cast.ben, ["piece.draft"], by=cast.amira))
    grant(cast.ben, ["piece.draft"], by=cast.amira)  # too young to be judged
    old(grant(cast.clara, ["plan.read", "inbox.read"], by=cast.amira))  # reading leaves no trace
    assert [each.mandate for each in found(cast).unused] == [mandate]

    actions.leave_alone(mandate, actor=cast.actor(cast.amira))
    assert not found(cast).unused
    LeftAlone.objects.update(left_at=NOW() - timedelta(days=91))
    assert [each.mandate for each in found(cast).unused] == [mandate]
    with pytest.raises(Denied):
        actions.leave_alone(mandate, actor=cast.actor(cast.ben))


def test_authority_that_was_used_is_not_pointed_out(cast: Cast) -> None:
    old(grant(cast.ben, ["piece.draft"], by=cast.amira))
    draft = Draft("Kalk", cast.colours, [VariantDraft(cast.blog)])
    draft_piece(draft, actor=cast.actor(cast.ben))
    assert not found(cast).unused


def test_whoever_leaves_hands_tasks_over(cast: Cast) -> None:
    name(cast, cast.ben)
    amira = cast.actor(cast.amira)
    with pytest.raises(StillResponsible):
        say_goodbye(cast.ben, successors={}, actor=amira)
    say_goodbye(cast.ben, successors={"tasks": cast.amira}, actor=amira)
    assert [each.membership for each in TaskHolder.objects.current()] == [cast.amira]


def test_whoever_leaves_from_outside_does_no_task_any_more(cast: Cast) -> None:
    name(cast, cast.clara)
    say_goodbye(cast.clara, successors={}, actor=cast.actor(cast.amira))
    assert not TaskHolder.objects.filter(until=None).exists()


def test_colleagues_who_can_and_want_come_first_then_learners_then_outside(cast: Cast) -> None:
    say_skills([Said("dialogue", can="well", wants="yes")], actor=cast.actor(cast.ben))
    say_skills([Said("dialogue", would_learn=True)], actor=cast.actor(cast.amira))
    say_skills([Said("dialogue", can="well")], actor=cast.actor(cast.clara))
    people = candidates(BY_KEY[ANSWER], cast.actor(cast.amira), NOW())

    assert [each.member for each in people.able] == [cast.ben]
    assert [each.member for each in people.learning] == [cast.amira]
    assert [each.member for each in people.outside] == [cast.clara]
    assert not people.machines
    assert people.able[0].missing and not people.learning[0].missing
    assert not candidates(BY_KEY[STAYS], cast.actor(cast.amira), NOW()).outside


def test_colleague_who_would_rather_not_is_not_asked_first(cast: Cast) -> None:
    say_skills([Said("dialogue", can="well", wants="no")], actor=cast.actor(cast.ben))
    people = candidates(BY_KEY[ANSWER], cast.actor(cast.amira), NOW())
    assert not people.able
    assert cast.ben in [each.member for each in people.silent]


def test_outside_mandate_names_colleagues_who_could_have_done_it(client: Client, cast: Cast) -> None:
    mandate = grant(cast.clara, ["piece.draft"], by=cast.amira)
    say_skills([Said("writing", can="some")], actor=cast.actor(cast.ben))
    assert instead_of(mandate, cast.actor(cast.amira)) == [cast.ben]

    client.force_login(cast.amira.person)
    assert f"/skills/people/{cast.ben.pk}/" in client.get(mandate.get_absolute_url()).content.decode()
    client.force_login(cast.clara.person)
    assert "Ben Arndt" not in client.get(mandate.get_absolute_url()).content.decode()


def test_every_act_for_outside_has_its_skills_or_is_reading() -> None:
    without = set(acts_for(Kind.OUTSIDE)) - set(TAKES)
    assert {str(act).partition(".")[2] for act in without} <= {"read", "comment"}


def test_every_task_has_its_pages(client: Client, cast: Cast) -> None:
    client.force_login(cast.amira.person)
    for task in TASKS[::6]:
        assert client.get(f"/handover/tasks/{task.key}/").status_code == 200
        assert client.get(f"/handover/tasks/{task.key}/comparison/").status_code == 200
    assert client.get("/handover/tasks/no_such_task/").status_code == 404


def test_pages_change_what_they_say(client: Client, cast: Cast) -> None:
    client.force_login(cast.amira.person)
    assert client.post("/handover/", {"task": ""}).status_code == 422
    assert client.post("/handover/", {"task": ANSWER}).status_code == 302
    assert client.post(f"/handover/tasks/{ANSWER}/", {"member": ""}).status_code == 422
    assert client.post(f"/handover/tasks/{ANSWER}/", {"member": cast.ben.pk}).status_code == 302
    holder = TaskHolder.objects.get()
    assert "Ben Arndt" in client.get("/handover/").content.decode()
    client.post(f"/handover/holders/{holder.pk}/end/")
    client.post(f"/handover/tasks/{ANSWER}/removal/")
    assert not OurTask.objects.exists()


def test_reader_of_another_company_finds_nothing(client: Client, cast: Cast) -> None:
    holder = name(cast, cast.ben)
    mandate = grant(cast.ben, ["piece.draft"], by=cast.amira)
    client.force_login(cast.dora.person)
    assert "Ben Arndt" not in client.get("/handover/").content.decode()
    assert client.post(f"/handover/holders/{holder.pk}/end/").status_code == 404
    assert client.post(f"/handover/mandates/{mandate.pk}/left-alone/").status_code == 404
    assert client.post(f"/handover/tasks/{ANSWER}/removal/").status_code == 404
    assert client.post(f"/handover/tasks/{ANSWER}/", {"member": cast.ben.pk}).status_code == 422


@pytest.mark.parametrize("address", ["/handover/", f"/handover/tasks/{ANSWER}/"])
def test_pages_cost_the_same_with_200_mandates(address: str, client: Client, cast: Cast) -> None:
    client.force_login(cast.amira.person)
    counts = []
    for number in (1, 200):
        name(cast, cast.ben, TASKS[number % 7].key) if TASKS[number % 7].acts else None
        for _each in range(number):
            grant(cast.clara, ["plan.read", "piece.draft"], by=cast.amira)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 20
