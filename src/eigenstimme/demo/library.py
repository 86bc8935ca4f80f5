"""What the demo's people said about their pictures: tags, origin, consent, the checklist; and one short video."""

from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import av
from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

from eigenstimme.demo.cast import Firm
from eigenstimme.demo.world import World
from eigenstimme.media import actions
from eigenstimme.media.actions import Agreement, Description
from eigenstimme.media.models import Asset
from eigenstimme.media.upload import add_file, add_picture

TAGS = {
    "card": ["Farbmuster", "Wand"],
    "fan": ["Farbfächer", "Beratung"],
    "wall": ["Innenraum", "Referenz"],
    "house": ["Fassade", "Referenz"],
}
CAPTIONS = """WEBVTT

00:00.000 --> 00:02.000
Vorher: zwölf Jahre Wind und Wetter.

00:02.000 --> 00:04.000
Nachher: ein Anstrich, der atmet.
"""
DESCRIBED = 40
SIDE = 480
SECONDS, A_SECOND = 4, 10


def tidy_up(firm: Firm, world: World) -> None:
    """Ben describes the newest pictures; two show people: one with consent, one without."""
    ben, amira = firm.actor("ben"), firm.actor("amira")
    actions.choose_sector(firm.company, "crafts", actor=amira)
    for asset in Asset.objects.filter(company=firm.company)[:DESCRIBED]:
        kind = asset.file_name.partition(".")[0]
        said = Description("", asset.alt, TAGS.get(kind, []), origin="own", author="Ben Arndt")
        actions.describe(asset, said, actor=ben)
    day = world.now.date()
    team = add_picture(
        _people(["#3d6b73", "#c98b4b"], "team.jpg"), alt="Svenja und Yusuf vor dem Werkstattregal.", actor=ben
    )
    actions.describe(
        team,
        Description("Team in der Werkstatt", team.alt, ["Team", "Werkstatt"], "own", "Ben Arndt"),
        actor=ben,
    )
    for person in ("Svenja Hoff", "Yusuf Demir"):
        given = Agreement(person, "written", day - timedelta(days=90), purpose="Unser Team auf allen Kanälen")
        actions.record_consent(given, team, actor=amira)
    actions.check_photo(team, actor=ben)
    customers = add_picture(
        _people(["#7a4d63"], "kundin.jpg"), alt="Eine Kundin in ihrem neuen Wohnzimmer.", actor=ben
    )
    actions.mark_people(customers, True, actor=ben)
    film = add_file(_film(), alt="Eine Fassade bekommt in vier Sekunden ihre neue Farbe.", actor=ben)
    actions.describe(
        film,
        Description("Fassade im Zeitraffer", film.alt, ["Fassade", "Video"], "own", "Ben Arndt"),
        actor=ben,
    )
    actions.choose_still(film, 3200, actor=ben)
    actions.caption(film, CAPTIONS, actor=ben)


def _people(coats: list[str], name: str) -> ContentFile[bytes]:
    """Painted figures without faces: nobody is shown who would have to agree."""
    image = Image.new("RGB", (720, 720), "#efe6d8")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 560, 720, 720), fill="#c9b79c")
    for number, coat in enumerate(coats):
        middle = 720 * (number + 1) // (len(coats) + 1)
        draw.rounded_rectangle((middle - 90, 330, middle + 90, 640), 60, fill=coat)
        draw.ellipse((middle - 58, 200, middle + 58, 322), fill="#d9a982")
        draw.pieslice((middle - 62, 190, middle + 62, 300), 180, 360, fill="#f6f3ec")
    target = io.BytesIO()
    image.save(target, "JPEG", quality=88)
    return ContentFile(target.getvalue(), name)


def _film() -> ContentFile[bytes]:
    """A house front that changes its colour from left to right."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "film.mp4"
        with av.open(str(path), "w", format="mp4") as container:
            stream = container.add_stream("libx264", rate=A_SECOND)
            stream.width = stream.height = SIDE
            stream.pix_fmt = "yuv420p"
            frames = SECONDS * A_SECOND
            for number in range(frames):
                frame = av.VideoFrame.from_image(_front(number / (frames - 1)))  # type: ignore[no-untyped-call]
                container.mux(stream.encode(frame))
            container.mux(stream.encode())
        return ContentFile(path.read_bytes(), "fassade.mp4")


def _front(done: float) -> Image.Image:
    image = Image.new("RGB", (SIDE, SIDE), "#bcd3dc")
    draw = ImageDraw.Draw(image)
    draw.rectangle((60, 160, 420, 440), fill="#d8cfc0")
    draw.rectangle((60, 160, 60 + round(360 * done), 440), fill="#d98e6a")
    draw.polygon(((40, 160), (440, 160), (240, 50)), fill="#8d4a3c")
    for left in (110, 300):
        for top in (200, 320):
            draw.rectangle((left, top, left + 70, top + 80), fill="#4f6d7a", outline="#f4efe6", width=6)
    draw.rectangle((0, 440, SIDE, SIDE), fill="#7f8f6a")
    return image
