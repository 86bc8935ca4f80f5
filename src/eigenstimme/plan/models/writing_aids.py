"""What the company keeps for everybody who writes: snippets, sets of hashtags, rules for its links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from eigenstimme.channels.models import Channel
from eigenstimme.people.models import Company, Membership
from eigenstimme.people.rights import Subject
from eigenstimme.plan.link_marks import Marks, marks_for
from eigenstimme.strategy.models import Topic

if TYPE_CHECKING:
    from eigenstimme.people.actor import Actor

LONGEST_SNIPPET = 1000


class SnippetKind(models.TextChoices):
    TEXT = "text", _("text")
    HASHTAGS = "hashtags", _("hashtags")


class SnippetQuerySet(models.QuerySet["Snippet"]):
    def visible_to(self, actor: Actor) -> SnippetQuerySet:
        """Those for all channels and topics, and those for what the reader sees."""
        channels, topics = Channel.objects.visible_to(actor), Topic.objects.visible_to(actor)
        return self.filter(
            Q(channel=None) | Q(channel__in=channels),
            Q(topic=None) | Q(topic__in=topics),
            company_id=actor.company_id,
        )


class Snippet(models.Model):
    """A piece of text, or a set of hashtags, to be put in while writing. It may belong to one channel or topic."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="snippets")
    kind = models.CharField(_("kind"), max_length=8, choices=SnippetKind.choices, default=SnippetKind.TEXT)
    name = models.CharField(_("name"), max_length=80)
    text = models.TextField(_("text"), max_length=LONGEST_SNIPPET)
    channel = models.ForeignKey(
        Channel, models.CASCADE, null=True, blank=True, related_name="snippets", verbose_name=_("channel")
    )
    topic = models.ForeignKey(
        Topic, models.CASCADE, null=True, blank=True, related_name="snippets", verbose_name=_("topic")
    )
    changed_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    objects = SnippetQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "name"]
        constraints = [
            models.UniqueConstraint("company", "name", name="snippet_name_once"),
            models.CheckConstraint(condition=Q(kind__in=SnippetKind.values), name="snippet_kind_known"),
        ]

    def __str__(self) -> str:
        return self.name

    def subject(self) -> Subject:
        return Subject(self.company_id, channel_id=self.channel_id, topic_id=self.topic_id)


class LinkRules(models.Model):
    """How links to the company's own pages are named.

    The patterns may hold {network}, {channel}, {topic}, {campaign}, {title}; a mark that stays empty is left out.
    """

    company = models.OneToOneField(Company, models.CASCADE, related_name="link_rules")
    domains = models.JSONField(default=list, blank=True)
    source = models.CharField(max_length=80, default="{network}", blank=True)
    medium = models.CharField(max_length=80, default="social", blank=True)
    campaign = models.CharField(max_length=80, default="{topic}", blank=True)
    content = models.CharField(max_length=80, default="", blank=True)

    class Meta:
        verbose_name = _("rules for links")

    def __str__(self) -> str:
        return ", ".join(self.domains)

    def marks(self, channel: Channel, *, topic: str, campaign: str, title: str) -> Marks | None:
        """What links in a piece get on one channel."""
        names = {
            "utm_source": self.source,
            "utm_medium": self.medium,
            "utm_campaign": self.campaign,
            "utm_content": self.content,
        }
        values = {
            "network": channel.network,
            "channel": channel.name,
            "topic": topic,
            "campaign": campaign,
            "title": title,
        }
        return marks_for(self.domains, names, values)
