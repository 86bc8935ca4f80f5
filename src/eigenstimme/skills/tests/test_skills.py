"""People say of themselves what they can and would like to do; a lead wishes, and nobody ranks."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from eigenstimme.audit.models import Entry
from eigenstimme.people.actions import say_goodbye
from eigenstimme.people.models import Membership, Notice
from eigenstimme.people.rights import Denied
from eigenstimme.people.tests.cast import Cast, make_cast
from eigenstimme.skills import actions
from eigenstimme.skills.actions import Said
from eigenstimme.skills.catalogue import MEANING
from eigenstimme.skills.errors import NotAColleague
from eigenstimme.skills.models import ShouldLearn, Skill, SkillSaid
from eigenstimme.skills.queries import by_skill

pytestmark = pytest.mark.django_db

PHOTO = Said("photo", can="well", wants="yes", note="Vorher und nachher, seit Jahren")


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def say(cast: Cast, member: Membership, *said: Said) -> None:
    actions.say_skills(said or [PHOTO], actor=cast.actor(member))


def test_every_skill_has_its_plain_sentence() -> None:
    assert set(MEANING) == set(Skill)


def test_what_was_said_stands_and_is_on_record_without_its_content(cast: Cast) -> None:
    say(cast, cast.ben)
    row = SkillSaid.objects.get()
    assert (row.membership, row.skill, row.can, row.wants, row.note) == (
        cast.ben,
        "photo",
        "well",
        "yes",
        PHOTO.note,
    )

    entry = Entry.objects.get()
    assert (entry.verb, entry.thing_name, entry.params) == ("skills.said", "Ben Arndt", {})


def test_saying_again_replaces_and_the_same_again_changes_nothing(cast: Cast) -> None:
    say(cast, cast.ben, PHOTO, Said("law", can="some"))
    say(cast, cast.ben, PHOTO, Said("law", can="some"))
    assert Entry.objects.count() == 1

    say(cast, cast.ben, Said("photo", can="some"), Said("law"))
    assert list(SkillSaid.objects.values_list("skill", "can", "note")) == [("photo", "some", "")]
    assert Entry.objects.count() == 2


def test_machines_say_nothing_of_themselves(cast: Cast) -> None:
    with pytest.raises(Denied, match="Maschine"):
        say(cast, cast.robo)
    assert not SkillSaid.objects.exists()


def test_page_names_people_by_name_inside_first_and_counts_nobody(client: Client, cast: Cast) -> None:
    for member in (cast.clara, cast.ben, cast.amira):
        say(cast, member, Said("photo", can="well"))
    say(cast, cast.dora, Said("photo", can="well"))

    told = by_skill(cast.actor(cast.ben))[1]

    assert told.skill == Skill.PHOTO
    assert [str(each) for each in told.voices[0].people] == ["Amira Kern", "Ben Arndt", "Clara Frei"]
    client.force_login(cast.ben.person)
    page = client.get("/skills/").content.decode()
    assert "Taking photos" not in page and "Fotografieren" in page
    assert "Dora" not in page


def test_whoever_comes_from_outside_sees_only_their_own_words(client: Client, cast: Cast) -> None:
    say(cast, cast.ben)
    say(cast, cast.clara, Said("writing", note="Am liebsten Handwerk"))
    client.force_login(cast.clara.person)

    assert client.get("/skills/").status_code == 403
    assert client.get(f"/skills/people/{cast.ben.pk}/").status_code == 403
    assert "Am liebsten Handwerk" in client.get(f"/skills/people/{cast.clara.pk}/").content.decode()
    assert list(SkillSaid.objects.visible_to(cast.actor(cast.clara)).values_list("skill")) == [("writing",)]


def test_reader_of_another_company_finds_nobody(client: Client, cast: Cast) -> None:
    say(cast, cast.ben)
    wish = actions.wish_to_learn(cast.ben, "law", "", actor=cast.actor(cast.amira))
    client.force_login(cast.dora.person)
    assert client.get(f"/skills/people/{cast.ben.pk}/").status_code == 404
    assert client.post(f"/skills/wishes/{wish.pk}/removal/").status_code == 404
    with pytest.raises(Denied):
        actions.wish_to_learn(cast.ben, "law", "", actor=cast.actor(cast.dora))


def test_form_keeps_what_is_typed_when_something_is_wrong(client: Client, cast: Cast) -> None:
    client.force_login(cast.ben.person)
    typed = {"photo-can": "well", "photo-note": "Gern draußen", "law-can": "master"}
    answer = client.post("/skills/mine/", typed)
    assert answer.status_code == 422
    assert "Gern draußen" in answer.content.decode()

    assert client.post("/skills/mine/", typed | {"law-can": "", "law-would_learn": "on"}).status_code == 302
    found = SkillSaid.objects.order_by("skill").values_list("skill", "can", "would_learn")
    assert list(found) == [("law", "", True), ("photo", "well", False)]


def test_wish_is_told_and_seen_by_nobody_else(client: Client, cast: Cast) -> None:
    amira = cast.actor(cast.amira)
    wish = actions.wish_to_learn(cast.ben, "law", "Bildrechte", actor=amira)
    actions.wish_to_learn(cast.ben, "law", "Bildrechte und Impressum", actor=amira)

    assert ShouldLearn.objects.get().why == "Bildrechte und Impressum"
    assert Notice.objects.filter(membership=cast.ben, code="skill.wished").count() == 1
    client.force_login(cast.ben.person)
    assert "Bildrechte und Impressum" in client.get("/skills/mine/").content.decode()
    assert client.post(f"/skills/wishes/{wish.pk}/removal/").status_code == 403
    client.force_login(cast.clara.person)
    assert client.post(f"/skills/wishes/{wish.pk}/removal/").status_code == 404


def test_wish_is_taken_back_once(cast: Cast) -> None:
    amira = cast.actor(cast.amira)
    wish = actions.wish_to_learn(cast.ben, "law", "", actor=amira)
    pk = wish.pk
    actions.take_wish_back(wish, actor=amira)
    wish.pk = pk
    actions.take_wish_back(wish, actor=amira)
    assert Entry.objects.filter(verb="skill.wish_taken_back").count() == 1


def test_only_colleagues_are_wished_to_learn_also_in_the_database(cast: Cast) -> None:
    with pytest.raises(NotAColleague):
        actions.wish_to_learn(cast.clara, "law", "", actor=cast.actor(cast.amira))
    with pytest.raises(IntegrityError), transaction.atomic():
        ShouldLearn.objects.create(membership=cast.clara, skill="law", wished_by=cast.amira)


def test_whoever_leaves_takes_their_words_along(cast: Cast) -> None:
    say(cast, cast.ben)
    actions.wish_to_learn(cast.ben, "law", "", actor=cast.actor(cast.amira))
    say_goodbye(cast.ben, successors={}, actor=cast.actor(cast.amira))
    assert not SkillSaid.objects.exists()
    assert not ShouldLearn.objects.exists()


@pytest.mark.parametrize("address", ["/skills/", "/skills/mine/", "/skills/people/{ben}/"])
def test_pages_ask_the_same_number_of_queries_for_one_and_for_five(
    address: str, client: Client, cast: Cast
) -> None:
    client.force_login(cast.amira.person)
    address = address.format(ben=cast.ben.pk)
    counts = []
    for skills in (["photo"], ["photo", "law", "web", "ads", "video"]):
        for member in (cast.ben, cast.clara, cast.amira)[: len(skills)]:
            say(cast, member, *(Said(skill, can="well", wants="yes") for skill in skills))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page = client.get(address)
        counts.append(len(queries))
        assert page.status_code == 200 and len(page.content) < 60_000
    assert counts[0] == counts[1] <= 12
