"""News from the company reach whoever works for it, and nobody else; Today shows what waits."""

from __future__ import annotations

import re

from eigenstimme.media.models import Attachment, attach
from eigenstimme.media.tests.samples import a_picture
from eigenstimme.media.upload import add_picture
from eigenstimme.orders import actions
from eigenstimme.orders.tests import sheets
from eigenstimme.people.models import Notice
from eigenstimme.people.tests.cast import Cast
from eigenstimme.plan.models import Idea
from eigenstimme.plan.tests.pieces import queries_of, signed_in

SHARED, KEPT = "Rosette von 1904 gefunden", "Der Kunde zahlt nicht"


def catch(cast: Cast, text: str, *, shared: bool) -> Idea:
    idea = Idea.objects.create(
        company=cast.company, text=text, caught_by=cast.ben, shared_with_specialists=shared
    )
    asset = add_picture(a_picture(), alt="Stuck", actor=cast.actor(cast.ben))
    attach(idea.attachments, [Attachment(asset, "Stuck")])
    return idea


def test_specialist_with_an_order_sees_what_was_meant_for_them(cast: Cast) -> None:
    catch(cast, SHARED, shared=True), catch(cast, KEPT, shared=False)
    sheets.sent(cast)
    client = signed_in(cast.clara)
    for address in ("/", "/orders/"):
        shown = client.get(address).content.decode()
        assert SHARED in shown and KEPT not in shown and "Ben Arndt" in shown
    found = re.search(r'src="(/media/[^"]+)" alt="Stuck"', shown)
    assert found and client.get(found[1]).status_code == 200
    assert client.get("/plan/ideas/").content.decode().count(SHARED) == 0  # the rest of the plan stays closed


def test_without_an_order_under_way_there_is_no_news(cast: Cast) -> None:
    catch(cast, SHARED, shared=True)
    sheets.placed(cast)  # not sent
    actions.cancel_order(sheets.sent(cast), reason="x", actor=cast.actor(cast.amira))
    for member in (cast.clara, cast.robo, cast.dora):
        assert SHARED not in signed_in(member).get("/orders/").content.decode()


def test_today_names_the_next_step_once(cast: Cast) -> None:
    order = sheets.delivered(cast).order
    shown = signed_in(cast.amira).get("/").content.decode()
    assert Notice.objects.filter(membership=cast.amira, code="order.delivered").exists()
    assert shown.count("Abnehmen oder zurückgeben") == 1 and "Geliefert: " not in shown
    assert order.title not in signed_in(cast.ben).get("/").content.decode()


def test_today_costs_the_same_with_many_orders_and_news(cast: Cast) -> None:
    sheets.returned(cast), catch(cast, SHARED, shared=True)
    client = signed_in(cast.clara)
    client.get("/")
    before = queries_of(client, "/")
    for _again in range(4):
        sheets.returned(cast), catch(cast, SHARED, shared=True)
    assert queries_of(client, "/") == before
