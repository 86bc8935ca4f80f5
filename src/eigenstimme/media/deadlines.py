"""What this room does when time has passed."""

from __future__ import annotations

from datetime import datetime

from eigenstimme.media.actions import end_what_ran_out
from eigenstimme.media.models import Incoming
from eigenstimme.media.models.incoming import KEPT_FOR

AT_ONCE = 100


def tick(now: datetime) -> datetime | None:
    """Consents and licences run out; uploads nobody goes on with are cleared away."""
    end_what_ran_out(now)
    for incoming in Incoming.objects.filter(touched_at__lt=now - KEPT_FOR)[:AT_ONCE]:
        incoming.path.unlink(missing_ok=True)
        incoming.delete()
    return None
