"""Pages in the Graph API's own words (https://developers.facebook.com/docs/pages-api, v26.0 of 2026-07-29)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

import httpx

from eigenstimme.connectors.graph import Forbidden, Graph, Node, Page, identifier, page_of
from eigenstimme.connectors.http import Answer
from eigenstimme.connectors.types import Picture, Refused, Video

VERSION = "v26.0"
API = f"https://graph.facebook.com/{VERSION}"
VIDEO_API = f"https://graph-video.facebook.com/{VERSION}"
"""Where videos are taken in pieces (docs/video-api, 2026-11)."""
PERSON = "from{id,name,picture{url}}"
COMMENT = f"id,message,created_time,{PERSON},parent{{id}},permalink_url"
COMMENTS_A_PAGE, POSTS_A_PAGE, ALL = 25, 25, 100


class FacebookClient:
    """One Page, by its own token."""

    def __init__(self, page: str, token: str, secret: str, http: httpx.Client) -> None:
        self._page, self._graph = page, Graph(API, token, http, secret=secret)

    def page(self) -> Answer:
        return self._graph.get(self._page, fields="id,name,username,link,picture{url}")

    # --- writing ---

    def upload_photo(self, picture: Picture) -> str:
        """Seen by nobody until a post refers to it."""
        form = {"published": "false", "temporary": "true", "alt_text_custom": picture.alt}
        file = {"source": (picture.file_name, picture.content, picture.media_type)}
        with self._graph.post(f"{self._page}/photos", form, files=file).reading() as photo:
            return identifier(photo["id"])

    def upload_video(self, video: Video) -> tuple[str, str]:
        """In the pieces the network asks for. Returns the ids of the video and of what finishes it."""
        with self._videos(upload_phase="start", file_size=video.size).reading() as begun:
            ids = identifier(begun["video_id"]), identifier(begun["upload_session_id"])
            start, end = int(begun["start_offset"]), int(begun["end_offset"])
        with video.file.open("rb") as file:
            while start < end:
                file.seek(start)
                piece = {"video_file_chunk": (video.file_name, file.read(end - start), video.media_type)}
                form: dict[str, Any] = {"upload_session_id": ids[1], "start_offset": start}
                with self._videos(files=piece, upload_phase="transfer", **form).reading() as taken:
                    before, start, end = start, int(taken["start_offset"]), int(taken["end_offset"])
                    if start <= before:
                        raise ValueError(start)
        return ids

    def publish_video(self, session: str, text: str) -> Answer:
        return self._videos(
            once=True, upload_phase="finish", upload_session_id=session, description=text, published="true"
        )

    def publish_post(self, form: Mapping[str, str]) -> Answer:
        return self._graph.post(f"{self._page}/feed", form, once=True)

    def publish_comment(self, below: str, text: str) -> Answer:
        fields = {"message": text, "fields": "id,permalink_url"}
        return self._graph.post(f"{below}/comments", fields, once=True)

    def change(self, node: str, form: Mapping[str, str]) -> Answer:
        return self._graph.post(node, form)

    def like(self, node: str) -> None:
        self._graph.post(f"{node}/likes", {})

    def delete(self, path: str) -> None:
        self._graph.delete(path)

    # --- reading ---

    def video(self, number: str) -> Answer:
        return self._graph.get(number, fields="id,published,permalink_url,post_id,status")

    def own_posts(self, since: int, most: int) -> Iterator[Page]:
        """The newest first."""
        media = "attachments{target{id},subattachments{target{id}}}"
        fields = f"id,message,created_time,permalink_url,{media}"
        return self._graph.pages(f"{self._page}/published_posts", most, fields=fields, since=since, limit=ALL)

    def comments(self, below: str, most: int, *, limit: int, after: str = "") -> Iterator[Page]:
        """The newest first, those of all depths."""
        order = {"filter": "stream", "order": "reverse_chronological", "fields": COMMENT, "limit": limit}
        return self._graph.pages(f"{below}/comments", most, **order, **({"after": after} if after else {}))

    def feed(self) -> list[Node]:
        """What stands on the Page, by us or by others, with the newest comments on it."""
        below = f"comments.filter(stream).order(reverse_chronological).limit({COMMENTS_A_PAGE}){{{COMMENT}}}"
        fields = f"id,message,created_time,{PERSON},permalink_url,{below}"
        with self._graph.get(f"{self._page}/feed", fields=fields, limit=POSTS_A_PAGE).reading() as body:
            return page_of(body).nodes

    def counts(self, node: str) -> Answer:
        counted = "comments.limit(0).summary(true),reactions.limit(0).summary(true)"
        return self._graph.get(node, fields=f"shares,{counted}")

    def insight(self, post: str, metric: str) -> int | None:
        """Asked for one by one: a figure that is unknown would fail all of them."""
        with suppress(Refused, Forbidden), self._insight(post, metric).reading() as body:
            values = page_of(body).nodes
            return int(values[0]["values"][0]["value"]) if values else None
        return None

    def _insight(self, post: str, metric: str) -> Answer:
        return self._graph.get(f"{post}/insights", metric=metric)

    def _videos(self, *, files: Any = None, once: bool = False, **form: Any) -> Answer:
        return self._graph.post(f"{self._page}/videos", form, files=files, once=once, base=VIDEO_API)
