"""Deleted for good: what is gone, what stays, and what stands in the way."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks
from pytest_django.fixtures import Settings

from eigenstimme.audit.models import Entry
from eigenstimme.media import actions
from eigenstimme.media.actions import Agreement, Description, StillNeeded
from eigenstimme.media.deadlines import tick
from eigenstimme.media.links import asset_path
from eigenstimme.media.models import Asset, Attachment, Consent
from eigenstimme.media.renditions import named
from eigenstimme.media.tests.samples import a_picture
from eigenstimme.media.upload import add_picture
from eigenstimme.people.models import Membership
from eigenstimme.people.rights import Denied
from eigenstimme.people.tests.cast import Cast, grant, make_cast
from eigenstimme.plan import actions as plan
from eigenstimme.plan.actions import Draft, VariantDraft
from eigenstimme.plan.models import Piece
from eigenstimme.publishing.authorisation import reason_against
from eigenstimme.publishing.models import Publication, State
from eigenstimme.publishing.reasons import Reason


@pytest.fixture
def cast(db: None, settings: Settings, tmp_path: Path) -> Cast:
    settings.MEDIA_ROOT = tmp_path
    return make_cast()


@pytest.fixture
def photo(cast: Cast) -> Asset:
    """With a name in everything that can be said of it."""
    ben = cast.actor(cast.ben)
    asset = add_picture(a_picture(size=(600, 500)), alt="Hedi Lang auf der Leiter", actor=ben)
    return actions.describe(asset, Description("Hedi", "Hedi Lang", ["Hedi"], "own", "Hedi Lang"), actor=ben)


def signed_in(member: Membership) -> Client:
    client = Client()
    client.force_login(member.person)
    return client


def drafted(cast: Cast, asset: Asset) -> Piece:
    draft = Draft(
        "Auf der Leiter",
        cast.everyday,
        [VariantDraft(cast.blog)],
        text="Schön geworden",
        attachments=[Attachment(asset, "Auf der Leiter")],
        planned_for=timezone.now() + timedelta(days=2),
    )
    return plan.draft_piece(draft, actor=cast.actor(cast.amira))


def planned(cast: Cast, asset: Asset) -> Publication:
    plan.release(drafted(cast, asset), actor=cast.actor(cast.amira))
    return Publication.objects.get()


def made_public(publication: Publication) -> None:
    publication.state, publication.sent_at = State.SENT, timezone.now()
    publication.remote_url = "https://example.org/1"
    publication.save()


def files(root: Any) -> list[Path]:
    return [path for path in Path(root).rglob("*") if path.is_file()]


def test_file_and_everything_made_from_it_and_said_about_it_is_gone(
    cast: Cast,
    photo: Asset,
    settings: Settings,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    named(photo, "small")
    (
        Path(settings.MEDIA_ROOT) / f"{photo.company_id}/{photo.sha256[:2]}/{photo.sha256}.small.webp"
    ).write_bytes(b"old")
    assert len(files(settings.MEDIA_ROOT)) == 3

    with django_capture_on_commit_callbacks(execute=True):
        actions.delete_for_good(photo, actor=cast.actor(cast.ben))

    left = Asset.objects.filter(pk=photo.pk).values().get()
    assert files(settings.MEDIA_ROOT) == []
    assert "Hedi" not in json.dumps(left, default=str)
    assert left["file"] == ""
    assert left["sha256"] == photo.sha256


def test_history_names_nobody(cast: Cast, photo: Asset) -> None:
    actions.delete_for_good(photo, actor=cast.actor(cast.ben))

    assert [entry.verb for entry in Entry.objects.order_by("number")][-1] == "asset.deleted"
    assert "Hedi" not in json.dumps(list(Entry.objects.values("thing_name", "params")))


def test_nothing_can_be_done_with_it_any_more(cast: Cast, photo: Asset) -> None:
    link = asset_path(photo)
    addresses = [photo.url, photo.small_url, photo.square_url]
    actions.delete_for_good(photo, actor=cast.actor(cast.ben))
    client = signed_in(cast.ben)

    assert [client.get(each).status_code for each in (*addresses, link)] == [404] * 4
    assert client.post(f"/media/{photo.pk}/people/", {"shown": "yes"}).status_code == 404
    assert client.get("/media/").context["page"].paginator.count == 0
    assert client.get(f"/media/{photo.pk}/").templates[0].name == "media/deleted.html"
    again = add_picture(a_picture(size=(600, 500)), alt="", actor=cast.actor(cast.ben))
    assert again.pk != photo.pk


def test_what_was_published_with_it_still_reads(cast: Cast, photo: Asset) -> None:
    publication = planned(cast, photo)
    made_public(publication)

    actions.delete_for_good(photo, actor=cast.actor(cast.ben))

    publication = Publication.objects.get()
    page = signed_in(cast.amira).get(publication.get_absolute_url()).content.decode()
    assert publication.computed_hash() == publication.content_hash
    assert "/gone" in page
    assert "Auf der Leiter" in page


@pytest.mark.parametrize(
    "state", [State.PLANNED, State.DUE, State.HELD, State.MISSED, State.UNCLEAR, State.FAILED]
)
def test_file_of_what_has_yet_to_go_out_stays_and_its_page_says_where(
    cast: Cast, photo: Asset, state: State, settings: Settings
) -> None:
    publication = planned(cast, photo)
    Publication.objects.update(state=state)

    with pytest.raises(StillNeeded) as needed:
        actions.delete_for_good(photo, actor=cast.actor(cast.ben))
    answer = signed_in(cast.ben).post(f"/media/{photo.pk}/deletion/", follow=True).content.decode()

    assert publication.get_absolute_url() in {use.url for use in needed.value.uses}
    assert f'href="{publication.get_absolute_url()}"' in answer
    assert Path(photo.file.path).exists()
    assert Asset.objects.kept().get() == photo


def test_file_of_a_draft_stays_until_the_draft_is_dropped(cast: Cast, photo: Asset) -> None:
    piece = drafted(cast, photo)
    with pytest.raises(StillNeeded):
        actions.delete_for_good(photo, actor=cast.actor(cast.ben))

    plan.drop_piece(piece, actor=cast.actor(cast.amira))

    assert actions.delete_for_good(photo, actor=cast.actor(cast.ben)).deleted_at


def test_file_attached_at_the_same_moment_does_not_go_out(cast: Cast, photo: Asset) -> None:
    publication = planned(cast, photo)
    Asset.objects.update(deleted_at=timezone.now())

    assert reason_against(Publication.objects.get(pk=publication.pk), timezone.now()) == Reason.FILE_GONE


def test_deleted_file_cannot_be_chosen_for_a_post(cast: Cast, photo: Asset) -> None:
    actions.delete_for_good(photo, actor=cast.actor(cast.ben))
    answer = signed_in(cast.amira).post("/plan/new/", {"media-asset": photo.pk, "title": "Neu"})
    assert answer.status_code == 422
    assert f'name="media-asset" value="{photo.pk}"' not in answer.content.decode()


def test_only_own_people_delete(cast: Cast, photo: Asset) -> None:
    grant(cast.clara, ["idea.suggest", "plan.read"], by=cast.amira)
    for member in (cast.clara, cast.dora):
        with pytest.raises(Denied):
            actions.delete_for_good(photo, actor=cast.actor(member))
    assert Asset.objects.kept().exists()


def test_another_company_finds_nothing_to_delete(cast: Cast, photo: Asset) -> None:
    assert signed_in(cast.dora).post(f"/media/{photo.pk}/deletion/").status_code == 404
    assert Asset.objects.kept().exists()


def test_twice_is_once(cast: Cast, photo: Asset) -> None:
    for _ in range(2):
        actions.delete_for_good(photo, actor=cast.actor(cast.ben))
    assert Entry.objects.filter(verb="asset.deleted").count() == 1


def test_file_whose_twin_is_kept_leaves_the_twin_alone(
    cast: Cast, photo: Asset, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    """The same content twice: whoever added it the second time could not see the first."""
    with photo.file.open("rb") as file:
        content = file.read()
    twin = Asset.objects.get(pk=photo.pk)
    twin.pk = None
    twin.file.save(twin.sha256, ContentFile(content), save=True)
    small = named(twin, "small")

    with django_capture_on_commit_callbacks(execute=True):
        actions.delete_for_good(photo, actor=cast.actor(cast.ben))

    assert Path(twin.file.path).read_bytes() == content
    assert not Path(photo.file.path).exists()
    assert named(twin, "small") == small


def test_clearing_that_broke_off_is_done_by_the_clock(cast: Cast, photo: Asset) -> None:
    actions.delete_for_good(
        photo, actor=cast.actor(cast.ben)
    )  # a test commits nothing, so nothing is cleared yet
    assert Path(photo.file.path).exists()

    tick(timezone.now())

    assert not Path(photo.file.path).exists()
    assert not Asset.objects.to_clear_away().exists()


def test_whoever_withdraws_has_one_way_to_the_deletion_of_their_files(cast: Cast, photo: Asset) -> None:
    given = Agreement("Hedi Lang", "written", timezone.localdate())
    consent = actions.record_consent(given, photo, actor=cast.actor(cast.ben))
    client = signed_in(cast.ben)
    address = f"/media/consents/{consent.pk}/deletion/"
    assert client.post(address).status_code == 404  # it still holds

    client.post(f"/media/consents/{consent.pk}/withdrawal/")
    assert address in client.get("/media/consents/").content.decode()
    client.post(address)

    assert not Asset.objects.kept().exists()
    assert Consent.objects.get().withdrawn_at
    assert address not in client.get("/media/consents/").content.decode()


def test_withdrawn_file_that_is_still_needed_leads_to_where(cast: Cast, photo: Asset) -> None:
    given = Agreement("Hedi Lang", "written", timezone.localdate())
    consent = actions.record_consent(given, photo, actor=cast.actor(cast.ben))
    publication = planned(cast, photo)
    actions.withdraw_consent(consent, actor=cast.actor(cast.ben))

    answer = signed_in(cast.ben).post(f"/media/consents/{consent.pk}/deletion/", follow=True)

    assert publication.get_absolute_url() in answer.content.decode()
    assert Asset.objects.kept().exists()
