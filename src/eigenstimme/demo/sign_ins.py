"""Who a newcomer can be: offered on the sign-in page as long as the demo company is here."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from eigenstimme.core.frame import SignIn
from eigenstimme.people.models import Company

SLUG = "demo-malerbetrieb-kern"
PASSWORD = "farbe-und-stimme"  # noqa: S105 (of the demo alone, and said on its sign-in page)

SIGN_INS = [
    SignIn("Amira Kern", _("leads the company"), "amira@malerbetrieb-kern.example", PASSWORD),
    SignIn("Ben Arndt", _("employee: approves and answers"), "ben@malerbetrieb-kern.example", PASSWORD),
    SignIn("Clara Frei", _("freelancer: writes from outside"), "clara@frei-texte.example", PASSWORD),
    SignIn("Dana Hund", _("agency, works for two companies"), "dana@bunte-hunde.example", PASSWORD),
    SignIn(
        "Textassistent", _("AI agent: prepares, never speaks"), "texte@malerbetrieb-kern.example", PASSWORD
    ),
]


def offered() -> Sequence[SignIn]:
    return SIGN_INS if Company.objects.filter(slug=SLUG).exists() else []
