"""Whose short sign stands behind a text: nobody writes under somebody else's."""

from __future__ import annotations

import regex

from eigenstimme.people.models import Membership

_AT_THE_END = regex.compile(r"(?<![\p{L}\p{N}_])\^([\p{L}\p{N}]{1,6})\s*$", regex.MULTILINE)


def signer_of(text: str, company_id: int) -> Membership | None:
    """Whose sign ends ``text`` or one of its lines, typed by hand or not; None when it is nobody's."""
    found = {sign.lower() for sign in _AT_THE_END.findall(text)}
    if not found:
        return None
    here = Membership.objects.present().own().filter(company_id=company_id).select_related("person")
    return next((member for member in here if member.sign[1:].lower() in found), None)
