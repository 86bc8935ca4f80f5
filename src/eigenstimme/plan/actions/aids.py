"""What helps everybody who writes: snippets and sets of hashtags, and how links to the own pages are named."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import IntegrityError, transaction

from eigenstimme.audit.record import record
from eigenstimme.channels.models import Channel
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Company
from eigenstimme.people.rights import Subject, require, require_ours
from eigenstimme.plan.errors import NameOfAnother
from eigenstimme.plan.models import LinkRules, Snippet
from eigenstimme.strategy.models import Topic


@dataclass(frozen=True)
class SnippetDraft:
    name: str
    text: str
    kind: str
    channel: Channel | None = None
    topic: Topic | None = None


@transaction.atomic
def add_snippet(draft: SnippetDraft, *, actor: Actor) -> Snippet:
    """Whoever may draft where it belongs may add one. Raises ``NameOfAnother``."""
    snippet = Snippet(company_id=actor.company_id)
    _write(snippet, draft, actor)
    decision = require(actor, "piece.draft", snippet.subject())
    _save(snippet, actor)
    record(actor, "snippet.added", snippet, decision)
    return snippet


@transaction.atomic
def change_snippet(snippet: Snippet, draft: SnippetDraft, *, actor: Actor) -> Snippet:
    """Where it was and where it goes. Raises ``NameOfAnother``."""
    snippet = Snippet.objects.select_for_update().get(pk=snippet.pk)
    require(actor, "piece.draft", snippet.subject())
    _write(snippet, draft, actor)
    decision = require(actor, "piece.draft", snippet.subject())
    _save(snippet, actor)
    record(actor, "snippet.changed", snippet, decision)
    return snippet


@transaction.atomic
def remove_snippet(snippet: Snippet, *, actor: Actor) -> None:
    """What was written with it stays."""
    decision = require(actor, "piece.draft", snippet.subject())
    record(actor, "snippet.removed", snippet, decision)
    snippet.delete()


@transaction.atomic
def change_link_rules(
    company: Company,
    *,
    domains: list[str],
    source: str,
    medium: str,
    campaign: str,
    content: str,
    actor: Actor,
) -> LinkRules:
    """For what is saved from now on. Without ``domains`` no link is marked."""
    decision = require(actor, "company.manage", Subject(company.pk))
    rules, _new = LinkRules.objects.update_or_create(
        company=company,
        defaults={
            "domains": domains,
            "source": source,
            "medium": medium,
            "campaign": campaign,
            "content": content,
        },
    )
    record(actor, "links.named", rules, decision)
    return rules


def _write(snippet: Snippet, draft: SnippetDraft, actor: Actor) -> None:
    require_ours(actor, draft.channel, draft.topic)
    snippet.name, snippet.text, snippet.kind = draft.name, draft.text, draft.kind
    snippet.channel, snippet.topic = draft.channel, draft.topic


def _save(snippet: Snippet, actor: Actor) -> None:
    snippet.changed_by_id = actor.member
    try:
        with transaction.atomic():
            snippet.save()
    except IntegrityError as error:
        raise NameOfAnother(snippet.name) from error
