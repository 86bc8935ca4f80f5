"""Telling open pages that something changed: one NOTIFY per topic, delivered when the transaction commits.

Pages listen with ``data-live-topic``; they fetch the changed part again, so a message carries no content.
"""

from __future__ import annotations

import json

from django.db import connection

CHANNEL = "eigenstimme_live"


def announce(company_id: int, topic: str) -> None:
    """``topic`` is like "inbox" or "conversation:12". Payload: {"company": id, "topic": topic}."""
    payload = json.dumps({"company": company_id, "topic": topic})
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, payload])
