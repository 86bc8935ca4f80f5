"""The one list of what is to be said about a post, and where each thing is put right."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from eigenstimme.media.models import Attachment
from eigenstimme.media.tests.samples import a_picture
from eigenstimme.media.upload import add_picture
from eigenstimme.people.tests.cast import Cast, grant, make_channel
from eigenstimme.plan.checks import Content
from eigenstimme.plan.models import Piece
from eigenstimme.plan.remarks import Composed, Remark, remarks
from eigenstimme.plan.tests.pieces import a_piece, form, signed_in
from eigenstimme.strategy.house_words import House
from eigenstimme.strategy.models import HouseStyle, HouseWord
from eigenstimme.strategy.playbook.sound import Sound

NEW = "/plan/new/"
NOON = datetime(2026, 11, 24, 12, tzinfo=ZoneInfo("Europe/Berlin"))
IN_THE_NIGHT = datetime(2026, 11, 24, 23, 30, tzinfo=ZoneInfo("Europe/Berlin"))
Say = Callable[..., list[Remark]]


@pytest.fixture(autouse=True)
def before_all_of_it() -> object:
    with time_machine.travel(
        datetime(2026, 11, 20, 9, tzinfo=ZoneInfo("Europe/Berlin")), tick=False
    ) as clock:
        yield clock


@pytest.fixture
def say(cast: Cast) -> Say:
    def say(*contents: Content, besides: Piece | None = None) -> list[Remark]:
        spots = [
            Composed(each, "text", "title", "time", "pictures", "own", ["alt-0", "alt-1"])
            for each in contents
        ]
        house = House.of(cast.company.pk)
        return remarks(spots, actor=cast.actor(cast.amira), house=house, sound=Sound(), besides=besides)

    return say


def serious(found: list[Remark]) -> list[tuple[str, str]]:
    return [
        (each.fix.label if each.fix else "", each.fix.field if each.fix else "")
        for each in found
        if each.serious
    ]


def hints(found: list[Remark]) -> list[str]:
    return [each.fix.label for each in found if each.fix and not each.serious]


def test_text_too_long_for_one_of_two_is_shortened_there(cast: Cast, say: Say) -> None:
    sky = make_channel(cast.company, cast.amira, name="Himmel", network="bluesky")
    found = say(Content(cast.blog, "T", "x" * 400), Content(sky, "T", "x" * 400))

    [remark] = [each for each in found if each.serious]
    assert remark.channels == ("Himmel",)
    assert remark.fix and (remark.fix.field, remark.fix.begin_with) == ("own", "text")


def test_text_too_long_for_the_only_channel_is_shortened_where_it_stands(cast: Cast, say: Say) -> None:
    assert [field for _label, field in serious(say(Content(cast.blog, "T", "x" * 501)))] == ["text"]


def test_what_several_channels_miss_is_said_once(cast: Cast, say: Say) -> None:
    other = make_channel(cast.company, cast.amira, name="Anderswo")
    found = say(Content(cast.blog, "T", ""), Content(other, "T", ""))

    assert [each.channels for each in found if each.serious] == [("Blog", "Anderswo")]


def test_each_picture_without_alt_text_leads_to_its_own_field(cast: Cast, say: Say) -> None:
    asset = add_picture(a_picture(), alt="", actor=cast.actor(cast.amira))
    found = say(Content(cast.blog, "T", "Text", [Attachment(asset, "Wand"), Attachment(asset, "")]))

    assert [field for _label, field in serious(found)] == ["alt-1"]


def test_time_that_has_passed_is_serious_and_one_at_night_a_hint(cast: Cast, say: Say) -> None:
    passed = say(Content(cast.blog, "T", "Text", at=NOON.replace(year=2025)))
    night = say(Content(cast.blog, "T", "Text", at=IN_THE_NIGHT))
    noon = say(Content(cast.blog, "T", "Text", at=NOON))

    assert len(serious(passed)) == 1
    assert (len(serious(night)), len(hints(night)), len(hints(noon))) == (0, 2, 1)  # one of them: no picture


def test_hashtags_are_many_from_the_sixth(cast: Cast, say: Say) -> None:
    five = "#a #b #c #d #e #1 https://kern.example/#f"
    assert len(hints(say(Content(cast.blog, "T", five)))) == 1
    assert len(hints(say(Content(cast.blog, "T", f"{five} #g")))) == 2


def test_post_close_by_on_the_same_channel_is_named(cast: Cast, say: Say) -> None:
    other = make_channel(cast.company, cast.amira, name="Anderswo")
    neighbour = a_piece(cast, title="Nachbar", planned_for=NOON.replace(hour=13))

    here, there = Content(cast.blog, "T", "Text", at=NOON), Content(other, "T", "Text", at=NOON)

    assert [each.channels for each in say(here, there) if "Nachbar" in each.sentence] == [("Blog",)]
    assert not [each for each in say(here, besides=neighbour) if "Nachbar" in each.sentence]


def test_post_two_hours_away_is_no_neighbour(cast: Cast, say: Say) -> None:
    a_piece(cast, title="Nachbar", planned_for=NOON.replace(hour=14))
    assert not [each for each in say(Content(cast.blog, "T", "x", at=NOON)) if "Nachbar" in each.sentence]


def test_outside_person_learns_nothing_of_posts_they_may_not_see(cast: Cast) -> None:
    secret = a_piece(cast, title="Geheimer Nachbar", planned_for=NOON, topic=cast.law)
    grant(cast.clara, ["piece.draft"], by=cast.amira, every_topic=False, every_channel=False).topics.add(
        cast.colours
    )
    clara = cast.actor(cast.clara)
    assert not Piece.objects.visible_to(clara).filter(pk=secret.pk).exists()

    spot = Composed(Content(cast.blog, "T", "Text", at=NOON), "text", "title", "time", "pictures", "own")

    assert not [
        each
        for each in remarks([spot], actor=clara, house=House(), sound=Sound())
        if "Nachbar" in each.sentence
    ]


def test_list_stands_in_the_composer_with_and_without_script(cast: Cast) -> None:
    typed = form(cast, text="x" * 600, preview="1")
    for headers in ({}, {"HX-Request": "true"}):
        page = signed_in(cast.amira).post(NEW, typed, headers=headers).content.decode()
        assert re.search(r'href="#id_text" data-fix="id_text"', page)


def test_neighbours_of_ten_channels_cost_one_query(cast: Cast, say: Say) -> None:
    def cost(count: int) -> int:
        channels = [make_channel(cast.company, cast.amira, name=f"K{count}-{n}") for n in range(count)]
        with CaptureQueriesContext(connection) as found:
            say(*(Content(channel, "T", "Text", at=NOON) for channel in channels))
        return len(found)

    assert cost(1) == cost(10)


def test_words_of_the_house_are_hints_with_what_to_say_instead(say: Say, cast: Cast) -> None:
    words = [("billig", "avoided", "günstig"), ("Pfusch", "forbidden", ""), ("Politik", "off_limits", "")]
    for phrase, verdict, instead in words:
        HouseWord.objects.create(
            company=cast.company, phrase=phrase, verdict=verdict, instead=instead, why="Darum."
        )
    HouseStyle.objects.create(company=cast.company, address="sie")
    text = "Kein Pfusch, keine Politik, und billiger wird es für dich auch."

    with override("de"):
        found = say(Content(cast.blog, "Titel", text, [], NOON))

    about = [each for each in found if each.fix and each.fix.field == "text"]
    assert [each.sentence for each in about] == [
        "„Pfusch“ sagen Sie nie. Darum.",
        "„Politik“: Darüber sprechen Sie nicht. Darum.",
        "„billiger“ vermeiden Sie. Sagen Sie stattdessen „günstig“. Darum.",
        "„dich“: Ihre Texte sprechen Leser mit „Sie“ an.",
    ]
    assert not any(each.serious for each in about)
