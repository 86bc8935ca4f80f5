"""The pages of campaigns: who sees what on them, what they cost, and that nothing typed is lost."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone

from eigenstimme.orders import actions as orders
from eigenstimme.orders.models import Order
from eigenstimme.orders.tests.sheets import delivered, sent
from eigenstimme.people.tests.cast import Cast, grant
from eigenstimme.plan import actions
from eigenstimme.plan.models import Campaign, Piece
from eigenstimme.plan.results import Cost, Money
from eigenstimme.plan.spans import Placed, picture
from eigenstimme.plan.stage import Group
from eigenstimme.plan.tests.campaigning import CAMPAIGNS, a_campaign, closed, page, typed
from eigenstimme.plan.tests.pieces import (
    a_piece,
    a_piece_of_clara,
    form,
    handed_in,
    published,
    queries_of,
    signed_in,
)

BERLIN = ZoneInfo("Europe/Berlin")


def test_form_starts_a_campaign_and_leads_to_its_page(cast: Cast) -> None:
    values = typed(cast, budget="1.240,50", audience="Hausbesitzer", team=[cast.clara.pk])
    answer = signed_in(cast.amira).post(f"{CAMPAIGNS}new/", values)

    campaign = Campaign.objects.get()
    assert answer.headers["Location"] == page(campaign)
    assert (campaign.budget, campaign.audience) == (Decimal("1240.50"), "Hausbesitzer")
    assert list(campaign.team.all()) == [cast.clara]


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"ends_on": "2020-01-01"}, "Der letzte Tag liegt vor dem ersten."),
        ({"budget": "viel"}, "Zahl"),
        ({"name": ""}, "Dieses Feld ist zwingend erforderlich."),
        ({"responsible": "0"}, "gültige Auswahl"),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_typed_lost(
    cast: Cast, changes: dict[str, str], why: str
) -> None:
    values = typed(cast, goal="Zwanzig Anfragen", **changes)
    answer = signed_in(cast.amira).post(f"{CAMPAIGNS}new/", values)

    assert (answer.status_code, Campaign.objects.count()) == (422, 0)
    assert why in answer.content.decode()
    assert "Zwanzig Anfragen" in answer.content.decode()


def test_same_form_sent_twice_makes_one(cast: Cast) -> None:
    client, values = signed_in(cast.amira), typed(cast, form_key=str(uuid4()))
    places = [client.post(f"{CAMPAIGNS}new/", values).headers["Location"] for _ in range(2)]
    assert places == [page(Campaign.objects.get())] * 2


def test_change_keeps_the_team_and_what_is_closed_is_not_changed(cast: Cast) -> None:
    campaign = a_campaign(cast, team=[cast.ben])
    client = signed_in(cast.amira)
    shown = client.get(f"{page(campaign)}edit/").context["form"]

    client.post(f"{page(campaign)}edit/", typed(cast, name="Neu", team=shown["team"].value()))

    campaign.refresh_from_db()
    assert (campaign.name, list(campaign.team.all())) == ("Neu", [cast.ben])
    answer = client.post(f"{page(closed(cast))}edit/", typed(cast, name="Anders"))
    assert (answer.status_code, "ist abgeschlossen" in answer.content.decode()) == (422, True)


def test_closing_asks_for_words(cast: Cast) -> None:
    campaign, client = a_campaign(cast), signed_in(cast.amira)
    answer = client.post(f"{page(campaign)}closed/", {"result": " "})
    assert (answer.status_code, Campaign.objects.open().count()) == (422, 1)

    answer = client.post(f"{page(campaign)}closed/", {"result": "24 Anfragen."})

    assert answer.headers["Location"] == f"{page(campaign)}result/"
    assert "24 Anfragen." in client.get(answer.headers["Location"]).content.decode()
    client.post(f"{page(campaign)}reopened/")
    assert Campaign.objects.open().get().result == "24 Anfragen."


def test_page_shows_its_posts_by_state_and_those_dropped_not(cast: Cast) -> None:
    campaign = a_campaign(cast)
    published(a_piece(cast, title="Draußen", campaign=campaign), "sent")
    handed_in(cast, a_piece_of_clara(cast, title="Gefragt", campaign=campaign))
    a_piece(cast, title="Ohne Zeit", campaign=campaign, planned_for=None)
    Piece.objects.filter(pk=a_piece(cast, title="Weg", campaign=campaign).pk).update(
        dropped_at=timezone.now()
    )
    a_piece(cast, title="Fremd")

    context = signed_in(cast.amira).get(page(campaign)).context

    assert [(str(line.piece), line.stage.group) for line in context["lines"]] == [
        ("Draußen", Group.SENT),
        ("Gefragt", Group.ASKED),
        ("Ohne Zeit", Group.WRITING),
    ]
    assert len(context["picture"].dots) == 2
    figures = {figure.label: (figure.value, figure.hint) for figure in context["figures"]}
    assert figures == {"Veröffentlicht": (1, "Blog 1")}


def test_team_from_outside_sees_only_its_own_posts_and_no_money(cast: Cast) -> None:
    campaign = a_campaign(cast, team=[cast.clara], budget=Decimal(500))
    published(a_piece(cast, title="Nicht für Clara", campaign=campaign), "sent")
    client = signed_in(cast.clara)

    answer = client.get(page(campaign))

    assert answer.context["money"] is None
    assert answer.context["lines"] == []
    assert [figure.value for figure in answer.context["figures"]] == [0]
    assert not answer.context["may_steer"]
    sheet = client.get(f"{page(campaign)}result/").content.decode()
    for text in (answer.content.decode(), sheet):
        assert ("Zwanzig Anfragen" in text, "Nicht für Clara" in text, "500" in text) == (True, False, False)
    assert client.get(page(a_campaign(cast, name="Andere"))).status_code == 404
    assert client.get(f"{page(campaign)}edit/").status_code == 403


def test_orders_for_it_and_for_its_posts_count_against_the_budget(cast: Cast) -> None:
    campaign = a_campaign(cast, budget=Decimal(500))
    piece = a_piece(cast, campaign=campaign)
    sent(cast, title="Vereinbart", piece=piece, agreed_fee=Decimal(300))
    billed = sent(cast, title="Abgerechnet", piece=piece, agreed_fee=Decimal(150))
    Order.objects.filter(pk=billed.pk).update(billed_fee=Decimal(180))
    sent(cast, title="Zielseite", campaign=campaign, agreed_fee=Decimal(10))
    sent(cast, title="Woanders", agreed_fee=Decimal(999))

    answer = signed_in(cast.amira).get(page(campaign))

    money: Money = answer.context["money"]
    assert (money.agreed, money.billed, money.left, money.excess) == (
        Decimal(310),
        Decimal(180),
        Decimal(10),
        None,
    )
    assert {cost.label for cost in money.costs} == {"Vereinbart", "Abgerechnet", "Zielseite"}


@pytest.mark.parametrize("still_open", [True, False])
def test_post_made_of_an_order_is_in_its_campaign_while_that_is_open(cast: Cast, still_open: bool) -> None:
    campaign = a_campaign(cast)
    order = delivered(cast, campaign=campaign).order
    orders.accept_delivery(order.deliveries.get(), actor=cast.actor(cast.amira))
    if not still_open:
        actions.close_campaign(campaign, result="Gut", actor=cast.actor(cast.amira))

    piece = orders.make_piece(order, topic=cast.colours, channels=[], actor=cast.actor(cast.amira))

    assert piece.campaign == (campaign if still_open else None)


def test_money_beyond_the_budget_is_named_and_fills_the_bar() -> None:
    money = Money(Decimal(100), [Cost("a", billed=Decimal(90)), Cost("b", agreed=Decimal(60))])
    assert (money.excess, money.billed_share, money.agreed_share) == (Decimal(50), "60.0%", "40.0%")
    assert Money(Decimal(0), []).billed_share == "0%"
    assert Money(None, [Cost("a", billed=Decimal(90))]).excess is None


# --- in the composer, on the post, in the list ------------------------------------------------------------------


def test_composer_offers_open_campaigns_and_begins_with_the_one_asked_for(cast: Cast) -> None:
    client = signed_in(cast.amira)
    assert "campaign" not in client.get("/plan/new/").context["form"].fields
    campaign = a_campaign(cast)
    over = closed(cast, name="Vorbei")

    shown = client.get("/plan/new/", {"campaign": campaign.pk}).context["form"]["campaign"]

    assert (shown.value(), [str(each) for _, each in shown.field.choices]) == (
        campaign.pk,
        ["keine", "Fassadenwochen"],
    )
    assert client.get("/plan/new/", {"campaign": over.pk}).status_code == 404


def test_saving_puts_the_post_into_the_campaign_and_the_page_links_it(cast: Cast) -> None:
    campaign, client = a_campaign(cast), signed_in(cast.amira)
    client.post("/plan/new/", form(cast, campaign=campaign.pk))

    piece = Piece.objects.get()
    assert piece.campaign == campaign
    assert f'href="{page(campaign)}"' in client.get(piece.get_absolute_url()).content.decode()


def test_author_from_outside_keeps_a_campaign_they_do_not_see(cast: Cast) -> None:
    piece = a_piece_of_clara(cast, campaign=a_campaign(cast))
    client = signed_in(cast.clara)
    shown = client.get(f"/plan/{piece.pk}/edit/").context["form"]["campaign"].value()

    values = form(cast, title="Neu", campaign=shown, revision=1)
    client.post(f"/plan/{piece.pk}/edit/", values)

    saved = Piece.objects.get()
    assert (saved.title, saved.campaign) == ("Neu", piece.campaign)
    text = client.get(piece.get_absolute_url()).content.decode()
    assert ("Fassadenwochen" in text, CAMPAIGNS + str(saved.campaign_id) in text) == (True, False)


def test_two_people_change_the_same_post_and_the_campaign_comes_along(cast: Cast) -> None:
    grant(cast.ben, ["piece.draft"], by=cast.amira)
    campaign, piece = a_campaign(cast), a_piece(cast)
    ben = signed_in(cast.ben)
    shown = ben.get(f"/plan/{piece.pk}/edit/").context["form"]
    mine = {name: shown[name].value() or "" for name in ("title", "text", "base", "responsible")}
    values = form(cast, **mine, planned_for="", revision=1) | {"text": "Bens Text"}
    values["planned_for"] = timezone.localtime(piece.planned_for).strftime("%Y-%m-%dT%H:%M")
    signed_in(cast.amira).post(
        f"/plan/{piece.pk}/edit/", {**values, "text": piece.text, "campaign": campaign.pk}
    )

    ben.post(f"/plan/{piece.pk}/edit/", values)

    piece.refresh_from_db()
    assert (piece.text, piece.campaign) == ("Bens Text", campaign)


def test_list_shows_open_ones_first_and_the_way_to_begin(cast: Cast) -> None:
    closed(cast, name="Vorbei")
    a_campaign(cast, name="Offen")
    answer = signed_in(cast.ben).get(CAMPAIGNS)
    assert [str(campaign) for campaign, _ in answer.context["rows"]] == ["Offen", "Vorbei"]
    assert f"{CAMPAIGNS}new/" not in answer.content.decode()
    assert "in keiner Kampagne" in signed_in(cast.clara).get(CAMPAIGNS).content.decode()


@pytest.mark.parametrize("who", ["amira", "clara"])
def test_pages_cost_the_same_with_one_post_and_with_five(cast: Cast, who: str) -> None:
    client = signed_in(getattr(cast, who))
    campaign = a_campaign(cast, team=[cast.clara])
    counts = []
    for number in (1, 4):
        for _ in range(number):
            a_campaign(cast, team=[cast.clara])
            handed_in(cast, a_piece_of_clara(cast, campaign=campaign))
            published(a_piece_of_clara(cast, campaign=campaign), "sent")
            sent(cast, piece=a_piece_of_clara(cast, campaign=campaign), agreed_fee=Decimal(5))
        pages = (page(campaign), f"{page(campaign)}result/", CAMPAIGNS)
        counts.append([queries_of(client, address) for address in pages])
    assert counts[0] == counts[1]
    assert max(counts[0]) <= 25


# --- the picture ------------------------------------------------------------------------------------------------


@pytest.fixture
def autumn() -> Campaign:
    return Campaign(starts_on=date(2026, 9, 1), ends_on=date(2026, 9, 10))


def placed(day: int, title: str = "x") -> Placed:
    return Placed(title, datetime(2026, 9, day, 12, tzinfo=BERLIN), Group.PLANNED)


def test_picture_spans_both_days_and_marks_today(autumn: Campaign) -> None:
    drawn = picture(autumn, [], date(2026, 9, 6))
    assert (drawn.x, drawn.width, drawn.past) == ("2.50%", "95.00%", "47.50%")
    assert drawn.today is not None and drawn.today.x == "54.75%"
    assert [mark.label for mark in drawn.marks] == ["7. Sept."]
    for outside in (date(2026, 8, 31), date(2026, 9, 11)):
        assert picture(autumn, [], outside).today is None


@time_machine.travel(datetime(2026, 9, 6, tzinfo=BERLIN))
def test_posts_at_one_time_stand_above_each_other_and_those_outside_widen_it(autumn: Campaign) -> None:
    dots = picture(autumn, [placed(3), placed(3), placed(8)], date(2026, 9, 6)).dots
    assert len({dot.y for dot in dots[:2]}) == 2 and dots[0].y == dots[2].y
    before = picture(autumn, [placed(3)], date(2026, 9, 6))
    wider = picture(autumn, [placed(3), placed(20)], date(2026, 9, 6))
    assert float(wider.width.rstrip("%")) < float(before.width.rstrip("%"))
    assert max(dot.y for dot in picture(autumn, [placed(3)] * 20, date(2026, 9, 6)).dots) < 140


def test_long_span_names_months(autumn: Campaign) -> None:
    autumn.ends_on = autumn.starts_on + timedelta(days=100)
    assert [mark.label for mark in picture(autumn, [], autumn.starts_on).marks] == [
        "September",
        "Oktober",
        "November",
    ]


def test_whoever_saves_second_sees_what_was_saved_meanwhile_and_may_save_on_top(cast: Cast) -> None:
    campaign = a_campaign(cast)
    client, address = signed_in(cast.amira), f"{page(campaign)}edit/"
    client.post(address, typed(cast, goal="Dreißig Anfragen"))

    refused = client.post(address, typed(cast, goal="Zehn Anfragen"))
    campaign.refresh_from_db()
    assert (refused.status_code, campaign.goal) == (409, "Dreißig Anfragen")
    assert "Dreißig Anfragen" in refused.content.decode()
    assert refused.context["form"]["goal"].value() == "Zehn Anfragen"

    client.post(
        address, typed(cast, goal="Zehn Anfragen", revision=refused.context["form"]["revision"].value())
    )
    campaign.refresh_from_db()
    assert campaign.goal == "Zehn Anfragen"
