"""The screens of orders: what they show to whom, and what happens to wrong input."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from eigenstimme.media.models import Asset
from eigenstimme.media.tests.samples import a_picture
from eigenstimme.media.upload import add_picture
from eigenstimme.orders import actions
from eigenstimme.orders.actions import Parcel
from eigenstimme.orders.models import Comment, Delivery, DeliveryFile, Effort, Order, State
from eigenstimme.orders.tests import sheets
from eigenstimme.orders.tests.sheets import DOCX, ODT, PDF, again, archive, upload
from eigenstimme.people.models import Kind
from eigenstimme.people.rights import Denied
from eigenstimme.people.tests.cast import Cast, grant, join
from eigenstimme.plan.models import Piece
from eigenstimme.plan.tests.pieces import a_piece, queries_of, signed_in

ORDERS, NEW = "/orders/", "/orders/new/"


def typed(cast: Cast, **changes: Any) -> dict[str, Any]:
    due = timezone.localtime() + timedelta(days=7)
    return {
        "title": "Artikel über Kalkfarbe",
        "specialist": cast.clara.pk,
        "goal": "Zehn Anfragen",
        "audience": "Hauskäufer",
        "message": "Kalk hält Wände gesund.",
        "format": "600 Wörter",
        "channels": [cast.blog.pk],
        "due_at": due.strftime("%Y-%m-%dT%H:%M"),
        "responsible": cast.amira.pk,
        "agreed_rounds": "2",
        "form_key": str(uuid4()),
        **changes,
    }


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


# --- the brief ----------------------------------------------------------------------------------------------------


def test_six_lines_are_an_order_that_is_sent(cast: Cast) -> None:
    answer = signed_in(cast.amira).post(NEW, typed(cast, agreed_fee="1.240,50", step_write="4,5"))

    order = Order.objects.get()
    assert (answer.status_code, order.state, list(order.channels.all())) == (302, State.ORDERED, [cast.blog])
    assert (str(order.agreed_fee), [str(each.estimated) for each in order.steps.all()]) == (
        "1240.50",
        ["4.50"],
    )


def test_it_can_be_kept_for_now_and_sent_from_its_page(cast: Cast) -> None:
    client = signed_in(cast.amira)
    client.post(NEW, typed(cast, keep="1"))
    order = Order.objects.get()
    assert order.state == State.DRAFT
    client.post(f"{order.get_absolute_url()}sent/")
    assert again(order).state == State.ORDERED


@pytest.mark.parametrize(
    "wrong",
    [
        {"message": ""},
        {"due_at": "2020-01-01T10:00"},
        {"agreed_fee": "viel"},
        {"goal": "x" * 301},
        {"proof": "x" * 3001},
        {"specialist": ""},
    ],
)
def test_wrong_input_keeps_the_rest(cast: Cast, wrong: dict[str, str]) -> None:
    answer = signed_in(cast.amira).post(NEW, typed(cast, audience="Rotklinker-Freunde", **wrong))
    assert (answer.status_code, Order.objects.count()) == (422, 0)
    shown = answer.content.decode()
    assert "Rotklinker-Freunde" in shown
    assert re.search(rf'name="channels" value="{cast.blog.pk}"[^>]* checked', shown)


def test_the_specialist_cannot_be_the_one_who_accepts(cast: Cast) -> None:
    answer = signed_in(cast.amira).post(NEW, typed(cast, specialist=cast.amira.pk))
    assert (answer.status_code, Order.objects.count()) == (422, 0)


@pytest.mark.parametrize("method", ["get", "post"])
def test_who_may_not_place_orders_learns_why(cast: Cast, method: str) -> None:
    for member in (cast.ben, cast.clara, cast.robo):
        answer = getattr(signed_in(member), method)(NEW, typed(cast))
        assert (answer.status_code, Order.objects.count()) == (403, 0)


def test_colleagues_come_first_where_somebody_is_chosen(cast: Cast) -> None:
    shown = page(signed_in(cast.amira), NEW)
    choice = shown[shown.index('name="specialist"') : shown.index('name="goal"')]
    assert choice.index("Ben Arndt") < choice.index("Clara Frei") < choice.index("Robo")


def test_brief_that_somebody_else_changed_is_not_overwritten(cast: Cast) -> None:
    order = sheets.sent(cast)
    client, address = signed_in(cast.amira), f"{order.get_absolute_url()}edit/"
    assert client.post(address, typed(cast, revision=1, goal="Erstes Ziel")).status_code == 302

    answer = client.post(address, typed(cast, revision=1, goal="Zweites Ziel"))
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "Erstes Ziel" in shown and "Zweites Ziel" in shown and "Blog" in shown
    assert client.post(address, typed(cast, revision=2, goal="Zweites Ziel")).status_code == 302
    assert again(order).goal == "Zweites Ziel"


def test_an_order_for_a_post_takes_its_title(cast: Cast) -> None:
    piece = a_piece(cast)
    assert f'value="{piece.title}"' in page(signed_in(cast.amira), f"{NEW}?piece={piece.pk}")


# --- the list -----------------------------------------------------------------------------------------------------


def test_what_waits_for_the_reader_stands_first(cast: Cast) -> None:
    soon = timezone.now() + timedelta(days=1)
    sheets.in_work(cast, title="Läuft", due_at=soon)
    sheets.delivered(cast, title="Wartet auf Amira")
    shown = page(signed_in(cast.amira), ORDERS)
    assert shown.index("Wartet auf Amira") < shown.index("Läuft")
    shown = page(signed_in(cast.clara), ORDERS)
    assert shown.index("Läuft") < shown.index("Wartet auf Amira")


def test_specialist_has_no_view_of_all_orders(cast: Cast) -> None:
    sheets.sent(cast, title="Für Robo", specialist=cast.robo)
    shown = page(signed_in(cast.clara), f"{ORDERS}?view=all")
    assert "Für Robo" not in shown and 'href="?view=all"' not in shown
    assert "Für Robo" in page(signed_in(cast.ben), f"{ORDERS}?view=all")


def test_what_is_done_has_its_own_view(cast: Cast) -> None:
    order = sheets.accepted(cast, title="Fertig")
    actions.close_order(order, actor=cast.actor(cast.amira))
    client = signed_in(cast.clara)
    assert "Fertig" not in page(client, ORDERS) and "Fertig" in page(client, f"{ORDERS}?view=over")


def test_lists_and_sheet_cost_a_fixed_number_of_queries(cast: Cast) -> None:
    clara, amira = signed_in(cast.clara), signed_in(cast.amira)
    first = sheets.returned(cast)
    full(cast, first)
    page(amira, first.get_absolute_url())  # what is read once in a process is read by now
    addresses = [(clara, ORDERS), (amira, ORDERS), (amira, f"{ORDERS}?view=all")]
    addresses += [(clara, first.get_absolute_url()), (amira, first.get_absolute_url())]
    before = [queries_of(client, address) for client, address in addresses]
    for _again in range(4):
        sheets.returned(cast)
        full(cast, first)
    assert [queries_of(client, address) for client, address in addresses] == before
    assert max(before) <= 25, before


def full(cast: Cast, order: Order) -> None:
    """Another version with a comment, a document and a picture; another comment; more hours."""
    clara, amira = cast.actor(cast.clara), cast.actor(cast.amira)
    document = actions.add_document(order, upload(), actor=clara)
    actions.deliver(order, Parcel(text="Neu", documents=[document]), actor=clara)
    newest = order.deliveries.latest("version")
    actions.comment(order, text="Gut", delivery=newest, actor=amira)
    actions.comment(order, text="Gut", actor=clara)
    actions.note_effort(order, hours=1, kind="write", actor=clara)  # type: ignore[arg-type]


# --- the sheet ----------------------------------------------------------------------------------------------------


def test_strangers_and_unnamed_outside_people_find_no_order(cast: Cast) -> None:
    order = sheets.sent(cast)
    for member in (cast.dora, cast.robo, join(cast.company, "Gast", Kind.OUTSIDE)):
        assert signed_in(member).get(order.get_absolute_url()).status_code == 404
    assert signed_in(cast.clara).get(sheets.placed(cast).get_absolute_url()).status_code == 404


def test_fee_is_between_both_sides(cast: Cast) -> None:
    order = sheets.sent(cast, agreed_fee=777)
    assert "777" in page(signed_in(cast.clara), order.get_absolute_url())
    assert "777" in page(signed_in(cast.amira), order.get_absolute_url())
    assert "777" not in page(signed_in(cast.ben), order.get_absolute_url())


def test_question_without_words_is_asked_for_them(cast: Cast) -> None:
    order = sheets.sent(cast)
    answer = signed_in(cast.clara).post(f"{order.get_absolute_url()}reply/", {"reply": "asked", "reason": ""})
    assert (answer.status_code, again(order).state) == (422, State.ORDERED)


def test_specialist_asks_and_the_company_answers(cast: Cast) -> None:
    order = sheets.sent(cast)
    at = order.get_absolute_url()
    signed_in(cast.clara).post(f"{at}reply/", {"reply": "asked", "reason": "Mit Fotos?"})
    assert "Mit Fotos?" in page(signed_in(cast.amira), at)
    signed_in(cast.amira).post(f"{at}question/", {"text": "Ja, drei."})
    assert "Ja, drei." in page(signed_in(cast.clara), at)
    assert again(order).state == State.ORDERED


def test_delivery_with_text_picture_and_document(cast: Cast) -> None:
    order = sheets.in_work(cast)
    sent = {
        "text": "Der Text",
        "media-file": a_picture(),
        "media-alt": "Wand",
        "documents": upload(),
        "hours": "1,5",
    }
    answer = signed_in(cast.clara).post(f"{order.get_absolute_url()}deliveries/", sent)

    delivery = Delivery.objects.get()
    assert (answer.status_code, delivery.text, delivery.files.get().name) == (302, "Der Text", "artikel.pdf")
    assert delivery.attachments.get().alt == "Wand"
    assert str(Effort.objects.get().hours) == "1.50"
    shown = page(signed_in(cast.amira), order.get_absolute_url())
    assert "Der Text" in shown and "artikel.pdf" in shown and Asset.objects.get().url in shown


def test_files_and_text_survive_a_mistake_elsewhere(cast: Cast) -> None:
    client, at = signed_in(cast.clara), f"{sheets.in_work(cast).get_absolute_url()}deliveries/"
    sent = {"text": "Der Text", "media-file": a_picture(), "documents": upload(), "hours": "viele"}
    answer = client.post(at, sent)

    kept, asset = DeliveryFile.objects.get(), Asset.objects.get()
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "Der Text" in shown and f'name="kept" value="{kept.pk}"' in shown
    assert f'name="media-asset" value="{asset.pk}"' in shown
    client.post(at, {"text": "Der Text", "kept": [kept.pk], "media-asset": [asset.pk], "hours": "2"})
    delivery = Delivery.objects.get()
    assert (delivery.files.get(), delivery.attachments.get().asset) == (kept, asset)


def test_nothing_is_said_so(cast: Cast) -> None:
    order = sheets.in_work(cast)
    answer = signed_in(cast.clara).post(f"{order.get_absolute_url()}deliveries/", {"note": "Kommt gleich"})
    assert (answer.status_code, Delivery.objects.count()) == (422, 0)
    assert "Kommt gleich" in answer.content.decode()


def test_after_the_end_no_document_is_kept_and_the_text_stays(cast: Cast) -> None:
    order = sheets.in_work(cast)
    actions.cancel_order(order, reason="x", actor=cast.actor(cast.amira))
    sent = {"text": "Mein Text", "documents": upload()}
    answer = signed_in(cast.clara).post(f"{order.get_absolute_url()}deliveries/", sent)
    assert (answer.status_code, DeliveryFile.objects.count()) == (422, 0)
    assert "Mein Text" in answer.content.decode()


def test_documents_of_others_are_not_taken_along(cast: Cast) -> None:
    theirs = actions.add_document(
        sheets.in_work(cast, specialist=cast.robo), upload(), actor=cast.actor(cast.robo)
    )
    order = sheets.in_work(cast)
    answer = signed_in(cast.clara).post(
        f"{order.get_absolute_url()}deliveries/", {"text": "A", "kept": [theirs.pk]}
    )
    assert answer.status_code == 422
    assert not Delivery.objects.exists()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PDF, "pdf"),
        (DOCX, "docx"),
        (ODT, "odt"),
        (b"MZ\x90", None),
        (b"<html><script>alert(1)</script>", None),
        (archive(("a.txt", "a")), None),
        (archive(("[Content_Types].xml", ""), ("word/document.xml", ""), ("word/vbaProject.bin", "")), None),
        (archive(("mimetype", "application/vnd.oasis.opendocument.graphics")), None),
        (DOCX[:-30], None),
        (b"", None),
    ],
)
def test_documents_are_known_by_their_content(cast: Cast, content: bytes, kind: str | None) -> None:
    order = sheets.in_work(cast)
    answer = signed_in(cast.clara).post(
        f"{order.get_absolute_url()}deliveries/", {"text": "A", "documents": upload(content, "artikel.pdf")}
    )
    kinds = [each.extension for each in DeliveryFile.objects.all()]
    assert (answer.status_code, kinds) == ((302, [kind]) if kind else (422, []))


def test_document_is_handed_out_as_a_download_to_whoever_sees_the_order(cast: Cast) -> None:
    order = sheets.in_work(cast)
    clara = cast.actor(cast.clara)
    document = actions.add_document(order, upload(name='C:\\x\\"Ä"\r\n.pdf'), actor=clara)
    assert signed_in(cast.amira).get(document.url).status_code == 404  # not delivered yet
    actions.deliver(order, Parcel(documents=[document]), actor=clara)

    for member, status in ((cast.amira, 200), (cast.clara, 200), (cast.robo, 404), (cast.dora, 404)):
        assert signed_in(member).get(document.url).status_code == status
    answer = signed_in(cast.amira).get(document.url)
    assert (answer.content, answer.headers["Content-Type"]) == (PDF, "application/pdf")
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_pictures_of_a_delivery_are_shown_to_a_specialist_who_takes_over(cast: Cast) -> None:
    order = sheets.in_work(cast)
    signed_in(cast.clara).post(f"{order.get_absolute_url()}deliveries/", {"media-file": a_picture()})
    asset, guest = Asset.objects.get(), join(cast.company, "Gast", Kind.OUTSIDE)
    assert signed_in(guest).get(asset.url).status_code == 404
    Order.objects.update(specialist=guest)
    assert signed_in(guest).get(asset.url).status_code == 200


def test_library_says_in_which_order_a_file_came(cast: Cast) -> None:
    order = sheets.in_work(cast)
    signed_in(cast.clara).post(f"{order.get_absolute_url()}deliveries/", {"media-file": a_picture()})
    shown = page(signed_in(cast.amira), Asset.objects.get().get_absolute_url())
    assert f'href="{order.get_absolute_url()}"' in shown


def test_files_come_in_from_whoever_has_an_order_under_way(cast: Cast) -> None:
    """Nobody needs a mandate beside an order; without either, no file is taken."""
    guest = join(cast.company, "Gast", Kind.OUTSIDE)
    for member in (guest, cast.robo):
        with pytest.raises(Denied):
            add_picture(a_picture(), alt="", actor=cast.actor(member))
    order = sheets.in_work(cast, specialist=guest)
    add_picture(a_picture(), alt="", actor=cast.actor(guest))
    actions.cancel_order(order, reason="x", actor=cast.actor(cast.amira))
    with pytest.raises(Denied):
        add_picture(a_picture(), alt="", actor=cast.actor(guest))


def test_accepted_with_one_press_under_the_own_persons_name(cast: Cast) -> None:
    delivery = sheets.delivered(cast)
    at = delivery.order.get_absolute_url()
    answer = signed_in(cast.amira).post(f"{at}acceptance/", {"version": 1})
    assert (answer.status_code, again(delivery.order).state) == (302, State.ACCEPTED)
    assert "Amira Kern" in page(signed_in(cast.clara), at)


def test_return_needs_a_reason_and_keeps_the_date(cast: Cast) -> None:
    delivery = sheets.delivered(cast)
    at = f"{delivery.order.get_absolute_url()}return/"
    later = (timezone.localtime() + timedelta(days=12)).strftime("%Y-%m-%dT%H:%M")
    answer = signed_in(cast.amira).post(at, {"version": 1, "reason": "", "due_at": later})
    assert answer.status_code == 422 and later in answer.content.decode()
    answer = signed_in(cast.amira).post(at, {"version": 1, "reason": "Kürzer", "due_at": later})
    assert (answer.status_code, again(delivery.order).state) == (302, State.RETURNED)


def test_an_older_version_is_not_accepted_from_a_page_that_stood_open(cast: Cast) -> None:
    delivery = sheets.delivered(cast)
    actions.deliver(delivery.order, Parcel(text="Besser"), actor=cast.actor(cast.clara))
    answer = signed_in(cast.amira).post(f"{delivery.order.get_absolute_url()}acceptance/", {"version": 1})
    assert (answer.status_code, again(delivery.order).state) == (422, State.DELIVERED)


def test_one_round_too_many_is_said_before_and_after(cast: Cast) -> None:
    order = sheets.returned(cast, agreed_rounds=1)
    actions.deliver(order, Parcel(text="B"), actor=cast.actor(cast.clara))
    before = page(signed_in(cast.amira), order.get_absolute_url())
    due = (timezone.localtime() + timedelta(days=3)).strftime("%Y-%m-%dT%H:%M")
    at = f"{order.get_absolute_url()}return/"
    signed_in(cast.amira).post(at, {"version": 2, "reason": "Noch einmal", "due_at": due})
    after = page(signed_in(cast.clara), order.get_absolute_url())
    assert "1 vereinbarte" in before and "Runde 2, vereinbart" in after


def test_comments_on_the_order_and_on_a_version(cast: Cast) -> None:
    order = sheets.delivered(cast).order
    at = f"{order.get_absolute_url()}comments/"
    signed_in(cast.ben).post(at, {"text": "Schön!", "about": "1"})
    signed_in(cast.clara).post(at, {"text": "Danke."})
    found = {each.text: each.delivery for each in Comment.objects.all()}
    assert found == {"Schön!": order.deliveries.get(), "Danke.": None}
    assert signed_in(cast.ben).post(at, {"text": "", "about": "1"}).status_code == 422
    assert signed_in(cast.ben).post(at, {"text": "x", "about": "7"}).status_code == 422


def test_text_of_a_delivery_is_never_markup(cast: Cast) -> None:
    order = sheets.delivered(cast, text="<script>alert(1)</script>").order
    actions.comment(order, text="<b>fett</b>", actor=cast.actor(cast.clara))
    shown = page(signed_in(cast.amira), order.get_absolute_url())
    assert "<script>alert" not in shown and "<b>fett" not in shown


def test_difference_of_two_versions(cast: Cast) -> None:
    order = sheets.delivered(cast, text="Die Wand ist rot.").order
    client = signed_in(cast.amira)
    assert client.get(f"{order.get_absolute_url()}difference/").status_code == 404
    actions.deliver(order, Parcel(text="Die Wand ist blau."), actor=cast.actor(cast.clara))
    shown = page(client, f"{order.get_absolute_url()}difference/?from=9&to=x")
    assert "<del>rot</del><ins>blau</ins>" in shown


def test_post_is_made_by_whoever_may_draft(cast: Cast) -> None:
    order = sheets.accepted(cast)
    at = f"{order.get_absolute_url()}piece/"
    sent = {"topic": cast.colours.pk, "channels": [cast.blog.pk]}
    assert signed_in(cast.ben).post(at, sent).status_code == 422  # no topic is offered to him
    grant(cast.ben, ["piece.draft"], by=cast.amira)
    assert signed_in(cast.amira).post(at, {}).status_code == 422
    assert signed_in(cast.ben).post(at, sent).status_code == 302
    assert Piece.objects.get().author == cast.clara


def test_no_post_is_offered_of_a_link_alone(cast: Cast) -> None:
    order, client = sheets.in_work(cast), signed_in(cast.amira)
    film = actions.deliver(order, Parcel(link="https://film.example/1"), actor=cast.actor(cast.clara))
    actions.accept_delivery(film, actor=cast.actor(cast.amira))
    with_text = sheets.accepted(cast)
    assert f"{order.get_absolute_url()}piece/" not in page(client, order.get_absolute_url())
    assert f"{with_text.get_absolute_url()}piece/" in page(client, with_text.get_absolute_url())


def test_closing_notes_what_was_billed_and_cancelling_asks_why(cast: Cast) -> None:
    done, working = sheets.accepted(cast), sheets.in_work(cast)
    client = signed_in(cast.amira)
    assert client.post(f"{done.get_absolute_url()}closed/", {"billed_fee": "x"}).status_code == 422
    client.post(f"{done.get_absolute_url()}closed/", {"billed_fee": "310,40"})
    assert client.post(f"{working.get_absolute_url()}cancelled/", {"reason": ""}).status_code == 422
    client.post(f"{working.get_absolute_url()}cancelled/", {"reason": "Kein Bedarf"})
    assert str(again(done).billed_fee) == "310.40"
    assert again(working).ended_reason == "Kein Bedarf"


def test_page_of_a_post_leads_to_the_orders_that_belong_to_it(cast: Cast) -> None:
    piece = a_piece(cast)
    order = sheets.placed(cast, piece=piece)
    grant(
        cast.clara, ["piece.draft"], by=cast.amira
    )  # she sees the post, but no order that was not sent to her

    assert order.get_absolute_url() in page(signed_in(cast.amira), piece.get_absolute_url())
    assert order.get_absolute_url() not in page(signed_in(cast.clara), piece.get_absolute_url())
