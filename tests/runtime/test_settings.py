"""What the environment says is what the settings hold."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

SHOW = """
import json
from eigenstimme import settings
names = ["EMAIL_HOST_USER", "EMAIL_HOST_PASSWORD", "ALLAUTH_TRUSTED_PROXY_COUNT"]
shown = {name: getattr(settings, name, None) for name in names}
print(json.dumps({"DATABASE": settings.DATABASES["default"], **shown}))
"""


def settings_with(tmp_path: Path, **environment: str) -> dict[str, Any]:
    given = {**os.environ, "EIGENSTIMME_DATA": str(tmp_path), **environment}
    done = subprocess.run([sys.executable, "-c", SHOW], env=given, capture_output=True, text=True, check=True)
    shown: dict[str, Any] = json.loads(done.stdout)
    return shown


def test_passwords_in_addresses_may_hold_any_sign(tmp_path: Path) -> None:
    shown = settings_with(
        tmp_path,
        DATABASE_URL="postgresql://kern%40firm:p%2Fw%3A1@db.example:5433/voice",
        EIGENSTIMME_MAIL_URL="smtp+tls://post%40kern.example:a%2Fb@mail.example:587",
    )
    database = shown["DATABASE"]
    assert (database["USER"], database["PASSWORD"], database["HOST"]) == ("kern@firm", "p/w:1", "db.example")
    assert (shown["EMAIL_HOST_USER"], shown["EMAIL_HOST_PASSWORD"]) == ("post@kern.example", "a/b")


@pytest.mark.parametrize(("url", "proxies"), [("https://stimme.example", 1), ("http://localhost:8000", 0)])
def test_the_proxys_word_on_addresses_counts_only_behind_one(tmp_path: Path, url: str, proxies: int) -> None:
    assert settings_with(tmp_path, EIGENSTIMME_URL=url)["ALLAUTH_TRUSTED_PROXY_COUNT"] == proxies
