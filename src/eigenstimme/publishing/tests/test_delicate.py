"""A delicate post needs its expert's yes, also when somebody else takes over the approval."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from eigenstimme.people.tests.cast import Cast, grant
from eigenstimme.plan import actions as plan
from eigenstimme.plan.actions import Draft, VariantDraft
from eigenstimme.plan.models import Approval, Check
from eigenstimme.publishing import actions, engine
from eigenstimme.publishing.models import Publication, State
from eigenstimme.publishing.tests.network import Network, social_channel

pytestmark = pytest.mark.django_db


@pytest.fixture
def delicate(cast: Cast) -> Publication:
    grant(cast.clara, ["piece.draft"], by=cast.amira)
    grant(cast.ben, ["piece.approve"], by=cast.amira)
    draft = Draft("Recht", cast.law, [VariantDraft(social_channel(cast))], text="Was gilt?")
    piece = plan.draft_piece(draft, actor=cast.actor(cast.clara))
    deadline = timezone.now() + timedelta(hours=1)
    plan.hand_in(piece, approver=cast.ben, deadline=deadline, actor=cast.actor(cast.clara))
    for check, who in ((Check.EXPERT, cast.amira), (Check.APPROVAL, cast.ben)):
        plan.approve(Approval.objects.get(check_kind=check), actor=cast.actor(who))
    return Publication.objects.get()


def test_without_the_experts_yes_it_is_held(network: Network, delicate: Publication) -> None:
    Approval.objects.filter(check_kind=Check.EXPERT).update(outcome="withdrawn")

    engine.carry_out(delicate.pk)

    delicate.refresh_from_db()
    assert (delicate.state, delicate.reason, network.statuses) == (State.HELD, "approval_gone", [])


def test_taking_over_does_not_replace_the_experts_yes(delicate: Publication, cast: Cast) -> None:
    Approval.objects.filter(check_kind=Check.EXPERT).update(outcome="withdrawn")
    Publication.objects.update(state=State.HELD, reason="approval_gone")

    with pytest.raises(actions.CannotDecide):
        actions.send_on(delicate, actor=cast.actor(cast.amira))
