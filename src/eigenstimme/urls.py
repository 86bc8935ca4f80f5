"""All addresses. Each room has its own; their prefixes stand here."""

from __future__ import annotations

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

_ROOMS = {
    "people": "",
    "audit": "history/",
    "strategy": "topics/",
    "channels": "channels/",
    "mandates": "mandates/",
    "media": "media/",
    "plan": "plan/",
    "publishing": "publications/",
    "inbox": "inbox/",
    "practice": "practice/",
    "ui": "",
    "today": "",
}

urlpatterns: list[URLPattern | URLResolver] = [
    path("account/", include("allauth.urls")),
    path("language/", include("django.conf.urls.i18n")),
    *(
        path(prefix, include(f"eigenstimme.{room}.urls"))
        for room, prefix in _ROOMS.items()
        if find_spec(f"eigenstimme.{room}.urls")
    ),
]
