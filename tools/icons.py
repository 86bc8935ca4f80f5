"""Draw the icons for home screens from the product's mark, after a change of `ui/static/ui/mark.svg`.

Needs Chromium. A maskable icon is cut to a shape by the phone: its ground reaches the edges, and the mark keeps to
the middle 80 % (W3C Web Application Manifest, "safe zone").
"""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

STATIC = Path(__file__).resolve().parent.parent / "src/eigenstimme/ui/static/ui"
GROUND = "#0d5260"
SIZES = {
    "icon-192": (192, 1.0),
    "icon-512": (512, 1.0),
    "icon-maskable-512": (512, 0.8),
    "icon-180": (180, 0.8),
}
"""Name, pixels, and how much of the width the mark takes; one that takes less stands on its ground."""


def main() -> None:
    """Write every icon."""
    chromium = shutil.which("chromium") or sys.exit("icons: chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        for name, (pixels, part) in SIZES.items():
            _draw(page, STATIC / f"{name}.png", pixels, part)
        browser.close()


def _draw(page: Page, file: Path, pixels: int, part: float) -> None:
    ground = GROUND if part < 1 else "transparent"
    page.set_viewport_size({"width": pixels, "height": pixels})
    page.set_content(
        f"<style>body {{ margin: 0; background: {ground}; display: grid; place-items: center; height: 100vh }}"
        f"svg {{ width: {part:.0%} }}</style>{(STATIC / 'mark.svg').read_text()}"
    )
    page.screenshot(path=file, omit_background=True)


if __name__ == "__main__":
    main()
