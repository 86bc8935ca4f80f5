"""May a file be shown on a channel on a day? Its licence and the consent of whoever is shown answer.

KUG § 22, GDPR art. 6, 7: no picture of a person without their consent, and none any more once it is withdrawn.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum

from django.db.models import prefetch_related_objects

from eigenstimme.media.models import Asset, Consent


class Objection(StrEnum):
    """Why a file may not be shown."""

    NO_CONSENT = "no_consent"  # nobody has recorded one, or not for this channel
    CONSENT_ENDED = "consent_ended"  # withdrawn, or run out
    LICENCE_ENDED = "licence_ended"
    FILE_GONE = "file_gone"  # deleted for good


def objections(assets: Iterable[Asset], channel_id: int | None, day: date) -> list[Objection]:
    """Everything against showing ``assets`` on the channel (None: anywhere) on a day of the company's calendar.

    Consents are fetched for all of them together, and only once for the same instances.
    """
    files = list(assets)
    prefetch_related_objects([asset for asset in files if asset.people_shown], "consents__channels")
    return list(dict.fromkeys(each for asset in files for each in _against(asset, channel_id, day)))


def _against(asset: Asset, channel_id: int | None, day: date) -> Iterator[Objection]:
    if asset.people_shown and (objection := _consent_against(asset.consents.all(), channel_id, day)):
        yield objection
    if asset.licence_until and asset.licence_until < day:
        yield Objection.LICENCE_ENDED
    if asset.deleted_at:
        yield Objection.FILE_GONE


def _consent_against(consents: Iterable[Consent], channel_id: int | None, day: date) -> Objection | None:
    """Each person who ever consented needs a consent that is good: one who withdraws is not outvoted by the others."""
    by_person: defaultdict[str, list[Consent]] = defaultdict(list)
    for consent in consents:
        by_person[consent.person.casefold()].append(consent)
    if not by_person:
        return Objection.NO_CONSENT
    for of_one in by_person.values():
        good = [each for each in of_one if each.good_on(day)]
        if not good:
            return Objection.CONSENT_ENDED
        if channel_id is not None and not any(each.covers(channel_id) for each in good):
            return Objection.NO_CONSENT
    return None
