"""Places where only a person can post, as data: what they are called, how it goes there, and what they allow.

A limit stands here only where it is known: a wrong one would stop a post that fits (README.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from eigenstimme.connectors.text import gettext_noop as _
from eigenstimme.connectors.text import graphemes
from eigenstimme.connectors.types import Limits

FREE = Limits(
    max_length=None,
    count=graphemes,
    count_name="graphemes",
    max_pictures=20,
    max_videos=5,
    pictures_beside_video=True,
    shapes=((1, 1), (4, 5), (2, 3), (9, 16), (191, 100), (16, 9)),
    keeps_unused=timedelta(),  # nothing is prepared
)


@dataclass(frozen=True)
class Profile:
    """One kind of place. ``network``: its own name, for channels that were given none; "" where it has none."""

    label: str
    icon: str
    steps: tuple[str, ...]
    network: str = ""
    limits: Limits = FREE


COPY = _("Copy the text.")
SAVE = _("Save the pictures on your device.")
CONFIRM = _("Come back and confirm with the link to the post.")

PROFILES: Mapping[str, Profile] = {
    "xing": Profile(
        "XING",
        "handshake",
        (
            COPY,
            SAVE,
            _("Open XING and the page of your company, and begin a new post there."),
            _("Paste the text and add the pictures. Check that you post as the company and not as yourself."),
            _("Post it, open the post by its time, and copy its address."),
            CONFIRM,
        ),
        network="XING",
    ),
    "whatsapp_channel": Profile(
        _("WhatsApp channel"),
        "megaphone",
        (
            COPY,
            SAVE,
            _("Open WhatsApp on the phone, go to “Updates”, and open your channel."),
            _(
                "Choose the picture first and paste the text below it. Without a picture, paste the text alone."
            ),
            _("Send it. Keep a finger on the update, choose “Copy link”, and come back."),
            CONFIRM,
        ),
        network="WhatsApp",
        limits=replace(FREE, max_length=65_536, picture_types=frozenset({"image/jpeg", "image/png"})),
    ),
    "facebook_group": Profile(
        _("Closed group on Facebook"),
        "users",
        (
            _("Read the rules of the group once more: many allow advertising only on certain days."),
            COPY,
            SAVE,
            _("Open the group on Facebook and choose whether you write as yourself or as the page."),
            _("Paste the text, add the pictures with their alt text, and post it."),
            _("If the group checks posts first, confirm only when yours can be seen."),
            CONFIRM,
        ),
        network="Facebook",
        limits=replace(FREE, max_length=63_206, count=len, count_name="characters"),
    ),
    "linkedin_group": Profile(
        _("Group on LinkedIn"),
        "users",
        (
            COPY,
            SAVE,
            _("Open the group on LinkedIn and begin a post there. In groups people write, not companies."),
            _("Paste the text and add the pictures with their alt text."),
            _("Post it, choose “Copy link to post” in its menu, and come back."),
            CONFIRM,
        ),
        network="LinkedIn",
        limits=replace(FREE, max_length=3000, count=len, count_name="characters"),
    ),
    "kununu": Profile(
        "kununu",
        "star",
        (
            COPY,
            _("Sign in at kununu as employer and open the review you answer."),
            _("Paste the text as the company’s comment. Name no person and set no link."),
            _("Send it. Nobody can answer to it there: it is the last word under this review."),
            CONFIRM,
        ),
        network="kununu",
        limits=replace(FREE, max_pictures=0, max_videos=0),
    ),
    "nextdoor": Profile(
        "Nextdoor",
        "house",
        (
            COPY,
            SAVE,
            _("Open Nextdoor and change to the page of your business."),
            _("Begin a post, paste the text, add the pictures, and choose the neighbourhoods."),
            _("Post it, choose “Share” and “Copy link”, and come back."),
            CONFIRM,
        ),
        network="Nextdoor",
    ),
    "private": Profile(
        _("Private profile of a person"),
        "user",
        (
            _("Only who owns the profile posts here, of their own will, and may say no."),
            COPY,
            SAVE,
            _("Say in your own words what you think of it, and that you work for the company."),
            _("Post it where your profile is, and copy the link."),
            CONFIRM,
        ),
    ),
    "other": Profile(
        _("Another place"),
        "hand",
        (COPY, SAVE, _("Open the network and post both there."), CONFIRM),
    ),
}
OTHER = PROFILES["other"]


def profile_of(settings: Mapping[str, Any]) -> Profile:
    """Of a channel; those from before there were kinds are of the last one."""
    return PROFILES.get(str(settings.get("kind")), OTHER)
