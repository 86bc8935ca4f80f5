"""Telling open pages that something changed: one NOTIFY per topic, delivered when the transaction commits.

Pages listen with ``data-live-topic``; they fetch the changed part again, so a message carries no content.
"""

from __future__ import annotations

import json

from django.db import connection

CHANNEL = "eigenstimme_live"


def announce(company_id: int, *topics: str) -> None:
    """A topic is like "inbox" or "conversation:12". Payload: {"company": id, "topic": topic}."""
    payloads = [json.dumps({"company": company_id, "topic": topic}) for topic in topics]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_notify(%s, payload) FROM unnest(%s::text[]) AS payload", [CHANNEL, payloads]
        )
