"""Many rows come into the plan by a worker, while their owner does something else."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from eigenstimme.audit.models import Entry
from eigenstimme.exchange import actions
from eigenstimme.exchange.actions.importing import GIVEN_UP
from eigenstimme.exchange.tests.coming_in import brought_in, handed_over, looks, pasted
from eigenstimme.exchange.views.importing import AT_ONCE
from eigenstimme.mandates.actions import end_now
from eigenstimme.people.actor import Via
from eigenstimme.people.tests.cast import Cast, grant
from eigenstimme.plan.models import Piece
from eigenstimme.plan.tests.pieces import signed_in


def jobs() -> QuerySet[ProcrastinateJob]:
    return ProcrastinateJob.objects.filter(task_name="eigenstimme.exchange.tasks.bring_in")


def many(count: int) -> dict[str, Any]:
    lines = [f"{number}. Beitrag\tFarben" for number in range(1, count + 1)]
    return pasted(*lines, headings="Titel\tThema")


def test_many_rows_are_left_to_a_worker_and_the_page_says_how_far_it_is(cast: Cast) -> None:
    client = signed_in(cast.amira)
    table = handed_over(client, many(AT_ONCE + 1))
    brought_in(client, table)
    brought_in_again = client.post(f"{table.get_absolute_url()}brought-in/")
    page = client.get(table.get_absolute_url())

    assert Piece.objects.count() == 0
    assert (page.context["done"], page.context["total"]) == (0, AT_ONCE + 1)
    assert jobs().count() == 1
    assert brought_in_again.status_code == 302

    actions.work_off(table.pk)
    assert Piece.objects.count() == AT_ONCE + 1
    assert looks(client, table, "new") == []
    assert Entry.objects.get(verb="plan.imported").via == Via.WORKER


def test_worker_asks_for_the_rights_of_the_owner_again(cast: Cast) -> None:
    mandate = grant(cast.clara, ["piece.draft"], by=cast.amira)
    client = signed_in(cast.clara)
    table = handed_over(client, many(AT_ONCE + 1))
    brought_in(client, table)
    end_now(mandate, reason="Genug.", actor=cast.actor(cast.amira))

    actions.work_off(table.pk)

    table.refresh_from_db()
    assert (Piece.objects.count(), table.under_way) == (0, False)
    assert "Genug" not in table.rows.all()[0].refusal and table.rows.all()[0].refusal


def test_what_a_dead_worker_left_goes_on(cast: Cast) -> None:
    client = signed_in(cast.amira)
    table = handed_over(client, many(AT_ONCE + 1))
    brought_in(client, table)
    table.refresh_from_db()
    jobs().delete()

    actions.tick(timezone.now())
    assert jobs().count() == 0

    actions.tick(timezone.now() + GIVEN_UP)
    assert jobs().count() == 1
