"""Pictures as bytes, without anything but the picture."""

from __future__ import annotations

import io

from PIL import Image

FORMS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}


def encoded(image: Image.Image, media_type: str, quality: int) -> bytes:
    """What is transparent lies on white in a JPEG, which knows no transparency."""
    if media_type == "image/jpeg" and image.mode != "RGB":
        paper = Image.new("RGB", image.size, "white")
        paper.paste(image.convert("RGBA"), mask=image.convert("RGBA").getchannel("A"))
        image = paper
    target = io.BytesIO()
    image.save(target, FORMS[media_type], quality=quality)
    return target.getvalue()
