from eigenstimme.media.models.asset import Asset, Origin
from eigenstimme.media.models.attachment import Attachment, AttachmentRow, attach
from eigenstimme.media.models.incoming import Incoming

__all__ = ["Asset", "Attachment", "AttachmentRow", "Incoming", "Origin", "attach"]
