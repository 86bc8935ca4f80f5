from eigenstimme.media.models.asset import Asset, Origin
from eigenstimme.media.models.attachment import Attachment, AttachmentRow, attach
from eigenstimme.media.models.consent import Basis, Consent
from eigenstimme.media.models.incoming import Incoming
from eigenstimme.media.models.photo_check import PhotoCheck, PhotoRules

__all__ = [
    "Asset",
    "Attachment",
    "AttachmentRow",
    "Basis",
    "Consent",
    "Incoming",
    "Origin",
    "PhotoCheck",
    "PhotoRules",
    "attach",
]
