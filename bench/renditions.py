"""What a picture costs the first time it is wanted, and every time after that: milliseconds, medians.

    python bench/renditions.py [--pictures 20]

Photos of 12 megapixels full of noise, which nothing makes small easily, go through the library as uploads do.
"""

from __future__ import annotations

import argparse
import io
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PHOTO = (4000, 3000)


def main() -> None:
    sys.path.insert(0, str(ROOT))
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--pictures", type=int, default=20)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="eigenstimme-renditions-") as folder:
        os.environ.update(
            EIGENSTIMME_DATA=folder, EIGENSTIMME_LOG="ERROR", DJANGO_SETTINGS_MODULE="eigenstimme.settings"
        )
        from eigenstimme.cli.database import at_hand

        with at_hand():
            _run(given.pictures)


def _run(pictures: int) -> None:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from eigenstimme.connectors.registry import connector_class
    from eigenstimme.media.crops import Crop
    from eigenstimme.media.models import Attachment
    from eigenstimme.media.outgoing import as_connector_picture
    from eigenstimme.media.renditions import named

    added, assets = _added(pictures)
    bluesky = connector_class("bluesky").limits
    wanted: dict[str, Callable[[Any], object]] = {
        "square, for lists": lambda asset: named(asset, "square"),
        "still, for previews": lambda asset: named(asset, "still"),
        "still, cropped to 4:5": lambda asset: named(asset, "still", Crop((4, 5))),
        "for Bluesky, 2 MB": lambda asset: as_connector_picture(Attachment(asset), bluesky),
        "for Bluesky, cropped": lambda asset: as_connector_picture(
            Attachment(asset, "", Crop((4, 5))), bluesky
        ),
    }
    print(f"{pictures} photos of {PHOTO[0]} x {PHOTO[1]} px, load {os.getloadavg()[0]:.1f}")
    print(f"{'taken in and cleaned':<24}{added:>10.1f} ms")
    print(f"{'':<24}{'first':>10}{'kept':>10}{'times':>8}")
    for name, make in wanted.items():
        first, kept = (statistics.median(_timed(make, asset) for asset in assets) for _ in range(2))
        print(f"{name:<24}{first:>10.1f}{kept:>10.2f}{first / kept:>8.0f}")


def _added(pictures: int) -> tuple[float, list[Any]]:
    """The median time, and the assets."""
    from django.core.files.base import ContentFile
    from PIL import Image

    from eigenstimme.media.upload import add_picture
    from eigenstimme.people.tests.cast import make_cast

    cast = make_cast()
    times, assets = [], []
    for _number in range(pictures):
        small = (PHOTO[0] // 2, PHOTO[1] // 2)
        noise = Image.frombytes("RGB", small, os.urandom(small[0] * small[1] * 3)).resize(PHOTO)
        target = io.BytesIO()
        noise.save(target, "JPEG", quality=92)
        start = time.perf_counter()
        assets.append(
            add_picture(ContentFile(target.getvalue(), "foto.jpg"), alt="", actor=cast.actor(cast.ben))
        )
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times), assets


def _timed(make: Callable[[Any], object], asset: Any) -> float:
    start = time.perf_counter()
    make(asset)
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    main()
