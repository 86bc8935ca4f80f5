"""Jobs of this room."""

from __future__ import annotations

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from eigenstimme.people import mails


@app.task(queue="mail", retry=RetryStrategy(max_attempts=8, exponential_wait=4))
def mail_notice(notice_id: int) -> None:
    """Send one notice as a mail."""
    mails.send_notice(notice_id)


@app.task(queue="mail", retry=RetryStrategy(max_attempts=8, exponential_wait=4))
def mail_invitation(invitation_id: int) -> None:
    """Send the link of one invitation."""
    mails.send_invitation(invitation_id)


@app.task(queue="mail", retry=RetryStrategy(max_attempts=8, exponential_wait=4))
def mail_new_address(person_id: int, email: str) -> None:
    """Send the link that proves a new address to that address."""
    mails.send_new_address(person_id, email)


@app.task(queue="mail", retry=RetryStrategy(max_attempts=8, exponential_wait=4))
def mail_address_changed(person_id: int, before: str) -> None:
    """Tell the old address that it is no longer the one to sign in with."""
    mails.send_address_changed(person_id, before)
