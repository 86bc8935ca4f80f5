"""PDF from typst templates and plain data: tagged, with title and language, as PDF/UA-1 asks for screen readers.

What people typed reaches the template as data and is never read as its language.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

import typst

PACKAGE = Path(__file__).resolve().parent.parent
FONTS = str(files("fontpkg_source_sans_3") / "files")


def render(template: str, data: Mapping[str, Any], *, title: str, language: str) -> bytes:
    """``template`` is a path below the package: "onboarding/typst/briefing.typ". It takes ``data`` from
    ``core/typst/house.typ``, which draws the look of the house. Raises ``typst.TypstError`` for a faulty template.
    """
    told = {**data, "title": title, "language": language}
    document = typst.compile(
        str(PACKAGE / template),
        root=str(PACKAGE),
        font_paths=[FONTS],
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=["ua-1"],
        sys_inputs={"data": json.dumps(told, ensure_ascii=False, default=str)},
    )
    assert isinstance(document, bytes)
    return document
