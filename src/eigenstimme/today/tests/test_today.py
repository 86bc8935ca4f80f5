"""Home shows each person what waits for them, and ends."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from eigenstimme.channels.models import Promise, TimeGiven, monday_of
from eigenstimme.inbox.models import Contact, Conversation, Handle, Message
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Membership
from eigenstimme.people.notices import tell
from eigenstimme.people.tests.cast import Cast, grant, make_cast, make_channel
from eigenstimme.plan import actions
from eigenstimme.plan.actions import Draft, VariantDraft
from eigenstimme.plan.models import Approval, Variant
from eigenstimme.publishing.models import Publication
from eigenstimme.publishing.reasons import Reason
from eigenstimme.today.errands import MOST
from eigenstimme.today.queries import IN_FULL, day, voice

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    cast = make_cast()
    grant(cast.clara, ["piece.draft", "inbox.recommend"], by=cast.amira)
    return cast


def page(member: Membership) -> str:
    client = Client()
    client.force_login(member.person)
    return client.get("/", headers={"accept-language": "en"}).content.decode()


def handed_in(cast: Cast, title: str = "Autumn colours") -> Approval:
    draft = Draft(title, cast.colours, [VariantDraft(cast.blog)], text=f"{title}: what suits old houses.")
    clara = cast.actor(cast.clara)
    piece = actions.draft_piece(draft, actor=clara)
    return actions.hand_in(
        piece, approver=cast.amira, deadline=timezone.now() + timedelta(days=1), actor=clara
    )


def waiting(cast: Cast, name: str) -> Conversation:
    now = timezone.now()
    contact = Contact.objects.create(company=cast.company, name=name, first_seen_at=now)
    handle = Handle.objects.create(
        company=cast.company, contact=contact, network="practice", remote_id=name, name=name
    )
    conversation = Conversation.objects.create(
        company=cast.company,
        channel=cast.blog,
        thread_id=name,
        contact=contact,
        responsible=cast.amira,
        waiting_since=now,
        last_at=now,
    )
    Message.objects.create(
        conversation=conversation, kind="comment", handle=handle, remote_id=name, text="Hi?", written_at=now
    )
    return conversation


def stopped(cast: Cast, approval: Approval) -> Publication:
    actions.approve(approval, actor=cast.actor(cast.amira))
    publication = Publication.objects.get()
    publication.state, publication.reason = "held", Reason.HOLD
    publication.save()
    return publication


def test_nothing_to_do_is_said_calmly(cast: Cast) -> None:
    assert day(cast.actor(cast.ben), timezone.now()).count == 0


def test_approval_is_given_on_the_page_and_leads_back(cast: Cast) -> None:
    approval = handed_in(cast)
    client = Client()
    client.force_login(cast.amira.person)
    assert "what suits old houses" in client.get("/").content.decode()

    answer = client.post(f"/plan/approvals/{approval.pk}/", {"answer": "approve", "next": "today"})

    assert (answer.status_code, answer.headers["location"]) == (302, "/")
    approval.refresh_from_db()
    assert (approval.outcome, day(cast.actor(cast.amira), timezone.now()).requests) == ("approved", [])


def test_nobody_else_sees_the_request(cast: Cast) -> None:
    handed_in(cast)
    assert day(cast.actor(cast.ben), timezone.now()).requests == []


def test_stopped_post_waits_for_whoever_answers_for_it(cast: Cast) -> None:
    publication = stopped(cast, handed_in(cast))
    for member, expected in [(cast.amira, [publication.get_absolute_url()]), (cast.ben, [])]:
        found = [each.url for each in day(cast.actor(member), timezone.now()).errands if each.state == "held"]
        assert found == expected


def test_conversation_waits_for_its_responsible_and_others_may_recommend(cast: Cast) -> None:
    conversation = waiting(cast, "Herr Oster")
    amira = day(cast.actor(cast.amira), timezone.now())
    clara = day(cast.actor(cast.clara), timezone.now())
    assert [each.url for each in amira.errands] == [conversation.get_absolute_url()]
    assert ([*clara.errands], clara.with_others, clara.may_answer) == ([], [conversation], False)


def test_who_may_answer_is_not_asked_to_help(cast: Cast) -> None:
    grant(cast.ben, ["inbox.reply"], by=cast.amira)
    waiting(cast, "Herr Oster")
    assert "Hier können Sie mit einer Antwort helfen" in page(cast.clara)
    assert "Hier können Sie mit einer Antwort helfen" not in page(cast.ben)
    assert "Wartet bei anderen auf Antwort" in page(cast.ben)


def test_returned_draft_stands_first_with_its_wish(cast: Cast) -> None:
    approval = handed_in(cast)
    actions.return_with_wish(approval, wish="Shorter, please.", actor=cast.actor(cast.amira))
    clara = day(cast.actor(cast.clara), timezone.now())
    assert [(each.state, each.why) for each in clara.errands] == [("returned", "Shorter, please.")]
    assert clara.drafts == []


def test_ending_mandate_is_for_holder_and_granter(cast: Cast) -> None:
    grant(cast.ben, ["piece.draft"], by=cast.amira, ends_at=timezone.now() + timedelta(days=3))
    for member in (cast.amira, cast.ben):
        assert [each.state for each in day(cast.actor(member), timezone.now()).errands] == ["ending"]
    assert [*day(cast.actor(cast.clara), timezone.now()).errands] == []


def test_notice_is_put_aside_by_its_reader_only(cast: Cast) -> None:
    notice = tell(cast.ben, "piece.approved", "/plan/", piece="Autumn", name="Amira")
    for member, status in [(cast.amira, 404), (cast.ben, 302)]:
        client = Client()
        client.force_login(member.person)
        assert client.post(f"/today/notices/{notice.pk}/done/").status_code == status
    notice.refresh_from_db()
    assert notice.done_at is not None


def test_what_only_has_to_be_noted_has_its_button_in_the_list(cast: Cast) -> None:
    notice = tell(cast.ben, "piece.approved", "/plan/", piece="<Autumn>", name="Amira")
    client = Client()
    client.force_login(cast.ben.person)

    page = client.get("/").content.decode()

    assert f'formaction="/today/notices/{notice.pk}/done/"' in page
    assert "&lt;Autumn&gt;" in page and "<Autumn>" not in page


def test_list_ends_and_says_where_the_rest_is(cast: Cast) -> None:
    for number in range(MOST + 2):
        waiting(cast, f"Guest {number}")
    titles = [each.title for each in day(cast.actor(cast.amira), timezone.now()).errands]
    assert len(titles) == MOST + 1
    assert str(titles[-1]) == "Weitere Gespräche, die auf Sie warten"


def test_most_urgent_requests_stand_in_full_and_the_rest_is_counted(cast: Cast) -> None:
    for number in range(IN_FULL + 2):
        handed_in(cast, f"Wish {number}")
    assert [each.piece.title for each in day(cast.actor(cast.amira), timezone.now()).requests] == [
        f"Wish {number}" for number in range(IN_FULL)
    ]
    assert "2 weitere Bitten um Freigabe" in page(cast.amira)


def test_post_of_today_stands_with_its_time_and_state(cast: Cast) -> None:
    """What is out keeps the time it had; what was given another day in the plan is none of today's."""
    noon = timezone.localtime().replace(hour=12, minute=0)
    for title in ("Today", "Tomorrow"):
        actions.approve(handed_in(cast, title), actor=cast.actor(cast.amira))
    Publication.objects.filter(title="Today").update(state="sent", sent_at=noon, due_at=noon)
    Publication.objects.filter(title="Tomorrow").update(state="planned")
    Variant.objects.update(own_time=noon + timedelta(days=1))
    planned = day(cast.actor(cast.amira), timezone.now()).planned
    assert [(each.variant.piece.title, each.at, each.state) for each in planned] == [("Today", noon, "sent")]


def test_channel_that_got_nothing_for_two_weeks_is_said_to_whoever_promised_it_time(cast: Cast) -> None:
    channel = make_channel(cast.company, cast.amira, name="XING", network="by_hand")
    since = timezone.localdate() - timedelta(days=20)
    Promise.objects.create(channel=channel, person=cast.ben, minutes=60, since=since)
    line = "Ihr Kanal „XING“ hat seit zwei Wochen nichts bekommen"
    assert (line in page(cast.ben), line in page(cast.amira)) == (True, False)
    TimeGiven.objects.create(
        channel=channel, person=cast.ben, week=monday_of(timezone.localdate()), minutes=5
    )
    assert line not in page(cast.ben)


def test_every_number_of_rows_takes_the_same_queries(cast: Cast) -> None:
    one_of_each(cast, "one")
    with_one = queries_of_a_day(cast)
    one_of_each(cast, "two")
    one_of_each(cast, "three")
    assert queries_of_a_day(cast) == with_one
    assert max(with_one) <= 16


def one_of_each(cast: Cast, mark: str) -> None:
    """Something of every kind that stands on a page."""
    approved = handed_in(cast, f"Approved {mark}")
    actions.approve(approved, actor=cast.actor(cast.amira))
    Publication.objects.filter(variant__piece=approved.piece).update(state="held")
    handed_in(cast, f"Asked {mark}")
    returned = handed_in(cast, f"Returned {mark}")
    actions.return_with_wish(returned, wish="Shorter.", actor=cast.actor(cast.amira))
    waiting(cast, f"Guest {mark}")
    grant(cast.ben, ["piece.draft"], by=cast.amira, ends_at=timezone.now() + timedelta(days=3))
    tell(cast.ben, "piece.approved", "/plan/", piece="Autumn", name="Amira")


def queries_of_a_day(cast: Cast) -> list[int]:
    counts = []
    for member in (cast.amira, cast.ben, cast.clara):
        with CaptureQueriesContext(connection) as queries:
            day(Actor.of(member), timezone.now())
        counts.append(len(queries))
    return counts


def test_page_reads_for_everybody(cast: Cast) -> None:
    handed_in(cast)
    waiting(cast, "Frau Yilmaz")
    for member in (cast.amira, cast.ben, cast.clara, cast.robo):
        assert "Frau Yilmaz" in page(member) or member in (cast.ben, cast.robo)


def test_without_a_mandate_the_page_says_who_grants_and_what_is_open(cast: Cast) -> None:
    ben, robo = page(cast.ben), page(cast.robo)
    for said in (ben, robo):
        assert "Mandate werden hier von Amira Kern vergeben." in said
        assert "/plan/new/" not in said
        assert "Alles erledigt" not in said
    assert ("<li>Ideen vorschlagen</li>" in ben, "<li>" in robo.partition("von Amira Kern")[2]) == (
        True,
        False,
    )


def test_mandate_that_begins_later_is_told_before(cast: Cast) -> None:
    begins = timezone.now() + timedelta(days=3)
    grant(cast.ben, ["piece.draft"], by=cast.amira, starts_at=begins)
    beginning = day(cast.actor(cast.ben), timezone.now()).beginning
    assert beginning is not None
    (later,) = beginning.later
    assert "Entwürfe schreiben" in later


def test_whoever_grants_or_has_a_mandate_sees_no_beginning(cast: Cast) -> None:
    for member in (cast.amira, cast.clara):
        assert day(cast.actor(member), timezone.now()).beginning is None
        assert "/plan/new/" in page(member)


def test_nobody_is_sent_to_the_sign_in() -> None:
    assert Client().get("/").headers["location"].startswith("/account/login/")


def test_lead_sees_where_the_own_voice_goes(cast: Cast) -> None:
    assert "Eigenstimmen-Anteil, in diesem Monat zu erwarten" not in page(cast.amira)
    approved = handed_in(cast)
    actions.approve(approved, actor=cast.actor(cast.amira))
    Publication.objects.update(state="sent", sent_at=timezone.now())
    assert "Eigenstimmen-Anteil, in diesem Monat zu erwarten" in page(cast.amira)
    assert "Eigenstimmen-Anteil, in diesem Monat zu erwarten" not in page(cast.ben)


def test_own_voice_takes_one_query(cast: Cast) -> None:
    with CaptureQueriesContext(connection) as queries:
        voice(Actor.of(cast.amira), cast.company, timezone.now())
    assert len(queries) == 1
