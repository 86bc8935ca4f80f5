"""The library."""

from __future__ import annotations

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from eigenstimme.media import actions, upload
from eigenstimme.media.models import Asset, Consent, Incoming
from eigenstimme.media.tests.samples import a_video
from eigenstimme.media.upload import add_picture
from eigenstimme.people.actor import Actor
from eigenstimme.people.rights import Denied
from tests.permissions.scene import MARK, Scene, Someone
from tests.permissions.ways import Path, act, get, post, reaches

CAPTIONS = "WEBVTT\n\n00:00.000 --> 00:01.000\nMoin"


def _photo() -> SimpleUploadedFile:
    content = BytesIO()
    Image.new("RGB", (8, 8), "teal").save(content, "PNG")
    return SimpleUploadedFile("wand.png", content.getvalue(), "image/png")


def _asset(scene: Scene) -> Asset:
    return add_picture(_photo(), alt="Wand", actor=Actor.of(scene.writer))


def _film(scene: Scene) -> Asset:
    return upload.add_file(a_video(), alt="Film", actor=Actor.of(scene.writer))


def _incoming(scene: Scene) -> Incoming:
    return actions.begin_upload(file_name="wand.png", size=10, actor=Actor.of(scene.writer))


def _begins(scene: Scene, someone: Someone) -> bool:
    try:
        actions.begin_upload(file_name="wand.png", size=10, actor=someone.actor)
    except Denied:
        return False
    return Incoming.objects.filter(company=scene.cast.company).exists()


def _a_piece(scene: Scene, actor: Actor) -> None:
    actions.take_piece(_incoming(scene), BytesIO(b"x"), at=0, actor=actor)


def _agreement() -> actions.Agreement:
    return actions.Agreement(MARK, "written", timezone.localdate())


def _consent(scene: Scene) -> Consent:
    return actions.record_consent(_agreement(), _asset(scene), actor=Actor.of(scene.writer))


def _withdrawn(scene: Scene) -> Consent:
    return actions.withdraw_consent(_consent(scene), actor=Actor.of(scene.writer))


def _one_consent(scene: Scene) -> list[object]:
    _consent(scene)
    return []


def _typed_consent() -> dict[str, str]:
    return {
        "consent-person": MARK,
        "consent-basis": "written",
        "consent-given_on": str(timezone.localdate()),
    }


def _with_people(scene: Scene) -> Asset:
    return actions.mark_people(_asset(scene), True, actor=Actor.of(scene.writer))


PATHS: list[Path] = [
    act("idea.suggest", upload.add_picture, lambda s, a: upload.add_picture(_photo(), alt="", actor=a)),
    act(
        "idea.suggest",
        actions.describe,
        lambda s, a: actions.describe(_asset(s), actions.Description("Neu"), actor=a),
    ),
    Path("idea.suggest", "action media.begin_upload", _begins, verb=actions.begin_upload),
    reaches("idea.suggest", actions.take_piece, _a_piece),
    reaches("idea.suggest", actions.give_up, lambda s, a: actions.give_up(_incoming(s), actor=a)),
    act("idea.suggest", upload.add_file, lambda s, a: upload.add_file(_photo(), alt="", actor=a)),
    act("idea.suggest", actions.check_photo, lambda s, a: actions.check_photo(_asset(s), actor=a)),
    act(
        "company.manage",
        actions.choose_sector,
        lambda s, a: actions.choose_sector(s.cast.company, "crafts", actor=a),
    ),
    act("idea.suggest", actions.caption, lambda s, a: actions.caption(_asset(s), CAPTIONS, actor=a)),
    act("idea.suggest", actions.choose_still, lambda s, a: actions.choose_still(_film(s), 0, actor=a)),
    act("idea.suggest", actions.point_at, lambda s, a: actions.point_at(_asset(s), 10, 20, actor=a)),
    act(
        "media.manage",
        actions.license_asset,
        lambda s, a: actions.license_asset(_asset(s), actions.Licence("CC BY"), actor=a),
    ),
    act(
        "idea.suggest",
        actions.mark_people,
        lambda s, a: actions.mark_people(_asset(s), True, actor=a),
    ),
    act(
        "media.manage",
        actions.record_consent,
        lambda s, a: actions.record_consent(_agreement(), _asset(s), actor=a),
    ),
    act(
        "media.manage",
        actions.withdraw_consent,
        lambda s, a: actions.withdraw_consent(_consent(s), actor=a),
    ),
    act("media.manage", actions.delete_for_good, lambda s, a: actions.delete_for_good(_asset(s), actor=a)),
    post("media.manage", "media:deletion", lambda s: ([_asset(s).pk], {})),
    post("media.manage", "media:delete_shown", lambda s: ([_withdrawn(s).pk], {})),
    post("company.manage", "media:sector", lambda s: ([], {"sector": "crafts"})),
    get("media.manage", "media:consents", _one_consent),
    post("media.manage", "media:add_consent", lambda s: ([_asset(s).pk], _typed_consent())),
    post("media.manage", "media:withdraw_consent", lambda s: ([_consent(s).pk], {})),
    post("media.manage", "media:people", lambda s: ([_with_people(s).pk], {"shown": "no"})),
]

OPEN_ADDRESSES: dict[str, str] = {
    "asset": "shown with what it belongs to",
    "asset_by_link": "a signed address for networks",
    "delivered": "a signed address for networks that fetch files",
    "rendition": "shown with what it belongs to",
    "library": "lists what visible_to lets through",
    "file": "shows what visible_to lets through; its forms ask in the actions",
    "add": "a form of files; the action asks",
    "uploads": "the action asks, before anything is kept",
    "upload": "one's own upload; the actions ask again with each piece",
    "choose": "lists what visible_to lets through",
    "tile": "shows what visible_to lets through",
    "row": "shows what visible_to lets through",
    "consent_form": "of a consent that visible_to lets through: the company's own people only",
    "check": "of a file that visible_to lets through; the action asks",
    "captions": "of a file that visible_to lets through; the action asks",
    "moment": "of a video that visible_to lets through; the action asks",
    "track": "shown with what it belongs to",
    "focus": "of a file that visible_to lets through; the action asks",
}
