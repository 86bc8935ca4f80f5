"""Granting in sentences: boxes that complete "… may", days instead of instants, and the sentence it becomes."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from eigenstimme.channels.models import Channel
from eigenstimme.mandates import words
from eigenstimme.mandates.actions import Grant
from eigenstimme.mandates.models import Mandate
from eigenstimme.mandates.permissions import Permission, acts_for
from eigenstimme.people.models import Membership
from eigenstimme.strategy.models import Topic

EVERY, SOME = "every", "some"


def _day_input() -> forms.DateInput:
    return forms.DateInput({"type": "date"}, format="%Y-%m-%d")


class GrantForm(forms.Form):
    """For one holder; offers only what a mandate can give to somebody of their kind."""

    acts = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, required=False)
    publishes_up_to = forms.ChoiceField(
        label=gettext_lazy("Without approval, may publish"),
        choices=[("", gettext_lazy("nothing"))],
        widget=forms.RadioSelect,
        required=False,
        help_text=gettext_lazy("Delicate topics always need their expert and an approval."),
    )
    where = forms.ChoiceField(
        label=gettext_lazy("On which channels?"),
        choices=[(EVERY, gettext_lazy("on every channel")), (SOME, gettext_lazy("only on these:"))],
        widget=forms.RadioSelect,
        initial=SOME,
    )
    channels = forms.ModelMultipleChoiceField(
        Channel.objects.none(),
        label=gettext_lazy("Channels"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    about = forms.ChoiceField(
        label=gettext_lazy("About what?"),
        choices=[(EVERY, gettext_lazy("about every topic")), (SOME, gettext_lazy("only about these:"))],
        widget=forms.RadioSelect,
        initial=EVERY,
    )
    topics = forms.ModelMultipleChoiceField(
        Topic.objects.none(),
        label=gettext_lazy("Topics"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    first_day = forms.DateField(label=gettext_lazy("First day"), widget=_day_input())
    last_day = forms.DateField(
        label=gettext_lazy("Last day, included"),
        widget=_day_input(),
        required=False,
        help_text=gettext_lazy("Without a day it holds until it is ended."),
    )
    weekly_limit = forms.IntegerField(
        label=gettext_lazy("At most this many posts a week"), min_value=1, max_value=500, required=False
    )
    contact = forms.ModelChoiceField(
        Membership.objects.none(),
        label=gettext_lazy("Contact inside"),
        help_text=gettext_lazy("Somebody of the company who is there for questions."),
    )
    note = forms.CharField(label=gettext_lazy("Note"), max_length=300, required=False)

    def __init__(self, *args: Any, holder: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.holder = holder
        self.zone: tzinfo = holder.company.zone
        grantable = acts_for(holder.kind)
        own = Membership.objects.present().own().filter(company_id=holder.company_id)
        self._offer(
            "acts", [(act, words.phrase(act)) for act in grantable if act != Permission.PIECE_PUBLISH]
        )
        self.fields["acts"].label = _("%(name)s may …") % {"name": holder}
        self._offer("publishes_up_to", [("", _("nothing")), *words.CLASSES])
        self._ask("channels", Channel.objects.open().filter(company_id=holder.company_id))
        self._ask("topics", Topic.objects.in_use().filter(company_id=holder.company_id))
        self._ask("contact", own.select_related("person"))
        self.fields["first_day"].initial = timezone.localdate(timezone=self.zone)

    def _offer(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def _ask(self, name: str, rows: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = rows

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for choice, places in (("where", "channels"), ("about", "topics")):
            if cleaned.get(choice) == SOME and not cleaned.get(places):
                self.add_error(places, _("Choose at least one, or every one."))
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The last day has to lie after the first."))
        if not cleaned.get("acts") and not cleaned.get("publishes_up_to"):
            self.add_error(
                "acts", _("Say what %(name)s may do: choose at least one thing.") % {"name": self.holder}
            )
        return cleaned

    def terms(self) -> Grant:
        """Of a valid form."""
        cleaned = self.cleaned_data
        acts = [*cleaned["acts"], *([Permission.PIECE_PUBLISH] if cleaned["publishes_up_to"] else [])]
        return Grant(
            holder=self.holder,
            acts=acts,
            channels=None if cleaned["where"] == EVERY else list(cleaned["channels"]),
            topics=None if cleaned["about"] == EVERY else list(cleaned["topics"]),
            contact=cleaned["contact"],
            starts_at=self._starts_at(cleaned["first_day"]),
            ends_at=self._after(cleaned["last_day"]) if cleaned["last_day"] else None,
            publishes_up_to=cleaned["publishes_up_to"],
            weekly_limit=cleaned["weekly_limit"] if cleaned["publishes_up_to"] else None,
            note=cleaned["note"],
        )

    def sentence(self) -> str:
        """What the valid form says."""
        terms = self.terms()
        return words.say(
            words.Terms(
                holder=str(self.holder),
                acts=list(terms.acts),
                channels=None if terms.channels is None else [channel.name for channel in terms.channels],
                topics=None if terms.topics is None else [topic.name for topic in terms.topics],
                publishes_up_to=terms.publishes_up_to,
                starts_at=terms.starts_at,
                ends_at=terms.ends_at,
                weekly_limit=terms.weekly_limit,
                contact=str(terms.contact),
                zone=self.zone,
            )
        )

    def _starts_at(self, day: date) -> datetime:
        """Today means now: nothing that happened earlier today was covered."""
        return max(self._midnight(day), timezone.now())

    def _after(self, day: date) -> datetime:
        return self._midnight(day + timedelta(days=1))

    def _midnight(self, day: date) -> datetime:
        return datetime.combine(day, time.min, tzinfo=self.zone)


def as_typed(mandate: Mandate) -> dict[str, Any]:
    """The form's values that say what ``mandate`` says, to change it from there."""
    zone = mandate.company.zone
    last = mandate.ends_at - timedelta(microseconds=1) if mandate.ends_at else None
    first = max(mandate.starts_at, timezone.now())
    return {
        "acts": [act for act in mandate.acts if act != Permission.PIECE_PUBLISH],
        "publishes_up_to": mandate.publishes_up_to,
        "where": EVERY if mandate.every_channel else SOME,
        "channels": list(mandate.channels.all()),
        "about": EVERY if mandate.every_topic else SOME,
        "topics": list(mandate.topics.all()),
        "first_day": timezone.localdate(first, zone),
        "last_day": timezone.localdate(last, zone) if last else None,
        "weekly_limit": mandate.weekly_limit,
        "contact": mandate.contact_id,
        "note": mandate.note,
    }


class EndForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why does it end?"),
        max_length=300,
        help_text=gettext_lazy("The holder reads it, and it stands in the history."),
    )
