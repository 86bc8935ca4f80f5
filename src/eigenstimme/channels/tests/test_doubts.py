"""Before one more channel: three questions, a kind "better not", and the way past it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone, translation

from eigenstimme.audit.models import Entry
from eigenstimme.audit.sentences import sentence
from eigenstimme.channels import actions, errors
from eigenstimme.channels.actions import Wish
from eigenstimme.channels.doubts import Offer
from eigenstimme.channels.models import Channel, Promise, WeeklyTime
from eigenstimme.channels.tending import Room
from eigenstimme.people.models import Membership
from eigenstimme.people.tests.cast import Cast

pytestmark = pytest.mark.django_db

SignIn = Callable[[Membership], Client]
NETWORK = {
    "account-kind": "xing",
    "account-network": "XING",
    "account-profile": "https://www.xing.com/pages/maler-kern",
}
VALUES = {"network": "XING", "profile": "https://www.xing.com/pages/maler-kern"}


def answers(person: Membership, **changes: str) -> dict[str, str]:
    said = {"purpose": "Anfragen", "audience": "Hausbesitzer", "minutes": "1", "responsible": str(person.pk)}
    return said | changes


def busy(cast: Cast, minutes: int = 120) -> None:
    since = timezone.localdate() - timedelta(days=30)
    Promise.objects.create(channel=cast.blog, person=cast.ben, minutes=minutes, since=since)


def new_ones(cast: Cast) -> list[Channel]:
    return list(Channel.objects.exclude(pk=cast.blog.pk))


@pytest.mark.parametrize(
    ("minutes", "usual", "promised", "reasons"),
    [
        (120, 120, 0, []),
        (60, 120, 0, ["1 h a week are little: such a channel usually takes 2 h."]),
        (0, 120, 0, ["Nobody gives it any time. Such a channel usually takes 2 h a week."]),
        (120, 120, 31, ["Ben Arndt has 2.5 h a week for all channels, and 2 h of it are free. What goes"]),
        (0, 0, 999, []),
    ],
)
def test_what_speaks_against_it(
    cast: Cast, minutes: int, usual: int, promised: int, reasons: list[str]
) -> None:
    with translation.override("en"):
        told = list(Offer(minutes, usual, Room(cast.ben, 150, promised)).sentences)
    assert [each.startswith(reason) for each, reason in zip(told, reasons, strict=True)] == [True] * len(
        reasons
    )


def test_nothing_is_connected_while_better_not_stands(cast: Cast, signed_in: SignIn) -> None:
    busy(cast)
    answer = signed_in(cast.amira).post("/channels/new/by_hand/", answers(cast.ben) | NETWORK)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Lieber noch nicht" in page
    assert "davon sind 30 min frei" in page
    assert "Hausbesitzer" in page
    assert new_ones(cast) == []


def test_the_act_itself_says_better_not(cast: Cast) -> None:
    wish = Wish(cast.company.pk, "by_hand", responsible_id=cast.ben.pk)
    with pytest.raises(errors.BetterNot):
        actions.begin(wish, VALUES, return_url="", actor=cast.actor(cast.amira))
    assert new_ones(cast) == []


def test_lead_goes_past_it_knowingly_and_history_says_so(cast: Cast, signed_in: SignIn) -> None:
    busy(cast)
    signed_in(cast.amira).post("/channels/new/by_hand/", answers(cast.ben, all_the_same="on") | NETWORK)

    (channel,) = new_ones(cast)
    assert channel.promises.get().minutes == 60
    entry = Entry.objects.get(verb="channel.opened_all_the_same")
    assert "1 h in der Woche sind zugesagt" in sentence(entry)
    assert "Ben Arndt hatte 30 min frei" in sentence(entry)


def test_channel_with_a_tender_is_connected_without_a_word(cast: Cast, signed_in: SignIn) -> None:
    client = signed_in(cast.amira)
    page = client.post("/channels/new/by_hand/", answers(cast.ben, in_all="4")).content.decode()
    assert (new_ones(cast), "Hausbesitzer" in page, "account-network" in page) == ([], True, True)
    client.post("/channels/new/by_hand/", answers(cast.ben, in_all="4") | NETWORK)

    (channel,) = new_ones(cast)
    assert (channel.purpose, channel.profile.audience) == ("Anfragen", "Hausbesitzer")
    assert (channel.promises.get().person, WeeklyTime.objects.get().minutes) == (cast.ben, 240)
    assert not Entry.objects.filter(verb="channel.opened_all_the_same").exists()


def test_practice_channel_asks_for_less(cast: Cast, signed_in: SignIn) -> None:
    busy(cast)
    signed_in(cast.amira).post("/channels/new/practice/", {"responsible": cast.ben.pk})
    assert [channel.network for channel in new_ones(cast)] == ["practice"]


def test_questions_are_answered_first(cast: Cast, signed_in: SignIn) -> None:
    client = signed_in(cast.amira)
    page = client.get("/channels/new/by_hand/").content.decode()
    assert ("account-network" in page, "2,5 h von 2,5 h in der Woche frei" in page) == (False, True)
    answer = client.post("/channels/new/by_hand/", answers(cast.ben, audience=""))
    assert (answer.status_code, "Anfragen" in answer.content.decode()) == (422, True)
    outside = client.post("/channels/new/by_hand/", answers(cast.clara) | NETWORK)
    assert (outside.status_code, new_ones(cast)) == (422, [])
