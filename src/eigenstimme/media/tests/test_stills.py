"""What goes out with a video: the still somebody chose, and its captions. Both are part of what is approved."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone
from PIL import ImageStat
from pytest_django.fixtures import Settings

from eigenstimme.connectors.types import Limits
from eigenstimme.media import actions
from eigenstimme.media.models import Asset, Attachment
from eigenstimme.media.outgoing import whole_video
from eigenstimme.media.renditions import named
from eigenstimme.media.stills import poster_path
from eigenstimme.media.tests.samples import a_picture, a_video, opened
from eigenstimme.media.upload import add_file
from eigenstimme.people.models import Membership
from eigenstimme.people.rights import Denied
from eigenstimme.people.tests.cast import Cast, make_cast, make_channel
from eigenstimme.plan import actions as plan
from eigenstimme.plan.actions import Draft, VariantDraft
from eigenstimme.plan.models import Approval, Outcome
from eigenstimme.publishing.models import Publication, State
from eigenstimme.publishing.reasons import Reason

CAPTIONS = "WEBVTT\n\n00:00.000 --> 00:01.000\nMoin\n"
TAKES_CAPTIONS = Limits(None, len, "characters", max_videos=1, captions=True)


@pytest.fixture
def cast(db: None, settings: Settings, tmp_path: Path) -> Cast:
    settings.MEDIA_ROOT = tmp_path
    return make_cast()


@pytest.fixture
def film(cast: Cast) -> Asset:
    """Every frame is redder than the one before."""
    return add_file(a_video(), alt="Ein Film", actor=cast.actor(cast.ben))


def signed_in(member: Membership) -> Client:
    client = Client()
    client.force_login(member.person)
    return client


def red(content: bytes) -> float:
    return ImageStat.Stat(opened(content).convert("RGB")).mean[0]


def planned(cast: Cast, film: Asset) -> Publication:
    draft = Draft(
        "Ein Film",
        cast.everyday,
        [VariantDraft(cast.blog)],
        text="Schön geworden",
        attachments=[Attachment(film, "Ein Film")],
        planned_for=timezone.now() + timedelta(days=2),
    )
    plan.release(plan.draft_piece(draft, actor=cast.actor(cast.amira)), actor=cast.actor(cast.amira))
    return Publication.objects.get()


def test_frame_at_the_chosen_moment_stands_for_the_video_under_a_new_address(cast: Cast, film: Asset) -> None:
    client = signed_in(cast.ben)
    addresses = [film.small_url, film.square_url, film.still_url]
    before = red(client.get(film.small_url).content)

    client.post(f"/media/{film.pk}/moment/", {"seconds": "1.8"})
    film.refresh_from_db()

    assert film.poster_ms == 1800
    assert red(client.get(film.small_url).content) > before + 50
    assert not {film.small_url, film.square_url, film.still_url} & set(addresses)


def test_first_moment_can_be_chosen_and_one_behind_the_end_is_the_last(cast: Cast, film: Asset) -> None:
    actor = cast.actor(cast.ben)
    first = red(named(actions.choose_still(film, 0, actor=actor), "small").content)
    last = actions.choose_still(film, 99_000, actor=actor)

    assert first < 30
    assert red(named(last, "small").content) > first + 100
    assert last.poster_ms == film.duration_ms


@pytest.mark.parametrize("typed", ["", "-1", "bald", "1e3", "9999999"])
def test_what_is_no_moment_is_refused_in_words(cast: Cast, film: Asset, typed: str) -> None:
    answer = signed_in(cast.ben).post(f"/media/{film.pk}/moment/", {"seconds": typed}, follow=True)
    assert answer.status_code == 200
    assert Asset.objects.get().poster_ms is None


def test_picture_has_no_moments(cast: Cast) -> None:
    asset = add_file(a_picture(), alt="", actor=cast.actor(cast.ben))
    assert signed_in(cast.ben).post(f"/media/{asset.pk}/moment/", {"seconds": "1"}).status_code == 404


def test_still_that_was_lost_is_made_again(cast: Cast, film: Asset) -> None:
    film = actions.choose_still(film, 1800, actor=cast.actor(cast.ben))
    with default_storage.open(poster_path(film)) as kept:
        before = kept.read()
    default_storage.delete(poster_path(film))

    named(film, "still")

    with default_storage.open(poster_path(film)) as kept:
        assert kept.read() == before


def test_captions_and_chosen_still_go_along(cast: Cast, film: Asset) -> None:
    actor = cast.actor(cast.ben)
    without = whole_video(Attachment(film), TAKES_CAPTIONS)
    actions.caption(film, CAPTIONS, actor=actor)
    film = actions.choose_still(film, 1800, actor=actor)

    sent = whole_video(Attachment(film), TAKES_CAPTIONS)

    assert (without.captions, without.still) == ("", b"")
    assert sent.captions == CAPTIONS
    assert opened(sent.still).format == "JPEG"
    assert whole_video(Attachment(film), Limits(None, len, "characters", max_videos=1)).captions == ""


def test_both_are_part_of_what_is_approved_only_where_they_are_there(cast: Cast, film: Asset) -> None:
    actor = cast.actor(cast.ben)
    assert Attachment(film, "Ein Film").fingerprint() == [film.sha256, "Ein Film"]

    film = actions.caption(film, CAPTIONS, actor=actor)
    captioned = Attachment(film, "Ein Film").fingerprint()
    film = actions.choose_still(film, 1800, actor=actor)

    assert len(captioned) == 3
    assert len(Attachment(film, "Ein Film").fingerprint()) == 4


def test_other_captions_hold_what_waits_and_open_its_approval_again(cast: Cast, film: Asset) -> None:
    publication = planned(cast, film)

    actions.caption(film, CAPTIONS, actor=cast.actor(cast.ben))

    publication.refresh_from_db()
    assert (publication.state, publication.reason) == (State.HELD, Reason.CONTENT_CHANGED)
    assert not Approval.objects.filter(outcome=Outcome.APPROVED).exists()


def test_what_is_public_is_left_alone(cast: Cast, film: Asset) -> None:
    planned(cast, film)
    Publication.objects.update(state=State.SENT, sent_at=timezone.now())

    actions.caption(film, CAPTIONS, actor=cast.actor(cast.ben))

    assert Publication.objects.get().state == State.SENT


def test_deleted_film_still_is_what_was_authorised(cast: Cast, film: Asset) -> None:
    actor = cast.actor(cast.ben)
    actions.caption(film, CAPTIONS, actor=actor)
    actions.choose_still(film, 1800, actor=actor)
    publication = planned(cast, Asset.objects.get())
    Publication.objects.update(state=State.SENT, sent_at=timezone.now())

    actions.delete_for_good(film, actor=actor)

    publication = Publication.objects.get(pk=publication.pk)
    assert publication.computed_hash() == publication.content_hash
    assert Asset.objects.get().captions == ""


def test_whoever_may_not_suggest_ideas_chooses_no_still(cast: Cast, film: Asset) -> None:
    with pytest.raises(Denied):
        actions.choose_still(film, 1000, actor=cast.actor(cast.clara))
    assert Asset.objects.get().poster_ms is None


def test_composer_says_where_captions_cannot_go_along(cast: Cast, film: Asset) -> None:
    actions.caption(film, CAPTIONS, actor=cast.actor(cast.ben))
    mastodon = make_channel(cast.company, cast.amira, name="Mastodon", network="mastodon")
    sent = {"title": "Film", "text": "Film", "media-asset": film.pk, "preview": "1"}
    said = "Untertitel"

    client = signed_in(cast.amira)
    there = client.post("/plan/new/", {**sent, f"channel-{mastodon.pk}": "on"}).context["remarks"]
    here = client.post("/plan/new/", {**sent, f"channel-{cast.blog.pk}": "on"}).context["remarks"]

    assert [said in each.sentence for each in there].count(True) == 1
    assert not any(said in each.sentence for each in here)


def test_upload_of_a_film_makes_its_first_still(cast: Cast, film: Asset) -> None:
    assert default_storage.exists(poster_path(film))
