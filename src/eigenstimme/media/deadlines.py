"""What this room does when time has passed."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from eigenstimme.media.actions import clear_away, end_what_ran_out
from eigenstimme.media.models import Asset, Incoming
from eigenstimme.media.models.incoming import KEPT_FOR
from eigenstimme.media.renditions import clear_unused

AT_ONCE = 100


def tick(now: datetime) -> datetime | None:
    """Consents and licences run out; uploads nobody goes on with are cleared away, and pictures nobody asks for."""
    end_what_ran_out(now)
    for incoming in Incoming.objects.filter(touched_at__lt=now - KEPT_FOR)[:AT_ONCE]:
        incoming.path.unlink(missing_ok=True)
        incoming.delete()
    for asset in Asset.objects.to_clear_away()[:AT_ONCE]:
        clear_away(asset)
    _clear_renditions(now.replace(second=0, microsecond=0))
    return None


@lru_cache(maxsize=1)  # once a minute is enough
def _clear_renditions(minute: datetime) -> None:
    clear_unused(minute)
