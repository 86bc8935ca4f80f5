"""What is asked before an account is connected: what for, for whom, who tends it, and with how much time."""

from __future__ import annotations

from tests.journeys.window import Window


def answer_the_questions(lead: Window, name: str = "") -> None:
    """On the page of a network, so that nothing speaks against it; afterwards the account is asked for."""
    lead.fill("What is it for?", "Anfragen aus der Nachbarschaft")
    lead.fill("For whom?", "Besitzer alter Häuser")
    lead.fill("Hours a week for this channel", "2")
    lead.fill("Hours a week for all channels together", "10")  # there may be others already
    lead.fill("Name", name)
    lead.press("Go on")
