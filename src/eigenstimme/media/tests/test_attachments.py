"""Files in a form: chosen from the library, put in order, never lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.http import QueryDict
from django.test import Client
from pytest_django.fixtures import Settings

from eigenstimme.media.forms import AttachmentsForm, asks_for_files
from eigenstimme.media.models import Asset
from eigenstimme.media.tests.samples import a_picture
from eigenstimme.media.upload import add_picture
from eigenstimme.people.models import Membership
from eigenstimme.people.tests.cast import Cast, grant, make_cast
from eigenstimme.plan.models import Idea


@pytest.fixture
def cast(db: None, settings: Settings, tmp_path: Path) -> Cast:
    settings.MEDIA_ROOT = tmp_path
    return make_cast()


@pytest.fixture
def files(cast: Cast) -> list[Asset]:
    actor = cast.actor(cast.ben)
    return [
        add_picture(a_picture("PNG", (20 + number, 30)), alt=alt, actor=actor)
        for number, alt in enumerate(["Wand", "Tür", "Treppe"])
    ]


def attached(cast: Cast, sent: str) -> list[str]:
    form = AttachmentsForm(QueryDict(sent), prefix="media", actor=cast.actor(cast.ben))
    return [each.alt for each in form.attachments]


def signed_in(member: Membership) -> Client:
    client = Client()
    client.force_login(member.person)
    return client


def sent(files: list[Asset], *more: str) -> str:
    rows = [f"media-asset={each.pk}&media-alt-{each.pk}={each.alt}" for each in files]
    return "&".join([*rows, *more])


def test_order_of_the_rows_is_the_order_of_the_files(cast: Cast, files: list[Asset]) -> None:
    assert attached(cast, sent([files[2], files[0]])) == ["Treppe", "Wand"]


@pytest.mark.parametrize(
    ("move", "order"),
    [
        ("{0}:1", ["Tür", "Wand", "Treppe"]),
        ("{2}:-1", ["Wand", "Treppe", "Tür"]),
        ("{0}:-1", ["Wand", "Tür", "Treppe"]),
        ("{2}:1", ["Wand", "Tür", "Treppe"]),
        ("{0}:9", ["Wand", "Tür", "Treppe"]),
        ("99999:1", ["Wand", "Tür", "Treppe"]),
        ("Unsinn", ["Wand", "Tür", "Treppe"]),
    ],
)
def test_button_moves_a_row_one_place(cast: Cast, files: list[Asset], move: str, order: list[str]) -> None:
    wish = move.format(*(each.pk for each in files))
    assert attached(cast, sent(files, f"media-move={wish}")) == order
    assert asks_for_files(QueryDict(f"media-move={wish}"))


def test_file_ticked_in_the_library_brings_its_alt_text(cast: Cast, files: list[Asset]) -> None:
    assert attached(cast, sent(files[:1], f"media-asset={files[2].pk}")) == ["Wand", "Treppe"]


def test_without_script_the_library_opens_inside_the_form_and_nothing_is_lost(
    cast: Cast, files: list[Asset]
) -> None:
    client, typed = (
        signed_in(cast.ben),
        {"text": "Heute gut geworden", "media-library": "1", "media-q": "tür"},
    )

    page = client.post("/plan/ideas/new/", typed)

    content = page.content.decode()
    assert page.status_code == 200 and not Idea.objects.exists()
    assert "Heute gut geworden" in content
    assert f'name="media-asset" value="{files[1].pk}"' in content
    assert f'value="{files[0].pk}"' not in content  # not what was asked for

    client.post("/plan/ideas/new/", {"text": "Heute gut geworden", "media-asset": files[1].pk})
    assert [each.alt for each in Idea.objects.get().attached] == ["Tür"]


def test_dialog_offers_what_is_not_attached_yet(cast: Cast, files: list[Asset]) -> None:
    content = (
        signed_in(cast.ben).get(f"/media/choose/?prefix=media&media-asset={files[0].pk}").content.decode()
    )
    assert f'value="{files[0].pk}"' not in content
    assert f'value="{files[1].pk}"' in content


def test_outside_person_chooses_only_from_what_they_may_see(cast: Cast, files: list[Asset]) -> None:
    grant(cast.clara, ["idea.suggest"], every_channel=False, every_topic=False, by=cast.amira)
    client = signed_in(cast.clara)

    assert "media-asset" not in client.get("/media/choose/?prefix=media").content.decode()
    assert client.get(f"/media/{files[0].pk}/row/?prefix=media").status_code == 404
    answer = client.post("/plan/ideas/new/", {"text": "Erwischt", "media-asset": files[0].pk})
    assert answer.status_code == 422 and not Idea.objects.exists()
