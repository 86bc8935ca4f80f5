"""Pictures."""

from __future__ import annotations

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from eigenstimme.media import upload
from tests.permissions.ways import Path, act


def _photo() -> SimpleUploadedFile:
    content = BytesIO()
    Image.new("RGB", (8, 8), "teal").save(content, "PNG")
    return SimpleUploadedFile("wand.png", content.getvalue(), "image/png")


PATHS: list[Path] = [
    act("idea.suggest", upload.add_picture, lambda s, a: upload.add_picture(_photo(), alt="", actor=a)),
]

OPEN_ADDRESSES: dict[str, str] = {
    "asset": "shown with what it belongs to",
    "asset_by_link": "a signed address for networks",
}
