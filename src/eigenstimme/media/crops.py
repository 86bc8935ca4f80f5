"""A frame on a picture: which part of it is shown, in a shape that networks like."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from django.utils.formats import number_format

from eigenstimme.connectors.types import Shape

SMALLEST = 100  # per mille of the largest frame that fits
_TEXT = re.compile(r"(\d{1,4})x(\d{1,4})-(\d{1,4})-(\d{1,4})-(\d{1,4})")


@dataclass(frozen=True)
class Crop:
    """``x`` and ``y`` are its middle, per mille from the left and the top; ``size`` is per mille of the largest frame.

    It holds for a picture of any size: a frame that would stand out is moved in.
    """

    shape: Shape
    x: int = 500
    y: int = 500
    size: int = 1000

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """What ``str`` made; None for anything else, and for figures that make no sense."""
        found = _TEXT.fullmatch(text)
        if found is None:
            return None
        wide, high, x, y, size = map(int, found.groups())
        sensible = wide and high and x <= 1000 and y <= 1000 and SMALLEST <= size <= 1000
        return cls((wide, high), x, y, size) if sensible else None

    def __str__(self) -> str:
        wide, high = self.shape
        return f"{wide}x{high}-{self.x}-{self.y}-{self.size}"

    @property
    def in_words(self) -> str:
        return f"{shape_in_words(self.shape)} ({self.x // 10} % / {self.y // 10} %)"

    def frame(self, width: int, height: int) -> tuple[int, int, int, int]:
        """Left, top, right, bottom in pixels of a picture of this size."""
        largest = fitted(self.shape, width, height)
        wide, high = fitted(self.shape, *(max(side * self.size // 1000, 1) for side in largest))
        left = _inside(self.x * width // 1000 - wide // 2, width - wide)
        top = _inside(self.y * height // 1000 - high // 2, height - high)
        return left, top, left + wide, top + high


def parsed(kept: Mapping[str, str]) -> dict[int, Crop]:
    """Crops by the key of their picture, out of what is kept of them."""
    crops = {int(asset): Crop.parse(text) for asset, text in kept.items()}
    return {asset: crop for asset, crop in crops.items() if crop}


def shape_in_words(shape: Shape) -> str:
    """As the networks write it: 4:5, 1.91:1."""
    wide, high = shape
    return f"{number_format(wide / high)}:1" if high == 100 else f"{wide}:{high}"


def fitted(ratio: Shape, width: int, height: int) -> tuple[int, int]:
    """The largest size of this ratio within these sides, at least a pixel.

    Rounded towards the square: a network that takes shapes up to 4:5 takes what is made in 4:5.
    """
    wide, high = ratio
    if width * high > height * wide:
        width = _quotient(height * wide, high, up=wide < high)
    else:
        height = _quotient(width * high, wide, up=high < wide)
    return max(width, 1), max(height, 1)


def _quotient(number: int, by: int, *, up: bool) -> int:
    return -(-number // by) if up else number // by


def nearest(shapes: Sequence[Shape], width: int, height: int) -> Shape | None:
    """The shape that cuts off least."""
    ratio = width / height
    return min(
        shapes, key=lambda shape: max(ratio * shape[1] / shape[0], shape[0] / shape[1] / ratio), default=None
    )


def _inside(start: int, latest: int) -> int:
    return min(max(start, 0), latest)
