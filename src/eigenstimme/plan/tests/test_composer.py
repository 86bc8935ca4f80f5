"""Writing a piece: nothing typed is lost, nothing happens twice, nobody overwrites silently."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from eigenstimme.media.models import Asset
from eigenstimme.media.tests.samples import a_bomb, a_picture, as_upload
from eigenstimme.people.tests.cast import Cast, grant, make_channel
from eigenstimme.plan import actions
from eigenstimme.plan.actions import VariantDraft
from eigenstimme.plan.models import Outcome, Piece
from eigenstimme.plan.tests.pieces import (
    a_piece,
    a_piece_of_clara,
    draft,
    form,
    handed_in,
    local,
    queries_of,
    signed_in,
)
from eigenstimme.publishing.models import State

NEW = "/plan/new/"
BERLIN = ZoneInfo("Europe/Berlin")


def edit(piece: Piece) -> str:
    return f"/plan/{piece.pk}/edit/"


def test_form_offers_every_channel_and_the_class_of_each_topic(cast: Cast) -> None:
    page = signed_in(cast.amira).get(NEW).content.decode()

    assert f'name="channel-{cast.blog.pk}"' in page
    assert "Farben (B – normal)" in page


def test_saving_makes_a_piece_and_leads_to_its_page(cast: Cast) -> None:
    answer = signed_in(cast.amira).post(NEW, form(cast))

    piece = Piece.objects.get()
    assert answer.headers["Location"] == f"/plan/{piece.pk}/"
    assert (piece.title, piece.author, piece.variants.get().channel) == (
        "Fünf Farben für den Herbst",
        cast.amira,
        cast.blog,
    )


def test_same_form_sent_twice_makes_one_piece(cast: Cast) -> None:
    client, values = signed_in(cast.amira), form(cast)

    first, second = client.post(NEW, values), client.post(NEW, values)

    assert Piece.objects.count() == 1
    assert first.headers["Location"] == second.headers["Location"]


def test_form_with_a_mistake_keeps_what_was_typed(cast: Cast) -> None:
    values = form(cast, title="", text="Ein langer Text, den niemand zweimal schreibt", topic="")

    answer = signed_in(cast.amira).post(NEW, values)

    assert (answer.status_code, Piece.objects.count()) == (422, 0)
    assert "Ein langer Text, den niemand zweimal schreibt" in answer.content.decode()


def test_100_000_characters_are_refused_in_words_and_come_back(cast: Cast) -> None:
    text = "ä🎨" * 50_000

    answer = signed_in(cast.amira).post(NEW, form(cast, text=text))

    assert answer.status_code == 422
    assert text in answer.content.decode()
    assert "50000" in answer.content.decode().replace(".", "").replace("\xa0", "").replace(" ", "")


@pytest.mark.parametrize("text", ["👩‍👩‍👧‍👦 🏳️‍🌈 e\u0301", "שלום עולם – مرحبا", "a\nb\n\nc"])
def test_every_writing_is_kept_as_it_is(cast: Cast, text: str) -> None:
    signed_in(cast.amira).post(NEW, form(cast, text=text.replace("\n", "\r\n")))
    assert Piece.objects.get().text == text


def test_channel_gets_its_own_text_and_inherits_the_rest(cast: Cast) -> None:
    other = make_channel(cast.company, cast.amira, name="Anderswo")
    own = {f"channel-{other.pk}-own_text": "Kürzer"}

    signed_in(cast.amira).post(NEW, form(cast, cast.blog, other, **own))

    texts = {
        variant.channel.name: (variant.title, variant.text) for variant in Piece.objects.get().variants.all()
    }
    assert texts == {
        "Blog": ("Fünf Farben für den Herbst", "Welche Farbe passt zu Ihrer Küche?"),
        "Anderswo": ("Fünf Farben für den Herbst", "Kürzer"),
    }


def test_preview_is_drawn_from_what_is_typed_and_saves_nothing(cast: Cast) -> None:
    values = form(cast, text="Noch nicht <gespeichert>", preview="1")

    page = signed_in(cast.amira).post(NEW, values)
    fragment = signed_in(cast.amira).post(NEW, values, headers={"HX-Request": "true"})

    assert (page.status_code, fragment.status_code, Piece.objects.count()) == (200, 200, 0)
    assert "Noch nicht &lt;gespeichert&gt;" in fragment.content.decode()
    assert "<html" not in fragment.content.decode()


def test_preview_says_what_the_network_would_refuse(cast: Cast) -> None:
    limit = cast.blog.limits.max_length
    assert limit is not None

    page = signed_in(cast.amira).post(NEW, form(cast, text="x" * (limit + 7), preview="1")).content.decode()

    assert "7 Zeichen zu lang" in page or "7 characters too long" in page


# --- pictures -------------------------------------------------------------------------------------------------


def test_picture_comes_with_its_alt_text(cast: Cast) -> None:
    picture = {"media-file": a_picture(), "media-alt": "Eine rote Wand"}

    signed_in(cast.amira).post(NEW, form(cast, **picture))

    assert Piece.objects.get().attached[0].asset == Asset.objects.get(alt="Eine rote Wand")


def test_uploaded_picture_survives_a_mistake_elsewhere(cast: Cast) -> None:
    client = signed_in(cast.amira)
    answer = client.post(NEW, form(cast, title="", **{"media-file": a_picture()}))
    kept = Asset.objects.get()
    assert f'name="media-asset" value="{kept.pk}"' in answer.content.decode()

    client.post(NEW, form(cast, **{"media-asset": kept.pk, "media-alt": ""}))

    assert Piece.objects.get().attached[0].asset == kept


@pytest.mark.parametrize(
    "upload",
    [as_upload(b"kein Bild", "foto.jpg"), as_upload(b"<svg><script/></svg>", "x.svg"), a_bomb(60_000)],
    ids=["text", "SVG", "bomb"],
)
def test_bad_file_is_refused_and_the_text_stays(cast: Cast, upload: object) -> None:
    answer = signed_in(cast.amira).post(NEW, form(cast, text="Mein Text bleibt", **{"media-file": upload}))

    assert (answer.status_code, Piece.objects.count(), Asset.objects.count()) == (422, 0, 0)
    assert "Mein Text bleibt" in answer.content.decode()


def test_picture_of_another_company_cannot_be_used(cast: Cast) -> None:
    from eigenstimme.media.upload import add_picture

    theirs = add_picture(a_picture(), alt="", actor=cast.actor(cast.dora))

    answer = signed_in(cast.amira).post(NEW, form(cast, **{"media-asset": theirs.pk}))

    assert (answer.status_code, Piece.objects.count()) == (422, 0)


def test_new_alt_text_after_the_approval_opens_it_again(cast: Cast) -> None:
    client = signed_in(cast.clara)
    grant(cast.clara, ["piece.draft"], by=cast.amira)
    client.post(NEW, form(cast, **{"media-file": a_picture(), "media-alt": "Wand"}))
    piece = Piece.objects.get()
    actions.approve(handed_in(cast, piece), actor=cast.actor(cast.amira))
    wall = piece.attached[0].asset.pk
    other = {"media-asset": wall, f"media-alt-{wall}": "Etwas ganz anderes"}

    client.post(edit(piece), form(cast, revision=1, planned_for=local(piece.planned_for), **other))

    assert piece.approvals.get().outcome == Outcome.REOPENED


# --- time -----------------------------------------------------------------------------------------------------


@time_machine.travel(datetime(2026, 3, 1, tzinfo=BERLIN), tick=False)
def test_time_the_clocks_leave_out_is_refused_in_words(cast: Cast) -> None:
    answer = signed_in(cast.amira).post(NEW, form(cast, planned_for="2026-03-29T02:30"))

    assert (answer.status_code, Piece.objects.count()) == (422, 0)
    assert "2026-03-29T02:30" in answer.content.decode()


@time_machine.travel(datetime(2026, 10, 1, tzinfo=BERLIN), tick=False)
def test_time_that_comes_twice_means_the_first_and_says_so(cast: Cast) -> None:
    page = signed_in(cast.amira).post(NEW, form(cast, planned_for="2026-10-25T02:30"), follow=True)

    assert Piece.objects.get().planned_for == datetime.fromisoformat("2026-10-25T00:30:00+00:00")
    assert [str(message.level_tag) for message in page.context["messages"]] == ["success", "info"]


def test_time_is_that_of_the_company_wherever_the_writer_is(cast: Cast) -> None:
    cast.amira.person.time_zone = "Asia/Tokyo"
    cast.amira.person.save()

    signed_in(cast.amira).post(NEW, form(cast, planned_for="2999-12-24T18:00"))

    assert Piece.objects.get().planned_for == datetime(2999, 12, 24, 18, tzinfo=BERLIN)


def test_time_that_has_passed_is_refused(cast: Cast) -> None:
    answer = signed_in(cast.amira).post(NEW, form(cast, planned_for="2020-01-01T10:00"))
    assert (answer.status_code, Piece.objects.count()) == (422, 0)


def test_saving_without_a_change_keeps_the_seconds_and_the_approval(cast: Cast) -> None:
    piece = a_piece_of_clara(cast, planned_for=timezone.now() + timedelta(days=2, seconds=7))
    actions.approve(handed_in(cast, piece), actor=cast.actor(cast.amira))

    signed_in(cast.clara).post(
        edit(piece), form(cast, revision=1, planned_for=local(piece.planned_for), brief="Nur intern")
    )

    piece.refresh_from_db()
    assert (piece.revision, piece.approvals.get().outcome) == (2, Outcome.APPROVED)


# --- others at the same time ----------------------------------------------------------------------------------


def test_older_revision_shows_both_versions_and_saves_neither_over_the_other(cast: Cast) -> None:
    piece = a_piece(cast)
    actions.edit_piece(
        piece, draft(cast, text="Der Text der anderen"), revision=1, actor=cast.actor(cast.amira)
    )

    answer = signed_in(cast.amira).post(edit(piece), form(cast, text="Mein eigener Text", revision=1))

    page = answer.content.decode()
    piece.refresh_from_db()
    assert (answer.status_code, piece.text) == (409, "Der Text der anderen")
    assert "Der Text der anderen" in page and "Mein eigener Text" in page
    assert 'name="revision" value="2"' in page


def test_saving_again_after_comparing_replaces_it(cast: Cast) -> None:
    piece = a_piece(cast)
    actions.edit_piece(
        piece, draft(cast, text="Der Text der anderen"), revision=1, actor=cast.actor(cast.amira)
    )

    signed_in(cast.amira).post(edit(piece), form(cast, text="Mein eigener Text", revision=2))

    piece.refresh_from_db()
    assert piece.text == "Mein eigener Text"


def test_what_is_public_cannot_be_changed_and_the_text_stays(cast: Cast) -> None:
    piece = a_piece(cast)
    actions.release(a_piece(cast, topic=cast.everyday), actor=cast.actor(cast.amira))
    piece = Piece.objects.get(topic=cast.everyday)
    publication = piece.variants.get().publications.get()
    publication.state, publication.sent_at = State.SENT, timezone.now()
    publication.save()

    answer = signed_in(cast.amira).post(edit(piece), form(cast, text="Zu spät geändert", revision=1))

    piece.refresh_from_db()
    assert (answer.status_code, piece.text) == (422, "Welche Farbe passt zu Ihrer Küche?")
    assert "Zu spät geändert" in answer.content.decode()


def test_channel_that_was_closed_meanwhile_stays_in_the_piece(cast: Cast) -> None:
    piece = a_piece(cast)
    cast.blog.closed_at = timezone.now()
    cast.blog.save()

    signed_in(cast.amira).post(edit(piece), form(cast, revision=1))

    assert piece.variants.get().channel == cast.blog


# --- who ------------------------------------------------------------------------------------------------------


def test_whoever_is_not_signed_in_comes_back_to_the_form(cast: Cast) -> None:
    answer = Client().post(NEW, form(cast))
    assert (answer.status_code, Piece.objects.count()) == (302, 0)


def test_without_a_mandate_the_page_says_why_and_offers_to_catch_an_idea(cast: Cast) -> None:
    answer = signed_in(cast.ben).get(NEW)

    assert answer.status_code == 403
    assert "/plan/ideas/new/" in answer.content.decode()


def test_outside_person_is_offered_only_the_channels_of_the_mandate(cast: Cast) -> None:
    other = make_channel(cast.company, cast.amira, name="Anderswo")
    grant(cast.clara, ["piece.draft"], by=cast.amira, every_channel=False).channels.add(cast.blog)

    page = signed_in(cast.clara).get(NEW).content.decode()
    made_up = signed_in(cast.clara).post(NEW, form(cast, other))

    assert f"channel-{cast.blog.pk}" in page and f"channel-{other.pk}" not in page
    assert not Piece.objects.get(pk=int(made_up.headers["Location"].split("/")[2])).variants.exists()


def test_mandate_that_ended_while_writing_keeps_the_text(cast: Cast) -> None:
    piece = a_piece_of_clara(cast)
    cast.clara.mandates.update(every_topic=False)

    answer = signed_in(cast.clara).post(edit(piece), form(cast, revision=1))

    piece.refresh_from_db()
    assert (answer.status_code, piece.revision) == (403, 1)


def test_another_company_finds_no_such_piece(cast: Cast) -> None:
    piece = a_piece(cast)

    assert signed_in(cast.dora).get(edit(piece)).status_code == 404
    assert signed_in(cast.dora).post(edit(piece), form(cast, revision=1)).status_code == 404


def test_variant_of_the_form_is_dropped_when_its_channel_is(cast: Cast) -> None:
    other = make_channel(cast.company, cast.amira, name="Anderswo")
    piece = a_piece(cast, variants=[VariantDraft(cast.blog), VariantDraft(other)])

    signed_in(cast.amira).post(edit(piece), form(cast, cast.blog, revision=1))

    assert [variant.channel for variant in piece.variants.all()] == [cast.blog]


# --- what a channel has of its own, fetched when it is opened -----------------------------------------------------


def test_fields_of_a_channel_come_when_they_are_asked_for(cast: Cast) -> None:
    client, own = signed_in(cast.amira), f'name="channel-{cast.blog.pk}-own_text"'

    page = client.get(NEW).content.decode()
    part = client.get(f"/plan/channel-parts/{cast.blog.pk}/").content.decode()
    asked = client.post(NEW, form(cast, open=cast.blog.pk)).content.decode()  # without script

    assert [own in each for each in (page, part, asked)] == [False, True, True]


def test_own_words_are_on_the_page_also_while_the_channel_is_not_chosen(cast: Cast) -> None:
    typed = form(cast, preview="1", **{f"channel-{cast.blog.pk}-own_text": "Schon geschrieben"})
    del typed[f"channel-{cast.blog.pk}"]

    assert "Schon geschrieben" in signed_in(cast.amira).post(NEW, typed).content.decode()


def test_fields_of_a_channel_are_those_of_the_mandate(cast: Cast) -> None:
    other = make_channel(cast.company, cast.amira, name="Anderswo")
    grant(cast.clara, ["piece.draft"], by=cast.amira, every_channel=False).channels.add(cast.blog)

    assert signed_in(cast.clara).get(f"/plan/channel-parts/{other.pk}/").status_code == 404
    assert signed_in(cast.dora).get(f"/plan/channel-parts/{cast.blog.pk}/").status_code == 404


@pytest.mark.parametrize("networks", [["practice"], ["mastodon", "bluesky", "wordpress", "practice"]])
def test_twenty_channels_cost_few_queries_and_bytes(cast: Cast, networks: list[str]) -> None:
    channels = [
        make_channel(cast.company, cast.amira, name=f"Kanal {n}", network=networks[n % len(networks)])
        for n in range(19)
    ]
    piece = a_piece(cast, variants=[VariantDraft(channel) for channel in (cast.blog, *channels)])
    client = signed_in(cast.amira)

    for address in (NEW, edit(piece)):
        assert queries_of(client, address) <= 15
        assert len(client.get(address).content) <= 62_000
