"""Deciding on publications through the pages: what each person may do, and what they hear when they may not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from unittest import mock

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from eigenstimme.audit.models import Entry
from eigenstimme.channels.models import Channel
from eigenstimme.mandates.models import Mandate
from eigenstimme.people.models import Membership, Notice
from eigenstimme.people.rights import Denied
from eigenstimme.people.tests.cast import Cast, grant, make_channel
from eigenstimme.plan import actions as plan
from eigenstimme.plan.actions import Draft, VariantDraft
from eigenstimme.plan.models import Piece
from eigenstimme.publishing import actions, engine
from eigenstimme.publishing.models import Hold, Publication, State
from eigenstimme.publishing.tests.network import Network

pytestmark = pytest.mark.django_db

SignIn = Callable[[Membership], Client]
LINK = "https://social.example/@kern/1"


@pytest.fixture
def signed_in(client: Client) -> SignIn:
    def as_member(member: Membership) -> Client:
        client.force_login(member.person)
        return client

    return as_member


def address(act: str, publication: Publication) -> str:
    return reverse(f"publishing:{act}", args=[publication.pk])


def put(publication: Publication, state: State, reason: str = "hold") -> Publication:
    Publication.objects.filter(pk=publication.pk).update(state=state, reason=reason)
    return publication


def state_of(publication: Publication) -> str:
    publication.refresh_from_db()
    return publication.state


# --- one publication ----------------------------------------------------------------------------------------


def test_page_tells_the_whole_story(
    cast: Cast, signed_in: SignIn, network: Network, publication: Publication
) -> None:
    engine.carry_out(publication.pk)

    html = signed_in(cast.ben).get(publication.get_absolute_url()).content.decode()

    for told in ("Welche Farbe?", "Freigegeben von Ben Arndt", "genau der freigegebene", "Versuch 1"):
        assert told in html
    assert "An Social übergeben." in html
    assert "https://social.example/@kern/1" in html


def test_page_says_that_a_post_is_prepared(
    cast: Cast, signed_in: SignIn, network: Network, publication: Publication
) -> None:
    Publication.objects.update(due_at=timezone.now() + timedelta(hours=1))
    engine.carry_out(publication.pk)

    html = signed_in(cast.ben).get(publication.get_absolute_url()).content.decode()

    assert "Vorbereitet: Was er braucht, liegt bei Social." in html
    assert "An Social übergeben." not in html


@pytest.mark.parametrize(
    ("act", "values", "state"),
    [
        ("send_now", {}, State.PLANNED),
        ("new_time", {"at": "2031-05-05T10:00"}, State.PLANNED),
        ("discard", {}, State.WITHDRAWN),
    ],
)
def test_held_post_is_decided_on(
    cast: Cast,
    signed_in: SignIn,
    publication: Publication,
    act: str,
    values: dict[str, str],
    state: State,
) -> None:
    put(publication, State.HELD)

    signed_in(cast.amira).post(address(act, publication), values)

    assert state_of(publication) == state
    assert Entry.objects.filter(verb__startswith="publication.", actor_name="Amira Kern").count() == 1


@pytest.mark.parametrize("act", ["send_now", "new_time", "discard", "found", "absent"])
@pytest.mark.parametrize("who", ["clara", "ben"])
def test_without_the_right_there_is_a_reason_and_a_way(
    cast: Cast, signed_in: SignIn, publication: Publication, who: str, act: str
) -> None:
    """Ben approves posts, but nobody gave him the decision on stopped ones; Clara works from outside."""
    put(publication, State.UNCLEAR if act in {"found", "absent"} else State.HELD)
    before = state_of(publication)
    client = signed_in(getattr(cast, who))

    answer = client.post(address(act, publication), {"url": LINK, "at": "2031-05-05T10:00"})

    assert answer.status_code == 403
    assert state_of(publication) == before
    page = client.get(publication.get_absolute_url()).content.decode()
    assert 'class="refusal"' in page
    assert address(act, publication) not in page


def test_somebody_elsewhere_finds_nothing(cast: Cast, signed_in: SignIn, publication: Publication) -> None:
    put(publication, State.HELD)
    client = signed_in(cast.dora)

    assert client.get(publication.get_absolute_url()).status_code == 404
    assert client.post(address("send_now", publication)).status_code == 404
    assert "Welche Farbe?" not in client.get(reverse("publishing:stopped")).content.decode()


def test_responsible_person_of_the_channel_decides(
    cast: Cast, signed_in: SignIn, publication: Publication
) -> None:
    Channel.objects.filter(pk=publication.channel_id).update(responsible=cast.ben)
    put(publication, State.HELD)

    signed_in(cast.ben).post(address("discard", publication))

    assert state_of(publication) == State.WITHDRAWN


def test_double_click_decides_once(cast: Cast, signed_in: SignIn, publication: Publication) -> None:
    put(publication, State.HELD)
    client = signed_in(cast.amira)
    client.post(address("discard", publication))

    page = client.post(address("discard", publication), follow=True)

    assert "Darüber wurde inzwischen entschieden" in page.content.decode()
    assert Entry.objects.filter(verb="publication.withdrawn").count() == 1


def test_carrying_out_nothing_is_told(cast: Cast, signed_in: SignIn) -> None:
    page = signed_in(cast.amira).post(reverse("publishing:stopped"), follow=True).content.decode()
    assert "Sie haben nichts ausgewählt" in page


@pytest.mark.parametrize("where", ["page", "list"])
def test_stale_page_does_not_discard_what_somebody_let_go_on(
    cast: Cast, signed_in: SignIn, publication: Publication, where: str
) -> None:
    put(publication, State.HELD)
    client = signed_in(cast.amira)
    actions.send_on(publication, actor=cast.actor(cast.amira))

    if where == "page":
        page = client.post(address("discard", publication), {"seen": "held"}, follow=True)
    else:
        number = publication.pk
        values = {"publication": [number], f"{number}-choice": "discard", f"{number}-seen": "held"}
        page = client.post(reverse("publishing:stopped"), values, follow=True)

    assert "Darüber wurde inzwischen entschieden" in page.content.decode()
    assert state_of(publication) == State.PLANNED


def test_new_time_in_the_past_keeps_what_was_typed(
    cast: Cast, signed_in: SignIn, publication: Publication
) -> None:
    put(publication, State.HELD)

    page = signed_in(cast.amira).post(address("new_time", publication), {"at": "2020-05-05T10:00"})

    assert page.status_code == 422
    assert "2020-05-05T10:00" in page.content.decode()
    assert state_of(publication) == State.HELD


def test_unclear_post_that_is_there_counts_as_sent(
    cast: Cast, signed_in: SignIn, publication: Publication
) -> None:
    put(publication, State.UNCLEAR, "unknown")

    signed_in(cast.amira).post(address("found", publication), {"url": LINK})

    assert state_of(publication) == State.SENT
    assert publication.remote_url == LINK


@pytest.mark.parametrize("link", ["", "javascript:alert(1)", "ftp://x.example/", "gestern"])
def test_link_has_to_be_one(cast: Cast, signed_in: SignIn, publication: Publication, link: str) -> None:
    put(publication, State.UNCLEAR, "unknown")

    answer = signed_in(cast.amira).post(address("found", publication), {"url": link})

    assert answer.status_code == 422
    assert state_of(publication) == State.UNCLEAR


def test_unclear_post_that_is_not_there_is_held(
    cast: Cast, signed_in: SignIn, publication: Publication
) -> None:
    put(publication, State.UNCLEAR, "unknown")

    signed_in(cast.amira).post(address("absent", publication))

    assert state_of(publication) == State.HELD


def test_changed_post_goes_back_to_its_approval(
    cast: Cast, signed_in: SignIn, network: Network, publication: Publication
) -> None:
    Piece.objects.update(text="Anderer Text")
    engine.carry_out(publication.pk)

    html = signed_in(cast.amira).get(publication.get_absolute_url()).content.decode()

    assert address("send_now", publication) not in html
    assert "Zum Beitrag, für eine neue Freigabe" in html
    assert "nicht mehr der freigegebene" in html


def test_whoever_sends_on_what_nobody_vouches_for_is_told_that_they_approve(
    cast: Cast, signed_in: SignIn, network: Network, publication: Publication
) -> None:
    Mandate.objects.update(ended_at=timezone.now())
    engine.carry_out(publication.pk)

    html = signed_in(cast.amira).get(publication.get_absolute_url()).content.decode()

    assert "Selbst freigeben und jetzt senden" in html


# --- by hand ------------------------------------------------------------------------------------------------


@pytest.fixture
def by_hand(cast: Cast) -> Publication:
    """Ben answers for a channel without an interface; it is time to post."""
    channel = make_channel(cast.company, cast.ben, name="XING", network="by_hand")
    channel.settings = {"network": "XING", "profile": "https://xing.example/kern"}
    channel.save()
    draft = Draft("Farben", cast.everyday, [VariantDraft(channel)], text="Bitte von Hand")
    piece = plan.draft_piece(draft, actor=cast.actor(cast.amira))
    plan.release(piece, actor=cast.actor(cast.amira))
    publication = Publication.objects.get()
    engine.carry_out(publication.pk)
    return publication


def test_post_by_hand_is_prepared_and_confirmed(cast: Cast, signed_in: SignIn, by_hand: Publication) -> None:
    client = signed_in(cast.ben)
    html = client.get(by_hand.get_absolute_url()).content.decode()
    assert "Bitte von Hand</textarea>" in html

    client.post(address("posted_by_hand", by_hand), {"url": LINK})

    assert state_of(by_hand) == State.SENT
    assert by_hand.remote_url == LINK


def test_only_by_hand_channels_are_confirmed_by_hand(
    cast: Cast, signed_in: SignIn, publication: Publication
) -> None:
    put(publication, State.MISSED, "too_late")

    page = signed_in(cast.amira).post(address("posted_by_hand", publication), {"url": LINK}, follow=True)

    assert state_of(publication) == State.MISSED
    assert "nicht von Hand" in page.content.decode()


def test_waiting_by_hand_stands_in_the_list_of_whoever_posts_it(
    cast: Cast, signed_in: SignIn, by_hand: Publication
) -> None:
    html = signed_in(cast.ben).get(reverse("publishing:stopped")).content.decode()

    assert by_hand.get_absolute_url() in html


# --- the list -----------------------------------------------------------------------------------------------


def several(cast: Cast, number: int, state: State = State.HELD) -> list[Publication]:
    """Held posts of Amira's; her routine needs no approval."""
    for count in range(number):
        draft = Draft(
            f"Beitrag {count}",
            cast.everyday,
            [VariantDraft(cast.blog)],
            text=f"Text {count}",
            planned_for=timezone.now() + timedelta(days=1),
        )
        plan.release(plan.draft_piece(draft, actor=cast.actor(cast.amira)), actor=cast.actor(cast.amira))
    Publication.objects.update(state=state, reason="hold")
    return list(Publication.objects.order_by("pk"))


def test_each_post_of_a_lifted_hold_gets_its_own_decision(cast: Cast, signed_in: SignIn) -> None:
    now, later, gone, left = several(cast, 4)
    values: dict[str, object] = {
        "publication": [each.pk for each in (now, later, gone, left)],
        f"{now.pk}-choice": "now",
        f"{later.pk}-choice": "time",
        f"{later.pk}-at": "2031-05-05T10:00",
        f"{gone.pk}-choice": "discard",
        f"{left.pk}-choice": "",
    }

    signed_in(cast.amira).post(reverse("publishing:stopped"), values)

    assert [state_of(each) for each in (now, later, gone, left)] == [
        State.PLANNED,
        State.PLANNED,
        State.WITHDRAWN,
        State.HELD,
    ]
    assert now.due_at <= timezone.now() < later.due_at


def test_nothing_is_carried_out_while_a_time_is_missing(cast: Cast, signed_in: SignIn) -> None:
    one, other = several(cast, 2)
    values: dict[str, object] = {
        "publication": [one.pk, other.pk],
        f"{one.pk}-choice": "discard",
        f"{other.pk}-choice": "time",
    }

    page = signed_in(cast.amira).post(reverse("publishing:stopped"), values)

    assert page.status_code == 422
    assert [state_of(one), state_of(other)] == [State.HELD, State.HELD]


def test_whoever_comes_second_hears_about_it_in_the_list(cast: Cast, signed_in: SignIn) -> None:
    (publication,) = several(cast, 1)
    actions.withdraw(publication, actor=cast.actor(cast.amira))
    values = {"publication": [publication.pk], f"{publication.pk}-choice": "now"}

    page = signed_in(cast.amira).post(reverse("publishing:stopped"), values, follow=True)

    assert "Darüber wurde inzwischen entschieden" in page.content.decode()
    assert state_of(publication) == State.WITHDRAWN


def test_list_refuses_a_forged_decision(cast: Cast, signed_in: SignIn) -> None:
    (publication,) = several(cast, 1)
    values = {"publication": [publication.pk], f"{publication.pk}-choice": "now"}

    page = signed_in(cast.ben).post(reverse("publishing:stopped"), values, follow=True)

    assert state_of(publication) == State.HELD
    assert "„Beitrag 0“: Dafür brauchen Sie ein Mandat" in page.content.decode()


@pytest.mark.parametrize("who", ["amira", "ben"])
def test_list_takes_a_fixed_number_of_queries(
    cast: Cast, signed_in: SignIn, who: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = signed_in(getattr(cast, who))
    path = reverse("publishing:stopped")
    several(cast, 1)
    client.get(path)
    with django_assert_max_num_queries(100) as one:
        client.get(path)
    several(cast, 4)
    with django_assert_max_num_queries(100) as five:
        client.get(path)

    assert len(five) == len(one)


def test_list_ends_on_a_page(cast: Cast, signed_in: SignIn) -> None:
    several(cast, 3)
    client = signed_in(cast.amira)
    path = reverse("publishing:stopped")
    with mock.patch("eigenstimme.publishing.views.stopped.A_PAGE", 2):
        pages = [client.get(path, {"page": number}).content.decode() for number in (1, 2)]

    assert [page.count('class="row-item decision"') for page in pages] == [2, 1]


def test_navigation_counts_what_waits_for_this_person(cast: Cast, signed_in: SignIn) -> None:
    several(cast, 3)

    def shown_count(member: Membership) -> bool:
        html = signed_in(member).get(reverse("publishing:holds")).content.decode()
        return 'id="count-rail-link-publishing-stopped">3<' in html

    assert shown_count(cast.amira)
    assert not shown_count(cast.ben)
    assert not shown_count(cast.clara)


# --- holds --------------------------------------------------------------------------------------------------


def test_hold_stops_everything_and_every_page_says_so(
    cast: Cast, signed_in: SignIn, publication: Publication
) -> None:
    client = signed_in(cast.amira)

    client.post(reverse("publishing:place_hold"), {"place": "everything", "reason": "Unfall"})

    assert state_of(publication) == State.HELD
    assert "Alles ist angehalten: Unfall (Amira Kern" in client.get("/channels/").content.decode()
    page = client.get(publication.get_absolute_url()).content.decode()
    assert address("send_now", publication) not in page


def test_hold_tells_the_others_once_however_much_it_stops(cast: Cast, signed_in: SignIn) -> None:
    several(cast, 3)
    Publication.objects.update(state=State.PLANNED, reason="")
    Channel.objects.update(responsible=cast.ben)

    signed_in(cast.amira).post(reverse("publishing:place_hold"), {"place": "everything", "reason": "Unfall"})

    assert list(Notice.objects.values_list("code", "membership")) == [("hold.placed", cast.ben.pk)]


def test_lifting_sends_nothing(cast: Cast, signed_in: SignIn, publication: Publication) -> None:
    hold = actions.place_hold(company=cast.company, reason="Unfall", actor=cast.actor(cast.amira))

    signed_in(cast.amira).post(reverse("publishing:lift_hold", args=[hold.pk]))

    assert state_of(publication) == State.HELD
    assert not Hold.objects.in_force().exists()


@pytest.mark.parametrize("who", ["ben", "clara", "robo"])
def test_holding_and_lifting_need_the_right(cast: Cast, signed_in: SignIn, who: str) -> None:
    hold = actions.place_hold(
        company=cast.company, channel=cast.blog, reason="?", actor=cast.actor(cast.amira)
    )
    client = signed_in(getattr(cast, who))

    placed = client.post(reverse("publishing:place_hold"), {"place": "everything", "reason": "?"})
    lifted = client.post(reverse("publishing:lift_hold", args=[hold.pk]))

    assert (placed.status_code, lifted.status_code) == (403, 403)
    assert Hold.objects.in_force().count() == 1


def test_mandate_for_one_channel_holds_only_that_one(cast: Cast, signed_in: SignIn) -> None:
    make_channel(cast.company, cast.amira, name="Anderer")
    mandate = grant(cast.ben, ["hold.place"], by=cast.amira, every_channel=False)
    mandate.channels.set([cast.blog])
    client = signed_in(cast.ben)

    everything = client.post(reverse("publishing:place_hold"), {"place": "everything", "reason": "?"})
    assert (everything.status_code, Hold.objects.count()) == (422, 0)
    with pytest.raises(Denied):
        actions.place_hold(company=cast.company, reason="?", actor=cast.actor(cast.ben))

    client.post(reverse("publishing:place_hold"), {"place": str(cast.blog.pk), "reason": "?"})
    assert Hold.objects.get().channel == cast.blog


def test_closing_a_channel_holds_what_is_planned_there(
    cast: Cast, signed_in: SignIn, publication: Publication
) -> None:
    client = signed_in(cast.amira)
    close = reverse("channels:close", args=[publication.channel_id])

    assert client.post(close).status_code == 422
    assert state_of(publication) == State.PLANNED

    client.post(close, {"with_planned": "on"})
    assert (state_of(publication), publication.reason) == (State.HELD, "disconnected")
    channel = Channel.objects.get(pk=publication.channel_id)
    assert channel.closed_at is not None
    assert channel.credentials is None
