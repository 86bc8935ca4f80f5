from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from eigenstimme.connectors.registry import connector_class
from eigenstimme.connectors.types import Account, Connector, Limits, Varies
from eigenstimme.core.sealed import SealedJSONField
from eigenstimme.people.models import Company, Membership
from eigenstimme.people.rights import Subject, reach

if TYPE_CHECKING:
    from eigenstimme.people.actor import Actor


class ChannelQuerySet(models.QuerySet["Channel"]):
    def visible_to(self, actor: Actor) -> ChannelQuerySet:
        return self.filter(reach(actor, "plan.read", channel="pk"), company_id=actor.company_id)

    def open(self) -> ChannelQuerySet:
        return self.filter(closed_at=None)

    def connected(self) -> ChannelQuerySet:
        return self.open().filter(disconnected_at=None)


class Channel(models.Model):
    """An account of the company at a network. It has one responsible own person; nobody reads its credentials back."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="channels")
    network = models.CharField(max_length=30, help_text="a name of the connector registry")
    name = models.CharField(_("name"), max_length=120)
    remote_id = models.CharField(max_length=300, blank=True)
    handle = models.CharField(max_length=200, blank=True)
    url = models.URLField(max_length=500, blank=True)
    avatar_url = models.URLField(max_length=500, blank=True)
    purpose = models.CharField(_("purpose"), max_length=200, blank=True)
    responsible = models.ForeignKey(
        Membership, models.PROTECT, related_name="responsible_for_channels", verbose_name=_("responsible")
    )
    credentials = SealedJSONField(null=True, editable=False)
    settings = models.JSONField(default=dict, editable=False)
    late_after = models.DurationField(_("too late after"), default=timedelta(hours=2))

    connected_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    connected_at = models.DateTimeField()
    checked_at = models.DateTimeField(null=True, blank=True)
    check_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="when to ask whether it is still connected"
    )
    disconnected_at = models.DateTimeField(null=True, blank=True)
    disconnected_reason = models.CharField(max_length=300, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    fetch_cursor = models.TextField(blank=True, editable=False)
    fetched_at = models.DateTimeField(null=True, blank=True, editable=False)
    fetch_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="when to ask for messages next"
    )
    fetch_error = models.CharField(max_length=300, blank=True, editable=False)

    objects = ChannelQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                "company",
                "network",
                "remote_id",
                condition=Q(closed_at=None) & ~Q(remote_id=""),
                name="account_connected_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["fetch_at"],
                condition=Q(closed_at=None, disconnected_at=None),
                name="channel_to_fetch",
            ),
            models.Index(
                fields=["check_at"],
                condition=Q(closed_at=None, disconnected_at=None),
                name="channel_to_check",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("channels:channel", args=[self.pk])

    @property
    def connected(self) -> bool:
        return self.closed_at is None and self.disconnected_at is None

    @property
    def health(self) -> str:
        """A key of ``ui.states``: "connected", "needs_reconnect", or "disconnected" for a closed one."""
        if self.closed_at:
            return "disconnected"
        return "needs_reconnect" if self.disconnected_at else "connected"

    @property
    def connector_class(self) -> type[Connector]:
        return connector_class(self.network)

    @property
    def icon(self) -> str:
        connector = self.connector_class
        return connector.icon_for(self.settings) if issubclass(connector, Varies) else connector.icon

    @property
    def network_label(self) -> str:
        """An English source string, like those of connectors."""
        connector = self.connector_class
        return connector.label_for(self.settings) if issubclass(connector, Varies) else connector.label

    @property
    def limits(self) -> Limits:
        return self.connector_class.limits_for(self.settings)

    def can(self, protocol: type[Any]) -> bool:
        """Whether its network offers a protocol of ``connectors.types``."""
        return issubclass(self.connector_class, protocol)

    def subject(self) -> Subject:
        return Subject(
            self.company_id,
            channel_id=self.pk,
            responsible=str(self.responsible),
            responsible_id=self.responsible_id,
        )


def account_fields(account: Account) -> dict[str, str]:
    """What a channel keeps of its account. A network's word is cut to our measure; half an address is none."""
    return {
        "remote_id": account.remote_id[:300],
        "handle": account.handle[:200],
        "url": account.url if len(account.url) <= 500 else "",
        "avatar_url": account.avatar_url if len(account.avatar_url) <= 500 else "",
    }
