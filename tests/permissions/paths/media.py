"""Pictures."""

from __future__ import annotations

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from eigenstimme.media import upload
from eigenstimme.media.models import Picture
from eigenstimme.people.actor import Actor
from tests.permissions.scene import Scene
from tests.permissions.ways import Path, act


def _photo() -> SimpleUploadedFile:
    content = BytesIO()
    Image.new("RGB", (8, 8), "teal").save(content, "PNG")
    return SimpleUploadedFile("wand.png", content.getvalue(), "image/png")


def _picture(scene: Scene) -> Picture:
    return upload.add_picture(_photo(), alt="", actor=Actor.of(scene.lead))


PATHS: list[Path] = [
    act("idea.suggest", upload.add_picture, lambda s, a: upload.add_picture(_photo(), alt="", actor=a)),
    act(
        "idea.suggest",
        upload.describe_picture,
        lambda s, a: upload.describe_picture(_picture(s), alt="Neu", actor=a),
    ),
]

OPEN_ADDRESSES: dict[str, str] = {
    "picture": "shown with what it belongs to",
    "picture_by_link": "a signed address for networks",
}
