"""What is due together is taken together: with the queries of a few, and none of them in another's way."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from eigenstimme.audit.models import Entry
from eigenstimme.audit.record import verify
from eigenstimme.channels.models import Channel
from eigenstimme.mandates.models import Mandate
from eigenstimme.people.tests.cast import Cast, grant, make_channel
from eigenstimme.plan import actions
from eigenstimme.plan.actions import Draft, VariantDraft
from eigenstimme.publishing import engine
from eigenstimme.publishing.models import Publication, State
from eigenstimme.publishing.tests.network import Network, answering, refusing, silent, social_channel

pytestmark = pytest.mark.django_db


def due_now(cast: Cast, channel: Channel, count: int) -> list[int]:
    """Routine posts that Ben has released under his mandate."""
    if not Mandate.objects.exists():
        grant(cast.ben, ["piece.draft", "piece.publish"], by=cast.amira, publishes_up_to="A")
    ben = cast.actor(cast.ben)
    for number in range(count):
        draft = Draft(f"Nr. {number}", cast.everyday, [VariantDraft(channel)], text=f"Gruß {number}")
        actions.release(actions.draft_piece(draft, actor=ben), actor=ben)
    return list(Publication.objects.filter(channel=channel, state=State.PLANNED).values_list("pk", flat=True))


def states(publications: list[int]) -> list[str]:
    return list(
        Publication.objects.filter(pk__in=publications).order_by("pk").values_list("state", flat=True)
    )


def test_many_are_out_with_the_queries_of_two(
    network: Network, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "GATHER", 30)  # until all have answered
    channel = social_channel(cast)
    costs = []
    for count in (2, 12):
        publications = due_now(cast, channel, count)
        with CaptureQueriesContext(connection) as queries:
            engine.carry_out(*publications)
        costs.append(len(queries))
        assert states(publications) == [State.SENT] * count

    assert len(network.statuses) == 14
    assert costs[0] == costs[1]


def test_history_of_many_is_one_chain(network: Network, cast: Cast) -> None:
    engine.carry_out(*due_now(cast, social_channel(cast), 7))

    sent = Entry.objects.filter(verb="publication.sent").order_by("number")
    assert len({entry.thing_id for entry in sent}) == 7
    assert {entry.params["by"] for entry in sent} == {"Ben Arndt"}
    assert list(verify(cast.company.pk)) == []


def test_each_ends_in_its_own_way(network: Network, cast: Cast) -> None:
    publications = due_now(cast, social_channel(cast), 4)
    network.before = [refusing, answering(422, error="Text is too long")]
    network.after = [silent]

    engine.carry_out(*publications)

    assert sorted(states(publications)) == [State.DUE, State.FAILED, State.SENDING, State.SENT]


def test_what_breaks_here_is_raised_and_stops_no_other(network: Network, cast: Cast) -> None:
    publications = due_now(cast, social_channel(cast), 3)
    broken = make_channel(cast.company, cast.amira, name="Kaputt")
    publications += due_now(cast, broken, 1)
    Channel.objects.filter(pk=broken.pk).update(network="no such network")

    with pytest.raises(ExceptionGroup) as raised:
        engine.carry_out(*publications)

    assert states(publications) == [State.SENT] * 3 + [State.PLANNED]
    assert len(raised.value.exceptions) == 1


def test_one_whose_right_is_gone_is_held_alone(network: Network, cast: Cast) -> None:
    publications = due_now(cast, social_channel(cast), 3)
    Publication.objects.filter(pk=publications[1]).update(authorised_by=cast.clara)

    engine.carry_out(*publications)

    assert states(publications) == [State.SENT, State.HELD, State.SENT]


def test_companies_side_by_side_keep_their_own_history(network: Network, cast: Cast) -> None:
    publications = due_now(cast, social_channel(cast), 2)
    elsewhere = make_channel(cast.elsewhere, cast.dora, name="Kanzlei", network="mastodon")
    elsewhere.credentials = social_channel(cast).credentials
    elsewhere.save()
    publications.append(answer_of(cast, elsewhere))

    engine.carry_out(*publications)

    assert states(publications) == [State.SENT] * 3
    for company in (cast.company, cast.elsewhere):
        assert list(verify(company.pk)) == []
    assert Entry.objects.get(company=cast.elsewhere).verb == "publication.sent"


def answer_of(cast: Cast, channel: Channel) -> int:
    now = timezone.now()
    answer = Publication(
        company=cast.elsewhere, channel=channel, text="Gern!", authorised_by=cast.dora,
        permission="inbox.reply", due_at=now, next_at=now,
    )  # fmt: skip
    answer.content_hash = answer.computed_hash()
    answer.save()
    return answer.pk
