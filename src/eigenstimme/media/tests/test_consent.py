"""Nobody is shown without their consent: before approval, at the instant of sending, and once it is withdrawn."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from eigenstimme.channels.models import Channel
from eigenstimme.media import actions, deadlines
from eigenstimme.media.actions import Agreement
from eigenstimme.media.models import Asset, Attachment, Consent
from eigenstimme.media.showing import Objection, objections
from eigenstimme.media.tests.samples import a_picture, as_upload
from eigenstimme.media.upload import add_picture
from eigenstimme.people.models import Membership, Notice
from eigenstimme.people.rights import Denied
from eigenstimme.people.tests.cast import Cast, grant, make_cast, make_channel
from eigenstimme.plan import actions as plan
from eigenstimme.plan.actions import Draft, VariantDraft
from eigenstimme.plan.errors import NotReady
from eigenstimme.publishing.authorisation import reason_against
from eigenstimme.publishing.models import Publication, State
from eigenstimme.publishing.reasons import Reason

TODAY = date.today()


@pytest.fixture
def cast(db: None, settings: Settings, tmp_path: Path) -> Cast:
    settings.MEDIA_ROOT = tmp_path
    return make_cast()


@pytest.fixture
def photo(cast: Cast) -> Asset:
    asset = add_picture(a_picture(), alt="Hedi auf der Leiter", actor=cast.actor(cast.ben))
    return actions.mark_people(asset, True, actor=cast.actor(cast.ben))


def agreed(cast: Cast, asset: Asset, person: str = "Hedi Lang", **more: Any) -> Consent:
    given = Agreement(person, "written", TODAY - timedelta(days=10), **more)
    return actions.record_consent(given, asset, actor=cast.actor(cast.ben))


def against(cast: Cast, asset: Asset, channel: Channel | None = None, day: date = TODAY) -> list[Objection]:
    return objections([Asset.objects.get(pk=asset.pk)], (channel or cast.blog).pk, day)


def planned(cast: Cast, asset: Asset, in_days: int = 2) -> Publication:
    draft = Draft(
        "Auf der Leiter",
        cast.everyday,
        [VariantDraft(cast.blog)],
        text="Schön geworden",
        attachments=[Attachment(asset, "Hedi")],
        planned_for=timezone.now() + timedelta(days=in_days),
    )
    piece = plan.draft_piece(draft, actor=cast.actor(cast.amira))
    plan.release(piece, actor=cast.actor(cast.amira))
    return Publication.objects.get()


def signed_in(member: Membership) -> Client:
    client = Client()
    client.force_login(member.person)
    return client


# --- whether it may be shown ----------------------------------------------------------------------------------


def test_people_without_consent_are_not_shown(cast: Cast, photo: Asset) -> None:
    assert against(cast, photo) == [Objection.NO_CONSENT]
    agreed(cast, photo)
    assert against(cast, photo) == []


def test_consent_counts_on_its_channels_only(cast: Cast, photo: Asset) -> None:
    elsewhere = make_channel(cast.company, cast.amira, name="Anderswo")
    agreed(cast, photo, channels=[cast.blog])
    assert against(cast, photo) == []
    assert against(cast, photo, elsewhere) == [Objection.NO_CONSENT]


def test_consent_ends_after_its_last_day(cast: Cast, photo: Asset) -> None:
    agreed(cast, photo, valid_until=TODAY)
    assert against(cast, photo) == []
    assert against(cast, photo, day=TODAY + timedelta(days=1)) == [Objection.CONSENT_ENDED]


def test_one_who_withdraws_is_not_outvoted_by_the_others(cast: Cast, photo: Asset) -> None:
    hedi = agreed(cast, photo, "Hedi Lang")
    agreed(cast, photo, "Nils Ohm")
    actions.withdraw_consent(hedi, actor=cast.actor(cast.ben))
    assert against(cast, photo) == [Objection.CONSENT_ENDED]
    agreed(cast, photo, "HEDI LANG")
    assert against(cast, photo) == []


def test_licence_ends_after_its_last_day(cast: Cast) -> None:
    asset = add_picture(a_picture(), alt="Wand", actor=cast.actor(cast.ben))
    actions.license_asset(asset, actions.Licence("CC", TODAY), actor=cast.actor(cast.ben))
    assert against(cast, asset) == []
    assert against(cast, asset, day=TODAY + timedelta(days=1)) == [Objection.LICENCE_ENDED]


# --- on the way out -------------------------------------------------------------------------------------------


def test_post_without_consent_is_not_released_and_says_why(cast: Cast, photo: Asset) -> None:
    with pytest.raises(NotReady) as refused:
        planned(cast, photo)
    assert [found.finding.problem.value for found in refused.value.findings] == ["no_consent"]


def test_consent_that_runs_out_before_the_post_goes_out_is_found_when_it_is_released(
    cast: Cast, photo: Asset
) -> None:
    agreed(cast, photo, valid_until=TODAY + timedelta(days=1))
    with pytest.raises(NotReady):
        planned(cast, photo, in_days=4)


def test_withdrawn_consent_holds_what_waits_and_people_are_told(cast: Cast, photo: Asset) -> None:
    consent = agreed(cast, photo)
    publication = planned(cast, photo)

    actions.withdraw_consent(consent, actor=cast.actor(cast.ben))

    publication.refresh_from_db()
    assert (publication.state, publication.reason) == (State.HELD, Reason.CONSENT_ENDED)
    told = Notice.objects.filter(membership=cast.amira).values_list("code", flat=True)
    assert set(told) >= {"publication.held", "consent.withdrawn"}


def test_other_posts_go_on(cast: Cast, photo: Asset) -> None:
    wall = add_picture(a_picture("PNG"), alt="Wand", actor=cast.actor(cast.ben))
    consent, publication = agreed(cast, photo), planned(cast, wall)
    actions.withdraw_consent(consent, actor=cast.actor(cast.ben))
    publication.refresh_from_db()
    assert publication.state == State.PLANNED


def test_consent_is_asked_for_again_at_the_instant_of_sending(cast: Cast, photo: Asset) -> None:
    consent, publication = agreed(cast, photo), planned(cast, photo)
    assert reason_against(publication, timezone.now()) is None

    Consent.objects.filter(pk=consent.pk).update(withdrawn_at=timezone.now())

    fresh = Publication.objects.get(pk=publication.pk)
    assert reason_against(fresh, timezone.now()) == Reason.CONSENT_ENDED


def test_consent_and_licence_that_run_out_hold_what_waits_once(cast: Cast, photo: Asset) -> None:
    agreed(cast, photo, valid_until=TODAY + timedelta(days=5))
    publication = planned(cast, photo)
    later = timezone.now() + timedelta(days=7)
    Publication.objects.update(due_at=later)

    deadlines.tick(later)
    deadlines.tick(later)

    publication.refresh_from_db()
    assert (publication.state, publication.reason) == (State.HELD, Reason.CONSENT_ENDED)
    assert Notice.objects.filter(membership=cast.amira, code="consent.ran_out").count() == 1


def test_file_marked_later_as_showing_people_holds_what_waits(cast: Cast) -> None:
    asset = add_picture(a_picture(), alt="Baustelle", actor=cast.actor(cast.ben))
    publication = planned(cast, asset)
    actions.mark_people(asset, True, actor=cast.actor(cast.ben))
    publication.refresh_from_db()
    assert (publication.state, publication.reason) == (State.HELD, Reason.NO_CONSENT)


def test_what_is_public_is_listed_to_be_deleted(cast: Cast, photo: Asset) -> None:
    consent, publication = agreed(cast, photo), planned(cast, photo)
    public = {"state": State.SENT, "sent_at": timezone.now(), "remote_url": "https://social.example/p/1"}
    Publication.objects.filter(pk=publication.pk).update(**public)
    client = signed_in(cast.amira)
    assert not client.get(photo.get_absolute_url()).context["to_delete"]

    actions.withdraw_consent(consent, actor=cast.actor(cast.ben))

    (shown,) = client.get(photo.get_absolute_url()).context["to_delete"]
    assert shown.public_url == "https://social.example/p/1"
    assert Notice.objects.get(membership=cast.amira, code="consent.withdrawn").params["public"] == "1"


# --- who records it -------------------------------------------------------------------------------------------


def test_own_people_record_and_withdraw_on_the_page_of_the_file(cast: Cast, photo: Asset) -> None:
    client = signed_in(cast.ben)
    typed = {
        "consent-person": "Hedi Lang",
        "consent-basis": "written",
        "consent-given_on": str(TODAY),
        "consent-channels": [cast.blog.pk],
        "consent-form": as_upload(b"%PDF-1.7 unterschrieben", "formular.pdf"),
    }
    assert client.post(f"/media/{photo.pk}/consents/", typed).status_code == 302
    consent = Consent.objects.get()
    assert (consent.every_channel, list(consent.channels.all())) == (False, [cast.blog])
    saved = client.get(f"/media/consents/{consent.pk}/form/")
    assert saved.content.startswith(b"%PDF") and "attachment" in saved.headers["Content-Disposition"]
    assert b"Hedi Lang" in client.get("/media/consents/").content

    client.post(f"/media/consents/{consent.pk}/withdrawal/")
    consent.refresh_from_db()
    assert consent.withdrawn_by == cast.ben


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("consent-person", ""),
        ("consent-given_on", "irgendwann"),
        ("consent-valid_until", "2001-01-01"),
        ("consent-form", as_upload(b"MZ program", "formular.pdf")),
    ],
)
def test_wrong_input_is_refused_and_stays(cast: Cast, photo: Asset, field: str, value: Any) -> None:
    typed = {"consent-person": "Hedi", "consent-basis": "written", "consent-given_on": str(TODAY)}
    typed |= {"consent-purpose": "Nur für den Blog", field: value}
    answer = signed_in(cast.ben).post(f"/media/{photo.pk}/consents/", typed)
    assert answer.status_code == 422 and not Consent.objects.exists()
    assert "Nur für den Blog" in answer.content.decode()


def test_outside_people_see_that_it_is_there_but_no_names(cast: Cast, photo: Asset) -> None:
    grant(cast.clara, ["piece.draft"], by=cast.amira)
    consent = agreed(cast, photo, form=as_upload(b"%PDF-1.7", "f.pdf"))
    client = signed_in(cast.clara)
    own = add_picture(a_picture("PNG"), alt="Eigenes", actor=cast.actor(cast.clara))

    assert client.get(own.get_absolute_url()).status_code == 200
    assert client.get("/media/consents/").status_code == 403
    assert client.get(f"/media/consents/{consent.pk}/form/").status_code == 404
    assert client.post(f"/media/consents/{consent.pk}/withdrawal/").status_code == 404
    with pytest.raises(Denied):
        actions.withdraw_consent(consent, actor=cast.actor(cast.clara))
    client.post(f"/media/{own.pk}/people/", {"shown": "yes"})
    assert client.post(f"/media/{own.pk}/people/", {"shown": "no"}).status_code == 403


def test_history_and_notices_name_no_one_who_is_shown(cast: Cast, photo: Asset) -> None:
    from eigenstimme.audit.models import Entry

    actions.withdraw_consent(agreed(cast, photo, "Eleonore Geheim"), actor=cast.actor(cast.ben))
    assert "Eleonore" not in str(list(Entry.objects.values()) + list(Notice.objects.values()))
