"""What the exchange keeps: addresses for calendars, and tables on their way in."""

from eigenstimme.exchange.models.feed import Feed
from eigenstimme.exchange.models.incoming import Import, Outcome, Row

__all__ = ["Feed", "Import", "Outcome", "Row"]
