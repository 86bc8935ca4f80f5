"""Figures, and what the company wants of its own voice."""

from __future__ import annotations

from io import BytesIO

from django.urls import reverse
from openpyxl import load_workbook

from eigenstimme.reports import actions as reports
from tests.permissions.scene import Scene, Someone
from tests.permissions.ways import Path, act, nothing, opens, other, post


def table(scene: Scene, someone: Someone) -> bool:
    """A workbook of this company, with a sheet for its channel."""
    answer = someone.browser().get(reverse("reports:voice_table"))
    return (
        answer.status_code == 200
        and scene.cast.blog.name in load_workbook(BytesIO(answer.content)).sheetnames
    )


PATHS: list[Path] = [
    act("strategy.write", reports.set_voice_limit, lambda s, a: reports.set_voice_limit(60, actor=a)),
    act(
        "strategy.write",
        reports.lift_voice_limit,
        lambda s, a: reports.lift_voice_limit(s.voice_limit(), actor=a),
    ),
    post("strategy.write", "reports:set_voice_limit", lambda s: ([], {"percent": 60})),
    post("strategy.write", "reports:lift_voice_limit", lambda s: ([s.voice_limit().pk], {})),
    opens("figures.read", "reports:voice", nothing),
    opens("figures.read", "reports:voice_posts", nothing),
    opens("figures.read", "reports:voice_sheet", nothing),
    other("figures.read", "page reports:voice_table", table, address="reports:voice_table"),
]

OPEN_ADDRESSES: dict[str, str] = {}
