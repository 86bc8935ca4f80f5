"""From draft to release: who may, what an approval is bound to, how it ends."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from eigenstimme.audit.models import Entry
from eigenstimme.people.rights import Denied
from eigenstimme.people.tests.cast import Cast, grant, make_cast, make_channel
from eigenstimme.plan import actions
from eigenstimme.plan.actions import Draft, VariantDraft
from eigenstimme.plan.errors import AlreadyDecided, ContentChanged, Dropped, NotReady, Stale
from eigenstimme.plan.models import Approval, Idea, Outcome, Piece
from eigenstimme.publishing.models import Publication, State
from eigenstimme.strategy.models import Topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def a_draft(cast: Cast, **changes: object) -> Draft:
    fields = {
        "title": "Fünf Farben für den Herbst",
        "text": "Welche Farbe passt zu Ihrer Küche?",
        "topic": cast.colours,
        "planned_for": timezone.now() + timedelta(days=1),
        "variants": [VariantDraft(cast.blog)],
    }
    return Draft(**{**fields, **changes})  # type: ignore[arg-type]


def drafted_by_clara(cast: Cast) -> Piece:
    grant(cast.clara, ["piece.draft"], by=cast.amira)
    return actions.draft_piece(a_draft(cast), actor=cast.actor(cast.clara))


def handed_in(cast: Cast, piece: Piece) -> Approval:
    deadline = timezone.now() + timedelta(hours=4)
    return actions.hand_in(piece, approver=cast.amira, deadline=deadline, actor=cast.actor(cast.clara))


def test_outside_person_drafts_under_a_mandate_and_the_record_names_it(cast: Cast) -> None:
    piece = drafted_by_clara(cast)

    entry = Entry.objects.get(verb="piece.drafted")
    assert (entry.thing_id, entry.mandate_id) == (piece.pk, cast.clara.mandates.get().pk)
    assert piece.responsible == cast.amira


def test_drafting_without_a_mandate_is_denied_and_says_why(cast: Cast) -> None:
    with pytest.raises(Denied) as denied:
        actions.draft_piece(a_draft(cast), actor=cast.actor(cast.clara))

    assert "Mandat" in denied.value.decision.reason or "mandate" in denied.value.decision.reason
    assert not Piece.objects.exists()


def test_topic_of_another_company_is_refused(cast: Cast) -> None:
    theirs = Topic.objects.create(company=cast.elsewhere, name="Mietrecht")

    with pytest.raises(Denied):
        actions.draft_piece(a_draft(cast, topic=theirs, variants=[]), actor=cast.actor(cast.amira))
    with pytest.raises(Denied):
        actions.suggest_idea(text="Ein Fall", topic=theirs, actor=cast.actor(cast.amira))


def test_approval_plans_the_publication_for_its_time(cast: Cast) -> None:
    piece = drafted_by_clara(cast)
    approval = handed_in(cast, piece)

    actions.approve(approval, actor=cast.actor(cast.amira))

    publication = Publication.objects.get()
    assert publication.state == State.PLANNED
    assert (publication.due_at, publication.authorised_by) == (piece.planned_for, cast.amira)


def test_nobody_approves_their_own_work(cast: Cast) -> None:
    piece = actions.draft_piece(a_draft(cast), actor=cast.actor(cast.amira))
    grant(cast.ben, ["piece.approve"], by=cast.amira)
    approval = actions.hand_in(
        piece, approver=cast.ben, deadline=timezone.now() + timedelta(hours=1), actor=cast.actor(cast.amira)
    )

    with pytest.raises(Denied):
        actions.approve(approval, actor=cast.actor(cast.amira))
    assert not Publication.objects.exists()


def test_second_of_two_approvers_hears_who_was_faster(cast: Cast) -> None:
    approval = handed_in(cast, drafted_by_clara(cast))
    actions.approve(approval, actor=cast.actor(cast.amira))

    with pytest.raises(AlreadyDecided, match="Amira Kern"):
        actions.refuse(approval, wish="", actor=cast.actor(cast.amira))


def test_change_after_approval_holds_the_publication(cast: Cast) -> None:
    piece = drafted_by_clara(cast)
    actions.approve(handed_in(cast, piece), actor=cast.actor(cast.amira))

    draft = a_draft(cast, text="Anderer Text", planned_for=piece.planned_for)
    actions.edit_piece(piece, draft, revision=1, actor=cast.actor(cast.clara))

    publication = Publication.objects.get()
    assert (publication.state, publication.reason) == (State.HELD, "content_changed")
    assert piece.approvals.get().outcome == Outcome.REOPENED


def test_saving_on_top_of_an_old_revision_is_refused(cast: Cast) -> None:
    piece = drafted_by_clara(cast)
    actions.edit_piece(piece, a_draft(cast, text="eins"), revision=1, actor=cast.actor(cast.clara))

    with pytest.raises(Stale):
        actions.edit_piece(piece, a_draft(cast, text="zwei"), revision=1, actor=cast.actor(cast.clara))


def test_content_changed_behind_the_actions_is_noticed_at_approval(cast: Cast) -> None:
    piece = drafted_by_clara(cast)
    approval = handed_in(cast, piece)
    Piece.objects.filter(pk=piece.pk).update(text="heimlich")

    with pytest.raises(ContentChanged):
        actions.approve(approval, actor=cast.actor(cast.amira))


def test_delicate_topic_needs_its_expert_and_an_approval(cast: Cast) -> None:
    grant(cast.clara, ["piece.draft"], by=cast.amira)
    grant(cast.ben, ["piece.approve"], by=cast.amira)
    piece = actions.draft_piece(a_draft(cast, topic=cast.law), actor=cast.actor(cast.clara))
    actions.hand_in(
        piece, approver=cast.ben, deadline=timezone.now() + timedelta(hours=1), actor=cast.actor(cast.clara)
    )
    approval, expert = piece.approvals.get(check_kind="approval"), piece.approvals.get(check_kind="expert")

    actions.approve(approval, actor=cast.actor(cast.ben))
    assert not Publication.objects.exists()
    actions.approve(expert, actor=cast.actor(cast.amira))
    assert Publication.objects.get().authorised_by == cast.ben


def test_mandate_for_class_b_publishes_without_approval(cast: Cast) -> None:
    mandate = grant(cast.ben, ["piece.publish"], publishes_up_to="B", by=cast.amira)
    piece = actions.draft_piece(a_draft(cast), actor=cast.actor(cast.ben))

    actions.release(piece, actor=cast.actor(cast.ben))

    assert Publication.objects.get().mandate_id == mandate.pk


def test_what_would_be_missed_at_once_is_not_let_go(cast: Cast) -> None:
    """Within the two hours that a channel lets a post be late it still goes out."""
    amira = cast.actor(cast.amira)
    late, in_time = (
        actions.draft_piece(
            a_draft(cast, topic=cast.everyday, planned_for=timezone.now() - timedelta(hours=hours)),
            actor=amira,
        )
        for hours in (3, 1)
    )

    with pytest.raises(NotReady, match=cast.blog.name):
        actions.release(late, actor=amira)
    with pytest.raises(NotReady, match=cast.blog.name):
        actions.hand_in(late, approver=cast.ben, deadline=timezone.now() + timedelta(hours=4), actor=amira)
    actions.release(in_time, actor=amira)

    assert Publication.objects.get().variant == in_time.variants.get()


def test_weekly_limit_is_kept(cast: Cast) -> None:
    grant(cast.ben, ["piece.publish"], publishes_up_to="B", weekly_limit=1, by=cast.amira)
    first = actions.draft_piece(a_draft(cast), actor=cast.actor(cast.ben))
    second = actions.draft_piece(a_draft(cast, title="Zwei"), actor=cast.actor(cast.ben))
    actions.release(first, actor=cast.actor(cast.ben))

    with pytest.raises(Denied):
        actions.release(second, actor=cast.actor(cast.ben))


def test_taking_something_back_twice_is_once(cast: Cast) -> None:
    piece, clara = drafted_by_clara(cast), cast.actor(cast.clara)
    handed_in(cast, piece)
    idea = actions.suggest_idea(text="Die Fassade ist fertig", actor=cast.actor(cast.ben))

    for _click in range(2):
        actions.withdraw_request(piece, actor=clara)
        actions.drop_idea(Idea.objects.get(pk=idea.pk), actor=clara)

    assert Approval.objects.get().outcome == Outcome.WITHDRAWN
    told = Entry.objects.filter(verb__in=["piece.request_withdrawn", "idea.dropped"])
    assert told.count() == 2


def test_what_was_taken_out_of_the_plan_stays_out(cast: Cast) -> None:
    """As from a page that was opened before."""
    piece, clara = drafted_by_clara(cast), cast.actor(cast.clara)
    for _click in range(2):
        actions.drop_piece(piece, actor=clara)

    with pytest.raises(Dropped):
        handed_in(cast, piece)
    with pytest.raises(Dropped):
        actions.release(piece, actor=cast.actor(cast.amira))
    with pytest.raises(Dropped):
        actions.edit_piece(piece, a_draft(cast), revision=piece.revision, actor=clara)
    assert Entry.objects.filter(verb="piece.dropped").count() == 1


def test_dropping_needs_the_right_on_every_channel_of_the_piece(cast: Cast) -> None:
    both = [VariantDraft(cast.blog), VariantDraft(make_channel(cast.company, cast.amira, name="Anderswo"))]
    piece = actions.draft_piece(a_draft(cast, variants=both), actor=cast.actor(cast.amira))
    grant(cast.clara, ["piece.draft"], by=cast.amira, every_channel=False).channels.add(cast.blog)

    with pytest.raises(Denied):
        actions.drop_piece(piece, actor=cast.actor(cast.clara))


def test_deadline_passes_to_the_deputy_and_then_expires(cast: Cast) -> None:
    grant(cast.ben, ["piece.approve"], by=cast.amira)
    piece = drafted_by_clara(cast)
    deadline = timezone.now() + timedelta(hours=2)
    approval = actions.hand_in(
        piece, approver=cast.amira, deputy=cast.ben, deadline=deadline, actor=cast.actor(cast.clara)
    )

    actions.hand_to_deputy(approval, now=deadline)
    approval.refresh_from_db()
    assert approval.deadline > deadline + timedelta(hours=1)
    actions.expire(approval, now=approval.deadline)
    approval.refresh_from_db()
    assert approval.outcome == Outcome.EXPIRED
    assert not Publication.objects.exists()
