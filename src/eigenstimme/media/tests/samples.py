"""Files as people upload them: good ones, and every kind of bad one."""

from __future__ import annotations

import io
import os
import struct
import zlib

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image


def a_picture(
    form: str = "JPEG", size: tuple[int, int] = (40, 30), mode: str = "RGB", **options: object
) -> SimpleUploadedFile:
    """A small picture; ``options`` go to Pillow's ``save``."""
    target = io.BytesIO()
    Image.new(mode, size).save(target, form, **options)
    return as_upload(target.getvalue(), f"foto.{form.lower()}")


def a_large_photo(side: int = 6000) -> SimpleUploadedFile:
    """A JPEG of noise, some 30 MB: what a good camera makes of a meadow."""
    noise = Image.frombytes("RGB", (side // 2, side // 2), os.urandom(side // 2 * (side // 2) * 3))
    target = io.BytesIO()
    noise.resize((side, side), Image.Resampling.NEAREST).save(target, "JPEG", quality=92)
    return as_upload(target.getvalue(), "wiese.jpg")


def a_bomb(side: int) -> SimpleUploadedFile:
    """A PNG of a few hundred bytes that claims ``side`` × ``side`` pixels."""
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", header), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b"")]
    chunks = [
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    ]
    return as_upload(b"\x89PNG\r\n\x1a\n" + b"".join(chunks), "bombe.png")


def as_upload(content: bytes, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="image/jpeg")
