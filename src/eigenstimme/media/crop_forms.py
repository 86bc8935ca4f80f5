"""How the pictures of one channel are cropped, as fields of any form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict

from eigenstimme.connectors.types import Shape
from eigenstimme.media.crops import SMALLEST, Crop, shape_in_words
from eigenstimme.media.models import Asset, Attachment

PARTS = ("x", "y", "size")


@dataclass(frozen=True)
class CropRow:
    """One picture, the names of its fields, and where its frame stands: chosen, or proposed by its focal point."""

    attachment: Attachment
    name: str
    choices: list[tuple[str, str, bool]]
    frame: Crop
    smallest: int = SMALLEST


class CropsForm:
    """For each picture a shape (``<prefix>-<pk>``, "4x5") and its place (``…-x``, ``-y``, ``-size``).

    A shape alone lies around the focal point. What makes no sense is no crop: the whole picture is shown.
    """

    def __init__(
        self, data: QueryDict | None, *, prefix: str, kept: Mapping[int, Crop], shapes: Sequence[Shape]
    ) -> None:
        self._data, self.prefix, self._kept, self._shapes = data, prefix, kept, shapes

    def of(self, asset: Asset) -> Crop | None:
        """As the form stands."""
        if asset.is_video:
            return None
        return self._kept.get(asset.pk) if self._data is None else self._typed(asset, self._data)

    def all(self, attached: Sequence[Attachment]) -> dict[int, Crop]:
        crops = {each.asset.pk: self.of(each.asset) for each in attached}
        return {asset: crop for asset, crop in crops.items() if crop}

    def rows(self, attached: Sequence[Attachment]) -> list[CropRow]:
        return [self._row(each) for each in attached if not each.asset.is_video]

    def name(self, asset_id: int) -> str:
        return f"{self.prefix}-{asset_id}"

    @property
    def is_typed(self) -> bool:
        """Whether anything is chosen in it, or was kept."""
        if self._data is None:
            return bool(self._kept)
        return any(value for name, value in self._data.items() if name.startswith(f"{self.prefix}-"))

    def _row(self, attached: Attachment) -> CropRow:
        asset, crop = attached.asset, self.of(attached.asset)
        shapes = [*self._shapes, *([crop.shape] if crop and crop.shape not in self._shapes else [])]
        choices = [
            (written(each), shape_in_words(each), crop is not None and crop.shape == each) for each in shapes
        ]
        return CropRow(attached, self.name(asset.pk), choices, crop or around_focal_point(asset, (1, 1)))

    def _typed(self, asset: Asset, data: QueryDict) -> Crop | None:
        name = self.name(asset.pk)
        proposed = around_focal_point(asset, (1, 1))
        place = [data.get(f"{name}-{part}", "") or str(getattr(proposed, part)) for part in PARTS]
        return Crop.parse("-".join([data.get(name, ""), *place]))


def around_focal_point(asset: Asset, shape: Shape) -> Crop:
    """As large as it fits."""
    return Crop(shape, asset.focal_x * 10, asset.focal_y * 10)


def written(shape: Shape) -> str:
    """As the fields know it: "4x5"."""
    return f"{shape[0]}x{shape[1]}"


def write(data: QueryDict, prefix: str, crops: Mapping[int, Crop]) -> None:
    """Make the fields of a sent form hold these, and no others."""
    for name in [name for name in data if name.startswith(f"{prefix}-")]:
        del data[name]
    for asset, crop in crops.items():
        data[f"{prefix}-{asset}"] = written(crop.shape)
        for part in PARTS:
            data[f"{prefix}-{asset}-{part}"] = str(getattr(crop, part))
