"""What happens to a start when a mandate is granted, granted anew or its briefing is confirmed: same transaction."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from eigenstimme.mandates.models import Mandate
from eigenstimme.mandates.signals import briefing_confirmed, mandate_granted, mandate_replaced
from eigenstimme.onboarding.actions import lay_out
from eigenstimme.onboarding.models import RegularDate, Step
from eigenstimme.people.models import Kind
from eigenstimme.people.notices import tell


def connect() -> None:
    mandate_granted.connect(on_granted)
    mandate_replaced.connect(on_replaced)
    briefing_confirmed.connect(on_confirmed)


def on_granted(sender: type[Mandate], mandate: Mandate, **_kwargs: Any) -> None:
    """Who comes from outside for the first time starts with a list."""
    known = Step.objects.filter(mandate__holder=mandate.holder).exists()
    if mandate.holder.kind == Kind.OUTSIDE and not known:
        lay_out(mandate)


def on_replaced(sender: type[Mandate], mandate_id: int, by_id: int, **_kwargs: Any) -> None:
    """The start goes on under the new terms."""
    Step.objects.filter(mandate=mandate_id).update(mandate=by_id)
    RegularDate.objects.filter(mandate=mandate_id).update(mandate=by_id)


def on_confirmed(sender: type[Mandate], mandate_id: int, **_kwargs: Any) -> None:
    mandate = Mandate.objects.for_words().get(pk=mandate_id)
    mandate.steps.filter(key="briefing", done_at=None).update(done_at=timezone.now(), done_by=mandate.reader)
    if mandate.contact_id != mandate.reader.pk:
        tell(mandate.contact, "briefing.confirmed", mandate.get_absolute_url(), holder=str(mandate.holder))
