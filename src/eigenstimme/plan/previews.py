"""What a post will look like, drawn by its network's own template (``connectors/<network>/preview.html``)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from django.template.loader import select_template
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from eigenstimme.channels.models import Channel
from eigenstimme.media.models import Attachment
from eigenstimme.plan.checks import Content
from eigenstimme.plan.models import Piece
from eigenstimme.plan.words import sentence_with_place

PictureUrl = Callable[[Attachment], str]


def own_url(attached: Attachment) -> str:
    """For whoever is signed in: the picture as it is cropped, or a still of the video."""
    return attached.still_url


@dataclass(frozen=True)
class ShownPicture:
    url: str
    alt: str


@dataclass(frozen=True)
class ShownPost:
    text: str
    title: str = ""
    pictures: list[ShownPicture] = field(default_factory=list)


@dataclass(frozen=True)
class ShownAccount:
    """The face of the channel. Its avatar stays at the network: no page of ours makes the browser ask there."""

    name: str
    handle: str
    avatar_url: str = ""


@dataclass(frozen=True)
class Preview:
    """One channel: how it will look, and in sentences what does not fit."""

    channel: Channel
    drawn: SafeString
    findings: list[str]


def previews_of(piece: Piece, url: PictureUrl = own_url) -> dict[int, Preview]:
    """By channel; ``url`` says where the reader gets pictures."""
    return {variant.channel_id: preview(Content.of(variant), url) for variant in piece.variants.all()}


def preview(content: Content, url: PictureUrl = own_url) -> Preview:
    found = [sentence_with_place(each) for each in content.findings()]
    return Preview(content.channel, draw(content, url), found)


def draw(content: Content, url: PictureUrl = own_url) -> SafeString:
    """With the template of the network, or the plain one; a thread and a first comment as several posts below it."""
    first, *others = content.posts
    whole = draw_post(replace(content, text=first), url)
    following = [*others, *filter(None, [content.first_comment])]
    if not following:
        return whole
    below = [draw_post(replace(content, title="", text=text, attached=()), url) for text in following]
    return format_html(
        '<div class="preview-thread">{}{}</div>',
        whole,
        format_html_join("", "{}", ([each] for each in below)),
    )


def draw_post(content: Content, url: PictureUrl) -> SafeString:
    channel = content.channel
    pictures = [ShownPicture(url(each), each.alt) for each in content.attached]
    name = channel.network
    template = select_template([f"{name}/templates/connectors/{name}/preview.html", "plan/preview.html"])
    drawn: SafeString = template.render(
        {
            "post": ShownPost(content.text, content.title, pictures),
            "account": ShownAccount(channel.name, channel.handle),
            "channel": channel,
            "now": timezone.now(),
        }
    )
    return drawn
