"""Pictures for the demo, painted here: swatches, fans, walls and houses. Never a stock photo."""

from __future__ import annotations

import io
import random
from collections.abc import Sequence

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw, ImageFilter

SIDE = 720
Colour = tuple[int, int, int]


def painted(kind: str, colour: str, palette: Sequence[str], chance: random.Random) -> ContentFile[bytes]:
    """A JPEG. ``kind``: "card" (a painted wall with a swatch), "fan", "wall" or "house"; colours as "#rrggbb"."""
    shades = [_rgb(each) for each in ([colour] if colour else []) + chance.sample(list(palette), 6)]
    draw = {"card": _card, "fan": _fan, "wall": _wall, "house": _house}[kind]
    target = io.BytesIO()
    draw(shades).save(target, "JPEG", quality=86)
    return ContentFile(target.getvalue(), name=f"{kind}.jpg")


def alt(kind: str, name: str) -> str:
    return {
        "card": f"Eine Wand im Farbton {name}, davor ein Farbmuster, von links fällt Licht ein.",
        "fan": "Ein aufgeklappter Farbfächer mit sieben Tönen.",
        "wall": "Eine frisch gestrichene Wand in zwei Farben, davor eine Bank und eine Pflanze.",
        "house": "Ein Haus mit frisch gestrichener Fassade, Satteldach und vier Fenstern.",
    }[kind]


def _card(shades: Sequence[Colour]) -> Image.Image:
    wall = _lit(shades[0])
    draw = ImageDraw.Draw(wall)
    draw.rectangle((0, 610, SIDE, SIDE), fill=_mix(shades[0], (250, 247, 240), 0.75))
    draw.rectangle((0, 604, SIDE, 612), fill=_mix(shades[0], (60, 50, 40), 0.25))
    shadow = Image.new("L", wall.size)
    ImageDraw.Draw(shadow).rectangle((268, 178, 488, 478), fill=110)
    wall.paste(_mix(shades[0], (0, 0, 0), 0.5), mask=shadow.filter(ImageFilter.GaussianBlur(12)))
    draw.rectangle((250, 160, 470, 460), fill=(252, 250, 245))
    draw.rectangle((264, 174, 456, 376), fill=shades[0])
    for number, amount in enumerate((0.25, 0.5, 0.75)):
        left = 264 + number * 66
        draw.rectangle((left, 392, left + 60, 444), fill=_mix(shades[0], (255, 255, 255), amount))
    return wall


def _fan(shades: Sequence[Colour]) -> Image.Image:
    table = _lit((214, 200, 178))
    for number, shade in enumerate(shades):
        strip = Image.new("RGBA", (SIDE * 2, SIDE * 2))
        draw = ImageDraw.Draw(strip)
        draw.rounded_rectangle((660, 160, 780, 840), 14, fill=(253, 251, 246, 255))
        for part in range(5):
            tone = _mix(shade, (255, 255, 255), part * 0.17)
            draw.rectangle((668, 170 + part * 112, 772, 270 + part * 112), fill=(*tone, 255))
        turned = strip.rotate(48 - number * 16, center=(720, 800))
        table.paste(turned.crop((360, 130, 1080, 850)), (0, 0), turned.crop((360, 130, 1080, 850)))
    ImageDraw.Draw(table).ellipse((348, 658, 372, 682), fill=(120, 105, 88))
    return table


def _wall(shades: Sequence[Colour]) -> Image.Image:
    room = _lit(_mix(shades[0], (255, 255, 255), 0.7))
    lower = _lit(shades[0]).crop((0, 300, SIDE, 590))
    room.paste(lower, (0, 300))
    draw = ImageDraw.Draw(room)
    draw.rectangle((0, 590, SIDE, SIDE), fill=(176, 138, 98))
    for board in range(0, SIDE, 90):
        draw.line((board, 590, board - 40, SIDE), fill=(152, 116, 80), width=2)
    draw.rectangle((0, 578, SIDE, 592), fill=(248, 245, 238))
    draw.rectangle((150, 510, 470, 532), fill=(203, 163, 116))
    draw.rectangle((170, 532, 186, 632), fill=(182, 143, 98))
    draw.rectangle((434, 532, 450, 632), fill=(182, 143, 98))
    draw.polygon([(545, 560), (635, 560), (622, 650), (558, 650)], fill=_mix(shades[1], (90, 60, 40), 0.2))
    for lean in range(-4, 5):
        tip = 590 + lean * 28
        draw.polygon(
            [(584, 562), (tip - 12, 420 + abs(lean) * 16), (596, 562)], fill=(88, 122 + lean * 5, 84)
        )
    return room


def _house(shades: Sequence[Colour]) -> Image.Image:
    sky = Image.linear_gradient("L").resize((SIDE, SIDE))
    scene = Image.composite(
        Image.new("RGB", sky.size, (244, 236, 220)), Image.new("RGB", sky.size, (166, 196, 214)), sky
    )
    draw = ImageDraw.Draw(scene)
    draw.rectangle((0, 600, SIDE, SIDE), fill=(134, 152, 104))
    scene.paste(_lit(shades[0]).crop((0, 0, 420, 340)), (150, 280))
    draw.rectangle((150, 572, 570, 622), fill=_mix(shades[0], (60, 60, 60), 0.45))
    draw.polygon([(120, 290), (360, 110), (600, 290)], fill=(140, 74, 58))
    draw.polygon([(150, 290), (360, 132), (570, 290)], fill=(156, 84, 64))
    for left, top in [(200, 330), (440, 330), (200, 460), (440, 460)]:
        draw.rectangle((left - 8, top - 8, left + 78, top + 88), fill=(250, 248, 243))
        draw.rectangle((left, top, left + 70, top + 80), fill=(108, 136, 152))
        draw.line((left + 35, top, left + 35, top + 80), fill=(250, 248, 243), width=6)
    draw.rectangle((322, 450, 398, 622), fill=_mix(shades[1], (40, 30, 30), 0.2))
    draw.ellipse((384, 534, 392, 542), fill=(230, 200, 120))
    return scene


def _lit(colour: Colour) -> Image.Image:
    """A surface with light from the left."""
    light = Image.linear_gradient("L").rotate(90).resize((SIDE, SIDE))
    near = Image.new("RGB", (SIDE, SIDE), _mix(colour, (255, 250, 235), 0.18))
    far = Image.new("RGB", (SIDE, SIDE), _mix(colour, (30, 25, 30), 0.16))
    return Image.composite(far, near, light)


def _mix(colour: Colour, other: Colour, amount: float) -> Colour:
    red, green, blue = (round(a + (b - a) * amount) for a, b in zip(colour, other, strict=True))
    return red, green, blue


def _rgb(code: str) -> Colour:
    return int(code[1:3], 16), int(code[3:5], 16), int(code[5:7], 16)
