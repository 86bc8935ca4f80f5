"""What rooms above hear about a piece, inside the same transaction."""

from __future__ import annotations

from django.dispatch import Signal

released = Signal()
"""A piece may go out. Arguments: ``piece``, ``release`` (``plan.actions.Release``)."""

edited = Signal()
"""A piece was saved with other content. Arguments: ``piece``, ``actor``. A receiver may raise ``AlreadyOut``."""

variant_removed = Signal()
"""A piece no longer goes to a channel. Arguments: ``variant``, about to be deleted. May raise ``AlreadyOut``."""

dropped = Signal()
"""A piece was dropped. Arguments: ``piece``, ``actor``. A receiver may raise ``AlreadyOut``."""
