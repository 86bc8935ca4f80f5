from eigenstimme.media.models.asset import Asset
from eigenstimme.media.models.attachment import Attachment, AttachmentRow, attach

__all__ = ["Asset", "Attachment", "AttachmentRow", "attach"]
