"""The demo is whole: its history holds, its pieces stand everywhere a piece can stand, its people get in."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client, TestCase
from django.urls import reverse
from django.utils import timezone

from eigenstimme.advisor.criteria import Verdict
from eigenstimme.advisor.models import Weighing
from eigenstimme.audit.models import Entry
from eigenstimme.audit.record import verify
from eigenstimme.demo.sign_ins import PASSWORD, SIGN_INS, SLUG
from eigenstimme.exchange.judging import judged, known_to
from eigenstimme.exchange.models import Import
from eigenstimme.handover.gaps import find
from eigenstimme.inbox.models import Conversation, Recommendation
from eigenstimme.mandates.models import Mandate
from eigenstimme.orders.models import Order
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Company, Membership
from eigenstimme.plan import slots
from eigenstimme.plan.models import Campaign, Format, Piece
from eigenstimme.plan.queries import for_its_page
from eigenstimme.plan.stage import stage
from eigenstimme.practice.models import PracticePost
from eigenstimme.publishing.authorisation import reason_against
from eigenstimme.publishing.models import Publication, State

EVERY_STAGE = {
    "draft",
    "asked",
    "returned",
    "refused",
    "expired",
    "planned",
    "held",
    "missed",
    "failed",
    "unclear",
    "by_hand",
    "sent",
    "dropped",
}


class TestDemo(TestCase):
    printed: StringIO

    @classmethod
    def setUpTestData(cls) -> None:
        cls.printed = StringIO()
        call_command("demo", stdout=cls.printed)

    def test_history_is_whole_and_goes_forward_through_a_year(self) -> None:
        for company in Company.objects.all():
            assert list(verify(company.pk)) == []
            times = list(
                Entry.objects.filter(company=company).order_by("number").values_list("at", flat=True)
            )
            assert times == sorted(times)
        first = Entry.objects.order_by("at").first()
        assert first is not None and first.at < timezone.now() - timedelta(days=330)

    def test_pieces_stand_everywhere(self) -> None:
        pieces = for_its_page(Piece.objects.filter(company__slug=SLUG))
        assert {stage(piece).code for piece in pieces} == EVERY_STAGE

    def test_what_is_planned_may_go_out(self) -> None:
        planned = Publication.objects.filter(state=State.PLANNED)
        assert {reason_against(each, timezone.now()) for each in planned} == {None}

    def test_every_post_sent_on_the_practice_channel_is_on_its_wall(self) -> None:
        sent = Publication.objects.posts().filter(state=State.SENT, channel__network="practice")
        assert sent.count() == PracticePost.objects.count() > 60

    def test_formats_have_posts_and_gaps_ahead(self) -> None:
        company = Company.objects.get(slug=SLUG)
        ahead = slots.upcoming(Format.objects.filter(company=company), timezone.now(), 8, company.zone)
        by_name: dict[str, set[bool]] = {}
        for slot in ahead:
            by_name.setdefault(slot.format.name, set()).add(slot.is_gap)
        assert by_name == {
            "Azubi der Woche": {True, False},
            "Farbe der Woche": {True, False},
            "Vorher – nachher": {True},
        }

    def test_one_post_is_repeated_in_a_series(self) -> None:
        times = [
            timezone.localtime(piece.planned_for)
            for piece in Piece.objects.filter(series__isnull=False, company__slug=SLUG)
        ]
        assert len(times) == 6
        assert {(at.weekday(), at.hour, at.day <= 7) for at in times} == {(1, 9, True)}

    def test_people_wait_for_answers_and_answers_are_recommended(self) -> None:
        assert Conversation.objects.unanswered().count() == 7
        assert Recommendation.objects.open().count() == 3
        assert Conversation.objects.count() > 25

    def test_mandates_of_every_kind(self) -> None:
        states = {mandate.state(timezone.now()) for mandate in Mandate.objects.all()}
        assert states == {"active", "ending", "ended", "upcoming"}

    def test_orders_stand_at_different_stages_and_one_is_late(self) -> None:
        orders = Order.objects.filter(company__slug=SLUG)
        assert {order.state for order in orders} == {
            "ordered",
            "asked_back",
            "in_work",
            "delivered",
            "closed",
        }
        assert [order.overdue(timezone.now()) for order in orders].count(True) == 1

    def test_campaigns_are_over_running_and_ahead(self) -> None:
        campaigns = Campaign.objects.filter(company__slug=SLUG).order_by("starts_on")
        states = [campaign.state(timezone.localdate()) for campaign in campaigns]
        assert states == ["campaign_closed", "campaign_running", "campaign_ahead"]
        assert [campaign.pieces.count() > 3 for campaign in campaigns] == [True, True, False]

    def test_a_table_waits_to_be_imported_and_half_of_it_could_be(self) -> None:
        amira = Actor.of(Membership.objects.get(person__email="amira@malerbetrieb-kern.example"))
        table = Import.objects.visible_to(amira).get()
        rows = list(table.rows.all())
        found = [str(each.verdict) for each in judged(table, rows, known_to(table, rows, amira), amira)]
        assert found == ["new", "new", "cannot", "cannot"]

    def test_tasks_were_weighed_with_every_verdict_and_one_waits_for_the_lead(self) -> None:
        weighings = Weighing.objects.all()
        assert {weighing.verdict for weighing in weighings} == set(Verdict)
        assert [weighing.today() for weighing in weighings] == [None, None, None]
        assert weighings.filter(mandate=None, suggestion__isnull=False).count() == 1
        assert weighings.exclude(mandate=None).count() == 1

    def test_tasks_and_authority_show_a_gap_of_each_kind(self) -> None:
        amira = Actor.of(Membership.objects.get(person__email="amira@malerbetrieb-kern.example"))
        found = find(amira, timezone.now())
        assert "publish_routine" in [each.task.key for each in found.without_authority]
        assert {task.key for task in found.unheld} == {"alt_texts", "crisis_plan"}
        assert found.unused

    def test_sign_ins_are_printed_offered_and_open(self) -> None:
        page = self.client.get(reverse("account_login")).content.decode()
        for each in SIGN_INS:
            assert each.email in self.printed.getvalue()
            assert each.email in page
            answer = self.client.post(reverse("account_login"), {"login": each.email, "password": PASSWORD})
            assert (answer.status_code, answer.headers["location"]) == (302, "/")
            assert self.client.get("/").status_code == 200
            self.client.logout()

    def test_a_second_time_changes_nothing(self) -> None:
        before = Entry.objects.count()
        call_command("demo", stdout=StringIO())
        assert Entry.objects.count() == before


@pytest.mark.django_db
def test_demo_stays_away_from_other_companies() -> None:
    Company.objects.create(name="Kanzlei Dorn", slug="dorn")
    with pytest.raises(CommandError):
        call_command("demo", stdout=StringIO())
    assert Company.objects.count() == 1


@pytest.mark.django_db
def test_nobody_is_offered_without_the_demo() -> None:
    page = Client().get(reverse("account_login")).content.decode()
    assert not [each for each in SIGN_INS if each.email in page]
