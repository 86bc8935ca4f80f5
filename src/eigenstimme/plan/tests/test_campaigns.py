"""Campaigns: who starts and steers them, whom they tell, what they hold, and what came of them."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from eigenstimme.audit.models import Entry
from eigenstimme.people.models import Membership, Notice
from eigenstimme.people.rights import Denied, decide
from eigenstimme.people.tests.cast import Cast, grant
from eigenstimme.plan import actions
from eigenstimme.plan.errors import CampaignOver, CannotBeResponsible, HasLeft
from eigenstimme.plan.models import Campaign
from eigenstimme.plan.tests.campaigning import a_campaign, campaign_draft, closed
from eigenstimme.plan.tests.pieces import a_piece, a_piece_of_clara, draft, handed_in


def told(member: Membership, code: str) -> int:
    return Notice.objects.filter(membership=member, code=code).count()


def test_starting_stores_it_tells_its_team_and_leaves_a_sentence(cast: Cast) -> None:
    campaign = a_campaign(cast, team=[cast.amira, cast.ben, cast.clara])

    assert set(campaign.team.all()) == {cast.amira, cast.ben, cast.clara}
    assert [told(each, "campaign.joined") for each in (cast.amira, cast.ben, cast.clara)] == [0, 1, 1]
    assert Entry.objects.about(campaign).get().verb == "campaign.started"


def test_own_person_starts_one_with_a_mandate_and_may_steer_what_they_answer_for(cast: Cast) -> None:
    ben = cast.actor(cast.ben)
    with pytest.raises(Denied):
        actions.start_campaign(campaign_draft(cast, responsible=cast.ben), actor=ben)
    mandate = grant(cast.ben, ["campaign.start"], by=cast.amira)

    ben = cast.actor(cast.ben)
    campaign = actions.start_campaign(campaign_draft(cast, responsible=cast.ben), actor=ben)
    actions.change_campaign(
        campaign, campaign_draft(cast, responsible=cast.ben, name="Neu"), revision=1, actor=ben
    )

    assert Campaign.objects.get().name == "Neu"
    assert Entry.objects.about(campaign).get(verb="campaign.started").mandate_id == mandate.pk
    with pytest.raises(Denied):
        actions.close_campaign(a_campaign(cast), result="x", actor=ben)


def test_same_form_twice_starts_one(cast: Cast) -> None:
    key = uuid4()
    for _ in range(2):
        actions.start_campaign(campaign_draft(cast), form_key=key, actor=cast.actor(cast.amira))
    assert Campaign.objects.count() == 1


@pytest.mark.parametrize("who", ["clara", "robo"])
def test_only_own_people_are_responsible_whatever_the_way(cast: Cast, who: str) -> None:
    member = getattr(cast, who)
    with pytest.raises(CannotBeResponsible):
        a_campaign(cast, responsible=member)
    campaign = a_campaign(cast)
    for column in ("responsible", "started_by", "closed_by"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Campaign.objects.filter(pk=campaign.pk).update(**{column: member})


@pytest.mark.parametrize("field", ["responsible", "team"])
def test_nobody_of_another_company_comes_in(cast: Cast, field: str) -> None:
    with pytest.raises(Denied):
        a_campaign(cast, **{field: cast.dora if field == "responsible" else [cast.dora]})


def test_whoever_left_joins_no_team_but_stays_in_the_one_they_were_in(cast: Cast) -> None:
    campaign = a_campaign(cast, team=[cast.clara])
    Membership.objects.filter(pk=cast.clara.pk).update(left_at=timezone.now())
    cast.clara.refresh_from_db()

    actions.change_campaign(
        campaign, campaign_draft(cast, team=[cast.clara]), revision=1, actor=cast.actor(cast.amira)
    )

    assert list(campaign.team.all()) == [cast.clara]
    with pytest.raises(HasLeft):
        a_campaign(cast, team=[cast.clara])


def test_change_tells_only_whoever_is_new(cast: Cast) -> None:
    campaign = a_campaign(cast, team=[cast.ben])
    changed = campaign_draft(cast, team=[cast.ben, cast.clara])
    actions.change_campaign(campaign, changed, revision=1, actor=cast.actor(cast.amira))
    assert [told(each, "campaign.joined") for each in (cast.ben, cast.clara)] == [1, 1]


def test_closing_takes_words_and_opening_again_keeps_them(cast: Cast) -> None:
    campaign = closed(cast, team=[cast.ben])
    again = actions.close_campaign(campaign, result="Anders", actor=cast.actor(cast.amira))

    assert (again.result, again.closed_by, told(cast.ben, "campaign.closed")) == (
        "24 Anfragen.",
        cast.amira,
        1,
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        Campaign.objects.update(result="")
    with pytest.raises(CampaignOver):
        actions.change_campaign(campaign, campaign_draft(cast), revision=1, actor=cast.actor(cast.amira))

    opened = actions.reopen_campaign(campaign, actor=cast.actor(cast.amira))

    assert (opened.closed_at, opened.closed_by, opened.result) == (None, None, "24 Anfragen.")
    verbs = Entry.objects.about(campaign).order_by("number").values_list("verb", flat=True)
    assert list(verbs) == ["campaign.started", "campaign.closed", "campaign.reopened"]


@pytest.mark.parametrize(
    ("starts", "ends", "state"),
    [(1, 5, "ahead"), (0, 0, "running"), (-5, 5, "running"), (-5, -1, "over")],
)
def test_state_says_where_it_stands(cast: Cast, starts: int, ends: int, state: str) -> None:
    today = timezone.localdate()
    span = {"starts_on": today + timedelta(days=starts), "ends_on": today + timedelta(days=ends)}
    assert a_campaign(cast, **span).state(today) == f"campaign_{state}"
    assert closed(cast, **span).state(today) == "campaign_closed"


@pytest.mark.parametrize("who", ["clara", "robo"])
def test_only_its_team_sees_it_from_outside(cast: Cast, who: str) -> None:
    member = getattr(cast, who)
    mine, other = a_campaign(cast, name="Meine", team=[member]), a_campaign(cast, name="Andere")
    actor = cast.actor(member)

    assert list(Campaign.objects.visible_to(actor)) == [mine]
    for campaign in (mine, other):
        assert decide(actor, "campaign.read", campaign.subject()).allowed == (campaign == mine)
        assert not decide(actor, "campaign.steer", campaign.subject())
    assert Campaign.objects.visible_to(cast.actor(cast.ben)).count() == 2
    assert not Campaign.objects.visible_to(cast.actor(cast.dora)).exists()


# --- its posts ------------------------------------------------------------------------------------------------


def test_draft_carries_the_campaign_and_approval_does_not_care(cast: Cast) -> None:
    campaign = a_campaign(cast)
    piece = a_piece_of_clara(cast)
    approval = handed_in(cast, piece)

    changed = draft(cast, campaign=campaign, planned_for=piece.planned_for)
    actions.edit_piece(piece, changed, revision=1, actor=cast.actor(cast.clara))

    piece.refresh_from_db()
    approval.refresh_from_db()
    assert (piece.campaign, approval.is_open) == (campaign, True)
    assert piece.versions.get(number=2).content["campaign"] == "Fassadenwochen"


def test_what_is_closed_takes_nothing_in_and_keeps_what_it_holds(cast: Cast) -> None:
    campaign = a_campaign(cast)
    piece = a_piece(cast, campaign=campaign)
    campaign = actions.close_campaign(campaign, result="Gut", actor=cast.actor(cast.amira))

    actions.edit_piece(
        piece, draft(cast, title="Neu", campaign=campaign), revision=1, actor=cast.actor(cast.amira)
    )

    piece.refresh_from_db()
    assert (piece.title, piece.campaign) == ("Neu", campaign)
    with pytest.raises(CampaignOver):
        a_piece(cast, campaign=campaign)


def test_campaign_of_another_company_is_refused(cast: Cast) -> None:
    theirs = Campaign.objects.create(
        company=cast.elsewhere,
        name="x",
        goal="x",
        starts_on=timezone.localdate(),
        ends_on=timezone.localdate(),
        responsible=cast.dora,
        started_by=cast.dora,
    )
    with pytest.raises(Denied):
        a_piece(cast, campaign=theirs)
