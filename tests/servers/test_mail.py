"""The mail catcher itself, so that a journey that waits for a mail fails for the right reason."""

from __future__ import annotations

import smtplib
from email.message import EmailMessage

import pytest

from tests.servers.mail import MailServer


def test_sent_mail_is_found_by_recipient_and_subject(mailserver: MailServer) -> None:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = (
        "a@example.com",
        "b@example.com",
        "Freigabe für „Frühling“",
    )
    message.set_content("Grüß Gott")

    with smtplib.SMTP(mailserver.host, mailserver.port) as smtp:
        smtp.send_message(message)

    assert mailserver.wait_for(to="b@example.com", subject_part="Frühling").get_content() == "Grüß Gott\n"
    with pytest.raises(TimeoutError):
        mailserver.wait_for(to="nobody@example.com", seconds=0.1)
