"""What this room does when something of ours has become public: same transaction, no own decision."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from eigenstimme.inbox import intake
from eigenstimme.publishing.models import Publication
from eigenstimme.publishing.signals import went_out


def connect() -> None:
    went_out.connect(on_went_out)


def on_went_out(sender: type[Publication], publications: Sequence[Publication], **_kwargs: Any) -> None:
    intake.answered(publications)
