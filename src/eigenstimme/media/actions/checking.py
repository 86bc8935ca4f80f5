"""The checklist of the sector: chosen once for the company, answered for each file."""

from __future__ import annotations

from django.db import transaction

from eigenstimme.audit.record import record
from eigenstimme.core import live
from eigenstimme.media.models import Asset, PhotoCheck, PhotoRules
from eigenstimme.media.sectors import SECTORS
from eigenstimme.people.actor import Actor
from eigenstimme.people.models import Company
from eigenstimme.people.rights import Subject, require


@transaction.atomic
def choose_sector(company: Company, sector: str, *, actor: Actor) -> None:
    """Raises ``KeyError`` for a sector there is no checklist for."""
    decision = require(actor, "company.manage", Subject(company.pk))
    label = SECTORS[sector].label
    PhotoRules.objects.update_or_create(company=company, defaults={"sector": sector})
    record(actor, "photos.sector_chosen", company, decision, sector=str(label))


@transaction.atomic
def check_photo(asset: Asset, *, actor: Actor) -> PhotoCheck:
    """Every point of the checklist holds for this file."""
    decision = require(actor, "idea.suggest", asset.subject())
    sector = PhotoRules.sector_of(asset.company_id)
    check = PhotoCheck.objects.create(asset=asset, sector=sector, checked_by_id=actor.member)
    live.announce(asset.company_id, f"asset:{asset.pk}")
    record(actor, "asset.checked", asset, decision)
    return check
