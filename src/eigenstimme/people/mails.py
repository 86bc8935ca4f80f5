"""Mails: plain text, in the reader's language, from the room's templates."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import timezone, translation

from eigenstimme.people import notices
from eigenstimme.people.address_links import address_path
from eigenstimme.people.invitation_links import GOOD_FOR, invitation_path
from eigenstimme.people.models import Invitation, Notice, Person


def send(
    to: str, language: str, subject_template: str, body_template: str, context: dict[str, object]
) -> None:
    """Render both templates in ``language`` and send; raises what the mail server says."""
    with translation.override(language):
        subject = " ".join(render_to_string(subject_template, context).split())
        body = render_to_string(body_template, {**context, "site": settings.PUBLIC_URL}).strip() + "\n"
    EmailMessage(subject, body, to=[to]).send()


def send_notice(notice_id: int) -> None:
    notice = Notice.objects.select_related("membership__person", "membership__company").get(pk=notice_id)
    if notice.mailed_at or not notice.membership.present:
        return
    person = notice.membership.person
    with translation.override(person.language):
        context = {"subject": notices.subject(notice), "body": notices.body(notice), "notice": notice}
    send(person.email, person.language, "people/mails/notice_subject.txt", "people/mails/notice.txt", context)
    Notice.objects.filter(pk=notice_id).update(mailed_at=timezone.now())


def send_invitation(invitation_id: int) -> None:
    """Nothing is sent for an invitation that was withdrawn or used in the meantime."""
    invitations = Invitation.objects.open().select_related("company", "invited_by__person")
    invitation = invitations.filter(pk=invitation_id).first()
    if invitation is None:
        return
    context = {"invitation": invitation, "path": invitation_path(invitation), "days": GOOD_FOR.days}
    templates = ("people/mails/invitation_subject.txt", "people/mails/invitation.txt")
    send(invitation.email, invitation.language, *templates, context)


def send_new_address(person_id: int, email: str) -> None:
    person = Person.objects.get(pk=person_id)
    context = {"person": person, "path": address_path(person, email)}
    templates = ("people/mails/new_address_subject.txt", "people/mails/new_address.txt")
    send(email, person.language, *templates, context)


def send_address_changed(person_id: int, before: str) -> None:
    """To the address as it was: if it was not they who changed it, they learn of it there."""
    person = Person.objects.get(pk=person_id)
    templates = ("people/mails/address_changed_subject.txt", "people/mails/address_changed.txt")
    send(before, person.language, *templates, {"person": person})
