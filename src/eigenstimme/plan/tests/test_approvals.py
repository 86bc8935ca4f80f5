"""Answering: one tap with everything in view, from the list and from the link in a mail."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import signing
from django.test import Client
from django.utils import timezone

from eigenstimme.audit.models import Entry
from eigenstimme.media.models import Attachment
from eigenstimme.media.tests.samples import a_picture
from eigenstimme.media.upload import add_picture
from eigenstimme.people.models import Membership
from eigenstimme.people.tests.cast import Cast, grant
from eigenstimme.plan import actions
from eigenstimme.plan.links import approval_path
from eigenstimme.plan.models import Approval, Outcome, Piece
from eigenstimme.plan.queries import waiting_approvals
from eigenstimme.plan.tests.pieces import a_piece, a_piece_of_clara, draft, handed_in, queries_of, signed_in
from eigenstimme.publishing.models import Publication

APPROVALS = "/plan/approvals/"


@pytest.fixture
def approval(cast: Cast) -> Approval:
    picture = add_picture(a_picture(), alt="Eine rote Wand", actor=cast.actor(cast.amira))
    return handed_in(
        cast, a_piece_of_clara(cast, text="Der ganze Text", attachments=[Attachment(picture, picture.alt)])
    )


def answer(member: Membership, approval: Approval, choice: str, **values: str) -> int:
    fields = {"answer": choice, "next": "approvals", **values}
    return signed_in(member).post(f"{APPROVALS}{approval.pk}/", fields).status_code


def outcome(approval: Approval) -> str:
    approval.refresh_from_db()
    return approval.outcome


# --- the list -------------------------------------------------------------------------------------------------


def test_page_shows_the_full_content_beside_the_button(cast: Cast, approval: Approval) -> None:
    page = signed_in(cast.amira).get(APPROVALS).content.decode()

    assert "Der ganze Text" in page and 'alt="Eine rote Wand"' in page
    assert f'action="{APPROVALS}{approval.pk}/"' in page


def test_one_tap_approves(cast: Cast, approval: Approval) -> None:
    assert answer(cast.amira, approval, "approve") == 302
    assert (outcome(approval), Publication.objects.get().authorised_by) == (Outcome.APPROVED, cast.amira)


def test_returning_carries_the_wish(cast: Cast, approval: Approval) -> None:
    answer(cast.amira, approval, "return", wish="Bitte kürzer")
    assert (outcome(approval), approval.wish) == (Outcome.RETURNED, "Bitte kürzer")


def test_refusing_ends_it(cast: Cast, approval: Approval) -> None:
    answer(cast.amira, approval, "refuse", wish="Passt nicht zu uns")
    assert (outcome(approval), Publication.objects.exists()) == (Outcome.REFUSED, False)


@pytest.mark.parametrize("choice", ["return", "refuse"])
def test_no_needs_its_reason(cast: Cast, approval: Approval, choice: str) -> None:
    assert answer(cast.amira, approval, choice) == 422
    assert outcome(approval) == Outcome.OPEN


def test_answer_from_the_piece_without_a_reason_stays_on_the_piece(cast: Cast, approval: Approval) -> None:
    page = signed_in(cast.amira).post(f"{APPROVALS}{approval.pk}/", {"answer": "return"})
    assert (page.status_code, page.context["piece"]) == (422, approval.piece)


def test_second_of_two_approvers_hears_who_was_faster(cast: Cast, approval: Approval) -> None:
    grant(cast.ben, ["piece.approve"], by=cast.amira)
    answer(cast.amira, approval, "approve")

    page = signed_in(cast.ben).post(f"{APPROVALS}{approval.pk}/", {"answer": "approve"}, follow=True)

    assert ["Amira Kern" in str(message) for message in page.context["messages"]] == [True]
    assert Entry.objects.filter(verb="piece.approved").count() == 1


def test_approving_without_the_right_is_refused(cast: Cast, approval: Approval) -> None:
    assert answer(cast.ben, approval, "approve") == 403
    assert outcome(approval) == Outcome.OPEN


def test_author_from_outside_cannot_approve(cast: Cast, approval: Approval) -> None:
    assert answer(cast.clara, approval, "approve") == 403
    assert outcome(approval) == Outcome.OPEN


def test_another_company_finds_no_such_request(cast: Cast, approval: Approval) -> None:
    assert answer(cast.dora, approval, "approve") == 404
    assert outcome(approval) == Outcome.OPEN


def test_author_sees_what_they_asked_for(cast: Cast, approval: Approval) -> None:
    context = signed_in(cast.clara).get(APPROVALS).context
    assert (list(context["asked"]), list(context["mine"])) == ([], [approval])


def test_figure_in_the_navigation_counts_what_waits(cast: Cast, approval: Approval) -> None:
    waiting = [waiting_approvals(cast.actor(member)).count() for member in (cast.amira, cast.ben, cast.dora)]
    assert waiting == [1, 0, 0]


def test_more_requests_need_no_more_queries(cast: Cast) -> None:
    counts = []
    for number in (1, 5):
        for each in range(number):
            handed_in(cast, a_piece_of_clara(cast, title=f"{number}-{each}"))
        counts.append(queries_of(signed_in(cast.amira), APPROVALS))
    assert counts[0] == counts[1]


# --- the link in the mail -------------------------------------------------------------------------------------


def test_link_shows_everything_without_signing_in(cast: Cast, approval: Approval) -> None:
    page = Client().get(approval_path(approval, cast.amira))

    content = page.content.decode()
    assert "Der ganze Text" in content and "/media/link/" in content
    picture = content.split('src="/media/link/')[1].split('"')[0]
    assert b"".join(Client().get(f"/media/link/{picture}"))


def test_looking_at_the_link_decides_nothing(cast: Cast, approval: Approval) -> None:
    Client().get(approval_path(approval, cast.amira))
    assert outcome(approval) == Outcome.OPEN


def test_link_approves_and_the_record_says_by_which_way(cast: Cast, approval: Approval) -> None:
    page = Client().post(approval_path(approval, cast.amira), {"answer": "approve"}, follow=True)

    entry = Entry.objects.get(verb="piece.approved")
    assert (outcome(approval), entry.membership_id, entry.via) == (
        Outcome.APPROVED,
        cast.amira.pk,
        "mail link",
    )
    assert page.status_code == 200


def test_link_takes_a_wish_and_asks_for_it(cast: Cast, approval: Approval) -> None:
    link = approval_path(approval, cast.amira)

    assert "field-optional" not in Client().get(link).content.decode()
    assert Client().post(link, {"answer": "return"}).status_code == 422
    Client().post(link, {"answer": "return", "wish": "Bitte kürzer"})

    assert (outcome(approval), approval.wish) == (Outcome.RETURNED, "Bitte kürzer")


def test_link_says_who_was_faster(cast: Cast, approval: Approval) -> None:
    grant(cast.ben, ["piece.approve"], by=cast.amira)
    link = approval_path(approval, cast.amira)
    actions.approve(approval, actor=cast.actor(cast.ben))

    page = Client().post(link, {"answer": "refuse", "wish": "Nein"})

    assert "Ben Arndt" in page.content.decode()
    assert outcome(approval) == Outcome.APPROVED


def test_link_of_someone_who_left_shows_nothing_and_decides_nothing(cast: Cast, approval: Approval) -> None:
    link = approval_path(approval, cast.amira)
    Membership.objects.filter(pk=cast.amira.pk).update(left_at=timezone.now())

    page = Client().post(link, {"answer": "approve"})

    assert (page.status_code, outcome(approval)) == (403, Outcome.OPEN)
    assert "Der ganze Text" not in page.content.decode()


def test_link_whose_mandate_ended_shows_nothing_and_decides_nothing(cast: Cast, approval: Approval) -> None:
    mandate = grant(cast.ben, ["piece.approve"], by=cast.amira)
    link = approval_path(approval, cast.ben)
    mandate.ended_at = timezone.now()
    mandate.save()

    page = Client().post(link, {"answer": "approve"})

    assert (page.status_code, outcome(approval)) == (403, Outcome.OPEN)
    assert "Der ganze Text" not in page.content.decode()


def test_link_after_the_deadline_says_that_the_time_is_over(cast: Cast, approval: Approval) -> None:
    link = approval_path(approval, cast.amira)
    actions.expire(approval, now=approval.deadline)

    page = Client().post(link, {"answer": "approve"})

    assert (page.status_code, outcome(approval)) == (200, Outcome.EXPIRED)


def test_link_in_the_minute_after_the_deadline_decides_nothing(cast: Cast, approval: Approval) -> None:
    Approval.objects.filter(pk=approval.pk).update(
        requested_at=timezone.now() - timedelta(hours=2), deadline=timezone.now() - timedelta(seconds=1)
    )

    page = Client().post(approval_path(approval, cast.amira), {"answer": "approve"})

    assert (page.status_code, outcome(approval)) == (409, Outcome.OPEN)


def test_link_to_changed_content_asks_nothing(cast: Cast, approval: Approval) -> None:
    link = approval_path(approval, cast.amira)
    actions.edit_piece(approval.piece, draft(cast, text="anders"), revision=1, actor=cast.actor(cast.clara))

    page = Client().post(link, {"answer": "approve"})

    assert (page.status_code, outcome(approval)) == (200, Outcome.REOPENED)
    assert "answer" not in page.content.decode().split("<main")[1]


def test_content_changed_behind_the_actions_is_noticed(cast: Cast, approval: Approval) -> None:
    Piece.objects.update(text="heimlich")

    page = Client().post(approval_path(approval, cast.amira), {"answer": "approve"})

    assert (page.status_code, outcome(approval)) == (409, Outcome.OPEN)


@pytest.mark.parametrize(
    "token",
    ["abc", signing.dumps([1, 2, "x"], salt="other"), signing.dumps([0, 0, "x"], salt="plan.approval")],
)
def test_made_up_link_says_so_calmly(db: None, token: str) -> None:
    page = Client().get(f"/plan/approval/{token}/")
    assert (page.status_code, "<form" in page.content.decode().split("<main")[1]) == (404, False)


def test_link_speaks_the_language_of_its_reader(cast: Cast, approval: Approval) -> None:
    cast.amira.person.language = "en"
    cast.amira.person.save()

    page = Client(headers={"Accept-Language": "de"}).get(approval_path(approval, cast.amira))

    assert '<html lang="en"' in page.content.decode()


def test_own_work_is_not_approved_by_link_either(cast: Cast) -> None:
    grant(cast.ben, ["piece.approve"], by=cast.amira)
    approval = handed_in(cast, a_piece(cast), approver=cast.ben)

    page = Client().post(approval_path(approval, cast.amira), {"answer": "approve"})

    assert (page.status_code, outcome(approval)) == (403, Outcome.OPEN)
