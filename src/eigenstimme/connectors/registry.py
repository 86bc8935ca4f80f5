"""The one list of networks. A new network is its folder and its line here."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from eigenstimme.connectors.types import Connector

_CONNECTORS = {
    "practice": "eigenstimme.connectors.practice.connector:PracticeConnector",
    "wordpress": "eigenstimme.connectors.wordpress.connector:WordPressConnector",
    "bluesky": "eigenstimme.connectors.bluesky.connector:BlueskyConnector",
    "mastodon": "eigenstimme.connectors.mastodon.connector:MastodonConnector",
    "discord": "eigenstimme.connectors.discord.connector:DiscordConnector",
    "telegram": "eigenstimme.connectors.telegram.connector:TelegramConnector",
    "facebook": "eigenstimme.connectors.facebook.connector:FacebookConnector",
    "youtube": "eigenstimme.connectors.youtube.connector:YouTubeConnector",
    "linkedin": "eigenstimme.connectors.linkedin.connector:LinkedInConnector",
    "google_business": "eigenstimme.connectors.google_business.connector:GoogleBusinessConnector",
    "instagram": "eigenstimme.connectors.instagram.connector:InstagramConnector",
    "x_com": "eigenstimme.connectors.x_com.connector:XConnector",
    "threads": "eigenstimme.connectors.threads.connector:ThreadsConnector",
    "tiktok": "eigenstimme.connectors.tiktok.connector:TikTokConnector",
    "by_hand": "eigenstimme.connectors.by_hand.connector:ByHandConnector",
}


class UnknownNetwork(LookupError):
    """The stored name of a network has no line in the registry."""


def names() -> list[str]:
    return list(_CONNECTORS)


@cache
def connector_class(name: str) -> type[Connector]:
    if name not in _CONNECTORS:
        raise UnknownNetwork(name)
    module, _, attribute = _CONNECTORS[name].partition(":")
    found: type[Connector] = getattr(import_module(module), attribute)
    return found
