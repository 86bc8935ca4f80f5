"""Law 4: what no longer stands at the instant of sending is held, and a person is told."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from eigenstimme.audit.models import Entry
from eigenstimme.mandates.actions import confirm_briefing
from eigenstimme.mandates.models import Mandate
from eigenstimme.mandates.signals import mandate_ended
from eigenstimme.people.models import Membership, Notice
from eigenstimme.people.rights import Denied
from eigenstimme.people.tests.cast import Cast, grant
from eigenstimme.plan import actions as plan
from eigenstimme.plan.actions import Draft, VariantDraft
from eigenstimme.plan.models import Approval, Piece
from eigenstimme.publishing import actions, engine
from eigenstimme.publishing.models import AHEAD, Hold, Publication, State
from eigenstimme.publishing.steps import keep, take_up
from eigenstimme.publishing.tests.network import Network, social_channel
from eigenstimme.strategy.models import PlaybookVersion

pytestmark = pytest.mark.django_db


def carry_out(publication: Publication) -> Publication:
    engine.carry_out(publication.pk)
    publication.refresh_from_db()
    return publication


def held_for(publication: Publication, network: Network) -> str:
    """The reason it stands still for, once it is proven that nothing went out and somebody was told."""
    carry_out(publication)
    assert publication.state == State.HELD
    assert network.statuses == []
    assert Notice.objects.filter(code="publication.held", membership__kind="own").exists()
    assert Entry.objects.filter(verb="publication.held", thing_id=publication.pk).count() == 1
    return publication.reason


def test_text_changed_in_the_piece(network: Network, publication: Publication) -> None:
    Piece.objects.update(text="Anderer Text")
    assert held_for(publication, network) == "content_changed"


def test_text_changed_in_the_publication(network: Network, publication: Publication) -> None:
    Publication.objects.update(text="Anderer Text")
    assert held_for(publication, network) == "content_changed"


def test_time_changed_in_the_piece(network: Network, publication: Publication) -> None:
    Piece.objects.update(planned_for=timezone.now() + timedelta(days=1))
    assert held_for(publication, network) == "content_changed"


def test_approval_no_longer_counts(network: Network, publication: Publication) -> None:
    Approval.objects.update(outcome="reopened")
    assert held_for(publication, network) == "approval_gone"


def test_approver_left_the_company(network: Network, publication: Publication, cast: Cast) -> None:
    Membership.objects.filter(pk=cast.ben.pk).update(left_at=timezone.now())
    assert held_for(publication, network) == "approver_left"


def test_mandate_of_the_approver_was_ended(network: Network, publication: Publication, cast: Cast) -> None:
    Mandate.objects.filter(holder=cast.ben).update(ended_at=timezone.now())
    assert held_for(publication, network) == "mandate_ended"


def test_mandate_of_the_approver_ran_out(network: Network, publication: Publication, cast: Cast) -> None:
    Mandate.objects.filter(holder=cast.ben).update(ends_at=timezone.now())
    assert held_for(publication, network) == "right_gone"


def test_mandate_of_the_author_was_ended(network: Network, publication: Publication, cast: Cast) -> None:
    Mandate.objects.filter(holder=cast.clara).update(ended_at=timezone.now())
    assert held_for(publication, network) == "mandate_ended"


def test_mandate_of_the_author_ran_out_on_its_date_holds_nothing(
    network: Network, publication: Publication, cast: Cast
) -> None:
    Mandate.objects.filter(holder=cast.clara).update(ends_at=timezone.now())
    assert carry_out(publication).state == State.SENT


def test_channel_is_disconnected(network: Network, publication: Publication) -> None:
    publication.channel.disconnected_at = timezone.now()
    publication.channel.save()
    assert held_for(publication, network) == "disconnected"


def test_company_is_on_hold(network: Network, publication: Publication, cast: Cast) -> None:
    Hold.objects.create(company=cast.company, reason="Unfall", placed_by=cast.amira)
    assert held_for(publication, network) == "hold"


def test_author_became_the_approver_by_hand(network: Network, publication: Publication, cast: Cast) -> None:
    Piece.objects.update(author=cast.ben)
    assert held_for(publication, network) == "right_gone"


def test_what_changes_while_preparing_is_noticed_before_the_hand_over(
    network: Network, publication: Publication
) -> None:
    (call,) = take_up([publication.pk])
    Piece.objects.update(text="Anderer Text")

    assert keep([(call.attempt, {})]) == []

    publication.refresh_from_db()
    assert (publication.state, publication.reason, network.statuses) == (State.HELD, "content_changed", [])


def test_ending_a_mandate_holds_at_once(publication: Publication, cast: Cast) -> None:
    mandate = Mandate.objects.get(holder=cast.clara)
    mandate_ended.send(Mandate, mandate_id=mandate.pk)

    publication.refresh_from_db()
    assert (publication.state, publication.reason) == (State.HELD, "mandate_ended")


# --- deciding on what was stopped ---------------------------------------------------------------------------


def test_own_person_takes_over_what_nobody_vouches_for(
    network: Network, publication: Publication, cast: Cast
) -> None:
    Mandate.objects.filter(holder=cast.clara).update(ended_at=timezone.now())
    Mandate.objects.filter(holder=cast.ben).update(ended_at=timezone.now())
    carry_out(publication)

    actions.send_on(publication, actor=cast.actor(cast.amira))

    assert carry_out(publication).state == State.SENT
    assert publication.authorised_by == cast.amira
    assert Approval.objects.filter(decided_by=cast.amira, outcome="approved").exists()


def test_outside_person_cannot_decide_on_a_stopped_post(
    network: Network, publication: Publication, cast: Cast
) -> None:
    Publication.objects.update(state=State.HELD, reason="hold")

    with pytest.raises(Denied):
        actions.send_on(publication, actor=cast.actor(cast.clara))


def test_hold_ends_without_a_burst(network: Network, publication: Publication, cast: Cast) -> None:
    lead = cast.actor(cast.amira)
    hold = actions.place_hold(company=cast.company, reason="Unfall auf der Baustelle", actor=lead)
    publication.refresh_from_db()
    assert publication.state == State.HELD

    with pytest.raises(actions.CannotDecide):
        actions.send_on(publication, actor=lead)
    actions.lift_hold(hold, actor=lead)
    carry_out(publication)
    assert (publication.state, network.statuses) == (State.HELD, [])

    actions.send_on(publication, actor=lead)
    assert carry_out(publication).state == State.SENT


def test_new_time_keeps_the_approval(network: Network, publication: Publication, cast: Cast) -> None:
    Publication.objects.update(state=State.MISSED, reason="too_late")
    tomorrow = timezone.now() + timedelta(days=1)

    actions.send_on(publication, at=tomorrow, actor=cast.actor(cast.amira))

    publication.refresh_from_db()
    assert (publication.state, publication.due_at) == (State.PLANNED, tomorrow)
    assert publication.next_at == tomorrow - AHEAD
    assert publication.authorised_by == cast.ben


def test_second_person_deciding_hears_about_the_first(publication: Publication, cast: Cast) -> None:
    Publication.objects.update(state=State.HELD, reason="hold")
    actions.withdraw(publication, actor=cast.actor(cast.amira))

    with pytest.raises(actions.CannotDecide):
        actions.send_on(publication, actor=cast.actor(cast.amira))


def test_unclear_post_that_a_person_found_is_sent(publication: Publication, cast: Cast) -> None:
    Publication.objects.update(state=State.UNCLEAR)

    actions.confirm_public(publication, url="https://social.example/@kern/1", actor=cast.actor(cast.amira))

    publication.refresh_from_db()
    assert (publication.state, publication.remote_url) == (State.SENT, "https://social.example/@kern/1")


def test_hold_needs_its_right(cast: Cast) -> None:
    with pytest.raises(Denied):
        actions.place_hold(company=cast.company, reason="?", actor=cast.actor(cast.ben))
    grant(cast.ben, ["hold.place"], by=cast.amira)
    actions.place_hold(company=cast.company, reason="Unfall", actor=cast.actor(cast.ben))
    assert Hold.objects.in_force().count() == 1


# --- a mandate that rests -----------------------------------------------------------------------------------


def released_by_clara(cast: Cast, at: datetime) -> Publication:
    """She publishes routine posts under a mandate; then a version of the playbook asks for her confirmation."""
    grant(cast.clara, ["piece.publish"], by=cast.amira, publishes_up_to="A")
    draft = Draft("Alltag", cast.everyday, [VariantDraft(social_channel(cast))], text="Los", planned_for=at)
    piece = plan.draft_piece(draft, actor=cast.actor(cast.clara))
    plan.release(piece, actor=cast.actor(cast.clara))
    PlaybookVersion.objects.create(
        company=cast.company,
        number=1,
        content={"de": {}},
        languages=["de"],
        binding_from=at - timedelta(minutes=1),
        published_by=cast.amira,
        published_at=timezone.now(),
    )
    return Publication.objects.get(variant__piece=piece)


def confirm(cast: Cast) -> None:
    mandate, version = Mandate.objects.get(holder=cast.clara), PlaybookVersion.objects.get()
    confirm_briefing(mandate, version, actor=cast.actor(cast.clara))


def test_post_under_a_resting_mandate_is_held(network: Network, cast: Cast) -> None:
    publication = released_by_clara(cast, timezone.now())
    assert held_for(publication, network) == "mandate_rests"


def test_confirmed_in_time_it_goes_out(network: Network, cast: Cast) -> None:
    publication = released_by_clara(cast, timezone.now())
    confirm(cast)
    assert carry_out(publication).state == State.SENT


def test_held_ahead_of_its_time_it_goes_on_when_the_briefing_is_confirmed(
    network: Network, cast: Cast
) -> None:
    publication = released_by_clara(cast, timezone.now() + AHEAD / 2)
    assert held_for(publication, network) == "mandate_rests"

    confirm(cast)

    with time_machine.travel(publication.due_at):
        assert carry_out(publication).state == State.SENT


def test_held_beyond_its_time_it_waits_for_a_person(network: Network, cast: Cast) -> None:
    publication = released_by_clara(cast, timezone.now())
    carry_out(publication)

    confirm(cast)

    assert carry_out(publication).state == State.HELD


def test_what_the_company_approved_goes_out_although_its_author_rests(
    network: Network, publication: Publication, cast: Cast
) -> None:
    released_by_clara(cast, timezone.now())
    assert carry_out(publication).state == State.SENT
