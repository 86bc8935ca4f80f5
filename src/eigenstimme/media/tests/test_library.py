"""Finding a file among many, and saying what it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import ImageStat
from pytest_django.fixtures import Settings

from eigenstimme.audit.models import Entry
from eigenstimme.media import actions
from eigenstimme.media.actions import Description
from eigenstimme.media.models import Asset, Attachment
from eigenstimme.media.queries import Wanted, found, tags
from eigenstimme.media.renditions import NAMED
from eigenstimme.media.tests.samples import a_picture, a_striped_picture, opened
from eigenstimme.media.upload import add_picture
from eigenstimme.people.models import Membership
from eigenstimme.people.rights import Denied
from eigenstimme.people.tests.cast import Cast, grant, make_cast
from eigenstimme.plan.actions import suggest_idea

LIBRARY = "/media/"


@pytest.fixture
def cast(db: None, settings: Settings, tmp_path: Path) -> Cast:
    settings.MEDIA_ROOT = tmp_path
    return make_cast()


def added(cast: Cast, alt: str, by: Membership | None = None, size: int = 0) -> Asset:
    number = size or 20 + Asset.objects.count()
    return add_picture(a_picture("PNG", (number, 30)), alt=alt, actor=cast.actor(by or cast.ben))


def signed_in(member: Membership) -> Client:
    client = Client()
    client.force_login(member.person)
    return client


def titles(answer: object) -> list[str]:
    return [str(asset) for asset in answer.context["page"]]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "words", ["haus", "TREPPE", "kern altbau", "foto.png"], ids=["inside a word", "case", "two", "name"]
)
def test_search_finds_words_wherever_they_stand(cast: Cast, words: str) -> None:
    added(cast, "Eine Tür")
    wanted = added(cast, "Treppenhaus bei Kern")
    actions.describe(wanted, Description("", wanted.alt, ["Altbau"]), actor=cast.actor(cast.ben))
    Asset.objects.exclude(pk=wanted.pk).update(words="eine tür")

    assert list(found(Wanted(q=words), cast.actor(cast.amira))) == [wanted]


def test_library_shows_the_newest_first_and_filters(cast: Cast) -> None:
    door, wall = added(cast, "Tür"), added(cast, "Wand", by=cast.amira)
    actions.describe(door, Description(alt="Tür", tags=["innen", "innen"]), actor=cast.actor(cast.ben))
    suggest_idea(text="Schön", attachments=[Attachment(wall)], actor=cast.actor(cast.ben))
    client = signed_in(cast.amira)

    assert titles(client.get(LIBRARY)) == ["Wand", "Tür"]
    assert titles(client.get(LIBRARY, {"tag": "innen"})) == ["Tür"]
    assert titles(client.get(LIBRARY, {"added_by": cast.amira.pk})) == ["Wand"]
    assert titles(client.get(LIBRARY, {"use": "used"})) == ["Wand"]
    assert titles(client.get(LIBRARY, {"use": "unused"})) == ["Tür"]
    assert tags(cast.actor(cast.amira)) == ["innen"]


def test_a_made_up_filter_counts_as_none(cast: Cast) -> None:
    added(cast, "Wand")
    answer = signed_in(cast.amira).get(LIBRARY, {"added_by": "x", "use": "y", "tag": "z", "page": "9"})
    assert (answer.status_code, titles(answer)) == (200, ["Wand"])


def test_library_costs_the_same_queries_however_much_is_in_it(cast: Cast) -> None:
    client = signed_in(cast.amira)
    counts = []
    for _step in range(2):
        for number in range(4):
            added(cast, f"Bild {number}")
        with CaptureQueriesContext(connection) as captured:
            client.get(LIBRARY)
        counts.append(len(captured))

    assert counts[0] == counts[1] <= 12


def test_outside_person_finds_only_what_they_may_see(cast: Cast) -> None:
    grant(cast.clara, ["piece.draft"], every_channel=False, by=cast.amira)
    hidden, own = added(cast, "Geheime Wand"), added(cast, "Eigenes Fenster", by=cast.clara)
    client = signed_in(cast.clara)

    assert titles(client.get(LIBRARY)) == ["Eigenes Fenster"]
    assert b"Geheime" not in client.get(LIBRARY).content
    assert client.get(own.get_absolute_url()).status_code == 200
    assert client.get(hidden.get_absolute_url()).status_code == 404
    assert client.get(hidden.square_url).status_code == 404
    assert client.post(f"/media/{hidden.pk}/focus/", {"x": 1, "y": 1}).status_code == 404


def test_file_page_takes_what_is_said_and_history_tells_it(cast: Cast) -> None:
    asset = added(cast, "Wand")
    typed = {
        "title": "Küche",
        "alt": "Salbeigrüne Wand",
        "tags": "Innen,  Kalk farbe ,Innen",
        "origin": "machine",
        "licence": "CC BY 4.0",
        "licence_until": "2031-12-31",
    }

    answer = signed_in(cast.ben).post(asset.get_absolute_url(), typed)

    assert answer.status_code == 302
    asset.refresh_from_db()
    assert (asset.title, asset.alt, asset.tags) == ("Küche", "Salbeigrüne Wand", ["Innen", "Kalk farbe"])
    assert (asset.origin, asset.made_by_ai, str(asset.licence_until)) == ("machine", True, "2031-12-31")
    verbs = Entry.objects.filter(thing_id=asset.pk).order_by("number").values_list("verb", flat=True)
    assert list(verbs) == ["asset.added", "asset.described", "asset.licensed"]


def test_saying_the_same_again_leaves_no_trace(cast: Cast) -> None:
    asset = added(cast, "Wand")
    actions.describe(asset, Description(alt="Wand"), actor=cast.actor(cast.ben))
    assert Entry.objects.filter(verb="asset.described").count() == 0


def test_wrong_input_is_refused_and_stays_in_the_form(cast: Cast) -> None:
    asset = added(cast, "Wand")
    answer = signed_in(cast.ben).post(
        asset.get_absolute_url(), {"alt": "Neu gesagt", "tags": "x" * 50, "licence_until": "irgendwann"}
    )

    assert answer.status_code == 422
    assert "Neu gesagt" in answer.content.decode()
    assert "irgendwann" in answer.content.decode()
    asset.refresh_from_db()
    assert asset.alt == "Wand"


def test_outside_person_describes_but_does_not_license(cast: Cast) -> None:
    grant(cast.clara, ["idea.suggest"], by=cast.amira)
    own = added(cast, "Fenster", by=cast.clara)

    signed_in(cast.clara).post(own.get_absolute_url(), {"alt": "Ein Fenster", "licence": "frei"})

    own.refresh_from_db()
    assert (own.alt, own.licence) == ("Ein Fenster", "")
    with pytest.raises(Denied):
        actions.license_asset(own, actions.Licence("frei"), actor=cast.actor(cast.clara))


def test_square_is_cut_around_the_focal_point_under_a_new_address(cast: Cast) -> None:
    asset = add_picture(a_striped_picture(), alt="Streifen", actor=cast.actor(cast.ben))
    client = signed_in(cast.ben)
    before, left = asset.square_url, client.get(asset.square_url)

    client.post(f"/media/{asset.pk}/focus/", {"x": "100", "y": "50"})
    asset.refresh_from_db()
    right = client.get(asset.square_url)

    assert opened(left.content).size == opened(right.content).size == (300, 300)
    assert asset.square_url != before
    assert brightness(left.content) < 60 < 200 < brightness(right.content)


def brightness(content: bytes) -> float:
    """From 0 (black) to 255."""
    return ImageStat.Stat(opened(content).convert("L")).mean[0]


def test_small_picture_is_small_and_kept_by_the_browser(cast: Cast) -> None:
    asset = added(cast, "Wand", size=1500)
    client = signed_in(cast.ben)
    first = client.get(asset.small_url)
    again = client.get(asset.small_url, headers={"If-None-Match": first.headers["ETag"]})

    assert max(opened(first.content).size) == NAMED["small"].side
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(f"/media/{asset.pk}/riesig/").status_code == 404


def test_checklist_of_the_sector_is_answered_with_a_name(cast: Cast) -> None:
    asset = added(cast, "Wand")
    amira, ben = signed_in(cast.amira), signed_in(cast.ben)
    assert ben.post("/media/sector/", {"sector": "crafts"}).status_code == 403
    assert amira.post("/media/sector/", {"sector": "gibt es nicht"}).status_code == 404
    amira.post("/media/sector/", {"sector": "crafts"})
    asked = ben.get(asset.get_absolute_url()).context["points"]

    ben.post(f"/media/{asset.pk}/check/", {"point": ["1", "2"]})
    assert not asset.checks.exists()
    ben.post(f"/media/{asset.pk}/check/", {"point": [str(number) for number in range(len(asked))]})

    check = asset.checks.get()
    assert (check.sector, check.checked_by, len(asked)) == ("crafts", cast.ben, 6)
