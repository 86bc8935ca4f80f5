"""Files as people upload them: good ones, and every kind of bad one."""

from __future__ import annotations

import io
import os
import struct
import zlib
from typing import Any

import av
import pillow_heif
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


def a_striped_picture() -> SimpleUploadedFile:
    """Black, and white in its right third."""
    image, target = Image.new("RGB", (900, 300)), io.BytesIO()
    image.paste("white", (600, 0, 900, 300))
    image.save(target, "PNG")
    return as_upload(target.getvalue(), "streifen.png")


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def as_upload(content: bytes, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="image/jpeg")


def a_heic(size: tuple[int, int] = (60, 40)) -> SimpleUploadedFile:
    """A photo as an iPhone sends it, with the place it was taken at."""
    exif = Image.Exif()
    exif[0x010F] = "Kamera von Amira"
    target = io.BytesIO()
    pillow_heif.from_pillow(Image.new("RGB", size, "teal")).save(target, exif=exif.tobytes())
    return as_upload(target.getvalue(), "IMG_0042.HEIC")


def a_video(
    form: str = "mp4", *, seconds: int = 2, size: tuple[int, int] = (64, 48), codec: str = ""
) -> SimpleUploadedFile:
    """A few frames, with sound, and the place where they were taken written beside them."""
    codecs = {"mp4": ("libx264", "aac"), "mov": ("libx264", "aac"), "webm": ("libvpx", "libopus")}
    picture_codec, sound_codec = codecs[form]
    target = io.BytesIO()
    with av.open(target, "w", format=form) as container:
        container.metadata["location"] = PLACE
        container.metadata["title"] = PLACE
        video: Any = container.add_stream(codec or picture_codec, rate=5)
        video.width, video.height = size
        video.pix_fmt = "yuv422p10le" if codec else "yuv420p"
        sound: Any = container.add_stream(sound_codec, rate=48_000)
        sound.metadata["title"] = PLACE
        for number in range(seconds * 5):
            frame = _frame(size, number)
            container.mux(video.encode(frame))
        container.mux(video.encode())
        silence = av.AudioFrame(format="fltp", layout="stereo", samples=1024)
        silence.sample_rate = 48_000
        for plane in silence.planes:
            plane.update(bytes(plane.buffer_size))
        for number in range(seconds * 40):
            silence.pts = number * 1024
            container.mux(sound.encode(silence))
        container.mux(sound.encode())
    return as_upload(target.getvalue(), f"baustelle.{form}")


def _frame(size: tuple[int, int], number: int) -> Any:
    return av.VideoFrame.from_image(Image.new("RGB", size, (number * 20 % 255, 90, 120)))  # type: ignore[no-untyped-call]


PLACE = "+48.1374+011.5755/"
