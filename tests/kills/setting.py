"""A company with one channel on a real server, and posts that are due."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.utils import timezone

from eigenstimme.channels.models import Channel
from eigenstimme.connectors.mastodon.connector import MastodonConnector
from eigenstimme.connectors.types import Connected, Redirect
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Company, Kind
from eigenstimme.people.tests.cast import join
from eigenstimme.plan import actions
from eigenstimme.plan.actions import Draft, VariantDraft
from eigenstimme.publishing.models import Publication
from eigenstimme.strategy.models import Topic
from tests.servers.snac import Snac, one_by_one

RETURN_URL = "http://127.0.0.1:8000/channels/connect/return/"


def connect(server: Snac, user: str = "alice") -> Connected:
    """Through the server's own sign-in page, as a person would."""
    with one_by_one() as http:
        redirect = MastodonConnector.connect.begin({"server": server.url}, http=http, return_url=RETURN_URL)
        assert isinstance(redirect, Redirect)
        query = server.allow(redirect.url, user)
        return MastodonConnector.connect.finish(query, redirect.pending, http=http, return_url=RETURN_URL)


def connected_channel(server: Snac) -> Channel:
    company = Company.objects.create(name="Malerbetrieb Kern", slug=uuid.uuid4().hex[:12])
    lead = join(company, "Amira Kern", Kind.OWN, lead=True)
    connected = connect(server)
    return Channel.objects.create(
        company=company,
        network="mastodon",
        name="Social",
        responsible=lead,
        connected_by=lead,
        connected_at=timezone.now(),
        remote_id=connected.account.remote_id,
        credentials=dict(connected.credentials),
        settings=dict(connected.settings),
    )


def posts(channel: Channel, count: int, *, within: timedelta = timedelta()) -> list[Publication]:
    """Routine posts, each with its own text, due now or spread over a time."""
    lead = Actor.of(channel.responsible)
    topic = Topic.objects.create(company=channel.company, name=uuid.uuid4().hex[:8], content_class="A")
    for number in range(count):
        due = timezone.now() + within * (number / count) if within else None
        draft = Draft(
            f"Post {number}", topic, [VariantDraft(channel)], text=f"Gruß {uuid.uuid4().hex}", planned_for=due
        )
        actions.release(actions.draft_piece(draft, actor=lead), actor=lead)
    return list(Publication.objects.filter(channel=channel).order_by("pk"))


def a_thread(channel: Channel, length: int) -> list[Publication]:
    """One routine post of several parts, due now; each part has its own text."""
    lead = Actor.of(channel.responsible)
    topic = Topic.objects.create(company=channel.company, name=uuid.uuid4().hex[:8], content_class="A")
    text = "\n---\n".join(f"Teil {uuid.uuid4().hex}" for _part in range(length))
    draft = Draft("Folge", topic, [VariantDraft(channel)], text=text)
    actions.release(actions.draft_piece(draft, actor=lead), actor=lead)
    return list(Publication.objects.filter(channel=channel).order_by("part"))


def shown(channel: Channel) -> list[str]:
    """What the network shows of the account, newest first, as HTML texts."""
    credentials = channel.credentials
    url = f"{credentials['base_url']}/api/v1/accounts/{credentials['account_id']}/statuses"
    texts: list[str] = []
    oldest = ""
    with one_by_one(Authorization=f"Bearer {credentials['access_token']}") as http:
        while True:
            params = {"limit": "40", **({"max_id": oldest} if oldest else {})}
            page = http.get(url, params=params).json()
            if not page or page[-1]["id"] == oldest:
                return texts
            texts += [status["content"] for status in page]
            oldest = page[-1]["id"]
