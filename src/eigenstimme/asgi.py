"""The web application: Django, and beside it the live stream."""

import os
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "eigenstimme.settings")

from django.core.asgi import get_asgi_application

_pages = get_asgi_application()

from eigenstimme.live import Receive, Scope, Send, stream  # noqa: E402  # needs the models


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer one request."""
    if scope["type"] == "http" and scope["path"] == "/live":
        await stream(scope, receive, send)
    else:
        await _pages(scope, receive, send)  # type: ignore[arg-type]  # Django names the same shapes in its own words


def served() -> Any:
    """The application inside a server process, which ends when the process that watches it is gone."""
    from eigenstimme.core.process import die_with_parent

    die_with_parent()
    return application
