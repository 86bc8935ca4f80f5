"""The link that proves a new mail address: signed, for one person, for a day, and only while they are signed in.

Both proofs have to come together. Whoever receives the mail because of a slip of the pen is not that person, and
whoever sits at a forgotten screen does not receive the mail.
"""

from __future__ import annotations

from datetime import timedelta

from django.core import signing
from django.urls import reverse
from django.utils.crypto import salted_hmac

from eigenstimme.people.errors import ProofDead, ProofOfSomeoneElse
from eigenstimme.people.models import Person

GOOD_FOR = timedelta(days=1)
_SALT = "people.address"


def address_path(person: Person, email: str) -> str:
    token = signing.dumps([person.pk, _trace(person.email), email], salt=_SALT)
    return reverse("people:confirm_address", args=[token])


def proven_address(token: str, person: Person) -> str:
    """The new address of ``person``. Raises ``ProofDead``, ``ProofOfSomeoneElse``."""
    try:
        pk, before, email = signing.loads(token, salt=_SALT, max_age=GOOD_FOR)
    except signing.BadSignature as error:
        raise ProofDead from error
    if pk != person.pk:
        raise ProofOfSomeoneElse
    if before != _trace(person.email):
        raise ProofDead
    return str(email)


def _trace(email: str) -> str:
    """Knows the present address again without telling it: links can be read, and mails go astray."""
    return salted_hmac(_SALT, email).hexdigest()
