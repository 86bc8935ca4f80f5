"""The web application: Django, and beside it the live stream."""

import os
from collections.abc import Callable
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "eigenstimme.settings")

import django
from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIHandler
from django.http import HttpRequest, HttpResponse

django.setup(set_prefix=False)

from eigenstimme.live import Receive, Scope, Send, stream  # noqa: E402  # needs the models


class Pages(ASGIHandler):
    """Django, with all of a request in one thread and in one go.

    Our middleware and our views are synchronous. Left to itself, Django goes through the event loop between them.
    """

    def load_middleware(self, is_async: bool = False) -> None:
        super().load_middleware()
        chain: Callable[[HttpRequest], HttpResponse] = self._middleware_chain  # type: ignore[has-type]
        self._middleware_chain = sync_to_async(chain)


_pages = Pages()


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer one request."""
    if scope["type"] == "http" and scope["path"] == "/live":
        await stream(scope, receive, send)
    else:
        await _pages(scope, receive, send)  # type: ignore[arg-type]  # Django names the same shapes in its own words


def served() -> Any:
    """The application inside a server process, which ends when the process that watches it is gone."""
    from eigenstimme.core.process import die_with_parent, settle_memory

    die_with_parent()
    settle_memory()
    return application
