"""Look into a video and clean it, in a process of its own.

    python -m eigenstimme.media.film clean <in> <out> <still>
    python -m eigenstimme.media.film still <in> <still> <seconds>

A decoder fed by strangers may crash or run wild; here it takes nobody with it. Writes the cleaned file and a still
picture of it, and prints what it is as JSON; what it cannot use ends with status 2. Knows nothing of Django.

Picture and sound are copied as they are, nothing else is: no place, no camera, no telemetry track, no chapters.
"""

from __future__ import annotations

import json
import resource
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypeVar

import av
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.stream import Stream
from av.video.frame import VideoFrame
from av.video.stream import VideoStream
from PIL import Image

UNUSABLE = 2
MEMORY = 4 * 1024**3  # bytes of addresses
SECONDS = 300  # of computing
STILL_AT = 1.0  # seconds, unless somebody chooses: the first frames are often black
LARGEST_STILL = 1280  # px
MOST_PIXELS = 8192 * 4320

MP4 = ("mov", "mp4", "video/mp4", {"h264", "hevc", "av1", "mpeg4"}, {"aac", "mp3", "ac3", "eac3", "alac"})
WEBM = ("matroska", "webm", "video/webm", {"vp8", "vp9", "av1"}, {"opus", "vorbis"})


AnyStream = TypeVar("AnyStream", VideoStream, AudioStream)


class Unusable(Exception):
    """Not a video of a kind we take."""


@dataclass(frozen=True)
class Facts:
    """What a cleaned video is, as people see it: upright."""

    media_type: str
    width: int  # px
    height: int
    duration_ms: int


def looks_like_video(start: bytes) -> bool:
    """By its first 12 bytes: an ISO container that is no picture, or Matroska."""
    return start[:4] == b"\x1aE\xdf\xa3" or (
        start[4:8] in (b"ftyp", b"moov", b"wide", b"mdat") and start[8:12] not in PICTURE_BRANDS
    )


PICTURE_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1", b"avif", b"avis")


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    task, source, *rest = sys.argv[1:5]
    try:
        if task == "still":
            frame_at(Path(source), Path(rest[0]), float(rest[1]))
            return
        facts = clean(Path(source), Path(rest[0]), Path(rest[1]))
    except (Unusable, av.FFmpegError, ValueError, MemoryError) as error:
        print(error, file=sys.stderr)  # noqa: T201 (a command of its own)
        sys.exit(UNUSABLE)
    print(json.dumps(asdict(facts)))  # noqa: T201


def clean(source: Path, target: Path, still: Path) -> Facts:
    with source.open("rb") as file:
        kind = WEBM if file.read(4) == b"\x1aE\xdf\xa3" else MP4
    demuxer, muxer, media_type, video_codecs, audio_codecs = kind
    # The demuxer is named, so that nothing in the file can make FFmpeg open another one.
    with av.open(str(source), format=demuxer, options={"protocol_whitelist": "file"}) as container:
        video = _first(container.streams.video, video_codecs)
        if video is None or not 0 < video.width * video.height <= MOST_PIXELS:
            raise Unusable("no picture of a kind we know")
        sound = _first(container.streams.audio, audio_codecs)
        frame = _frame_at(container, video, STILL_AT)
        _keep(frame, still)
        _copy(container, [video, sound] if sound else [video], target, muxer)
    with av.open(str(target), format=demuxer) as made:
        duration = (made.duration or 0) // 1000
    if not duration:
        raise Unusable("no duration")
    turned = frame.rotation % 180 != 0
    width, height = (frame.height, frame.width) if turned else (frame.width, frame.height)
    return Facts(media_type, width, height, duration)


def frame_at(source: Path, still: Path, seconds: float) -> None:
    """The frame that is seen at this time of a cleaned video; of a shorter one the last."""
    with av.open(str(source), options={"protocol_whitelist": "file"}) as container:
        video = container.streams.video[0]
        container.seek(int(seconds * av.time_base))  # to the key frame before
        _keep(_frame_at(container, video, seconds), still)


def _keep(frame: VideoFrame, still: Path) -> None:
    picture = _image(frame).rotate(frame.rotation, expand=True)
    picture.thumbnail((LARGEST_STILL, LARGEST_STILL))
    picture.save(still, "WEBP", quality=82)


def _first(streams: tuple[AnyStream, ...], codecs: set[str]) -> AnyStream | None:
    """The first of a kind we know. A video whose sound is unknown is refused rather than robbed of it."""
    known = next((each for each in streams if each.codec.name in codecs), None)
    if streams and known is None:
        raise Unusable(f"coded as {streams[0].codec.name}")
    return known


def _frame_at(container: InputContainer, video: VideoStream, seconds: float) -> VideoFrame:
    """The first frame from this second on, or the last of a shorter video."""
    frame: VideoFrame | None = None
    for frame in container.decode(video):
        if frame.time is None or frame.time >= seconds:
            break
    if frame is None:
        raise Unusable("no frame can be read")
    return frame


def _image(frame: VideoFrame) -> Image.Image:
    made: Image.Image = frame.to_image()  # type: ignore[no-untyped-call]
    return made


def _copy(container: InputContainer, streams: list[Stream], target: Path, muxer: str) -> None:
    """Packet by packet, nothing is encoded anew."""
    container.seek(0)
    options = {"movflags": "+faststart", "fflags": "+bitexact"} if muxer == "mp4" else {"fflags": "+bitexact"}
    with av.open(str(target), "w", format=muxer, options=options) as output:
        copies = {each.index: output.add_stream_from_template(each) for each in streams}
        for copy in copies.values():
            copy.metadata.clear()
        for packet in container.demux(*streams):
            if packet.dts is None:
                continue
            packet.stream = copies[packet.stream.index]
            output.mux(packet)


if __name__ == "__main__":
    main()
