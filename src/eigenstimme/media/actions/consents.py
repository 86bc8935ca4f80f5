"""The consent of people who are shown: recorded, withdrawn, run out. What waits to go out stops at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from eigenstimme.audit.record import record
from eigenstimme.channels.models import Channel
from eigenstimme.core import live
from eigenstimme.media.models import Asset, Consent
from eigenstimme.media.signals import withheld
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Membership
from eigenstimme.people.notices import tell
from eigenstimme.people.rights import require


@dataclass(frozen=True)
class Agreement:
    """What somebody agreed to. ``channels`` None: everywhere."""

    person: str
    basis: str
    given_on: date
    channels: Collection[Channel] | None = None
    purpose: str = ""
    valid_until: date | None = None
    form: File[bytes] | None = None


@transaction.atomic
def record_consent(agreement: Agreement, asset: Asset, *, actor: Actor) -> Consent:
    """Somebody agreed to be shown on this file. It is marked as showing people from then on."""
    decision = require(actor, "media.manage", asset.subject())
    consent = Consent(
        company_id=asset.company_id,
        person=agreement.person.strip(),
        basis=agreement.basis,
        every_channel=agreement.channels is None,
        purpose=agreement.purpose,
        given_on=agreement.given_on,
        valid_until=agreement.valid_until,
        recorded_by_id=actor.member,
    )
    consent.save()
    if agreement.form:
        consent.form.save(agreement.form.name or "form", agreement.form)
    consent.channels.set(agreement.channels or [])
    consent.assets.add(asset)
    Asset.objects.filter(pk=asset.pk).update(people_shown=True)
    live.announce(asset.company_id, f"asset:{asset.pk}")
    record(actor, "consent.recorded", asset, decision, basis=agreement.basis)
    return consent


@transaction.atomic
def withdraw_consent(consent: Consent, *, actor: Actor) -> Consent:
    """The person no longer wants to be shown: what waits with their files is held, what is public is named."""
    decision = require(actor, "media.manage", consent.subject())
    consent = Consent.objects.select_for_update().get(pk=consent.pk)
    if consent.withdrawn_at:
        return consent
    consent.withdrawn_at, consent.withdrawn_by_id = timezone.now(), actor.member
    consent.save(update_fields=["withdrawn_at", "withdrawn_by"])
    for asset in _withhold(consent.company_id, consent.assets.kept(), "consent.withdrawn"):
        record(actor, "consent.withdrawn", asset, decision)
    return consent


@transaction.atomic
def mark_people(asset: Asset, shown: bool, *, actor: Actor) -> Asset:
    """Say whether people can be recognised on a file. Saying no needs the right to manage consent."""
    right = "idea.suggest" if shown else "media.manage"
    decision = require(actor, right, asset.subject())
    asset = Asset.objects.select_for_update().get(pk=asset.pk)
    if asset.people_shown == shown:
        return asset
    asset.people_shown = shown
    asset.save(update_fields=["people_shown"])
    live.announce(asset.company_id, f"asset:{asset.pk}")
    record(actor, "asset.people_shown" if shown else "asset.nobody_shown", asset, decision)
    if shown:
        withheld.send(Asset, asset_ids=[asset.pk])
    return asset


@transaction.atomic
def end_what_ran_out(now: datetime) -> None:
    """Consents and licences whose last day has passed, in their company's time zone, stop what still waits."""
    yesterday_somewhere = timezone.localdate(now)
    ended = Consent.objects.filter(withdrawn_at=None, end_told_at=None, valid_until__lt=yesterday_somewhere)
    for consent in ended.select_for_update(of=["self"], skip_locked=True).select_related("company")[:100]:
        if consent.good_on(now.astimezone(consent.company.zone).date()):
            continue
        Consent.objects.filter(pk=consent.pk).update(end_told_at=now)
        _withhold(consent.company_id, consent.assets.kept(), "consent.ran_out")
    over = Asset.objects.filter(licence_until__lt=yesterday_somewhere, licence_end_told_at=None)
    for asset in over.select_for_update(of=["self"], skip_locked=True).select_related("company")[:100]:
        if asset.licence_until and asset.licence_until >= now.astimezone(asset.company.zone).date():
            continue
        Asset.objects.filter(pk=asset.pk).update(licence_end_told_at=now)
        _withhold(asset.company_id, Asset.objects.filter(pk=asset.pk), "licence.ran_out")


def _withhold(company_id: int, assets: Iterable[Asset], code: str) -> list[Asset]:
    """Stop what waits, and tell the leads; with the figure of what is public already."""
    files = list(assets)
    answers: list[tuple[Any, Any]] = withheld.send(Asset, asset_ids=[asset.pk for asset in files])
    public = sum(count for _receiver, count in answers)
    leads = Membership.objects.present().own().filter(company_id=company_id, lead=True)
    for asset in files:
        live.announce(company_id, f"asset:{asset.pk}")
        for lead in leads.select_related("person"):
            tell(lead, code, asset.get_absolute_url(), file=str(asset), public=str(public))
    return files
